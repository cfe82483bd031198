"""HTML: one whole page that needs nothing else, with a strict Content Security Policy."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark
from ldn_bib.documents.characters import clean
from ldn_bib.documents.links import safe_url
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    WARNING,
    all_rows,
    fact_rows,
    front_lines,
    front_notes,
    has_summary_first,
    is_citations_alone,
    linked,
    table_labels,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldn_bib.csl.richtext import RichText, Run
    from ldn_bib.documents.model import Document, Fact, Link, ListedPaper, Section

# Innermost first.
_TAGS: dict[Mark, tuple[str, str]] = {
    Mark.SUPERSCRIPT: ("<sup>", "</sup>"),
    Mark.SUBSCRIPT: ("<sub>", "</sub>"),
    Mark.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
    Mark.UNDERLINE: ("<u>", "</u>"),
    Mark.BOLD: ("<b>", "</b>"),
    Mark.ITALIC: ("<i>", "</i>"),
}
BARE_TITLE = "Bibliography"
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")


def write(document: Document) -> str:
    """Return the document as an HTML page."""
    return "\n".join(_page(document)) + "\n"


def escape(text: str) -> str:
    """Return text fit for element content and quoted attributes; all text passes here once."""
    return html.escape(clean(text))


@cache
def stylesheet() -> str:
    """Return the style sheet, as it stands between the tags of the ``style`` element."""
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")


@cache
def content_security_policy() -> str:
    """Return the policy: nothing loads, nothing runs, this one style sheet counts."""
    digest = b64encode(sha256(stylesheet().encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _page(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(document.language)}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title or BARE_TITLE}</title>"
    yield f"<style>{stylesheet()}</style>"
    yield "</head>"
    yield f'<body class="{document.audience.value}">'
    yield "<main>" if title else f'<main aria-label="{BARE_TITLE}">'
    yield from front(document)
    anchors = Anchors()
    for number, section in enumerate(document.sections, 1):
        yield from section_lines(document, section, number, anchors)
    yield from closing(document)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def front(document: Document) -> Iterator[str]:
    """Return what stands before the papers; nothing where there is nothing.

    This and the other parts of a page are well-formed XML as well.
    """
    if not (document.title or front_notes(document) or front_lines(document)):
        return
    yield '<header class="front">'
    if document.title:
        yield f'<h1 dir="auto">{escape(document.title)}</h1>'
    for label, text in front_notes(document):
        name = "warning" if label == WARNING else "remark"
        yield f'<p class="{name}" dir="auto"><b>{label}:</b> {escape(text)}</p>'
    yield from _paragraphs(front_lines(document))
    yield "</header>"


def section_lines(
    document: Document, section: Section, number: int, anchors: Anchors
) -> Iterator[str]:
    """Return a section, which is the ``number``-th of its document."""
    name = f"section-{number}"
    yield f'<section aria-labelledby="{name}">' if section.heading else "<section>"
    if section.heading:
        yield f'<h2 id="{name}" dir="auto">{escape(section.heading)}</h2>'
    if section.note:
        yield f'<p class="quiet" dir="auto">{escape(section.note)}</p>'
    labels = table_labels(section)
    if labels:
        yield from _table(document, labels, section.papers, anchors)
    elif section.papers and is_citations_alone(section):
        # Safari drops the list from its accessibility tree where list-style is none.
        yield '<ol class="references" role="list">'
        for paper in section.papers:
            content = " ".join((*map(_alert, paper.alerts), _inline(paper.citation)))
            yield f'<li id="{anchors.of(paper.key)}" dir="auto">{content}</li>'
        yield "</ol>"
    else:
        for paper in section.papers:
            yield from _paper(document, paper, anchors)
    yield "</section>"


def closing(document: Document) -> Iterator[str]:
    """Return what stands behind the papers; nothing where there is nothing."""
    if document.about:
        yield '<section class="about" aria-labelledby="about">'
        yield f'<h2 id="about">{ABOUT_HEADING}</h2>'
        yield from _facts((fact.label, _inline(linked(fact.value))) for fact in document.about)
        yield "</section>"
    if document.notes:
        yield "<footer>"
        yield from _paragraphs(document.notes)
        yield "</footer>"


def _paper(document: Document, paper: ListedPaper, anchors: Anchors) -> Iterator[str]:
    yield f'<article id="{anchors.of(paper.key)}">'
    for alert in paper.alerts:
        yield f'<p dir="auto">{_alert(alert)}</p>'
    citation = f'<p class="citation" dir="auto">{_inline(paper.citation)}</p>'
    summary = f'<p class="summary" dir="auto">{escape(paper.summary)}</p>'
    lines = [citation, summary] if paper.summary else [citation]
    yield from reversed(lines) if has_summary_first(document) else lines
    yield from _details(paper, all_rows(document, paper))
    yield "</article>"


def _table(
    document: Document, labels: Sequence[str], papers: Iterable[ListedPaper], anchors: Anchors
) -> Iterator[str]:
    """Return a table with a group of rows for each paper: the citation, its facts, the rest.

    On narrow screens the cells stand one below the other. A browser takes tables that are laid
    out in another way out of its accessibility tree, which is why the roles are said.
    """
    yield '<table role="table">'
    yield '<thead role="rowgroup">'
    yield '<tr role="row">'
    for label in labels:
        yield f'<th scope="col" role="columnheader">{escape(label)}</th>'
    yield "</tr>"
    yield "</thead>"
    for paper in papers:
        yield f'<tbody role="rowgroup" id="{anchors.of(paper.key)}">'
        yield '<tr role="row" class="paper">'
        citation = f'<span class="citation" dir="auto">{_inline(paper.citation)}</span>'
        content = "".join((*map(_alert, paper.alerts), citation))
        yield f'<th scope="rowgroup" role="rowheader" colspan="{len(labels)}">{content}</th>'
        yield "</tr>"
        yield '<tr role="row" class="row">'
        for cell in paper.row:
            label, value = escape(cell.label), escape(cell.value)
            yield f'<td role="cell" data-label="{label}"><span dir="auto">{value}</span></td>'
        yield "</tr>"
        summary = [f'<p class="summary" dir="auto">{escape(paper.summary)}</p>']
        details = [
            *(summary if paper.summary else ()),
            *_details(paper, fact_rows(document, paper)),
        ]
        if details:
            yield '<tr role="row" class="more">'
            yield f'<td role="cell" colspan="{len(labels)}">'
            yield from details
            yield "</td>"
            yield "</tr>"
        yield "</tbody>"
    yield "</table>"


def _details(paper: ListedPaper, facts: Sequence[Fact]) -> Iterator[str]:
    for notice in paper.notices:
        yield f'<p class="notice" dir="auto">{escape(notice)}</p>'
    if facts:
        yield from _facts((fact.label, escape(fact.value)) for fact in facts)
    if paper.links:
        yield '<ul class="links" role="list">'
        for link in paper.links:
            yield f"<li>{_link(link)}</li>"
        yield "</ul>"


def _facts(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Return facts, each a label and the markup of its value."""
    yield '<dl class="facts">'
    for label, value in pairs:
        yield f'<div><dt>{escape(label)}</dt><dd dir="auto">{value}</dd></div>'
    yield "</dl>"


