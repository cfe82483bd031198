"""Numbers of PubMed and of PubMed Central."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.verbatim import without_latex
from ldn_bib.values.finding import Severity
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

# PubMed held 40 million records early in 2026 and grows by less than two million a year; the
# archive gave numbers from PMC12,000,000 on in 2025. Both bounds leave room.
_BOUNDS_YEAR = 2026
_PMID_BOUND, _PMID_YEARLY = 44_000_000, 3_000_000
_PMCID_BOUND, _PMCID_YEARLY = 15_000_000, 2_000_000

EARLY_PMIDS, EARLY_UNTIL = 10_000_000, 2001
"""Numbers below the first were all given years before the second."""

_ZEROS = re.compile(r"(?<![0-9])0+(?=[1-9])")
_PMC = re.compile(r"PMC[1-9][0-9]{0,9}")
_SEVERAL = re.compile(r"[1-9][0-9]{4,7}(?:[\s,;]+[1-9][0-9]{4,7})+")
_PMC_FIELDS = ("pmcid", "pmc")


def check_pmid(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for what is no PMID or has something around it."""
    del context
    given = subject.given("PMID", "pmid")
    if given is None:
        return
    text = without_latex(given.text)
    number = normalise_pmid(_ZEROS.sub("", text))
    if number == given.text:
        return
    fix = None
    if number:
        message = f"only the number belongs here: {number}"
        fix = Fix(given.name, number)
    elif _PMC.fullmatch(text):
        message = f"{text} is the number of PubMed Central, a PMCID"
        if not any(map(subject.field, _PMC_FIELDS)):
            fix = Fix.rename(given.name, "pmcid")
    elif _SEVERAL.fullmatch(text):
        message = "several PMIDs stand here; a paper has one"
    else:
        message = f"“{text[:60]}” is no PMID, which has one to eight digits"
    severity = Severity.WARNING if number else Severity.ERROR
    yield Problem(message, field=given.name, fix=fix, severity=severity)


def check_pmid_range(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a PMID that cannot have been given, or not to a paper of that year."""
    given = subject.given("PMID", "pmid")
    number = normalise_pmid(_ZEROS.sub("", without_latex(given.text))) if given else None
    if given is None or number is None:
        return
    if int(number) > _bound(context.today, _PMID_BOUND, _PMID_YEARLY):
        yield Problem(f"PubMed has not reached {number} yet", field=given.name)
    elif int(number) < EARLY_PMIDS:
        year = _year(subject)
        if year is not None and year >= EARLY_UNTIL:
            yield Problem(
                f"{number} was given before {EARLY_UNTIL}, but the paper is of {year}; "
                "a digit may be missing",
                field=given.name,
            )


def check_pmcid(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for what is no PMCID, or not in the form ``PMC123``."""
    given = subject.given("PMCID", *_PMC_FIELDS)
    if given is None:
        return
    text = without_latex(given.text)
    number = normalise_pmcid(text, bare=True)
    if number is None:
        yield Problem(
            f"“{text[:60]}” is no PMCID, which is PMC and a number",
            field=given.name,
            severity=Severity.ERROR,
        )
    elif number != given.text and not (given.name == "pmc" and text.isdigit()):
        is_large = int(number[3:]) > _bound(context.today, _PMCID_BOUND, _PMCID_YEARLY)
        pmid = subject.given("PMID", "pmid")
        if text.isdigit() and (is_large or (pmid is not None and pmid.text == text)):
            yield Problem(f"{text} looks like a PMID; a PMCID is PMC and a number", given.name)
        else:
            yield Problem(f"a PMCID is written {number}", given.name, fix=Fix(given.name, number))


def _bound(today: dt.date, start: int, yearly: int) -> int:
    return start + yearly * max(0, today.year - _BOUNDS_YEAR)


def _year(subject: Subject) -> int | None:
    issued = subject.entry.item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    year = parts[0][0] if parts and parts[0] else None
    return year if isinstance(year, int) else None


RULES: tuple[Rule, ...] = (
    Rule(
        code="ID004",
        name="pmid-syntax",
        severity=Severity.WARNING,
        summary="what stands in the field of the PMID is not just its number",
        why="PubMed is asked for what stands there, and finds nothing or another paper.",
        example=Example(bad="pmid = {PMID: 23359310}", good="pmid = {23359310}"),
        check=check_pmid,
        fixes=True,
    ),
    Rule(
        code="ID005",
        name="pmid-range",
        severity=Severity.WARNING,
        summary="a PMID is too high to exist, or too low for the year of the paper",
        why="Numbers are given in order, so that one far outside is a slip: a digit too many, or "
        "one that was lost.",
        example=Example(bad="pmid = {2335931}", good="pmid = {23359310}"),
        check=check_pmid_range,
    ),
    Rule(
        code="ID006",
        name="pmcid-syntax",
        severity=Severity.WARNING,
        summary="what stands in the field of the PMCID is not PMC and a number",
        why="Without PMC the number cannot be told from a PMID, and leads to another paper.",
        example=Example(bad="pmcid = {2891387}", good="pmcid = {PMC2891387}"),
        check=check_pmcid,
        fixes=True,
    ),
)
