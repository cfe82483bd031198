"""A date as CSL knows it: a day, month or year, a range, a season, or words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

MONTHS: dict[str, int] = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
"""English names and abbreviations of months, in lower case without a full stop, to 1-12."""

SEASONS: dict[str, int] = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
"""English names of seasons to CSL's numbers."""

_EDTF_SEASON = 20  # ISO 8601-2: 21 spring … 24 winter
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MAX_YEAR = 999_999_999
_CIRCA_WORDS = frozenset(("c", "ca", "circa", "about", "approximately"))

_ISO = re.compile(
    r"(?P<year>-?\d{4}|Y-?\d{5,9})"
    r"(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})(?:T[0-9:.,Z+-]*)?)?)?"
    r"(?P<circa>[~?%]?)",
    re.ASCII,
)
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})/?", re.ASCII)
_YEARS = re.compile(r"(\d{4})\s*(?:-|--|–|—)\s*(\d{4})", re.ASCII)
_DASH = re.compile(r"\s*(?:-{1,3}|–|—|/)\s*")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_INTEGER = re.compile(r"-?[0-9]{1,10}")
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DatePart:
    """A day, a month or a year, proleptic Gregorian; year 0 is 1 BC.

    Attributes:
        year: astronomical year.
        month: 1 to 12; in a range also 21 (spring) to 24 (winter); None where not known.
        day: 1 to 31; None where not known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is such a day."""
        if abs(self.year) > _MAX_YEAR:
            return False
        if self.month is None:
            return self.day is None
        if self.day is None:
            return 1 <= self.month <= 12 or self.is_season
        if not 1 <= self.month <= 12:
            return False
        leap = self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
        last = 28 if self.month == 2 and not leap else _DAYS[self.month - 1]
        return 1 <= self.day <= last

    @property
    def is_season(self) -> bool:
        """Whether ``month`` is a season of ISO 8601-2."""
        return self.month is not None and 1 <= self.month - _EDTF_SEASON <= 4

    def __str__(self) -> str:
        if abs(self.year) > 9999:
            text = f"Y{self.year}"
        else:
            text = f"{'-' if self.year < 0 else ''}{abs(self.year):04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text

    @property
    def parts(self) -> list[int]:
        """Year, month and day as far as known."""
        return [part for part in (self.year, self.month, self.day) if part is not None]


