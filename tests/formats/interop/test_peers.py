"""What readers of others make of our exports: the shipped papers, then ten awkward references."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.formats.awkward import AWKWARD, CONDITIONS
from tests.formats.interop import limits
from tests.formats.interop.peers import READS, facts, missing

from ldn_bib import plugins
from ldn_bib.exporting import FORMATS, write_options
from ldn_bib.library import Library
from ldn_bib.output import write_file

CASES = [(peer, name) for peer, (_, names) in READS.items() for name in names]
SAME_FACTS = {"title", "families", "year", "container", "volume", "page", "DOI"}
HELD = {("nbib", 14): 11, ("nbib", 10): 1}
"""Format and number of references to how many of them it holds, if not all."""
AWKWARD_LIBRARY = Library(tuple(AWKWARD), conditions=CONDITIONS)

each_case = pytest.mark.parametrize(("peer", "name"), CASES, ids=["-".join(case) for case in CASES])


def changed(peer: str, name: str, library: Library, folder: Path) -> set[tuple[str, str]]:
    """Citation key and name of each fact that is not read as it was, in the order of the file."""
    reason = missing(peer)
    if reason:
        pytest.skip(reason)
    left_out: set[str] = set()
    options = write_options(library, skip=lambda entry, _: left_out.add(entry.key))
    form = plugins.load(FORMATS, name)
    assert form.write is not None
    file = folder / f"papers.{name}"
    write_file(file, form.write(library.entries, options))
    held = [entry for entry in library.entries if entry.key not in left_out]
    assert len(held) == HELD.get((name, len(library)), len(library))
    read, _ = READS[peer]
    different: set[tuple[str, str]] = set()
    for entry, item in zip(held, read(name, file), strict=True):
        was, found = facts(entry.item), facts(item)
        assert found.keys() >= SAME_FACTS
        different |= {(entry.key, fact) for fact in found if found[fact] != was[fact]}
    return different


def known(peer: str, name: str) -> Iterable[tuple[str, str]]:
    for limit in limits.AWKWARD:
        if limit.peer == peer and name in limit.formats:
            yield from [(key, limit.fact) for key in limit.keys]


@each_case
def test_every_paper_arrives(peer: str, name: str, tmp_path: Path) -> None:
    different = changed(peer, name, Library.read(), tmp_path)
    assert {fact for _, fact in different} == set(limits.SHIPPED.get((peer, name), ()))


@each_case
def test_every_kind_of_reference_arrives_but_for_known_limits(
    peer: str, name: str, tmp_path: Path
) -> None:
    assert changed(peer, name, AWKWARD_LIBRARY, tmp_path) == set(known(peer, name))


def test_every_limit_belongs_to_a_reader_an_entry_and_a_reason() -> None:
    assert set(limits.SHIPPED) <= set(CASES)
    keys = {entry.key for entry in AWKWARD}
    places: list[tuple[str, str, str, str]] = []
    for limit in limits.AWKWARD:
        assert limit.why
        assert keys.issuperset(limit.keys)
        assert {(limit.peer, name) for name in limit.formats} <= set(CASES)
        places += [(limit.peer, n, k, limit.fact) for n in limit.formats for k in limit.keys]
    assert len(places) == len(set(places))