def _alert(text: str) -> str:
    return f'<strong class="alert">{escape(text)}</strong>'


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield f'<p dir="auto">{escape(text)}</p>'


def _link(link: Link) -> str:
    url = safe_url(link.url)
    if url is None:
        return escape(f"{link.label}: {link.url}")
    return f"{_opening(url)}{escape(link.label)}</a>"


def _opening(url: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener">'


def _inline(rich: RichText) -> str:
    pieces: list[str] = []
    for address, runs in groupby(rich.runs, key=lambda run: run.link):
        inner = "".join(map(_run, runs))
        url = safe_url(address) if address else None
        pieces.append(f"{_opening(url)}{inner}</a>" if url else inner)
    return "".join(pieces)


def _run(run: Run) -> str:
    text = escape(run.text)
    for mark, (opening, closing) in _TAGS.items():
        if mark in run.marks:
            text = f"{opening}{text}{closing}"
    return text


class Anchors:
    """Gives out anchors from citation keys, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, key: str) -> str:
        """Return an anchor of ASCII letters, digits, ``_`` and ``-`` that nobody has yet."""
        base = f"ref-{_NOT_IN_ID.sub('-', key)}"
        anchor, number = base, 2
        while anchor in self._taken:
            anchor, number = f"{base}-{number}", number + 1
        self._taken.add(anchor)
        return anchor


WRITER = DocumentWriter("html", "HTML page", ".html", "text/html", write, _inline, is_whole=True)
