"""DOIs: what is none, what has more around it, and capitals in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Given, Subject
from ldn_bib.check.verbatim import without_latex
from ldn_bib.values.doi import lower_doi, normalise_doi
from ldn_bib.values.finding import Severity

_BEGINS = re.compile(r"10\.[0-9]")
_SHORT = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?10/[a-z0-9]+", re.IGNORECASE)
_FEW_DIGITS = re.compile(r"10\.[0-9]{1,3}(?:\.[0-9]+)*/\S")
_NO_SUFFIX = re.compile(r"10\.[0-9]{2,9}(?:\.[0-9]+)*/?")
_REGISTRANT = re.compile(r"10\.[^/\s]*/\S")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-Z]")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_SENTENCE = ".,;:"
_SEVERAL = 2


def _given(subject: Subject) -> tuple[Given, str] | None:
    given = subject.given("DOI", "doi")
    return (given, without_latex(given.text)) if given else None


def check_syntax(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for what is no DOI, and for one with a sign behind it."""
    del context
    found = _given(subject)
    if found is None:
        return
    given, text = found
    doi = normalise_doi(text)
    if doi is None:
        yield Problem(f"“{_short(given.text)}” {_reason(text)}", field=given.name)
    elif doi[-1] in _SENTENCE:
        yield Problem(
            f"the DOI ends with “{doi[-1]}”, which is probably the end of a sentence",
            field=given.name,
            severity=Severity.WARNING,
        )
    elif _FEW_DIGITS.match(doi):
        yield Problem(
            "the prefix has fewer than four digits behind 10., which hardly any DOI has",
            field=given.name,
            severity=Severity.WARNING,
        )


def _reason(text: str) -> str:
    """What keeps a text from being a DOI."""
    if len(_BEGINS.findall(text)) >= _SEVERAL and re.search(r"[\s,;]", text):
        return "holds several DOIs"
    if _SHORT.fullmatch(text):
        return "is a short DOI; give the whole one"
    begin = _BEGINS.search(text)
    if begin is None:
        return "is an address, not a DOI" if _ADDRESS.match(text) else "does not begin with 10."
    name = text[begin.start() :]
    if _FEW_DIGITS.match(name):
        return "has a prefix with one digit behind 10."
    if _NO_SUFFIX.fullmatch(name):
        return "has no suffix behind its prefix"
    if not _REGISTRANT.match(name):
        return "has no “/” behind its prefix"
    if any(sign.isspace() for sign in name):
        return "has a space in it"
    if normalise_doi(name) is None:
        return "has a prefix that is not 10. and digits"
    return "has something before the DOI"


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def check_form(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an address, a ``doi:`` or LaTeX around a DOI."""
    del context
    found = _given(subject)
    if found is None:
        return
    given, text = found
    doi = normalise_doi(text)
    if doi is None:
        return
    if doi != given.text:
        at = given.field.value.find(given.text[0]) if given.field else 0
        # what is written must be read as the same again
        is_stable = without_latex(doi) == doi and normalise_doi(doi) == doi
        yield Problem(
            f"only the DOI itself belongs here: {doi}",
            field=given.name,
            offset=max(at, 0),
            fix=Fix(given.name, doi) if is_stable else None,
        )
    elif _ENCODED.search(doi):
        yield Problem("the DOI is percent-encoded, as only addresses are", field=given.name)


def check_capitals(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for capitals in a DOI."""
    del context
    found = _given(subject)
    if found is None:
        return
    given, text = found
    doi = normalise_doi(text)
    if doi and (capital := _CAPITAL.search(doi)):
        at = given.field.value.find(doi) if given.field else -1
        lower = lower_doi(given.text)
        yield Problem(
            f"the DOI has capitals, which mean nothing in it: {doi}",
            field=given.name,
            offset=at + capital.start() if at >= 0 else 0,
            fix=Fix(given.name, lower),
        )


RULES: tuple[Rule, ...] = (
    Rule(
        code="ID001",
        name="doi-syntax",
        severity=Severity.ERROR,
        summary="what stands in the field of the DOI is no DOI",
        why="A DOI is 10., the number of its registrant, “/” and a suffix; nothing else leads "
        "to the paper.",
        example=Example(bad="doi = {10.1000}", good="doi = {10.1000/182}"),
        check=check_syntax,
    ),
    Rule(
        code="ID002",
        name="doi-form",
        severity=Severity.WARNING,
        summary="an address, “doi:” or LaTeX stands around a DOI",
        why="Styles put https://doi.org/ before what stands there, so that the link would lead "
        "nowhere.",
        example=Example(bad="doi = {https://doi.org/10.1000/182}", good="doi = {10.1000/182}"),
        check=check_form,
        fixes=True,
    ),
    Rule(
        code="ID003",
        name="doi-upper-case",
        severity=Severity.INFO,
        summary="a DOI has capitals",
        why="The DOI Handbook makes no difference between a and A, but programs that compare "
        "DOIs letter by letter do; small letters are the common form.",
        example=Example(bad="doi = {10.1000/ABC}", good="doi = {10.1000/abc}"),
        check=check_capitals,
        fixes=True,
    ),
)
