"""reStructuredText: whatever stands in a title comes out as text.

Markup does not nest in reStructuredText, so a run keeps one of its marks: its link, else the
first of superscript, subscript, bold, italic. Small capitals and underlining are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.documents.characters import clean, lowered, raised
from ldn_bib.documents.links import ascii_url, safe_url
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    PAPER_HEADING,
    all_rows,
    fact_rows,
    front_lines,
    front_notes,
    has_summary_first,
    linked,
    table_labels,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldn_bib.documents.model import Document, Fact, Link, ListedPaper, Section

# Escaped are: what starts or ends markup; ``_`` at the edge of a word; ``@`` and ``:`` where
# docutils may see a mail address, an address, a role, a field, or the ``::`` of literal text.
_SPECIAL = re.compile(
    r"[\\`*|@]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|(?<!\)):(?! )|(?<=\)):(?![ 0-9])"
)
# What starts a block or an attribution; signs that often start a text only where they do so.
_START = re.compile(
    r"[!#-&)+-/:;<-@\]^{}~•‣⁃—]"
    r"|([\"'(\[])\1*\Z"
    r"|\(?(?:[0-9]+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|#)[.)](?= |\Z)"
)
_ANGLE = re.compile("[<>]")

# The first that a run has counts.
_MARKUP: dict[Mark, tuple[str, str]] = {
    Mark.SUPERSCRIPT: (":sup:`", "`"),
    Mark.SUBSCRIPT: (":sub:`", "`"),
    Mark.BOLD: ("**", "**"),
    Mark.ITALIC: ("*", "*"),
}
# What may follow the end of markup as it is; anything else needs the escaped space between.
_AFTER_MARKUP = frozenset(" .,:;!?)]}\\")
_NOTHING = "\\ "
_INDENT = "   "


def write(document: Document) -> str:
    """Return the document as reStructuredText, one paragraph a line."""
    blocks = list(_blocks(document))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escape(text: str) -> str:
    """Return text that docutils prints as it is; :func:`_guarded` guards the line's start."""
    return _SPECIAL.sub(r"\\\g<0>", clean(text))


def _blocks(document: Document) -> Iterator[str]:
    yield from _heading(document.title, "=")
    yield from (f"**{label}:** {_text(text)}" for label, text in front_notes(document))
    yield from _paragraphs(front_lines(document))
    for section in document.sections:
        yield from _section(document, section)
    if document.about:
        yield from _heading(ABOUT_HEADING, "-")
        yield "\n".join(
            f"- **{_text(fact.label)}:** {_inline(linked(fact.value))[0]}".rstrip()
            for fact in document.about
        )
    notes = list(_paragraphs(document.notes))
    # A transition may not open a document or a section.
    if notes and (document.about or (document.sections and document.sections[-1].papers)):
        yield "----"
    yield from notes


def _section(document: Document, section: Section) -> Iterator[str]:
    yield from _heading(section.heading, "-")
    yield from _paragraphs([section.note])
    labels = table_labels(section)
    if labels:
        yield _table(document, labels, section.papers)
        return
    for paper in section.papers:
        for place, block in enumerate(_parts(document, paper, all_rows(document, paper))):
            yield _indented(block, _INDENT) if place else block


def _parts(document: Document, paper: ListedPaper, facts: Iterable[Fact]) -> Iterator[str]:
    """Return the blocks of a paper, each flush left; the first one hangs over the others."""
    yield from (f"**{_text(alert)}**" for alert in paper.alerts if _text(alert))
    citation = _phrase(paper.citation)
    if has_summary_first(document):
        yield from _paragraphs([paper.summary])
        yield from filter(None, [citation])
    else:
        yield from filter(None, [citation])
        yield from _paragraphs([paper.summary])
    yield from _paragraphs(paper.notices)
    rows = [f"- **{_text(row.label)}:** {_text(row.value)}".rstrip() for row in facts]
    if paper.links:
        rows.append(f"- **Links:** {' · '.join(map(_link, paper.links))}")
    if rows:
        yield "\n".join(rows)


