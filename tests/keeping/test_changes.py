from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.keeping.changes import NOTE_LABELS, Change, changes
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind

DOE, ROE, POE = ({"family": name, "given": "A."} for name in ("Doe", "Roe", "Poe"))
DAY = dt.date(2026, 1, 2)


def words(old: Entry, new: Entry, *, notes: bool = True) -> list[str]:
    return [one.words for one in changes(old, new, notes=notes)]


def of_item(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return words(Entry({"id": "a", **old}), Entry({"id": "b", **new}))


def test_the_case_of_a_doi_is_no_change() -> None:
    assert of_item({"DOI": "10.1000/ABC"}, {"DOI": "10.1000/abc"}) == []
    assert of_item({"DOI": "10.1000/ABC"}, {"DOI": "10.1000/abd"}) == [
        "DOI: 10.1000/ABC → 10.1000/abd"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"volume": "1"}, {"volume": "2"}, "volume: 1 → 2"),
        ({}, {"DOI": "10.1/x"}, "DOI added: 10.1/x"),
        ({"PMID": "1"}, {}, "PMID taken out (was 1)"),
        ({"title": "A <i>b</i>"}, {"title": "A c"}, "title: “A b” → “A c”"),
        ({"title": "A <i>b</i>"}, {"title": "A b"}, "title: marks within the text"),
        ({"abstract": "a" * 300}, {"abstract": "b"}, "abstract changed"),
        ({}, {"abstract": "a" * 300}, "abstract added"),
        ({"abstract": "a" * 300}, {}, "abstract taken out"),
        ({"type": "article"}, {"type": "chapter"}, "kind: article outside a journal, such as a "
         "preprint → chapter of a book"),
        ({"issued": {"date-parts": [[2019]]}}, {"issued": {"date-parts": [[2019, 4]]}},
         "date: 2019 → 2019-04"),
        ({"author": [DOE]}, {"author": [DOE, ROE]}, "authors: Roe, A. added"),
        ({"author": [DOE, ROE]}, {"author": [ROE]}, "authors: Doe, A. taken out"),
        ({"author": [DOE, ROE]}, {"author": [DOE, POE]}, "authors: Roe, A. → Poe, A."),
        ({"author": [DOE, ROE]}, {"author": [ROE, POE]},
         "authors: Poe, A. added, Doe, A. taken out"),
        ({"author": [DOE, ROE]}, {"author": [ROE, DOE]}, "authors in another order or number"),
        ({}, {"editor": [DOE]}, "editors added: Doe, A."),
        ({"editor": [DOE]}, {}, "editors taken out (were Doe, A.)"),
        ({"author": [{"family": "van Doe"}]},
         {"author": [{"family": "Doe", "non-dropping-particle": "van"}]},
         "authors: parts of a name in other places"),
        ({"custom": {"eprint": "1"}}, {"custom": {"eprint": "2"}}, "eprint: 1 → 2"),
        ({"x": {"b": 1}}, {"x": {"b": 2}}, 'x: {"b": 1} → {"b": 2}'),
    ],
)  # fmt: skip
def test_a_field_in_words(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    assert of_item(old, new) == [said]


def test_what_a_person_sees_the_same_is_no_change() -> None:
    assert of_item({"volume": "1"}, {"volume": 1}) == []
    assert (
        of_item({"issued": {"date-parts": [["2019"]]}}, {"issued": {"date-parts": [[2019]]}}) == []
    )


def test_fields_come_in_the_order_of_the_table() -> None:
    said = of_item({}, {"zzz": "1", "DOI": "10.1/x", "title": "T", "author": [DOE]})
    assert [one.split()[0] for one in said] == ["title", "authors", "DOI", "zzz"]


def status(kind: str, *notices: str, checked: dt.date | None = None) -> Status:
    return Status(StatusKind(kind), notices, checked)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (None, status("retracted", "10.1/r"), "status: Retracted. Notice: 10.1/r."),
        (status("retracted"), status("none"),
         "no longer marked: Retracted. Now: No notice known."),
        (status("retracted"), None, "status taken out (was: Retracted.)"),
        (status("none"), status("none", checked=DAY), "status looked up again on 2026-01-02"),
        (status("corrected"), status("corrected", "PMID 1"), "status: Corrected. Notice: PMID 1."),
    ],
)  # fmt: skip
def test_the_status_comes_first(old: Status | None, new: Status | None, said: str) -> None:
    before, after = (
        Entry({"id": "a", "title": one}, status=two) for one, two in (("A", old), ("B", new))
    )
    assert words(before, after) == [said, "title: “A” → “B”"]


def test_what_is_confirmed_and_what_is_doubted_is_told() -> None:
    old, new = (Entry({"id": "a"}, unverified=one) for one in (("doi", "pages"), ("pages", "year")))
    assert changes(old, new, notes=False) == (
        Change(
            "unverified",
            "doi, pages",
            "pages, year",
            "no longer marked as unverified: doi; marked as unverified: year",
        ),
    )


NOTE = Annotation(
    "rct", "61 adults", "4 mg a day", "8 weeks", "placebo", Evidence("OCEBM 2011", "2"),
    "Less pain.",
    "A summary.", DAY,
)  # fmt: skip
OTHER = Annotation(
    "cohort", "62 adults", "5 mg a day", "9 weeks", "nothing", Evidence("OCEBM 2011", "3", "Why."),
    "No less pain.", "Another.", dt.date(2026, 2, 3),
)  # fmt: skip


def test_every_part_of_a_note_is_compared_if_notes_are() -> None:
    old = Entry({"id": "a"}, (Tag("itch", "Itch"), Tag("cold", "Cold")), NOTE)
    new = Entry({"id": "a"}, (Tag("cold", "Cold"), Tag("gout", "Gout")), OTHER)
    said = words(old, new)
    assert said[:2] == [
        "tagged Gout; no longer tagged Itch",
        "study design: randomised controlled trial → cohort study",
    ]
    assert "evidence: Level 2 (OCEBM 2011). → Level 3 (OCEBM 2011). Why." in said
    assert "day of review: 2026-01-02 → 2026-02-03" in said
    assert len(said) == 1 + len(NOTE_LABELS)
    assert words(old, new, notes=False) == []


def test_a_note_comes_and_goes_as_a_whole() -> None:
    bare, noted = Entry({"id": "a"}), Entry({"id": "a"}, (), NOTE)
    assert words(bare, noted) == ["note added"]
    assert words(noted, bare) == ["note taken out"]
    assert words(bare, bare) == words(noted, noted) == []
