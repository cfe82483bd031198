from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry
from ldn_bib.formats.rows import (
    COMMON,
    VARIABLES,
    Plans,
    Row,
    fates,
    guarded,
    same,
    targets,
    unguarded,
)

ROWS = (
    Row("T", "title"),
    Row("J", "container-title", {"B": "collection-title|container-title", "C": ""}),
    Row("N", "", {"A": "names:author"}),
    Row("V", "volume", same(("A", "B"), "")),
    Row("E", "edition|version"),
    Row("R", "", {"B": "recipient|editor"}),
)
TYPES = {"x": "A", "y": "B", "z": "C", "zz": "C"}


def written(kind: str, **item: Any) -> list[tuple[str, str]]:
    names = {key.replace("_", "-"): value for key, value in item.items()}
    return Plans(ROWS, COMMON).values(Entry({"id": "a", **names}), kind)


def test_rows_are_written_in_order() -> None:
    author = [{"family": "Roe"}, {"literal": "Cold"}]
    assert written("A", author=author, container_title="J", title="t") == [
        ("T", "t"),
        ("J", "J"),
        ("N", "Roe"),
        ("N", "Cold,"),
    ]


def test_an_alternative_is_written_where_the_first_is_missing() -> None:
    assert written("B", container_title="c") == [("J", "c")]
    assert written("B", container_title="c", collection_title="s") == [("J", "s")]
    assert written("B", container_title="c", collection_title=" ") == [("J", "c")]
    assert written("C", container_title="c", volume=7, version="1") == [("V", "7"), ("E", "1")]


def test_the_same_rows_tell_a_reader() -> None:
    assert targets(ROWS, "B") == {
        "T": (("", "title"),),
        "J": (("", "collection-title"), ("", "container-title")),
        "E": (("", "edition"), ("", "version")),
        "R": (("", "recipient"), ("", "editor")),
    }


def test_fates_are_told_from_the_rows() -> None:
    found = fates(ROWS, TYPES, {"tags": "lost", "DOI": "kept"})
    assert found.keys() == {*VARIABLES, "tags"}
    assert {name: fate for name, fate in found.items() if fate != "lost"} == {
        "author": "changed: only in A",
        "collection-title": "changed: only in B",
        "container-title": "changed: not in C; in B in the place of collection-title",
        "DOI": "kept",
        "edition": "kept",
        "editor": "changed: only in B in the place of recipient",
        "recipient": "changed: only in B",
        "title": "kept",
        "version": "changed: in the place of edition",
        "volume": "changed: only in C",
    }


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("plain", "plain"),
        ("Language: x", "[Language: x]"),
        ("[Language: x]", "[[Language: x]]"),
        ("[1] x", "[1] x"),
        ("see https://example.org", "[see https://example.org]"),
    ],
)
def test_notes_are_guarded(note: str, expected: str) -> None:
    assert guarded(note) == expected


@given(st.text() | st.from_regex(r"\[*[A-Z][a-z]{1,5}:[a-z\]]*", fullmatch=True))
def test_guards_come_off(note: str) -> None:
    assert unguarded(guarded(note)) == note
