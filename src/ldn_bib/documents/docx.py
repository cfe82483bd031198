"""DOCX for word processors: real styles, links and tables on A4, after ECMA-376 (Office Open XML).

The file is made with python-docx; its styles are our own (:mod:`ldn_bib.documents.docx_styles`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.documents.docx_package import empty_document, packed
from ldn_bib.documents.docx_table import add_table
from ldn_bib.documents.docx_text import Pen
from ldn_bib.documents.extras import missing
from ldn_bib.documents.labels import labelled
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    WARNING,
    fact_rows,
    front_lines,
    front_notes,
    has_summary_first,
    is_citations_alone,
    linked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.documents.model import Document, ListedPaper, Section

# Ems that the label of a reference takes: a digit, its share of brackets, and the space behind.
_DIGIT, _SPACE = 0.6, 0.75
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Labelled = tuple[str, "RichText"]


def write(document: Document) -> bytes:
    """Return the document as a .docx file; the same document gives the same bytes.

    Raises:
        UsageError: the package ``python-docx`` is not installed.
    """
    try:
        import docx  # noqa: F401
    except ImportError as error:
        raise missing("writing docx", "python-docx", "docx") from error
    citations = labelled([paper.citation for paper in document.papers])
    widest = max((len(label) for label, _ in citations), default=0)
    made = empty_document(document, max(widest, 2) * _DIGIT + _SPACE)
    _Writer(document, made).fill(iter(citations))
    return packed(made)


class _Writer:
    """Writes a document into an empty file."""

    def __init__(self, document: Document, made: WordDocument) -> None:
        self.document = document
        self.made = made
        self.pen = Pen(made)

    def fill(self, citations: Iterator[Labelled]) -> None:
        """Write everything, citations in the order of the papers."""
        document, made, pen = self.document, self.made, self.pen
        pen.text(made, "Title", document.title)
        for label, text in front_notes(document):
            style = "Warning" if label == WARNING else "Remark"
            pen.rich(made, style, linked(f"{label}: {text}"))
        pen.texts(made, "Normal", front_lines(document))
        for section in document.sections:
            self._section(section, citations)
        if document.about:
            pen.text(made, "heading 1", ABOUT_HEADING)
            for fact in document.about:
                pen.fact(made, "Outer Fact", fact)
        for note in document.notes:
            pen.rich(made, "Closing", linked(note))

    def _section(self, section: Section, citations: Iterator[Labelled]) -> None:
        made, pen = self.made, self.pen
        pen.text(made, "heading 1", section.heading)
        pen.text(made, "Section Note", section.note)
        papers = [(paper, *next(citations)) for paper in section.papers]
        if is_citations_alone(section):
            for paper, label, citation in papers:
                pen.texts(made, "Alert", paper.alerts)
                pen.rich(made, "Bibliography", citation, label=label)
        elif any(paper.row for paper in section.papers):
            add_table(self.document, made, pen, papers)
        else:
            for paper, label, citation in papers:
                self._paper(paper, label, citation)

    def _paper(self, paper: ListedPaper, label: str, citation: RichText) -> None:
        made, pen = self.made, self.pen
        is_summary_first = has_summary_first(self.document) and bool(paper.summary)
        pen.texts(made, "Alert", paper.alerts)
        if is_summary_first:
            pen.text(made, "Lead Summary", paper.summary)
            pen.rich(made, "Source", citation, label=label)
        else:
            pen.rich(made, "Paper", citation, label=label)
            pen.text(made, "Summary", paper.summary)
        pen.texts(made, "Notice", paper.notices)
        for fact in fact_rows(self.document, paper):
            pen.fact(made, "Fact", fact)
        pen.links(made, "Links", paper.links)


WRITER = DocumentWriter(
    "docx", "Word document", ".docx", _MEDIA_TYPE, write, is_binary=True, is_whole=True
)
