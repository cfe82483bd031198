"""Dates that cannot be: in the future, before there were journals, or at odds with each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.date import MONTHS, Date
from ldn_bib.values.finding import Severity

DATES: Mapping[str, tuple[str, ...]] = {
    "issued": ("date", "year"),
    "accessed": ("urldate", "accessed", "lastchecked"),
}
"""CSL variable to the fields that it is read from, the first one that is there counts."""

DATE_VARIABLES = (
    "issued",
    "accessed",
    "submitted",
    "original-date",
    "event-date",
    "available-date",
)

PENDING = frozenset(
    {"forthcoming", "in press", "inpress", "in preparation", "inpreparation", "submitted"}
)
"""``pubstate`` of what is to appear."""

AHEAD = dt.timedelta(days=366)
"""How far ahead of the day journals date their issues."""

FIRST_JOURNAL = 1665
"""The Journal des sçavans and the Philosophical Transactions began in that year."""

_JOURNALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_TWO_DIGITS = 100
_OLD_WORKS = frozenset({"book", "chapter", "classic", "document", "entry", "manuscript", "treaty"})
_DAY = re.compile(r"\s*\[?(-?[0-9]{1,5})[-/.]([0-9]{1,3})(?:[-/.]([0-9]{1,3}))?\]?\s*")
_YEAR = re.compile(r"[0-9]{4}")
_LETTER = re.compile(r"[^\W\d_]")
_DAY_OR_CIRCA = re.compile(
    r"\b(?:c|ca|circa|about|approximately|spring|summer|autumn|fall|winter|bc|ad|bce|ce)\b\.?",
    re.IGNORECASE,
)


def _parts(subject: Subject, variable: str) -> list[int]:
    """Year, month and day of the start of a date, as far as known."""
    value: Any = subject.entry.item.get(variable)
    if not isinstance(value, dict):
        return []
    dates = value.get("date-parts")
    if not isinstance(dates, list) or not dates or not isinstance(dates[0], list):
        return []
    return [part for part in dates[0] if isinstance(part, int)]


def _field(subject: Subject, variable: str) -> str | None:
    """The field that a date was read from; the variable itself in CSL-JSON."""
    if not subject.is_bibtex:
        return variable
    return next((name for name in DATES[variable] if subject.field(name)), None)


def check_future(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a date of publication or of a look-up that is still to come."""
    today = context.today
    issued = _first_day(_parts(subject, "issued"))
    state = str(subject.entry.item.get("status", "")).strip().lower()
    if issued and issued > today and state not in PENDING:
        is_near = issued <= today + AHEAD
        yield Problem(
            f"the date of publication is still to come ({_shown(_parts(subject, 'issued'))})",
            field=_field(subject, "issued"),
            severity=Severity.INFO if is_near else Severity.WARNING,
        )
    accessed = _first_day(_parts(subject, "accessed"))
    # it may be tomorrow elsewhere
    if accessed and accessed > today + dt.timedelta(days=1):
        yield Problem(
            f"the address was looked up on a day still to come "
            f"({_shown(_parts(subject, 'accessed'))})",
            field=_field(subject, "accessed"),
            severity=Severity.WARNING,
        )


def _first_day(parts: list[int]) -> dt.date | None:
    """The first day that a date can mean; None where there is none, or no such day."""
    year, month, day = (*parts[:3], *(1, 1, 1)[len(parts[:3]) :])
    if not parts or not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if parts and year > dt.MAXYEAR else None
    if month > 12:
        month = 1
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _shown(parts: list[int]) -> str:
    return "-".join(f"{part:02d}" for part in parts[:3])


