"""CSL-JSON items as citeproc-py can take them: kinds put right, what it cannot read left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal

from ldn_bib.csl.markup import clean, mark_up
from ldn_bib.csl.variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    SYNONYMS,
    TEXT_VARIABLES,
)

_PLAIN_VARIABLES: Final = NUMBER_VARIABLES | TEXT_VARIABLES
_GENERATED: Final = frozenset({"citation-number", "first-reference-note-number", "locator"})
_NAME_PARTS: Final = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
_ISO_DATE: Final = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?\Z")
_INTEGER: Final = re.compile(r"\s*(-?\d{1,6})(?:\.0*)?\s*\Z")

Parts = tuple[int, ...]
"""Year, or year and month, or year, month and day; a month of 13 to 24 is a season."""


_MONTHS: Final = tuple(re.findall("...", "JanFebMarAprMayJunJulAugSepOctNovDec"))
_SEASON_NAMES: Final = ("Spring", "Summer", "Autumn", "Winter")


Ranges = Literal["full", "text", "begin"]
"""How to give ranges of dates, on which citeproc-py often crashes or prints nothing:
as they are, as ready text (``2015 May-Jun``; seasons too), or as their first day."""


def to_reference(item: Mapping[str, Any], key: str, *, ranges: Ranges = "full") -> Any:
    """Turn a CSL-JSON item into a reference of citeproc-py.

    What has a wrong kind is converted where its meaning is plain and left out where it is
    not; variables that CSL 1.0.2 does not have are left out.

    Args:
        item: the item.
        key: the key to give it; citeproc-py lower-cases keys.
        ranges: how to give ranges of dates.
    """
    from citeproc.source import DateRange, LiteralDate, Reference

    values: dict[str, Any] = {}
    for given_name, value in item.items():
        name = SYNONYMS.get(given_name, given_name)
        if name in item and name != given_name:
            continue
        converter = _converters().get(name)
        converted = None if value is None or converter is None else converter(value)
        if ranges == "text" and converted is not None and is_risky_date(converted):
            converted = LiteralDate(_date_text(converted), circa=converted["circa"])
        elif ranges == "begin" and isinstance(converted, DateRange):
            converted = converted["begin"]
        if converted is not None:
            values[name.replace("-", "_")] = converted
    if "event_title" in values:
        values.setdefault("event", values["event_title"])  # styles of CSL 1.0.1 ask for it
    kind = item.get("type")
    return Reference(key, kind if isinstance(kind, str) and kind else "document", **values)


@cache
def _converters() -> dict[str, Callable[[Any], Any]]:
    table: dict[str, Callable[[Any], Any]] = {}
    table.update(dict.fromkeys(_PLAIN_VARIABLES - _GENERATED, _marked))
    table.update(dict.fromkeys(NAME_VARIABLES, _names))
    table.update(dict.fromkeys(DATE_VARIABLES, _date))
    table["language"] = _language
    return table


def plain_text(value: Any) -> str | None:
    """Return the text of a value of any kind; None where it has none."""
    if isinstance(value, str):
        text = clean(value).strip(" ")
    elif isinstance(value, bool):
        return None
    elif isinstance(value, int):
        text = f"{value:d}" if abs(value) < 10**30 else ""
    elif isinstance(value, float):
        text = f"{value:g}"
    elif isinstance(value, (list, tuple)):
        text = ", ".join(part for part in map(_leaf, value) if part)
    else:
        return None
    return text or None


def _leaf(value: Any) -> str | None:
    return plain_text(value) if isinstance(value, (str, int, float)) else None


@cache
def _string_parser() -> Callable[[str], Any]:
    from citeproc.source.json import CiteProcJSON

    parser: Callable[[str], Any] = CiteProcJSON([]).parse_string
    return parser


def _marked(value: Any) -> Any:
    text = plain_text(value)
    return None if text is None else _string_parser()(mark_up(text))


def _language(value: Any) -> str | None:
    return plain_text(value) if isinstance(value, str) else None


def _names(value: Any) -> list[Any] | None:
    if isinstance(value, (str, Mapping)):
        value = [value]
    if not isinstance(value, Iterable):
        return None
    return [name for name in map(_name, value) if name is not None] or None


def _name(value: Any) -> Any:
    from citeproc.source import Name

    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        return None
    parts = {part: _field(value.get(part)) for part in _NAME_PARTS}
    parts = {part: text for part, text in parts.items() if text}
    if "family" in parts or "given" in parts:
        if "family" not in parts:
            parts["family"] = parts.pop("given")  # a name alone, such as that of a monarch
        return Name(**parts)
    literal = _field(value.get("literal"))
    return Name(literal=literal) if literal else None


def _field(value: Any) -> str | None:
    text = plain_text(value) if isinstance(value, (str, int, float)) else None
    return None if text is None else mark_up(text)


def _date(value: Any) -> Any:
    """Turn a CSL-JSON date into citeproc-py's; None where nothing in it can be printed."""
    from citeproc.source import LiteralDate

    if isinstance(value, (str, int)) and not isinstance(value, bool):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        return None
    circa = bool(value.get("circa"))
    points = [*_points(value.get("date-parts"))] or _parse_raw(value.get("raw"))
    season = _integer(value.get("season"))
    if season is not None and 1 <= season <= 4 and len(points) == 1 and len(points[0]) == 1:
        points = [(points[0][0], 12 + season)]
    if points:
        return _date_of(points, circa)
    text = _field(value.get("literal")) or _field(value.get("raw")) or _field(value.get("season"))
    return LiteralDate(text, circa=circa) if text else None


