"""Date values of CSL-JSON: parts, ranges, seasons, circa, literals, raw and EDTF text.

CSL 1.0.2, «Dates», and the CSL-JSON schema, ``date-variable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

Parts = tuple[int, int, int]
"""Year, month, day; 0 for a part that is not given. Months 13 to 16 and 21 to 24 are seasons."""

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
    """Read a date variable; None where it says nothing."""
    if isinstance(value, str):
        return _read_raw(value)
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    rows = value.get("date-parts")
    parts = [_parts(row) for row in rows] if isinstance(rows, list) else []
    start = parts[0] if parts else None
    if start is None:
        literal = value.get("literal")
        if isinstance(literal, str) and literal:
            return DateValue(literal=literal, circa=circa)
        for name in ("raw", "edtf"):
            raw = value.get(name)
            if isinstance(raw, str) and raw.strip():
                found = _read_raw(raw)
                if found is None:
                    return None
                return DateValue(
                    found.start, found.end, found.open_end, circa or found.circa, found.literal
                )
        return None
    season = _season(value.get("season"))
    if season and not start[1]:
        start = (start[0], season, 0)
    end = parts[1] if len(parts) > 1 else None
    open_end = end is not None and end == (0, 0, 0)
    if open_end or end == start:
        end = None
    return DateValue(start, end, open_end, circa)


def _number(value: Any) -> int:
    if isinstance(value, bool) or value is None:
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if abs(value) < 1e9 else 0
    if isinstance(value, str):
        text = value.strip()
        if text.lstrip("-").isdecimal() and len(text) < 12:
            return int(text)
    return 0


def _parts(row: Any) -> Parts | None:
    if not isinstance(row, list | tuple) or not row:
        return (0, 0, 0) if row == [] else None
    year = _number(row[0])
    month = _number(row[1]) if len(row) > 1 else 0
    day = _number(row[2]) if len(row) > 2 else 0
    if 17 <= month <= 20:
        month -= 4
    elif 21 <= month <= 24:
        month -= 8
    if not 0 <= month <= 16 or not 0 <= day <= 31:
        month = day = 0
    if year == 0 and month == 0 and day == 0:
        return None if row[0] not in (0, "0") else (0, 0, 0)
    return (year, month, day)


def _season(value: Any) -> int:
    if isinstance(value, str) and value.strip().lower() in _SEASONS:
        return _SEASONS[value.strip().lower()]
    number = _number(value)
    return 12 + number if 1 <= number <= 4 else 0


@lru_cache(maxsize=4096)
def _read_raw(text: str) -> DateValue | None:
    text = text.strip()
    if not text:
        return None
    circa = False
    lowered = text.lower()
    for word in ("circa ", "ca. ", "c. "):
        if lowered.startswith(word):
            circa, text = True, text[len(word) :].strip()
            break
    if text.startswith("[") and text.endswith("?]"):
        circa, text = True, text[1:-2]
    halves = re.split(r"\s*(?:/|--|–)\s*", text, maxsplit=1)
    dates: list[Parts] = []
    for half in halves:
        found = _EDTF.fullmatch(half)
        if found is not None:
            circa = circa or found["doubt"] is not None
            year = found["year"].lstrip("y").replace("X", "0")
            month = int(found["month"] or 0)
            if 21 <= month <= 24:
                month -= 8
            dates.append((int(year), month, int(found["day"] or 0)))
        elif half in ("", "..") and dates:
            return DateValue(dates[0], open_end=True, circa=circa)
        else:
            words = _read_words(half)
            if words is None:
                return DateValue(literal=text, circa=circa)
            dates.append(words)
    if len(dates) == 2:
        first, second = dates
        if not first[0]:
            first = (second[0], first[1], first[2])
        return DateValue(first, second, circa=circa)
    return DateValue(dates[0], circa=circa)


def _read_words(text: str) -> Parts | None:
    year = month = day = 0
    for word in _WORDS.findall(text):
        if word.isdigit():
            number = int(word)
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