def check_against(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem where ``year`` or ``month`` say another thing than ``date``."""
    del context
    date = subject.field("date")
    start = Date.parse(date.text).start if date else None
    if date is None or start is None:
        return
    year = subject.field("year")
    if year and _YEAR.fullmatch(year.text) and int(year.text) != start.year:
        yield Problem(
            f"the year is {year.text}, but the date is {date.text}",
            field="year",
            fields=("year", "date"),
        )
    month = subject.field("month")
    number = _month(month.value) if month else None
    if number and start.month and number != start.month and not start.is_season:
        yield Problem(
            f"the month is {month.text if month else ''}, but the date is {date.text}",
            field="month",
            fields=("month", "date"),
        )


def _month(value: str) -> int | None:
    text = value.strip().rstrip(".").lower()
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text)
    return MONTHS.get(text)


def check_words(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a year such as “in press”."""
    del context
    year = subject.field("year")
    if year is None or not year.is_plain:
        return
    text = _DAY_OR_CIRCA.sub("", year.text)
    if _LETTER.search(text) and not any(map(str.isdigit, text)):
        yield Problem(f"the year is “{year.text[:60]}”", field="year")


def check_early(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a year that has lost digits."""
    del context
    parts = _parts(subject, "issued")
    if not parts:
        return
    kind = subject.entry.item.get("type")
    if 0 < parts[0] < _TWO_DIGITS and kind not in _OLD_WORKS:
        yield Problem(f"the year {parts[0]} has only two digits", _field(subject, "issued"))
    elif parts[0] < FIRST_JOURNAL and kind in _JOURNALS:
        yield Problem(
            f"an article of {parts[0]}, but the first journals are of {FIRST_JOURNAL}",
            _field(subject, "issued"),
        )


def check_impossible(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for days that do not exist, in files that are not BibTeX."""
    del context
    if subject.is_bibtex:
        return
    for variable in DATE_VARIABLES:
        value = subject.entry.item.get(variable)
        if not isinstance(value, dict) or value.get("date-parts"):
            continue
        text = str(value.get("literal", ""))
        if _DAY.fullmatch(text) and Date.parse(text).start is None:
            yield Problem(f"{text} is no day that exists", field=variable)


RULES: tuple[Rule, ...] = (
    Rule(
        code="DATE002",
        name="future-date",
        severity=Severity.WARNING,
        summary="a date is still to come",
        why="A digit is probably wrong. Journals date issues some months ahead, so that nearer "
        "dates are only worth a look.",
        example=Example(bad="year = {2102}", good="year = {2012}", today=dt.date(2026, 1, 15)),
        check=check_future,
    ),
    Rule(
        code="DATE003",
        name="year-against-date",
        severity=Severity.WARNING,
        summary="year or month say something else than date",
        why="Programs that know date use it and the others use year, so that the paper has two "
        "dates.",
        example=Example(
            bad="date = {2020-05-01}\nyear = {2019}", good="date = {2020-05-01}\nyear = {2020}"
        ),
        check=check_against,
    ),
    Rule(
        code="DATE004",
        name="year-in-words",
        severity=Severity.INFO,
        summary="the year is in words, such as “in press”",
        why="Nothing can be sorted by it, and it is not true for long: the year is known once "
        "the paper is out, and until then pubstate says that it is not.",
        example=Example(bad="year = {in press}", good="year = {2020}"),
        check=check_words,
    ),
    Rule(
        code="DATE005",
        name="early-year",
        severity=Severity.WARNING,
        summary="a year is too early for what appeared in it",
        why="It has lost digits, or two of them have changed places.",
        example=Example(bad="year = {1020}", good="year = {2010}"),
        check=check_early,
    ),
    Rule(
        code="DATE006",
        name="impossible-date",
        severity=Severity.WARNING,
        summary="a CSL-JSON file gives a day that does not exist",
        why="It is printed as it stands and left out of every order by date; in a BibTeX file "
        "odd-date says so.",
        example=Example(
            bad='[{"id": "a", "type": "book", "issued": {"date-parts": [[2013, 2, 30]]}}]',
            good='[{"id": "a", "type": "book", "issued": {"date-parts": [[2013, 2, 28]]}}]',
            language="json",
        ),
        check=check_impossible,
    ),
)
