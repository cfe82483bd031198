"""Date fields of BibTeX and biblatex to CSL dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ldn_bib.bibtex.latex import decode
from ldn_bib.values.date import MONTHS, Date, DatePart

_MONTH_NUMBERS = re.compile(r"(\d{1,2})(?:\s*(-{1,3}|–|—|/)\s*(\d{1,2}))?", re.ASCII)
_YEAR = re.compile(r"\[?(\d{4})[a-z]?\]?\.?", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_EDTF = re.compile(r"[\dY~?%/.-]+", re.ASCII)
_NAMES = {number: name for name, number in MONTHS.items() if len(name) == 3}


class ReadDate(NamedTuple):
    """A date as it was read.

    Attributes:
        date: the date; None where there is none.
        odd: the text that was not understood; empty where all was.
        parts: year, month and day where the date is nothing more than these.
    """

    date: Date | None
    odd: str = ""
    parts: tuple[int, ...] = ()


def _read(date: Date, odd: str = "") -> ReadDate:
    is_plain = date.start is not None and date == Date(date.start)
    return ReadDate(date, odd, tuple(date.start.parts) if is_plain and date.start else ())


def _clean(text: str) -> str:
    # EDTF's mark of an approximate date is LaTeX's space.
    if "~" in text and _EDTF.fullmatch(text):
        return text
    return decode(text).text.replace("\u00a0", " ").strip(" ,;")


@lru_cache(maxsize=4096)
def read_date(text: str) -> ReadDate:
    """Read a biblatex date (EDTF) or a date in words; what is not understood is a literal."""
    cleaned = " ".join(_clean(text).split())
    if not cleaned:
        return ReadDate(None)
    date = Date.parse(cleaned)
    if date.start is None:
        dated = _YEAR.fullmatch(cleaned)
        if dated:
            return _read(Date(DatePart(int(dated[1]))))
    # «in press» is meant so; «2013-13-40» is not.
    odd = cleaned if date.start is None and _DIGIT.search(cleaned) else ""
    return _read(date, odd)


@lru_cache(maxsize=4096)
def read_year_month_day(year: str, month: str, day: str) -> ReadDate:
    """Read BibTeX's ``year``, ``month`` and ``day``.

    The month may be a macro, a name, a number, a range (``May--Jun``, ``3--5 May``) or carry
    the day (``"10~" # jan``). Where it makes no sense the year is kept.
    """
    when = read_date(year)
    if when.date is None or when.date.start is None or not (month or day):
        return when
    if when.date.end or when.date.season or when.date.start.month:
        return when
    words = _words(_clean(month))
    date = Date.parse(f"{_clean(day)} {words} {when.date.start}" if day else f"{words} {when.date}")
    if date.start is not None and (date.start.month or date.season):
        return _read(date, when.odd)
    if day and words:
        # A day that does not exist must not cost the month.
        fallback = read_year_month_day(year, month, "")
        return fallback._replace(odd=fallback.odd or day)
    return when._replace(odd=month or day)


def _words(month: str) -> str:
    """Months as names, so that numbers are not taken for days."""
    numbers = _MONTH_NUMBERS.fullmatch(month)
    if not numbers:
        return month
    first = _NAMES.get(int(numbers[1]), month)
    if not numbers[3]:
        return first
    return f"{first}-{_NAMES.get(int(numbers[3]), month)}"
