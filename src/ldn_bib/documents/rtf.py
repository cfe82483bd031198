"""RTF: one file for word processors, in ASCII alone, after the RTF specification 1.9."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark
from ldn_bib.documents.characters import clean
from ldn_bib.documents.links import ascii_url, safe_url
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import fact_rows, front_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldn_bib.csl.richtext import RichText, Run
    from ldn_bib.documents.model import Document, Link, ListedPaper, Section

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
    yield from _paragraphs(_PARAGRAPH, front_lines(document))
    for section in document.sections:
        yield from _section(document, section)
    yield from _paragraphs(_PARAGRAPH, document.notes)
    yield "}"


def _section(document: Document, section: Section) -> Iterator[str]:
    if section.heading:
        yield _line(_HEADING, f"{{\\b\\fs26 {escape(section.heading)}}}")
    if section.note:
        yield _line(_PARAGRAPH, escape(section.note))
    for paper in section.papers:
        yield from _paper(document, paper)


def _paper(document: Document, paper: ListedPaper) -> Iterator[str]:
    yield _line(_CITATION, _inline(paper.citation))
    if paper.summary:
        yield _line(_DETAIL, escape(paper.summary))
    yield from _paragraphs(_DETAIL, paper.notices)
    for row in fact_rows(document, paper):
        yield _line(_FACT, f"{{\\b {escape(row.label)}:}} {escape(row.value)}")
    if paper.links:
        yield _line(_FACT, f"{{\\b Links:}} {escape(' · ').join(map(_link, paper.links))}")


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


WRITER = DocumentWriter("rtf", "Rich Text Format", ".rtf", "application/rtf", write, _inline)
