"""Data for the client as script files, which load from ``file://`` too: the index, the records.

The files call functions of the global ``ldnbib`` that the site's script defines. The index comes
in pieces, so that a page that nobody searches from loads none of it. Keys are never names of
properties: a key may be ``__proto__``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ldn_bib.documents.characters import clean
from ldn_bib.searching import fold
from ldn_bib.site.item_text import people
from ldn_bib.site.paths import link
from ldn_bib.site.shelf import CHUNK, LONGEST_SUMMARY, LONGEST_TITLE, Paper, clip
from ldn_bib.values.markup import strip_markup

if TYPE_CHECKING:
    from ldn_bib.site.citations import Citer
    from ldn_bib.site.pages import Site

MOST_BYTES: Final = 180_000
"""Bytes of a piece of the index, about."""

IDENTIFIERS: Final = ("id", "DOI", "PMID", "PMCID", "container-title-short", "keyword")
_ENDS: Final = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def index_script(total: int, chunks: int, site: Site, citers: Sequence[Citer]) -> str:
    """Return the head of the index; rows name conditions and designs by their place in it.

    Args:
        total: number of papers.
        chunks: number of pieces of the index.
        site: its conditions and designs.
        citers: styles of the citations.
    """
    return _call(
        "index",
        {
            "total": total,
            "size": CHUNK,
            "chunks": chunks,
            "conditions": [
                (slug, label, link(site.addresses[slug])) for slug, label in site.conditions
            ],
            "designs": site.designs,
            "styles": style_rows(citers),
        },
    )


def chunk_scripts(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the pieces of the index, in order; none is much larger than :data:`MOST_BYTES`."""
    held: list[str] = []
    size = number = 0
    for row in rows:
        text = _json(row)
        weight = len(text.encode("utf-8", "replace"))
        if held and size + weight > MOST_BYTES:
            yield _chunk(number, held)
            held, size, number = [], 0, number + 1
        held.append(text)
        size += weight
    if held:
        yield _chunk(number, held)


def _chunk(number: int, rows: Iterable[str]) -> str:
    lines = ",\n".join(rows)
    return f"ldnbib.chunk({number},[\n{lines}\n]);\n"


def records_script(
    number: int,
    papers: Iterable[tuple[Paper, Mapping[str, str], Mapping[str, str]]],
    citers: Sequence[Citer],
) -> str:
    """Return the records of some papers.

    Args:
        number: number of the file, from 0.
        papers: each with its citations as HTML, by style, and its records, by format.
        citers: styles of the citations.
    """
    pairs = ",\n".join(
        _json([clean(paper.entry.key), {"cite": citations, **records}])
        for paper, citations, records in papers
    )
    return f"ldnbib.papers({number},[\n{pairs}\n],{_json(style_rows(citers))});\n"


def style_rows(citers: Sequence[Citer]) -> list[tuple[str, str, int]]:
    """Return name, title and whether it numbers its references, for each style."""
    return [(citer.name, citer.title, int(citer.is_numbered)) for citer in citers]


def search_row(
    paper: Paper, conditions: Mapping[str, int], designs: Mapping[str, int]
) -> dict[str, Any]:
    """Return what the client searches and shows of a paper; what is empty is left out.

    Args:
        paper: the paper.
        conditions: slug to place in the index.
        designs: slug to place in the index.
    """
    row: dict[str, Any] = {
        "k": clean(paper.entry.key),
        "u": link(paper.address),
        "t": clip(paper.title, LONGEST_TITLE),
        "a": paper.byline,
        "j": paper.journal,
        "y": paper.entry.year,
        "d": designs.get(paper.design),
        "c": [conditions[slug] for slug in paper.entry.conditions if slug in conditions],
        "p": [conditions[tag.slug] for tag in paper.entry.tags if tag.derived],
        "v": paper.level,
        "f": int(paper.is_free),
        "s": clip(clean(paper.summary), LONGEST_SUMMARY),
        "x": " ".join(paper.alerts),
        "n": " ".join(paper.notices),
        "l": [[one.label, one.url] for one in paper.links],
        "w": _words(paper),
    }
    # a place may be 0
    return {key: value for key, value in row.items() if value or (key == "d" and value == 0)}


def _words(paper: Paper) -> str:
    """Return the words to search that no other part of the row has, each once."""
    entry = paper.entry
    texts = [author.name for author in paper.authors]
    texts += [strip_markup(str(entry.item[name])) for name in IDENTIFIERS if entry.item.get(name)]
    if not paper.authors:
        texts += [str(name) for name in people(entry.item, "editor")]
    texts += [word for tag in entry.tags for word in (tag.slug, tag.label)]
    if entry.annotation is not None:
        texts += [entry.annotation.finding, entry.annotation.summary, paper.kind]
    words = fold(clean(" ".join(texts))).split()
    return " ".join(dict.fromkeys(words))


def _call(function: str, value: object) -> str:
    return f"ldnbib.{function}({_json(value)});\n"


def _json(value: object) -> str:
    # U+2028 and U+2029 end a line of JavaScript in browsers older than ECMAScript 2019
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ENDS)
