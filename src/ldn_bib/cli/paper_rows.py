"""The table of papers that ``papers`` and ``search`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.cli.table import table
from ldn_bib.values.markup import strip_markup

if TYPE_CHECKING:
    from ldn_bib.entry import Entry
    from ldn_bib.library import Library

HEADER = ("KEY", "YEAR", "TITLE", "CONDITIONS")


def paper_table(library: Library) -> str:
    """Lay out key, year, title and conditions; a ``*`` follows a proposed condition."""
    return table(HEADER, [_row(entry) for entry in library], flexible=2)


def _row(entry: Entry) -> tuple[str, str, str, str]:
    tags = ", ".join(f"{tag.slug}{'*' if tag.derived else ''}" for tag in entry.tags)
    year = "" if entry.year is None else str(entry.year)
    return entry.key, year, strip_markup(entry.title), tags
