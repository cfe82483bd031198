"""Data for the client: script files that hold JSON and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ldn_bib import resources
from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.library import Library
from ldn_bib.searching import fold
from ldn_bib.site.citations import Citer
from ldn_bib.site.search_data import (
    MOST_BYTES,
    chunk_scripts,
    index_script,
    records_script,
    search_row,
)
from ldn_bib.site.shelf import shelve
from ldn_bib.site.views import site_of
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind

CALL = re.compile(r"ldnbib\.(\w+)\((.*)\);\n", re.DOTALL)


def called(script: str) -> tuple[str, list[Any]]:
    """The function that a script calls, and its arguments."""
    match = CALL.fullmatch(script)
    assert match
    return match[1], json.loads(f"[{match[2]}]")


ENTRY = Entry(
    {
        "id": "Müller2020",
        "title": "Pain in <i>E. coli</i>’s host",
        "author": [{"family": "Müller", "given": "Jörg"}] * 2,
        "container-title": "Pain",
        "issued": {"date-parts": [[2020]]},
        "PMID": "123",
        "PMCID": "PMC456789",
        "keyword": "naloxone, mice",
    },
    tags=(
        Tag("fibromyalgia", "Fibromyalgia"),
        Tag("pain", "Pain", derived=True),
        Tag("unknown", "Unknown"),
    ),
    annotation=Annotation(
        design="rct",
        evidence=Evidence("OCEBM 2011", "2"),
        finding="Less pain.",
        summary="Ünusual word.",
    ),
    status=Status(StatusKind.RETRACTED),
)


def test_a_row_holds_what_the_client_shows() -> None:
    paper = shelve([ENTRY])[0]
    row = search_row(paper, {"pain": 0, "fibromyalgia": 1}, {"rct": 0})
    words = row.pop("w")
    assert row == {
        "k": "Müller2020",
        "u": "papers/muller2020.html",
        "t": "Pain in E. coli’s host",
        "a": "Müller, Müller",
        "j": "Pain",
        "y": 2020,
        "d": 0,
        "v": "Level 2 (OCEBM 2011)",
        "c": [1, 0],
        "p": [0],
        "f": 1,
        "s": "Ünusual word.",
        "x": "Retracted.",
        "l": [[one.label, one.url] for one in paper.links],
    }
    assert words == fold(words)
    for word in ("jorg", "muller2020", "123", "naloxone,", "unusual", "less", "fibromyalgia"):
        assert word in words.split()
    assert len(words.split()) == len(set(words.split()))


def test_a_row_leaves_out_what_is_empty() -> None:
    row = search_row(shelve([Entry({"id": "a"})])[0], {}, {})
    assert row == {"k": "a", "u": "papers/a.html", "t": "Untitled paper", "w": "a"}


def test_pieces_of_the_index_hold_all_rows_in_order() -> None:
    rows = [{"k": str(number), "s": "é" * 500} for number in range(600)]
    scripts = list(chunk_scripts(rows))
    assert len(scripts) > 2
    assert max(len(script.encode()) for script in scripts) < MOST_BYTES * 1.05
    calls = [called(script) for script in scripts]
    assert [function for function, _ in calls] == ["chunk"] * len(scripts)
    assert [arguments[0] for _, arguments in calls] == list(range(len(scripts)))
    assert [row for _, arguments in calls for row in arguments[1]] == rows


def test_no_rows_make_no_piece() -> None:
    assert list(chunk_scripts([])) == []


def test_the_head_of_the_index_names_what_rows_count() -> None:
    library = Library(entries=(ENTRY,))
    papers = shelve(library.entries)
    citer = Citer("apa", (resources.folder("styles"),))
    function, (head,) = called(index_script(1, 1, site_of(library, papers), [citer]))
    assert function == "index"
    assert head["conditions"] == [
        ["fibromyalgia", "Fibromyalgia", "conditions/fibromyalgia.html"],
        ["pain", "Pain", "conditions/pain.html"],
        ["unknown", "Unknown", "conditions/unknown.html"],
    ]
    assert head["designs"] == [["rct", "randomised controlled trial"]]
    assert head["styles"] == [["apa", "APA", 0]]
    assert (head["total"], head["chunks"]) == (1, 1)


@pytest.mark.parametrize("key", ["__proto__", "</script>", "a\u2028b", "\ud800", '"quoted"'])
def test_records_go_by_pairs_whatever_the_key(key: str) -> None:
    paper = shelve([Entry({"id": key})])[0]
    script = records_script(3, [(paper, {"apa": "<i>a</i>"}, {"ris": "TY\r\n"})], [])
    assert "\u2028" not in script
    function, (number, pairs, styles) = called(script)
    assert (function, number, styles) == ("papers", 3, [])
    ((found, record),) = pairs
    assert found == key.replace("\ud800", "\ufffd").replace("\u2028", " ")
    assert record == {"cite": {"apa": "<i>a</i>"}, "ris": "TY\r\n"}