def _points(value: Any) -> Iterable[Parts]:
    """Yield the valid points of ``date-parts``; an open end is the year 0."""
    if not isinstance(value, (list, tuple)):
        return
    for parts in value[:2]:
        if not isinstance(parts, (list, tuple)):
            return
        point = _point([_integer(part) for part in parts[:3]])
        if point is None:
            return
        yield point


def _point(parts: list[int | None]) -> Parts | None:
    year, month, day = (*parts, None, None, None)[:3]
    if year is None:
        return None
    if month is None or not 1 <= month <= 24:
        return (year,)
    if day is None or not 1 <= day <= 31 or month > 12:
        return (year, month)
    return (year, month, day)


def _integer(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    found = _INTEGER.match(str(value)) if not isinstance(value, int) else None
    if found:
        return int(found[1])
    return value if isinstance(value, int) and abs(value) < 10**6 else None


def _parse_raw(value: Any) -> list[Parts]:
    """Read ISO dates and ranges (``2013-02``, ``2013/2014``); others give nothing."""
    if not isinstance(value, str):
        return []
    points: list[Parts] = []
    for text in value.strip().split("/", 1):
        found = _ISO_DATE.match(text.strip())
        if found is None:
            return []
        point = _point([_integer(part) for part in found.groups()])
        if point is None:
            return []
        points.append(point)
    return points


def _date_of(points: list[Parts], circa: bool) -> Any:
    from citeproc.source import Date, DateRange

    if len(points) == 1:
        return Date(circa=circa, **_named(points[0]))
    begin, end = points
    if end == (0,):
        return DateRange(begin=Date(**_named(begin)), end=Date(year=0), circa=circa)
    # citeproc-py prints no range whose ends differ in precision, and none of seasons.
    seasons = any(month > 12 for month in (*begin[1:2], *end[1:2]))
    shared = 1 if seasons else min(len(begin), len(end))
    if begin[:shared] == end[:shared]:
        return Date(circa=circa, **_named(begin if seasons else begin[:shared]))
    return DateRange(
        begin=Date(**_named(begin[:shared])), end=Date(**_named(end[:shared])), circa=circa
    )


def _named(parts: Parts) -> dict[str, int]:
    named = dict(zip(("year", "month", "day"), parts, strict=False))
    month = named.get("month", 0)
    if month > 12:
        # Months 13-16 and 21-24 are seasons: CSL-JSON schema and EDTF, level 1.
        del named["month"]
        named["season"] = (month - 1) % 4 + 1
    return named


def is_risky_date(value: Any) -> bool:
    """Tell whether citeproc-py may crash on a date: a range or a season."""
    from citeproc.source import Date, DateRange

    return isinstance(value, DateRange) or (isinstance(value, Date) and "season" in value)


def year_of_range(value: Any) -> str | None:
    """The year of a range within one year; None for other dates."""
    from citeproc.source import DateRange

    if not isinstance(value, DateRange) or value["begin"]["year"] != value["end"]["year"]:
        return None
    return str(value["begin"]["year"])


def _date_text(date: Any) -> str:
    """Spell out a range or season as NLM does: ``2015 May-Jun``, ``2015-``, ``2015 Spring``."""
    if "begin" not in date:
        return " ".join(_words(date))
    begin, end = _words(date["begin"]), _words(date["end"])
    shared = 0
    while shared < min(len(begin), len(end)) and begin[shared] == end[shared]:
        shared += 1
    return f"{' '.join(begin)}-{' '.join(end[shared:])}"


def _words(date: Any) -> list[str]:
    month, season = date.get("month"), date.get("season")
    name = _MONTHS[month - 1] if month else _SEASON_NAMES[season - 1] if season else None
    return [str(part) for part in (date.get("year"), name, date.get("day")) if part]
