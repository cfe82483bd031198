"""XLSX for spreadsheets: the table of :mod:`ldn_bib.formats.paper_table`, with a heading.

Every cell is text but the year; none is a formula. A cell that a spreadsheet would take for one
when somebody edits it is marked as text. DOI, PMID, PMCID and URL are links.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import paper_table
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.extras import missing
from ldn_bib.formats.paper_table import COLUMNS
from ldn_bib.formats.xml_text import legal

# "Excel specifications and limits" of Microsoft's support pages.
MOST_ROWS = 1_048_576
MOST_LINKS = 65_530
LONGEST_TEXT = 32_767
LONGEST_LINK = 2_079

SHEET = "papers"
_ALL = "A1:XFD1048576"
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# The same entries give the same bytes: no time of writing, but the first day a zip file knows.
_CREATED = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_SIZE = 1 << 16


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield the workbook, which is whole only at the end.

    Raises:
        UsageError: the library for spreadsheets is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise missing("writing xlsx", "XlsxWriter", "xlsx") from error
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, dict(_SETTINGS))
    book.set_properties({"title": legal(options.title), "created": _CREATED})
    sheet = book.add_worksheet(SHEET)
    last = _Sheet(sheet, book).fill(entries, options)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    book.close()
    buffer.seek(0)
    yield from iter(lambda: buffer.read(_SIZE), b"")


class _Sheet:
    """Writes rows to a worksheet."""

    def __init__(self, sheet: Any, book: Any) -> None:
        self.sheet = sheet
        self.links = 0
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.text = book.add_format({"valign": "top"})
        self.quoted = book.add_format({"valign": "top"})
        self.quoted.set_quote_prefix()
        self.link = book.add_format({"valign": "top", "hyperlink": True})
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 1)
        sheet.ignore_errors({"number_stored_as_text": _ALL})

    def fill(self, entries: Iterable[Entry], options: WriteOptions) -> int:
        """Write heading and rows; return the number of the last row, from 0."""
        for place, name in enumerate(paper_table.header()):
            self.sheet.write_string(0, place, name, self.heading)
        last = 0
        for entry in entries:
            if last + 1 >= MOST_ROWS:
                options.skip(entry, f"a sheet ends at row {MOST_ROWS:,}")
                continue
            last += 1
            for place, text in enumerate(paper_table.row(entry)):
                if text:
                    self._cell(last, place, text)
        return last

    def _cell(self, row: int, place: int, text: str) -> None:
        column = COLUMNS[place]
        address = column.link(text) if column.link else ""
        if column.is_number and text.isdecimal():
            self.sheet.write_number(row, place, int(text), self.text)
        elif address and len(address) <= LONGEST_LINK and self.links < MOST_LINKS:
            self.links += 1
            self.sheet.write_url(row, place, legal(address), self.link, cut(legal(text)))
        else:
            shape = self.quoted if paper_table.is_formula(text) else self.text
            self.sheet.write_string(row, place, cut(legal(text)), shape)


def cut(text: str) -> str:
    """Return as much of a text as a cell can hold, counted in UTF-16 as Excel does."""
    if len(text) * 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST_TEXT * 2:
        return text
    return units[: (LONGEST_TEXT - 1) * 2].decode("utf-16-le", "ignore") + "…"


FIELDS: Mapping[str, str] = {
    **paper_table.FIELDS,
    "abstract": "changed: one paragraph of at most 32,767 characters",
}
"""What becomes of each variable."""

FORMAT = Format(
    name="xlsx",
    title="Excel workbook",
    extension=".xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write_bytes=write,
    has_status=True,
)
