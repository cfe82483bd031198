from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.items import names

from ldn_bib.entry import Entry
from ldn_bib.formats.name_text import is_guessed, parse_name, parse_names
from ldn_bib.formats.rows import COMMON
from ldn_bib.values.name import Name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        (" , ", {}),
        ("{}", {}),
        ("Roe,", {"literal": "Roe"}),
        ("Pain and Itch Group", {"literal": "Pain and Itch Group"}),
        ("Roe  Anna-Maria", {"family": "Anna-Maria", "given": "Roe"}),
        ("Roe A-M", {"family": "Roe", "given": "A-M"}),
        ("NATO HQ", {"family": "HQ", "given": "NATO"}),
        ("One Two Three Four Five Six", {"literal": "One Two Three Four Five Six"}),
        ("Berg B van der", {"family": "Berg", "given": "B", "dropping-particle": "van der"}),
        ("Roe, A, B, C", {"literal": "Roe, A, B, C"}),
        ("Roe, III, A", {"family": "Roe", "given": "A", "suffix": "III"}),
    ],
)
def test_one_name(text: str, expected: dict[str, str]) -> None:
    assert parse_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Roe", True),
        ("Roe, Anna", False),
        ("Roe A", False),
        ("Plato", False),
        ("Cold Society", False),
        ("{Anna Roe}", False),
    ],
)
def test_guesses(text: str, expected: bool) -> None:
    assert is_guessed(text) is expected


def test_a_body_with_a_semicolon_is_one() -> None:
    assert parse_names("Cold; dry Society,") == [{"literal": "Cold; dry Society"}]
    assert parse_names("Roe, A;; Poe, B;") == [
        {"family": "Roe", "given": "A"},
        {"family": "Poe", "given": "B"},
    ]


@given(names())
def test_names_that_are_written_are_read(name: dict[str, Any]) -> None:
    (text,) = COMMON["names"](Entry({"id": "a", "author": [name]}), "author")
    (found,) = parse_names(text)
    written = str(Name.from_csl(name)).replace(",", "").split()
    assert str(Name.from_csl(found)).replace(",", "").split() == written


@given(st.text())
def test_any_text_gives_names(text: str) -> None:
    for found in parse_names(text):
        assert found
        assert all(isinstance(part, str) and part for part in found.values())
