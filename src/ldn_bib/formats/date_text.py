"""Dates as exchange files split them: a year here, a day or a month there."""

from __future__ import annotations

import re

from ldn_bib.values.date import Date, DatePart

# RIS: year, month, day, other words, divided by slashes; empty parts at the end may be missing.
_SLASHES = re.compile(
    r"(-?[0-9]{4,9})\s*/\s*([0-9]{0,2})\s*(?:/\s*([0-9]{0,2})\s*(?:/\s*(.*))?)?", re.DOTALL
)
_YEAR = re.compile(r"-?[0-9]{4,9}")
_DRESSED_YEAR = re.compile(r"[c©\[(\s]*([0-9]{4})[\])?.\s]*")
_DAY_DASH_MONTH = re.compile(r"([0-9]{1,2})-([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.?-([0-9]{1,2})")
_BEFORE = re.compile(r"^(?:epub|e-pub|published online|online)\b[\s:]*", re.IGNORECASE)


def slashed(text: str) -> tuple[Date | None, str]:
    """Return the date that RIS writes as ``2021/03/05/Spring``, and the words at its end.

    None where the text is no such date.
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return Date(DatePart(int(text))), ""
    match = _SLASHES.fullmatch(text)
    if not match:
        return None, ""
    month = int(match[2] or 0) or None
    part = DatePart(int(match[1]), month, (int(match[3] or 0) or None) if month else None)
    words = (match[4] or "").strip(" /")
    if not part.is_possible:
        return Date(DatePart(part.year)), text
    if words and part.month is None:
        dated = Date.parse(f"{words} {part.year}")
        if dated.start and dated.start.year == part.year:
            return dated, ""
    return Date(part), words


def read_date(text: str) -> tuple[Date, str]:
    """Return a date in any form, and words that stand beside it."""
    date, words = slashed(text)
    if date is not None:
        return date, words
    dressed = _DRESSED_YEAR.fullmatch(text)
    return Date.parse(dressed[1] if dressed else text), ""


def joined(year: str, day: str) -> tuple[Date | None, str]:
    """Return the date that two fields say together, and what of them is left over.

    Args:
        year: field with the year, or with the whole date; may be empty.
        day: field with month and day, or with the whole date; may be empty.
    """
    date, words = merge(None, year)
    date, more = merge(date, day)
    return date, ", ".join(filter(None, (words, more)))


def merge(date: Date | None, text: str) -> tuple[Date | None, str]:
    """Return a date with what another field says of it, and the words that do not fit in.

    Args:
        date: what is known already.
        text: the other field: a whole date, or month and day, or a season.
    """
    text = text.strip()
    if not text:
        return date, ""
    other, words = read_date(_BEFORE.sub("", text))
    if date is None:
        return other, words
    if date.start is None:
        return (other, date.literal) if other.start else (date, text)
    if other.start is None:
        # Mar 5, May-Jun or Spring, and the year elsewhere.
        other, words = Date.parse(f"{_apart(text)} {date.start.year:04d}"), ""
    if other.start is None or date.start.year not in (
        other.start.year,
        (other.end or other.start).year,
    ):
        return date, text
    return (other, words) if _precision(other) > _precision(date) else (date, words)


def _precision(date: Date) -> int:
    parts = len(date.start.parts) if date.start else 0
    return 2 * parts + bool(date.season) + bool(date.end)


def _apart(text: str) -> str:
    """Return ``5-Mar`` as ``5 Mar``: it is a day and no range."""
    match = _DAY_DASH_MONTH.fullmatch(text.strip())
    return " ".join(part for part in match.groups() if part) if match else text
