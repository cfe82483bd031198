"""ISSNs: their form and their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Given, Subject
from ldn_bib.values.finding import Severity
from ldn_bib.values.issn import check_digit, normalise_issn, split_issns

_NUMBER = re.compile(r"(?<![\w-])([0-9]{4})\s?[-‐‑‒–—−]*\s?([0-9]{3})([0-9Xx])(?![\w-])")
_DIGIT = re.compile(r"\d", re.ASCII)


def _given(subject: Subject) -> Iterator[Given]:
    for variable, name in (("ISSN", "issn"), ("", "eissn"), ("", "pissn")):
        given = subject.given(variable, name)
        if given:
            yield given


def check_form(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for what is no ISSN, and for one that is not written ``1234-567X``."""
    del context
    for given in _given(subject):
        text = given.text
        numbers = list(_NUMBER.finditer(text))
        rest = split_issns(_NUMBER.sub(" ", text))
        if rest and (not numbers or any(map(_DIGIT.search, rest))):
            yield Problem(
                f"“{text[:60]}” is no ISSN, which has four signs, a hyphen and four signs",
                field=given.name,
            )
            continue
        written = _written(text)
        if written != text:
            number = next((match for match in numbers if match[0] != _form(match)), None)
            yield Problem(
                f"an ISSN is written {_form(number) if number else written}",
                field=given.name,
                fix=Fix(given.name, written),
                severity=Severity.INFO,
            )


def _form(match: re.Match[str]) -> str:
    """The number with its hyphen, whether its check digit is right or not."""
    return f"{match[1]}-{match[2]}{match[3].upper()}"


def _written(text: str) -> str:
    alone = normalise_issn(text)
    return alone or _NUMBER.sub(_form, text)


def check_check_digit(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each ISSN whose last sign does not fit the others."""
    del context
    for given in _given(subject):
        for match in _NUMBER.finditer(given.text):
            right = check_digit(match[1] + match[2])
            if right != match[3].upper():
                at = given.field.value.find(match[0]) if given.field else -1
                yield Problem(
                    f"the check digit of {_form(match)} should be {right}, "
                    "so that some digit is wrong",
                    field=given.name,
                    offset=max(at, 0),
                )


RULES: tuple[Rule, ...] = (
    Rule(
        code="ID007",
        name="issn-form",
        severity=Severity.WARNING,
        summary="an ISSN is not written as four signs, a hyphen and four signs",
        why="Catalogues are searched for the form with the hyphen, and other forms are not found.",
        example=Example(bad="issn = {00043591}", good="issn = {0004-3591}"),
        check=check_form,
        fixes=True,
    ),
    Rule(
        code="ID008",
        name="issn-check-digit",
        severity=Severity.WARNING,
        summary="the check digit of an ISSN is wrong",
        why="The last sign is computed from the others, so that one of the eight is not right "
        "and the number is that of another journal or of none.",
        example=Example(bad="issn = {0004-3592}", good="issn = {0004-3591}"),
        check=check_check_digit,
    ),
)