class _Partial(NamedTuple):
    """What the words on one side of a dash say."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    circa: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A date variable of CSL.

    Attributes:
        start: the date, or the first one of a range; None where there are only words.
        end: the last date of a range.
        open_end: True for a range that has not ended.
        season: 1 spring, 2 summer, 3 autumn, 4 winter; ``start`` is then a year.
        circa: True where the date is approximate or uncertain.
        literal: the date as words; where ``start`` is known too, what the source printed.
    """

    start: DatePart | None
    end: DatePart | None = None
    open_end: bool = False
    season: int | None = None
    circa: bool = False
    literal: str = ""

    @property
    def year(self) -> int | None:
        """Year of the date or of the start of the range."""
        return self.start.year if self.start else None

    @classmethod
    def parse(cls, text: str) -> Date:
        """Build from a date as files and people write it.

        Understood are ISO 8601 and EDTF levels 0 and 1 (``2013-02``, ``2009-05/2009-06``,
        ``2009/..``, ``2013~``, ``2013-21``) and English words (``2013 Feb``,
        ``5 March 2021``, ``2009 May-Jun``). EDTF's open starts and unspecified digits have no
        counterpart in CSL; they and everything else that is not understood become a literal,
        and so do dates that do not exist and ranges that end before they start.
        """
        words = " ".join(text.split())
        date = _parse_edtf(words) or _parse_words(words)
        return date or cls(None, literal=words)

    @classmethod
    def from_csl(cls, value: Mapping[str, Any]) -> Date:
        """Build from a CSL-JSON date; what makes no date becomes a literal.

        Parts may be numbers or numeric strings; missing ones may be empty, null or 0. A last
        date of ``[0]`` or without a year is an open end. ``raw`` and ``edtf`` count where
        there are no parts.
        """
        literal = _text(value.get("literal"))
        circa = _flag(value.get("circa"))
        dates = _date_lists(value.get("date-parts"))
        if not dates or not any(map(_text, dates[0])):
            for key in ("edtf", "raw"):
                source = _text(value.get(key))
                if source:
                    date = cls.parse(source)
                    return cls(
                        date.start,
                        date.end,
                        date.open_end,
                        date.season or _season(value.get("season")),
                        date.circa or circa,
                        literal or date.literal,
                    )
            return cls(None, circa=circa, literal=literal)
        start, season = _part(dates[0])
        end: DatePart | None = None
        open_end = False
        understood = start is not None
        if len(dates) > 1:
            if [text for text in map(_text, dates[1]) if text] in ([], ["0"]):
                open_end = True
            else:
                end, end_season = _part(dates[1])
                understood = understood and end is not None
                start, end = _with_season(start, season), _with_season(end, end_season)
                season = None
        if not understood:
            shown = "/".join("-".join(filter(None, map(_text, parts))) for parts in dates)
            return cls(None, circa=circa, literal=literal or shown)
        said = value.get("season")
        if season is None and said not in (None, ""):
            season = _season(said)
            if season is None and not literal:
                literal = f"{_text(said)} {start}".strip()
        return cls(start, end, open_end, season, circa, literal)

    def to_csl(self) -> dict[str, Any]:
        """Return the CSL-JSON date; an open end is a last date of ``[0]``, as in citeproc-js."""
        value: dict[str, Any] = {}
        if self.start:
            dates = [self.start.parts]
            if self.end:
                dates.append(self.end.parts)
            elif self.open_end:
                dates.append([0])
            value["date-parts"] = dates
        if self.season:
            value["season"] = self.season
        if self.circa:
            value["circa"] = True
        if self.literal:
            value["literal"] = self.literal
        return value

    def __str__(self) -> str:
        """Return EDTF, or the literal where there is no date."""
        if self.start is None:
            return self.literal
        mark = "~" if self.circa else ""
        text = str(self.start)
        if self.season and self.start.month is None:
            text += f"-{_EDTF_SEASON + self.season}"
        text += mark
        if self.end:
            return f"{text}/{self.end}{mark}"
        return f"{text}/.." if self.open_end else text


def plain_parts(value: Any) -> tuple[int, ...]:
    """Return year, month and day of a CSL-JSON date that is nothing but one list of numbers.

    Most dates are. Empty for any other date, which :meth:`Date.from_csl` reads.
    """
    if value.__class__ is not dict or len(value) != 1:
        return ()
    dates = value.get("date-parts")
    if dates.__class__ is not list or len(dates) != 1 or dates[0].__class__ is not list:
        return ()
    parts = tuple(dates[0])
    for part in parts:
        if part.__class__ is not int:
            return ()
    return parts


def csl_date(value: Mapping[str, Any]) -> Date:
    """Return the date that :meth:`Date.from_csl` reads, quickly where it is a plain one."""
    parts = plain_parts(value)
    return plain_date(parts) if parts else Date.from_csl(value)


@lru_cache(maxsize=4096)
def plain_date(parts: tuple[int, ...]) -> Date:
    """Return the date of what :func:`plain_parts` gives."""
    return Date.from_csl({"date-parts": [list(parts)]})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) <= _MAX_YEAR:
        return str(int(value))
    # str() of an int of more than 4300 digits raises.
    return str(value) if abs(value) < 1e30 else ""


