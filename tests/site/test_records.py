from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.formats.awkward import AWKWARD, CONDITIONS

from ldn_bib import plugins
from ldn_bib.entry import Entry
from ldn_bib.exporting import FORMATS as GROUP
from ldn_bib.formats.text import plain
from ldn_bib.library import Library
from ldn_bib.site.records import FORMATS, joined, records

LIBRARY = Library(tuple(AWKWARD), conditions=CONDITIONS)
WITH_PMID = [entry for entry in AWKWARD if entry.item.get("PMID")]


def read(texts: dict[str, str], extension: str) -> list[Entry]:
    (name,) = (form.name for form in FORMATS if form.extension == extension)
    papers, findings = plugins.load(GROUP, name).read(texts[extension], f"a.{extension}")
    assert not [found for found in findings if found.severity.name == "ERROR"]
    found: list[Entry] = papers
    return found


@pytest.mark.parametrize("entry", AWKWARD, ids=lambda entry: entry.key)
@pytest.mark.parametrize("extension", ["ris", "bib", "json"])
def test_a_paper_comes_back_from_its_file(entry: Entry, extension: str) -> None:
    (back,) = read(records([entry], LIBRARY), extension)
    assert back.item["type"] == entry.item["type"] or extension != "json"
    assert back.item.get("issued") or "issued" not in entry.item
    assert plain(back.title) == plain(entry.title)


def test_nbib_is_there_where_it_can_hold_the_paper() -> None:
    assert WITH_PMID
    for entry in AWKWARD:
        can = entry.item["type"] == "article-journal" and "PMID" in entry.item
        assert ("nbib" in records([entry], LIBRARY)) == can
    (back,) = read(records(AWKWARD, LIBRARY), "nbib")
    assert back.item["PMID"] == WITH_PMID[0].item["PMID"]


def test_no_papers_are_no_files() -> None:
    assert records([], LIBRARY) == {}
    assert joined([]) == {}


def test_a_file_of_several_is_the_same_joined_or_written_at_once() -> None:
    assert joined([records([entry], LIBRARY) for entry in AWKWARD]) == records(AWKWARD, LIBRARY)
    one = records([AWKWARD[1]], LIBRARY)
    assert joined([one]) == one
    assert len(json.loads(records(AWKWARD, LIBRARY)["json"])) == len(AWKWARD)


def test_bibtex_of_a_paper_brings_no_groups() -> None:
    text = records([AWKWARD[0]], LIBRARY)["bib"]
    assert AWKWARD[0].tags
    assert AWKWARD[0].tags[0].label in text
    assert "@comment" not in text


def test_papers_one_by_one_are_joined_to_one_file() -> None:
    many: list[Entry] = []
    for number in range(500):
        entry = AWKWARD[number % len(AWKWARD)]
        item: dict[str, Any] = {**entry.item, "id": f"{entry.key}-{number}"}
        many.append(replace(entry, item=item))
    files = joined([records([entry], LIBRARY) for entry in many])
    assert len(json.loads(files["json"])) == 500
