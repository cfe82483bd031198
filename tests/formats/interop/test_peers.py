"""What readers of others make of our exports of the shipped papers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.formats.interop.peers import READS, facts, missing

from ldn_bib.entry import Entry
from ldn_bib.exporting import export_pieces
from ldn_bib.library import Library
from ldn_bib.output import write_file

CASES = [(peer, name) for peer, (_, names) in READS.items() for name in names]

# what a reader is known to leave out or to change, with the reason
KNOWN: dict[tuple[str, str], dict[str, str]] = {
    ("biblatex-csl-converter", "ris"): {"page": "joins SP and EP without a dash"},
    ("pandoc", "endnote-xml"): {"page": "calls them pages", "DOI": "reads none"},
}


@cache
def library() -> Library:
    return Library.read()


def written(name: str, entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries that a format holds."""
    if name != "nbib":
        return list(entries)
    return [one for one in entries if one.item.get("PMID")]


@pytest.mark.parametrize(("peer", "name"), CASES, ids=["-".join(case) for case in CASES])
def test_every_paper_arrives(peer: str, name: str, tmp_path: Path) -> None:
    reason = missing(peer)
    if reason:
        pytest.skip(reason)
    file = tmp_path / f"papers.{name}"
    write_file(file, export_pieces(library(), name))
    read, _ = READS[peer]
    seen = sorted((facts(item) for item in read(name, file)), key=lambda one: one["title"])
    entries = written(name, library().entries)
    expected = sorted((facts(one.item) for one in entries), key=lambda one: one["title"])
    known = KNOWN.get((peer, name), {})
    kept = [fact for fact in expected[0] if fact not in known]
    assert [{fact: one[fact] for fact in kept} for one in seen] == [
        {fact: one[fact] for fact in kept} for one in expected
    ]