def _flag(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().lower() not in ("", "0", "false", "no")
    return isinstance(value, int | float) and bool(value)


def _number(value: object) -> int | None:
    text = _text(value)
    if _INTEGER.fullmatch(text):
        return int(text)
    return None


def _season(value: object) -> int | None:
    number = _number(value)
    if number is None:
        return SEASONS.get(_text(value).lower())
    if number > _EDTF_SEASON:
        number -= _EDTF_SEASON
    return number if 1 <= number <= 4 else None


def _date_lists(value: object) -> list[list[object]]:
    """Return ``date-parts`` as lists; one flat list counts as one date."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    nested = [list(part) for part in value if isinstance(part, list | tuple)]
    if nested:
        return nested[:2]
    return [list(value)] if value else []


def _part(values: list[object]) -> tuple[DatePart | None, int | None]:
    """Return the date and the season that EDTF writes as a month; None where it is no date."""
    year = _number(values[0])
    if year is None:
        return None, None
    numbers: list[int | None] = []
    for place, value in enumerate(values[1:3]):
        text = _text(value)
        number = _number(value)
        if number is None and text and place == 0:
            number = MONTHS.get(text.rstrip(".").lower())
        if number is None and text:
            return None, None
        numbers.append(number or None)
    month, day = (*numbers, None, None)[:2]
    if month is not None and 1 <= month - _EDTF_SEASON <= 4 and day is None:
        return DatePart(year), month - _EDTF_SEASON
    part = DatePart(year, month, day)
    return (part if part.is_possible else None), None


def _parse_edtf(text: str) -> Date | None:
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        part = DatePart(int(slashed[1]), int(slashed[2]), int(slashed[3]))
        return Date(part) if part.is_possible else None
    first, slash, last = text.partition("/")
    one = _parse_iso(first)
    if one is None or not slash:
        return one
    if last in ("..", ""):
        return Date(one.start, open_end=True, season=one.season, circa=one.circa)
    other = _parse_iso(last)
    if other is None:
        return None
    start, end = _with_season(one.start, one.season), _with_season(other.start, other.season)
    return _range(start, end, circa=one.circa or other.circa)


def _with_season(part: DatePart | None, season: int | None) -> DatePart | None:
    """Return the part as ISO 8601-2 writes it in a range, the season in place of the month."""
    if part is None or season is None:
        return part
    return DatePart(part.year, _EDTF_SEASON + season)


def _parse_iso(text: str) -> Date | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year = int(match["year"].removeprefix("Y"))
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    circa = bool(match["circa"])
    if month is not None and day is None and 1 <= month - _EDTF_SEASON <= 4:
        return Date(DatePart(year), season=month - _EDTF_SEASON, circa=circa)
    part = DatePart(year, month, day)
    return Date(part, circa=circa) if part.is_possible else None


def _range(start: DatePart | None, end: DatePart | None, *, circa: bool) -> Date | None:
    if start is None or end is None:
        return None
    known = min(len(start.parts), len(end.parts))
    if start.parts[:known] > end.parts[:known]:
        return None
    return Date(start, end, circa=circa)


def _parse_words(text: str) -> Date | None:
    years = _YEARS.fullmatch(text)
    if years:
        return _range(DatePart(int(years[1])), DatePart(int(years[2])), circa=False)
    sides = _DASH.split(text)
    if len(sides) > 2:
        return None
    partials = [_partial(side) for side in sides]
    first, last = partials[0], partials[-1]
    if first is None or last is None:
        return None
    circa = first.circa or last.circa
    if len(sides) == 1:
        if first.year is None or (first.season and first.month):
            return None
        part = DatePart(first.year, first.month, first.day)
        return Date(part, season=first.season, circa=circa) if part.is_possible else None
    if first.season or last.season:
        return None
    return _range(_fill(first, last), _fill(last, first), circa=circa)


def _partial(text: str) -> _Partial | None:
    """Read year, month, day and season in any order; None where a word is something else."""
    found: dict[str, int] = {}
    circa = False
    for raw in text.replace(",", " ").split():
        word = raw.rstrip(".").lower()
        if word in _CIRCA_WORDS:
            circa = True
            continue
        if word in MONTHS:
            kind, number = "month", MONTHS[word]
        elif word in SEASONS:
            kind, number = "season", SEASONS[word]
        elif _YEAR.fullmatch(word):
            kind, number = "year", int(word)
        elif day := _DAY.fullmatch(word):
            kind, number = "day", int(day[1])
        else:
            return None
        if kind in found:
            return None
        found[kind] = number
    if not found:
        return None
    return _Partial(
        found.get("year"), found.get("month"), found.get("day"), found.get("season"), circa
    )


def _fill(side: _Partial, other: _Partial) -> DatePart | None:
    """Complete one side of a range from the other: ``5-7 March 2021``, ``May-Jun 2009``."""
    year = side.year if side.year is not None else other.year
    month = side.month
    if month is None and side.day is not None:
        month = other.month
    if year is None:
        return None
    part = DatePart(year, month, side.day)
    return part if part.is_possible else None
