"""Variables in the lines of a note."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.item import Item
from ldn_bib.csl.notevariables import with_note_variables


@pytest.mark.parametrize(
    ("note", "found", "rest"),
    [
        ("PMID: 123", {"PMID": "123"}, ""),
        (
            "publisher-place: Bath\nDOI: 10.5555/1",
            {"publisher-place": "Bath", "DOI": "10.5555/1"},
            "",
        ),
        ("read it twice\nPMID: 123", {"PMID": "123"}, "read it twice"),
        ("genre: Leaflet\nsome text\nPMID: 123", {"genre": "Leaflet"}, "some text\nPMID: 123"),
        ("shelf: B\ngenre: Leaflet", {"genre": "Leaflet"}, "shelf: B"),
        ("Summary: it helped", {}, "Summary: it helped"),
        ("{:genre: Leaflet} and more", {"genre": "Leaflet"}, " and more"),
        ("title: Another", {}, "title: Another"),
        ("type: dataset", {"type": "dataset"}, ""),
        ("issued: 2020-03-04", {"issued": {"raw": "2020-03-04"}}, ""),
        (
            "editor: Amsel || Anna\neditor: Trust",
            {"editor": [{"family": "Amsel", "given": "Anna"}, {"literal": "Trust"}]},
            "",
        ),
        ("note: note: more", {}, "note: note: more"),
    ],
)
def test_what_a_note_holds(note: str, found: dict[str, Any], rest: str) -> None:
    raw = {"id": "a", "type": "book", "title": "T", "note": note}
    made = with_note_variables(raw, note)
    assert made == {**raw, **found, "note": rest if found else note}


def test_an_item_reads_them() -> None:
    item = Item({"id": "a", "type": "book", "note": "issued: 2020\nPMID: 123"})
    date = item.date("issued")
    assert item.text("PMID") == "123"
    assert date is not None
    assert date.start == (2020, 0, 0)
    assert not item.has("note")


@given(
    st.text(max_size=40), st.dictionaries(st.sampled_from(["PMID", "genre", "title"]), st.text())
)
def test_what_the_item_has_is_never_replaced(note: str, own: dict[str, str]) -> None:
    raw = {"id": "a", "note": note, **own}
    made = with_note_variables(raw, note)
    assert {name: made[name] for name, value in own.items() if value} == {
        name: value for name, value in own.items() if value
    }
