"""Markdown after CommonMark: whatever stands in a title comes out as text.

CommonMark has no tables; the clinicians' rows stand in pipe tables, which GitHub, pandoc and most
programs read. A cell is one line there, so that what belongs to a paper is parted by ``<br>``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.documents.characters import clean
from ldn_bib.documents.links import safe_url
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import (
    ABOUT_HEADING,
    PAPER_HEADING,
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

    from ldn_bib.documents.model import Document, Link, ListedPaper

# Escaped are: what CommonMark reads anywhere in a line; ``~ | $``, which its dialects read;
# ``_`` at the edge of a word; ``&`` where a character reference stands or may come to stand.
_SPECIAL = re.compile(
    r"[\\`*\[\]<>#~|$]"
    r"|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])"
    r"|&(?=#?[A-Za-z0-9]+;|#?[A-Za-z0-9]*\Z)"
)
# What CommonMark reads at the start of a line only.
_START = re.compile(r"[0-9]{1,9}(?P<stop>[.)])(?= |\Z)|[-+](?=[-+ ]|\Z)")
_IN_ADDRESS = re.compile(r"[\\()&]")

# Innermost first; CommonMark has no marks of its own for these.
_TAGS = {Mark.SUPERSCRIPT: "sup", Mark.SUBSCRIPT: "sub", Mark.UNDERLINE: "u"}


def write(document: Document) -> str:
    """Return the document as Markdown, one paragraph a line."""
    blocks = list(filter(None, _blocks(document)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escape(text: str) -> str:
    """Return text that Markdown prints as it is; :func:`_paragraph` guards the line's start."""
    return _SPECIAL.sub(_escaped, clean(text))


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in match[0])


def _blocks(document: Document) -> Iterator[str]:
    if document.title:
        yield f"# {escape(document.title).strip(' ')}"
    for label, text in front_notes(document):
        yield f"> **{label}:** {escape(text).strip(' ')}"
    yield from _paragraphs(front_lines(document))
    for section in document.sections:
        if section.heading:
            yield f"## {escape(section.heading).strip(' ')}"
        yield _paragraph(escape(section.note))
        labels = table_labels(section)
        if labels:
            yield _table(document, labels, section.papers)
            continue
        is_list = is_citations_alone(section)
        for number, paper in enumerate(section.papers):
            if number and not is_list:
                yield "---"
            yield from _paper(document, paper)
    if document.about:
        yield f"## {ABOUT_HEADING}"
        yield "\n".join(
            f"- **{escape(fact.label)}:** {_inline(linked(fact.value))}" for fact in document.about
        )
    if document.notes:
        yield "---"
        yield from _paragraphs(document.notes)


def _paper(document: Document, paper: ListedPaper) -> Iterator[str]:
    yield from map(_alert, paper.alerts)
    citation = _inline(paper.citation).strip(" ")
    if has_summary_first(document) and paper.summary:
        yield _paragraph(escape(paper.summary))
        yield f"<small>{citation}</small>" if citation else ""
    else:
        yield _paragraph(citation)
        yield _paragraph(escape(paper.summary))
    yield from _paragraphs(paper.notices)
    rows = [f"- **{escape(row.label)}:** {escape(row.value)}" for row in all_rows(document, paper)]
    if paper.links:
        rows.append(f"- **Links:** {' · '.join(map(_link, paper.links))}")
    yield "\n".join(rows)


def _alert(text: str) -> str:
    line = escape(text).strip(" ")
    return f"**{line}**" if line else ""


