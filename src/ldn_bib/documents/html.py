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
from ldn_bib.documents.words import fact_rows, front_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldn_bib.csl.richtext import RichText, Run
    from ldn_bib.documents.model import Document, Link, ListedPaper, Section

# Innermost first.
_TAGS: dict[Mark, tuple[str, str]] = {
    Mark.SUPERSCRIPT: ("<sup>", "</sup>"),
    Mark.SUBSCRIPT: ("<sub>", "</sub>"),
    Mark.SMALL_CAPS: ('<span class="small-caps">', "</span>"),
    Mark.UNDERLINE: ("<u>", "</u>"),
    Mark.BOLD: ("<b>", "</b>"),
    Mark.ITALIC: ("<i>", "</i>"),
}
_BARE_TITLE = "Bibliography"
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
    yield f"<title>{title or _BARE_TITLE}</title>"
    yield f"<style>{stylesheet()}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>" if title else f'<main aria-label="{_BARE_TITLE}">'
    if title or front_lines(document):
        yield from _front(document, title)
    anchors = _Anchors()
    for number, section in enumerate(document.sections, 1):
        yield from _section(document, section, number, anchors)
    if document.notes:
        yield "<footer>"
        yield from _paragraphs(document.notes)
        yield "</footer>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _front(document: Document, title: str) -> Iterator[str]:
    yield '<header class="front">'
    if title:
        yield f'<h1 dir="auto">{title}</h1>'
    yield from _paragraphs(front_lines(document))
    yield "</header>"


def _section(document: Document, section: Section, number: int, anchors: _Anchors) -> Iterator[str]:
    name = f"section-{number}"
    yield f'<section aria-labelledby="{name}">' if section.heading else "<section>"
    if section.heading:
        yield f'<h2 id="{name}" dir="auto">{escape(section.heading)}</h2>'
    if section.note:
        yield f'<p class="quiet" dir="auto">{escape(section.note)}</p>'
    if section.papers and section.is_bare:
        # Safari drops the list from its accessibility tree where list-style is none.
        yield '<ol class="references" role="list">'
        for paper in section.papers:
            yield f'<li id="{anchors.of(paper.key)}" dir="auto">{_inline(paper.citation)}</li>'
        yield "</ol>"
    else:
        for paper in section.papers:
            yield from _paper(document, paper, anchors)
    yield "</section>"


def _paper(document: Document, paper: ListedPaper, anchors: _Anchors) -> Iterator[str]:
    yield f'<article id="{anchors.of(paper.key)}">'
    yield f'<p class="citation" dir="auto">{_inline(paper.citation)}</p>'
    if paper.summary:
        yield f'<p class="summary" dir="auto">{escape(paper.summary)}</p>'
    for notice in paper.notices:
        yield f'<p class="notice" dir="auto">{escape(notice)}</p>'
    rows = fact_rows(document, paper)
    if rows:
        yield '<dl class="facts">'
        for row in rows:
            label, value = escape(row.label), escape(row.value)
            yield f'<div><dt>{label}</dt><dd dir="auto">{value}</dd></div>'
        yield "</dl>"
    if paper.links:
        yield '<ul class="links" role="list">'
        for link in paper.links:
            yield f"<li>{_link(link)}</li>"
        yield "</ul>"
    yield "</article>"


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


class _Anchors:
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


WRITER = DocumentWriter("html", "HTML page", ".html", "text/html", write, _inline)
