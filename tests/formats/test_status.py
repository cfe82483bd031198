"""A retraction is said in every exchange format."""

from __future__ import annotations

import datetime as dt

import pytest

from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.entry import Entry
from ldn_bib.exporting import FORMATS, record_names
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.status import marked
from ldn_bib.plugins import load
from ldn_bib.values.status import Status, StatusKind

ITEM = {
    "id": "a",
    "type": "article-journal",
    "title": "A trial",
    "PMID": "123",
    "author": [{"family": "Kim", "given": "Y"}],
    "issued": {"date-parts": [[2001]]},
}
RETRACTED = Status(StatusKind.RETRACTED, ("10.1000/2", "PMID 77"), dt.date(2026, 11, 1))
TEXTS = [name for name in record_names() if load(FORMATS, name).write is not None]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("item", [ITEM, {**ITEM, "note": "Own words."}], ids=["bare", "note"])
def test_every_format_says_it(name: str, item: dict[str, object]) -> None:
    text = "".join(load(FORMATS, name).written([Entry(item, status=RETRACTED)], WriteOptions()))
    assert "retracted" in text.lower()
    if "note" in item and name != "json-ld":
        assert "Own words." in text


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kind", [None, StatusKind.CORRECTED, StatusKind.NONE])
def test_no_format_says_it_of_others(name: str, kind: StatusKind | None) -> None:
    status = Status(kind) if kind else None
    text = "".join(load(FORMATS, name).written([Entry(ITEM, status=status)], WriteOptions()))
    assert "retracted" not in text.lower()


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("kind", list(StatusKind))
def test_bibtex_comes_back(name: str, kind: StatusKind) -> None:
    entry = Entry(ITEM, status=Status(kind, ("10.1000/2", "PMID 77"), dt.date(2026, 11, 1)))
    text = "".join(load(FORMATS, name).written([entry], WriteOptions()))
    (read,), findings = read_bibtex(text)
    assert (read.status, findings) == (entry.status, [])


def test_words_of_other_programs_are_no_status() -> None:
    (read,), _ = read_bibtex("@misc{a, title={T}, status={read}, statuschecked={yesterday}}")
    assert read.status is None
    assert read.item["custom"] == {"status": "read", "statuschecked": "yesterday"}


def test_entries_without_an_alert_pass_as_they_are() -> None:
    entries = [Entry(ITEM), Entry(ITEM, status=Status(StatusKind.CORRECTED))]
    assert all(new is old for new, old in zip(marked(entries), entries, strict=True))