def _table(document: Document, labels: Sequence[str], papers: Iterable[ListedPaper]) -> str:
    """Return a table with a row for each paper: all there is of it, then the cells of its row."""
    rows = [[PAPER_HEADING, *map(escape, labels)], ["---"] * (len(labels) + 1)]
    rows += [
        [_cell(document, paper), *(escape(one.value) for one in paper.row)] for paper in papers
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(document: Document, paper: ListedPaper) -> str:
    lines = [*map(_alert, paper.alerts), _inline(paper.citation), escape(paper.summary)]
    lines += map(escape, paper.notices)
    lines += [f"{escape(row.label)}: {escape(row.value)}" for row in fact_rows(document, paper)]
    lines.append(" · ".join(map(_link, paper.links)))
    return "<br>".join(line.strip(" ") for line in lines if line.strip(" "))


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield _paragraph(escape(text))


def _paragraph(line: str) -> str:
    stripped = line.strip(" ")
    match = _START.match(stripped)
    if match is None:
        return stripped
    place = match.start("stop") if match["stop"] else 0  # list number or list sign
    return f"{stripped[:place]}\\{stripped[place:]}"


def _link(link: Link) -> str:
    url = safe_url(link.url)
    if url is None:
        return escape(f"{link.label}: {link.url}")
    return f"[{escape(link.label)}]({_address(url)})"


def _address(url: str) -> str:
    return _IN_ADDRESS.sub(r"\\\g<0>", url)


def _inline(rich: RichText) -> str:
    runs = [
        Run(clean(run.text), run.marks, safe_url(run.link) if run.link else None)
        for run in rich.runs
    ]
    out = ""
    groups = groupby(RichText.of(runs).runs, key=lambda run: run.link)
    parts = [(url, list(group)) for url, group in groups]
    for place, (url, group) in enumerate(parts):
        if url:
            if out.endswith("!"):  # not an image
                out = f"{out[:-1]}\\!"
            out = f"{_appended(f'{out}[', group, ']')}]({_address(url)})"
        else:
            follows = parts[place + 1 :]
            out = _appended(out, group, "[" if follows else "")
    return out


def _appended(out: str, runs: list[Run], after: str) -> str:
    """Return ``out`` with the runs behind it; ``after`` is the character that follows them."""
    for place, run in enumerate(runs, 1):
        out += _run(run, out[-1:], _first(runs[place]) if place < len(runs) else after)
    return out


def _first(run: Run) -> str:
    """Return a character of the kind that a run's Markdown begins with."""
    if run.text.startswith(" ") or not run.marks:
        return escape(run.text)[:1]
    return "*"


def _run(run: Run, before: str, after: str) -> str:
    """Return the Markdown of a run that stands between two characters."""
    text = escape(run.text)
    core = text.strip(" ")
    if not core:
        return text
    lead, tail = text[: text.index(core)], text[text.index(core) + len(core) :]
    for mark, name in _TAGS.items():
        if mark in run.marks:
            core = f"<{name}>{core}</{name}>"
    stars = "*" * (1 * (Mark.ITALIC in run.marks) + 2 * (Mark.BOLD in run.marks))
    if stars:
        opens = _holds(lead[-1:] or before, core[0])
        closes = _holds(tail[:1] or after, core[-1])
        if opens and closes:
            core = f"{stars}{core}{stars}"
        else:
            core = f"<strong>{core}</strong>" if Mark.BOLD in run.marks else core
            core = f"<em>{core}</em>" if Mark.ITALIC in run.marks else core
    return f"{lead}{core}{tail}"


def _holds(outer: str, inner: str) -> bool:
    """Return whether stars between two characters are sure to open or close emphasis.

    After CommonMark 0.31, «Emphasis and strong emphasis»: flanking delimiter runs. Characters
    that its versions and readers class differently are never sure.
    """
    if outer == "*":
        return False
    kind = _kind(inner)
    if _kind(outer) == "space":
        return kind != "space"
    return kind == "word" or (kind == "punctuation" and _kind(outer) == "punctuation")


@cache
def _kind(character: str) -> str:
    if not character:
        return "space"
    category = unicodedata.category(character)
    if category == "Zs":
        return "space"
    if character.isascii() and not character.isalnum():
        return "punctuation"
    if category.startswith("P"):
        return "punctuation"
    return "word" if category[0] in "LN" else "unsure"


def _phrase(rich: RichText) -> str:
    return _paragraph(_inline(rich))


WRITER = DocumentWriter("markdown", "Markdown (CommonMark)", ".md", "text/markdown", write, _phrase)
