from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.datevalue import DateValue
from ldn_bib.csl.errors import CslError, ItemError
from ldn_bib.csl.item import Item
from ldn_bib.csl.personname import PersonName
from ldn_bib.csl.tokens import FLIP_ITALIC
from ldn_bib.csl.variables import DATE_VARIABLES, NAME_VARIABLES


@pytest.mark.parametrize(
    ("given_id", "id_"),
    [
        ("doe2020", "doe2020"),
        ("Doe/2020 ü", "Doe/2020 ü"),
        (1, "1"),
        ("1", "1"),
        (1.0, "1"),
        (None, ""),
        (True, ""),
        ({}, ""),
        (math.nan, ""),
    ],
)
def test_ids_are_text(given_id: Any, id_: str) -> None:
    assert Item({"id": given_id}).id == id_
    assert Item({}).id == ""


@pytest.mark.parametrize("raw", [None, "doe2020", 5, [("id", "x")], {"id"}])
def test_what_is_no_mapping_is_no_item(raw: Any) -> None:
    with pytest.raises(ItemError, match="an item must be a mapping of CSL variables") as caught:
        Item(raw)
    assert isinstance(caught.value, CslError)
    assert caught.value.kind == type(raw).__name__


NO_TEXT: list[Any] = ["", " ", "\n", None, True, [], {}, math.inf]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Pain", "Pain"),
        (" Pain", " Pain"),
        (12, "12"),
        (2.0, "2"),
        (["Pain", "Sleep"], "Pain, Sleep"),
        *((nothing, None) for nothing in NO_TEXT),
    ],
)
def test_text_of_any_kind(value: Any, text: str | None) -> None:
    item = Item({"title": value})
    assert item.text("title") == text
    assert item.has("title") == (text is not None)
    assert bool(item.tokens("title")) == (text is not None)


def test_markup_becomes_tokens() -> None:
    item = Item({"title": "<i>P</i>53"})
    assert item.tokens("title") == (FLIP_ITALIC, "P", -FLIP_ITALIC, "53")
    assert item.tokens("title") is item.tokens("title")
    assert item.tokens("note") == ()


@pytest.mark.parametrize(
    ("raw", "variable", "text"),
    [
        ({"journalAbbreviation": "J. Pain"}, "container-title-short", "J. Pain"),
        ({"shortTitle": "Pain"}, "title-short", "Pain"),
        ({"event": "Congress"}, "event-title", "Congress"),
        ({"event-title": "Congress"}, "event", "Congress"),
        ({"container-title-short": "A", "journalAbbreviation": "B"}, "container-title-short", "A"),
        ({"container-title-short": "", "journalAbbreviation": "B"}, "container-title-short", "B"),
        ({"page": "12-15"}, "page-first", "12"),
        ({"page": 12}, "page-first", "12"),
        ({"page": "12-15", "page-first": "11"}, "page-first", "11"),
        ({}, "page-first", None),
    ],
)
def test_variables_that_stand_in(raw: dict[str, Any], variable: str, text: str | None) -> None:
    assert Item(raw).text(variable) == text


def test_names_and_dates_are_read_once() -> None:
    item = Item({"author": [{"family": "Doe"}], "issued": {"date-parts": [[2020]]}})
    assert item.names("author") == (PersonName("Doe"),)
    assert item.names("author") is item.names("author")
    assert item.names("editor") == ()
    assert item.date("issued") == DateValue((2020, 0, 0))
    assert item.date("issued") is item.date("issued")
    assert item.date("accessed") is None
    assert item.has("author")
    assert item.has("issued")
    assert not item.has("editor")
    assert not item.has("accessed")


def test_type_and_language_are_texts() -> None:
    item = Item({"type": "book", "language": "de"})
    assert (item.type, item.language) == ("book", "de")
    for nothing in NO_TEXT[3:]:
        item = Item({"type": nothing, "language": nothing})
        assert (item.type, item.language) == ("", "")


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
VARIABLES = st.sampled_from(["id", "type", "title", "page", "author", "issued", "language"])


@given(st.dictionaries(VARIABLES | st.text(), ANY))
def test_any_mapping_is_an_item(raw: dict[str, Any]) -> None:
    item = Item(raw)
    for variable in {*raw, "title", "author", "issued", "page-first"}:
        if variable in NAME_VARIABLES:
            assert item.has(variable) == bool(item.names(variable))
        elif variable in DATE_VARIABLES:
            assert item.has(variable) == (item.date(variable) is not None)
        else:
            assert item.text(variable) != ""
            assert item.has(variable) == (item.text(variable) is not None)
