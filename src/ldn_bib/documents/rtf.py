"""RTF: one file for word processors, in ASCII alone, after the RTF specification 1.9."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark
from ldn_bib.documents.characters import clean
from ldn_bib.documents.links import ascii_url, safe_url
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    all_rows,
    fact_rows,
    front_lines,
    front_notes,
    has_summary_first,
    linked,
    table_labels,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldn_bib.csl.richtext import RichText, Run
    from ldn_bib.documents.model import Document, Fact, Link, ListedPaper, Section

# Sizes \fs in half points; spaces \sb \sa and indents \li \fi in twips, 1/20 of a point.
_HEADER = r"""{\rtf1\ansi\ansicpg1252\deff0\uc1
{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}"""
_BODY = r"\f0\fs22"
_TITLE = r"\pard\outlinelevel0\keepn\sa240"
_HEADING = r"\pard\outlinelevel1\keepn\sb240\sa120"
_PARAGRAPH = r"\pard\sa120"
_CITATION = r"\pard\li360\fi-360\sb60\sa60"
_DETAIL = r"\pard\li360\sa60"
_FACT = r"\pard\li720\fi-360\sa40"
_LEAD = r"\pard\sb120\sa60"
_SMALL = r"\pard\li360\sa60"
_CELL = r"\pard\intbl\sa40"

# A row of a table: gap between cells and the right edges of cells in twips; lines above a paper.
_ROW = r"\trowd\trgaph80\trleft0"
_RULE = r"\clbrdrt\brdrs\brdrw10"
_WIDTH = 9000

_WORDS: dict[Mark, str] = {
    Mark.ITALIC: r"\i",
    Mark.BOLD: r"\b",
    Mark.UNDERLINE: r"\ul",
    Mark.SMALL_CAPS: r"\scaps",
    Mark.SUBSCRIPT: r"\sub",
    Mark.SUPERSCRIPT: r"\super",
}
_SPECIAL = re.compile(r"[\\{}]|[^ -~]")


def write(document: Document) -> str:
    """Return the document as RTF, one paragraph a line."""
    return "\n".join(_lines(document)) + "\n"


def escape(text: str) -> str:
    """Return text in ASCII that RTF readers show as it is; all text passes here once."""
    return _SPECIAL.sub(_escaped, clean(text))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character.isascii():
        return f"\\{character}"
    units = character.encode("utf-16-le")
    pairs = (units[place : place + 2] for place in range(0, len(units), 2))
    return "".join(f"\\u{int.from_bytes(pair, 'little', signed=True)}?" for pair in pairs)


def _lines(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield _HEADER
    if title:
        yield f"{{\\info{{\\title {title}}}}}"
    yield _BODY
    if title:
        yield _line(_TITLE, f"{{\\b\\fs32 {title}}}")
    for label, text in front_notes(document):
        yield _line(_PARAGRAPH, f"{{\\b {label}:}} {escape(text)}")
    yield from _paragraphs(_PARAGRAPH, front_lines(document))
    for section in document.sections:
        yield from _section(document, section)
    if document.about:
        yield _line(_HEADING, f"{{\\b\\fs26 {ABOUT_HEADING}}}")
    for fact in document.about:
        yield _line(_PARAGRAPH, f"{{\\b {escape(fact.label)}:}} {_inline(linked(fact.value))}")
    yield from _paragraphs(_PARAGRAPH, document.notes)
    yield "}"


def _section(document: Document, section: Section) -> Iterator[str]:
    if section.heading:
        yield _line(_HEADING, f"{{\\b\\fs26 {escape(section.heading)}}}")
    if section.note:
        yield _line(_PARAGRAPH, escape(section.note))
    if labels := table_labels(section):
        yield from _table(document, labels, section.papers)
        return
    for paper in section.papers:
        yield from _paper(document, paper)


def _paper(document: Document, paper: ListedPaper) -> Iterator[str]:
    for alert in paper.alerts:
        yield _line(_LEAD, f"{{\\b {escape(alert)}}}")
    if has_summary_first(document) and paper.summary:
        yield _line(_LEAD, escape(paper.summary))
        yield _line(_SMALL, f"{{\\fs18 {_inline(paper.citation)}}}")
    else:
        yield _line(_CITATION, _inline(paper.citation))
        if paper.summary:
            yield _line(_DETAIL, escape(paper.summary))
    yield from _paragraphs(_DETAIL, paper.notices)
    for row in _labelled(paper, all_rows(document, paper)):
        yield _line(_FACT, row)


def _labelled(paper: ListedPaper, facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield f"{{\\b {escape(fact.label)}:}} {escape(fact.value)}"
    if paper.links:
        yield f"{{\\b Links:}} {escape(' · ').join(map(_link, paper.links))}"


def _table(
    document: Document, labels: Sequence[str], papers: Iterable[ListedPaper]
) -> Iterator[str]:
    """Return a table: across it what there is of a paper, below that the cells of its row."""
    share = _WIDTH // (len(labels) + 1)
    edges = [share * place for place in range(1, len(labels))] + [_WIDTH]
    yield _row([f"{{\\b {escape(label)}}}" for label in labels], edges, r"\trhdr")
    for paper in papers:
        above = [*(f"{{\\b {escape(alert)}}}" for alert in paper.alerts), _inline(paper.citation)]
        yield _row(["\\par ".join(above)], [_WIDTH], r"\trkeep", _RULE)
        yield _row([escape(cell.value) for cell in paper.row], edges, r"\trkeep")
        below = [escape(text) for text in (paper.summary, *paper.notices) if text]
        below += _labelled(paper, fact_rows(document, paper))
        if below:
            yield _row(["\\par ".join(below)], [_WIDTH])
    yield _line(r"\pard", "")


def _row(cells: Sequence[str], edges: Sequence[int], words: str = "", line: str = "") -> str:
    """Return a row, its cells ending at the edges, in twips from the left."""
    layout = "".join(f"{line}\\cellx{edge}" for edge in edges)
    contents = "".join(f"{_CELL} {{\\fs20 {cell}}}\\cell" for cell in cells)
    return f"{_ROW}{words}{layout}{contents}\\row"


def _paragraphs(style: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield _line(style, escape(text))


def _line(style: str, content: str) -> str:
    return f"{style} {content}\\par"


def _link(link: Link) -> str:
    url = safe_url(link.url)
    if url is None:
        return escape(f"{link.label}: {link.url}")
    return _field(url, escape(link.label))


def _field(url: str, content: str) -> str:
    address = escape(ascii_url(url))
    return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{address}"}}}}{{\\fldrslt{{\\ul {content}}}}}}}'


def _inline(rich: RichText) -> str:
    pieces: list[str] = []
    for address, runs in groupby(rich.runs, key=lambda run: run.link):
        inner = "".join(map(_run, runs))
        url = safe_url(address) if address else None
        pieces.append(_field(url, inner) if url else inner)
    return "".join(pieces)


def _run(run: Run) -> str:
    words = "".join(word for mark, word in _WORDS.items() if mark in run.marks)
    return f"{{{words} {escape(run.text)}}}" if words else escape(run.text)


WRITER = DocumentWriter(
    "rtf", "Rich Text Format", ".rtf", "application/rtf", write, _inline, is_whole=True
)