def _indented(block: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in block.split("\n"))


def _table(document: Document, labels: Iterable[str], papers: Iterable[ListedPaper]) -> str:
    """Return a table with a row for each paper: all there is of it, then the cells of its row.

    After the directive ``list-table`` of docutils; each cell holds blocks of text.
    """
    heads = [_text(PAPER_HEADING), *map(_text, labels)]
    rows = [[[head] for head in heads]]
    rows += [
        [
            list(_parts(document, paper, fact_rows(document, paper))),
            *(list(_paragraphs([one.value])) for one in paper.row),
        ]
        for paper in papers
    ]
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in rows:
        for place, blocks in enumerate(row):
            cell = _indented("\n\n".join(filter(None, blocks)), " " * 7)
            lines.append(f"   {' ' if place else '*'} - {cell.lstrip(' ')}".rstrip())
    return "\n".join(lines)


def _text(text: str) -> str:
    return escape(text).strip()


def _heading(text: str, rule: str) -> Iterator[str]:
    for title in _paragraphs([text]):
        columns = sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in title)
        yield f"{title}\n{rule * max(columns, 4)}"


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if stripped := _text(text):
            yield _guarded(stripped)


def _guarded(line: str) -> str:
    """Return a line that starts with text so that it starts no list and no other block."""
    return f"\\{line}" if _START.match(line) else line


def _link(link: Link) -> str:
    url = safe_url(link.url)
    if url is None:
        return escape(f"{link.label}: {link.url}").strip()
    return _anonymous(escape(link.label).strip() or escape(url), url)


def _anonymous(text: str, url: str) -> str:
    address = ascii_url(url)
    if address.endswith("_"):  # not the name of another target
        address = f"{address[:-1]}\\_"
    return f"`{_ANGLE.sub(_escaped, text)} <{address}>`__"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _inline(rich: RichText) -> tuple[str, bool]:
    """Return the markup of rich text, and whether it starts with a sign of markup."""
    out = ""
    marked_start = ended = False
    for run in _pieces(rich):
        text = escape(run.text)
        core = text.strip()
        if not core:
            lead, core, tail = text, "", ""
        else:
            start = text.index(core)
            lead, tail = text[:start], text[start + len(core) :]
        has_markup = bool(core and (run.marks or run.link))
        if has_markup:
            if run.link:
                core = _anonymous(core, run.link)
            else:
                opening, closing = _MARKUP[next(iter(run.marks))]
                core = f"{opening}{core}{closing}"
        piece = f"{lead}{core}{tail}"
        touches = bool(out) and not (lead or out[-1].isspace())
        if touches and (has_markup or (ended and piece[0] not in _AFTER_MARKUP)):
            out += _NOTHING
        marked_start = marked_start or (has_markup and not out.strip())
        out += piece
        ended = has_markup and not tail
    return out.strip(), marked_start


def _pieces(rich: RichText) -> tuple[Run, ...]:
    """Return runs with a link, or with the one mark that they keep, or with none."""
    runs: list[Run] = []
    safe = [(run, safe_url(run.link) if run.link else None) for run in rich.runs]
    for url, group in groupby(safe, key=lambda pair: pair[1]):
        for run, _ in group:
            text = clean(run.text)
            if url:
                if Mark.SUPERSCRIPT in run.marks:
                    text = raised(text)
                elif Mark.SUBSCRIPT in run.marks:
                    text = lowered(text)
                runs.append(Run(text, link=url))
            else:
                kept = [mark for mark in _MARKUP if mark in run.marks and text.strip()]
                runs.append(Run(text, frozenset(kept[:1])))
    return RichText.of(runs).runs


def _phrase(rich: RichText) -> str:
    text, is_markup = _inline(rich)
    return text if is_markup else _guarded(text)


# The one type that IANA has registered for reStructuredText.
WRITER = DocumentWriter(
    "rst", "reStructuredText", ".rst", "text/prs.fallenstein.rst", write, _phrase
)
