"""Plain text: a bibliography on one line an entry, a reading list at 80 columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark
from ldn_bib.documents.characters import clean, lowered, raised
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    all_rows,
    front_lines,
    front_notes,
    has_summary_first,
    is_citations_alone,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.documents.model import Document, ListedPaper, Section

WIDTH = 80
_INDENT = "    "


def write(document: Document) -> str:
    """Return the document as plain text.

    A section of citations alone has one citation a line, however long, so that ``grep`` and
    ``wc -l`` count papers; everything else is wrapped at :data:`WIDTH` columns.
    """
    blocks = list(_blocks(document))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(document: Document) -> Iterator[str]:
    if document.title:
        yield _heading(document.title, "=")
    for label, text in front_notes(document):
        yield _wrapped(f"{label}: {text}", then=_INDENT)
    yield from map(_wrapped, front_lines(document))
    for section in document.sections:
        yield from _section(document, section)
    if document.about:
        yield _heading(ABOUT_HEADING, "-")
        yield from (_wrapped(f"{fact.label}: {fact.value}") for fact in document.about)
    if document.notes:
        yield "-" * WIDTH
        yield from map(_wrapped, document.notes)


def _section(document: Document, section: Section) -> Iterator[str]:
    if section.heading:
        yield _heading(section.heading, "-")
    if section.note:
        yield _wrapped(section.note)
    if not section.papers:
        return
    if is_citations_alone(section):
        yield "\n".join(_alone(paper) for paper in section.papers)
        return
    for paper in section.papers:
        yield from _paper(document, paper)


def _paper(document: Document, paper: ListedPaper) -> Iterator[str]:
    yield from (_wrapped(f"*** {alert}", then=_INDENT) for alert in paper.alerts)
    if has_summary_first(document) and paper.summary:
        yield _wrapped(paper.summary)
        yield _wrapped(_line(paper.citation), _INDENT, _INDENT * 2)
    else:
        yield _wrapped(_line(paper.citation), then=_INDENT)
        if paper.summary:
            yield _wrapped(paper.summary, _INDENT, _INDENT)
    for notice in paper.notices:
        yield _wrapped(notice, _INDENT, _INDENT)
    rows = [(fact.label, fact.value) for fact in all_rows(document, paper)]
    rows += [(link.label, link.url) for link in paper.links]
    if rows:
        yield "\n".join(
            _wrapped(f"{label}: {value}", _INDENT, _INDENT + "  ") for label, value in rows
        )


def _alone(paper: ListedPaper) -> str:
    """Return a citation on one line, behind what must be seen first."""
    alerts = "".join(f"*** {clean(alert)} " for alert in paper.alerts)
    return f"{alerts}{_line(paper.citation)}"


def _line(rich: RichText) -> str:
    """Return rich text on one line; of its marks only what Unicode has characters for stays."""
    pieces = []
    for run in rich.runs:
        text = clean(run.text)
        if Mark.SUPERSCRIPT in run.marks:
            text = raised(text)
        elif Mark.SUBSCRIPT in run.marks:
            text = lowered(text)
        pieces.append(text)
    return clean("".join(pieces)).strip(" ")


def _heading(text: str, rule: str) -> str:
    lines = _wrapped(text)
    return f"{lines}\n{rule * max(map(len, lines.splitlines()), default=0)}"


def _wrapped(text: str, first: str = "", then: str = "") -> str:
    return textwrap.fill(
        clean(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


WRITER = DocumentWriter("text", "plain text", ".txt", "text/plain", write, _line)
