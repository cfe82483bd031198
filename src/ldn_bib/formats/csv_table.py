"""CSV for spreadsheets: the table of :mod:`ldn_bib.formats.paper_table`, with a heading.

UTF-8 with a byte order mark, without which Excel takes it for another encoding, and CR LF after
RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ldn_bib.entry import Entry
from ldn_bib.formats import paper_table
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions

BOM = "\ufeff"


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield the heading, then one row a piece."""
    del options  # there is one dialect only
    yield BOM + _line(paper_table.header())
    for entry in entries:
        yield _line(map(_safe, paper_table.row(entry)))


def _safe(text: str) -> str:
    return f"'{text}" if paper_table.is_formula(text) else text


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


FIELDS = paper_table.FIELDS
"""What becomes of each variable."""

FORMAT = Format(
    name="csv",
    title="CSV",
    extension=".csv",
    media_type="text/csv",
    write=write,
    has_status=True,
)
