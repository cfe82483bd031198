"""The clinicians' table in a .docx file: one row a paper, headings repeated on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.documents.characters import clean
from ldn_bib.documents.docx_package import text_width
from ldn_bib.documents.docx_styles import style_id
from ldn_bib.documents.words import PAPER_HEADING, fact_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell, _Row

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.documents.docx_text import Pen
    from ldn_bib.documents.model import Document, Fact, ListedPaper

# Shares of the width: of the first column, and least and most of the others before they are fitted.
_FIRST = 0.3
_NARROW, _BROAD = 1.0, 2.2
# Letters in a cell from which on its column is broad.
_MANY = 160


def column_shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the shares of columns in the width of a table, the first one apart; their sum is 1.

    Args:
        rows: the texts of all rows, the headings among them, of the same number each.
    """
    weights = []
    for column in zip(*rows, strict=True):
        longest_word = max(len(word) for text in column for word in (*text.split(), ""))
        longest = max(map(len, column))
        by_length = _NARROW + (_BROAD - _NARROW) * min(longest / _MANY, 1)
        weights.append(max(by_length, min(longest_word / 9, _BROAD)))
    return [weight / sum(weights) for weight in weights]


def add_table(
    document: Document,
    made: WordDocument,
    pen: Pen,
    papers: Sequence[tuple[ListedPaper, str, RichText]],
) -> None:
    """Add the table of a section.

    Args:
        document: what the section stands in.
        made: where it goes.
        pen: writes the cells.
        papers: each paper with the label of its citation and the citation; one has a row.
    """
    headings = next(tuple(fact.label for fact in paper.row) for paper, *_ in papers if paper.row)
    # of the whole document, so that its tables stand alike
    texts = [tuple(fact.value for fact in paper.row) for paper in document.papers if paper.row]
    shares = [_FIRST, *(share * (1 - _FIRST) for share in column_shares([headings, *texts]))]
    table = made.add_table(1, len(shares))
    table._tbl.tblPr.style = style_id("Evidence Table")
    table.autofit = False
    _mark_heading(table.rows[0])
    for cell, heading in zip(table.rows[0].cells, (PAPER_HEADING, *headings), strict=True):
        _fill(pen, cell, "Table Head", heading)
    for paper, label, citation in papers:
        _add_paper(table, pen, paper, label, citation, fact_rows(document, paper))
    _set_widths(table, [share * text_width(made) for share in shares])


def _add_paper(
    table: Table,
    pen: Pen,
    paper: ListedPaper,
    label: str,
    citation: RichText,
    facts: Sequence[Fact],
) -> None:
    first, *others = _row(table).cells
    pen.texts(first, "Table Alert", paper.alerts)
    pen.rich(first, "Table Reference", citation, label=label)
    pen.links(first, "Table Text", paper.links)
    pen.texts(first, "Table Notice", paper.notices)
    _drop_first(first)
    if paper.row:
        for cell, fact in zip(others, paper.row, strict=True):
            _fill(pen, cell, "Table Text", fact.value)
    if paper.row and not facts and not paper.summary:
        return
    if paper.row:
        # what has no column stands below, beside the citation
        below, *others = _row(table).cells
        first._tc.vMerge, below._tc.vMerge = "restart", "continue"
    rest = _joined(others)
    pen.text(rest, "Table Text", paper.summary)
    for fact in facts:
        pen.fact(rest, "Table Fact", fact)
    _drop_first(rest)


def _joined(cells: Sequence[_Cell]) -> _Cell:
    """Make one cell of empty neighbours; python-docx's own way reads the whole table each time."""
    first, *others = cells
    for cell in others:
        cell._tc.getparent().remove(cell._tc)
    first._tc.grid_span = len(cells)
    return first


def _fill(pen: Pen, cell: _Cell, style: str, text: str) -> None:
    pen.text(cell, style, clean(text).strip() or "–")
    _drop_first(cell)


def _drop_first(cell: _Cell) -> None:
    """Take out the empty paragraph that a new cell has, where others stand behind it."""
    paragraphs = cell.paragraphs
    for paragraph in paragraphs if len(paragraphs) > 1 else []:
        if not paragraph._element.xpath("./w:r | ./w:hyperlink"):
            cell._element.remove(paragraph._element)


def _mark_heading(row: _Row) -> None:
    from docx.oxml.parser import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def _row(table: Table) -> _Row:
    from docx.oxml.parser import OxmlElement

    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Set the widths of columns, in points, on the grid and on every cell, as Word wants them."""
    from docx.shared import Pt

    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Pt(width)
    for row in table._tbl.tr_lst:
        place = 0
        for cell in row.tc_lst:
            span = cell.grid_span
            cell.width = Pt(sum(widths[place : place + span]))
            place += span
