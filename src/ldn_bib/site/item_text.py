"""Values of a CSL-JSON item as plain text for the machine-readable parts of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ldn_bib.documents.characters import clean
from ldn_bib.formats.text import plain
from ldn_bib.values.date import Date, DatePart
from ldn_bib.values.name import OTHERS, Name

if TYPE_CHECKING:
    from ldn_bib.entry import CslItem, Entry

_LAST_YEAR = 9999


def line(value: object) -> str:
    """Return a value on one line: no markup, control characters or directional overrides."""
    return clean(plain(value)).strip()


def text(item: CslItem, variable: str) -> str:
    """Return a text or number variable of an item, as :func:`line`."""
    return line(item.get(variable))


def people(item: CslItem, variable: str) -> tuple[Name, ...]:
    """Return the names of a variable; ``others`` at the end of a list is nobody."""
    values = item.get(variable)
    if not isinstance(values, list | tuple):
        return ()
    names = (_name(value) for value in values if isinstance(value, Mapping))
    return tuple(name for name in names if name.short and name.literal != OTHERS)


def _name(value: Mapping[str, object]) -> Name:
    name = Name.from_csl(value)
    return Name(
        family=line(name.family),
        given=line(name.given),
        dropping_particle=line(name.dropping_particle),
        non_dropping_particle=line(name.non_dropping_particle),
        suffix=line(name.suffix),
        comma_suffix=name.comma_suffix,
        literal=line(name.literal),
    )


def is_body(name: Name) -> bool:
    """Whether a name is a body's, or one that nobody has taken apart."""
    return not (name.family or name.given)


def issued(item: CslItem) -> DatePart | None:
    """Return when a paper came out: of a range the start, of a season the year.

    None where no date of the years 1 to 9999 is known; words are no date.
    """
    value = item.get("issued")
    start = Date.from_csl(value).start if isinstance(value, Mapping) else None
    if start is None or not 1 <= start.year <= _LAST_YEAR:
        return None
    part = DatePart(start.year) if start.is_season else start
    return part if part.is_possible else DatePart(part.year)


def warned_title(entry: Entry) -> str:
    """Return the title for a reader of news and shares, with a retraction in front of it."""
    title = text(entry.item, "title") or line(entry.key)
    if entry.status is not None and entry.status.is_alert:
        return f"{entry.status.kind.label}: {title}"
    return title


def description(entry: Entry) -> str:
    """Return what the note says of a paper, with a retraction in front of it; may be empty."""
    note = entry.annotation
    said = line(note.summary) or line(note.finding) if note else ""
    if entry.status is not None and entry.status.is_alert:
        return f"{line(entry.status.sentence)} {said}".strip()
    return said
