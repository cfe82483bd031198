"""Date values of CSL-JSON: parts, ranges, seasons, circa, literals, raw and EDTF text.

CSL 1.0.2, «Dates», and the CSL-JSON schema, ``date-variable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from ldn_bib.csl.plaintext import text_of

Parts = tuple[int, int, int]
"""Year, month, day; 0 for a part that is not given. Months 13 to 16 are seasons."""

_EDTF: Final = re.compile(
    r"(?P<year>-?\d{1,4}|y-?\d{5,}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?"
    r"(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?(?P<doubt>[?~%])?"
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_SEASONS: Final = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
_WORDS: Final = re.compile(r"[A-Za-z]+|\d+")
_RANGE: Final = re.compile(r"\s*(?:/|--|–)\s*")
_INTEGER: Final = re.compile(r"-?[0-9]{1,10}")
_LARGEST: Final = 10**10
_LONGEST_RAW: Final = 100  # characters; what is longer is prose
_NOTHING: Final = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a range of dates.

    Attributes:
        start: first or only date; None where there is just a literal.
        end: last date of a range; None for a single date.
        open_end: whether the range has no end.
        circa: whether the date is uncertain.
        literal: text printed as it is.
    """

    start: Parts | None = None
    end: Parts | None = None
    open_end: bool = False
    circa: bool = False
    literal: str = ""


def read_date(value: Any) -> DateValue | None:
    """Read a date variable; None where it says nothing.

    CSL-JSON wants an object. A text or number that stands instead is read as a raw date, a list
    as ``date-parts``.
    """
    if isinstance(value, Mapping):
        return _read_object(value)
    if isinstance(value, list | tuple):
        return _read_object({"date-parts": value})
    text = text_of(value)
    return _read_raw(text) if text else None


def _read_object(value: Mapping[str, Any]) -> DateValue | None:
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    rows = value.get("date-parts")
    if isinstance(rows, str | int | float):
        rows = [[rows]]
    elif isinstance(rows, list | tuple) and rows and isinstance(rows[0], str | int | float):
        rows = [rows]
    parts = [_parts(row) for row in rows] if isinstance(rows, list | tuple) else []
    start = parts[0] if parts else None
    if start is None or start == _NOTHING:
        return _read_texts(value, circa=circa)
    season = _season(value.get("season"))
    if season and not start[1]:
        start = (start[0], season, 0)
    end = parts[1] if len(parts) > 1 else None
    open_end = end == _NOTHING
    if open_end or end == start:
        end = None
    return DateValue(start, end, open_end, circa)


def _read_texts(value: Mapping[str, Any], *, circa: bool) -> DateValue | None:
    """Read the texts of a date that has no parts."""
    literal = text_of(value.get("literal"))
    if literal:
        return DateValue(literal=literal, circa=circa)
    for name in ("raw", "edtf"):
        found = _read_raw(text_of(value.get(name)))
        if found is not None:
            return replace(found, circa=circa or found.circa)
    return None


def _number(value: Any) -> int:
    """A whole number; 0 for what is none or has more digits than any year."""
    if isinstance(value, str):
        found = _INTEGER.fullmatch(value.strip())
        return int(found[0]) if found is not None else 0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(value) if abs(value) < _LARGEST else 0


def _parts(row: Any) -> Parts | None:
    if not isinstance(row, list | tuple):
        return None
    if not row:
        return _NOTHING
    year = _number(row[0])
    month = _month(_number(row[1])) if len(row) > 1 else 0
    day = _number(row[2]) if len(row) > 2 else 0
    if not month or not 0 <= day <= 31:
        day = 0
    if not year:
        return _NOTHING if row[0] in (0, "0") else None
    return (year, month, day)


def _month(number: int) -> int:
    """A month or a season; 0 for neither. Seasons are numbered from 13, 17 and 21 on (EDTF)."""
    if 16 < number <= 24:
        return 13 + (number - 13) % 4
    return number if 0 < number <= 16 else 0


def _season(value: Any) -> int:
    if isinstance(value, str) and value.strip().lower() in _SEASONS:
        return _SEASONS[value.strip().lower()]
    number = _number(value)
    return 12 + number if 1 <= number <= 4 else 0


@lru_cache(maxsize=4096)
def _read_raw(text: str) -> DateValue | None:
    text = written = text.strip()
    if not text:
        return None
    if len(text) > _LONGEST_RAW:
        return DateValue(literal=text)
    circa = False
    lowered = text.lower()
    for word in ("circa ", "ca. ", "c. "):
        if lowered.startswith(word):
            circa, text = True, text[len(word) :].strip()
            break
    if text.startswith("[") and text.endswith("?]"):
        circa, text = True, text[1:-2]
    halves = _RANGE.split(text, maxsplit=1)
    dates: list[Parts] = []
    for half in halves:
        found = _EDTF.fullmatch(half)
        if found is not None:
            circa = circa or found["doubt"] is not None
            year = found["year"].lstrip("y").replace("X", "0")
            month, day = _month(int(found["month"] or 0)), int(found["day"] or 0)
            if (found["month"] and not month) or day > 31 or not int(year):
                return DateValue(literal=written)
            dates.append((int(year), month, day))
        elif half in ("", "..") and dates and dates[0][0]:
            return DateValue(dates[0], open_end=True, circa=circa)
        else:
            words = _read_words(half)
            if words is None:
                return DateValue(literal=written)
            dates.append(words)
    first, last = dates[0], dates[-1]
    if not first[0]:
        first = (last[0], first[1], first[2])
    if not (first[0] and last[0]) or last[0] < first[0]:  # «May 5», «2020–21»
        return DateValue(literal=written)
    return DateValue(first, last if len(dates) == 2 else None, circa=circa)


def _read_words(text: str) -> Parts | None:
    year = month = day = 0
    for word in _WORDS.findall(text):
        if word.isdigit():
            number = int(word)
            if number >= _LARGEST:
                return None
            if len(word) >= 3 or number > 31 or (month and day):
                if year:
                    return None
                year = number
            elif not day:
                day = number
            else:
                return None
        else:
            lowered = word.lower()
            found = _MONTHS.get(lowered) or _SEASONS.get(lowered)
            if found is None or month:
                return None
            month = found
    if _WORDS.sub("", text).strip(" ,.-") or not (year or month):
        return None
    return (year, month, day if month else 0)
