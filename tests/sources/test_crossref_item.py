from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.server import saved

from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
)
from ldn_bib.formats.csl_items import TYPES as CSL_TYPES
from ldn_bib.sources.crossref_item import READS, ROWS, TYPES, date_of, item_of, name_of


def message(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(saved(name))["message"]
    return found


def test_an_article_field_by_field() -> None:
    assert item_of(message("crossref_retracted.json")) == {
        "id": "10.5555/cold.8.1",
        "type": "article-journal",
        "DOI": "10.5555/cold.8.1",
        "title": "Warm socks against <i>Pruritus hiemalis</i> : a trial in 10<sup>3</sup> feet",
        "author": [
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "Cold, Skin, and Sleep Group"},
        ],
        "container-title": "Journal of Cold Skin",
        "container-title-short": "J Cold Skin",
        "issued": {"date-parts": [[2022, 1]]},
        "available-date": {"date-parts": [[2021, 12, 9]]},
        "volume": "8",
        "issue": "1",
        "page": "e14",
        "publisher": "Cold & Warm Press",
        "ISSN": "2049-3630",
        "language": "en",
        "abstract": "Aim: To test 10<sup>3</sup> feet & <i>more</i>.\nResults: Warm (p < .05).\n"
        "Some were hot.",
        "custom": {
            "ORCID": "van der Berg, Anna: 0000-0002-1825-0097",
            "AD": "Department of Itch, Oslo",
        },
    }


def test_a_paper_of_the_library() -> None:
    item = item_of(message("crossref_found.json")["items"][0])
    assert item["page"] == "529-538"
    assert item["ISSN"] == "0004-3591, 1529-0131"
    assert item["issued"] == {"date-parts": [[2013, 2]]}
    assert [name["family"] for name in item["author"]] == ["Younger", "Noor", "McCue", "Mackey"]


def test_a_preprint_without_a_date_or_a_title() -> None:
    item = item_of(message("crossref_found.json")["items"][1])
    assert item == {
        "id": "10.5555/other",
        "type": "article",
        "DOI": "10.5555/other",
        "publisher": "Cold & Warm Press",
        "genre": "preprint",
    }


def test_the_tables_name_what_there_is() -> None:
    known = {*DATE_VARIABLES, *NAME_VARIABLES, *NUMBER_VARIABLES, *TEXT_VARIABLES}
    assert {row.variable for row in ROWS} <= known
    assert {row.kind for row in ROWS} == set(READS)
    assert set(TYPES.values()) <= set(CSL_TYPES)
    for row in ROWS:
        assert (row.kind == "names") == (row.variable in NAME_VARIABLES)
        assert (row.kind == "date") == (row.variable in DATE_VARIABLES)


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Warm socks", "a trial", "Warm socks: a trial"),
        ("Warm socks?", "A trial", "Warm socks? A trial"),
        ("Warm socks: A trial", "a trial", "Warm socks: A trial"),
        ("", "a trial", None),
    ],
)
def test_a_subtitle_stands_once(title: str, subtitle: str, whole: str | None) -> None:
    assert item_of({"title": [title], "subtitle": [subtitle]}).get("title") == whole


@pytest.mark.parametrize(
    ("page", "read"),
    [("177-180", "177-180"), ("177–180", "177-180"), ("177--180", "177-180"), ("5-5", "5")],
)
def test_pages(page: str, read: str) -> None:
    assert item_of({"page": page, "article-number": "e1"})["page"] == read


def test_an_isbn_may_be_an_address() -> None:
    item = item_of({"type": "book", "ISBN": ["http://id.crossref.org/isbn/9780306406157"]})
    assert item["ISBN"] == "9780306406157"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2020, 2, 29]]}, [[2020, 2, 29]]),
        ({"date-parts": [[2020]]}, [[2020]]),
        ({"date-parts": [[2020, 13, 1]]}, [[2020]]),
        ({"date-parts": [[2020, None, 1]]}, [[2020]]),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[True]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [2020]}, None),
        ("2020", None),
        (None, None),
    ],
)
def test_dates_and_what_is_none(value: object, date: object) -> None:
    assert date_of(value) == ({"date-parts": date} if date else {})


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"family": "Berg", "given": "A."}, {"family": "Berg", "given": "A."}),
        ({"family": "Berg"}, {"family": "Berg"}),
        ({"family": "de la Cruz"}, {"family": "Cruz", "non-dropping-particle": "de la"}),
        ({"family": "hooks", "given": "bell"}, {"family": "hooks", "given": "bell"}),
        ({"given": "Plato"}, {"literal": "Plato"}),
        ({"name": "A &amp; B Group"}, {"literal": "A & B Group"}),
        ({"family": " ", "given": None}, {}),
        ({}, {}),
    ],
)
def test_names(person: dict[str, Any], name: dict[str, str]) -> None:
    assert name_of(person) == name


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "family", "given", "date-parts", "ORCID", "affiliation"]),
            inner,
        )
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*(row.field for row in ROWS), "type", "subtype"]), JSON))
def test_no_json_breaks_the_reading(work: dict[str, Any]) -> None:
    item = item_of(work)
    assert item["type"] in CSL_TYPES
    for variable, value in item.items():
        if variable not in NAME_VARIABLES | DATE_VARIABLES | {"custom"}:
            assert isinstance(value, str)
