from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.items import items

from ldn_bib.formats.provisional import Ids, ascii_word, stem


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"author": [{"family": "Müller-Ødegård"}]}, "mullerodegard"),
        ({"editor": [{"family": "Roe"}], "issued": {"date-parts": [[2021, 3]]}}, "roe2021"),
        ({"author": [{"literal": "World Health Organization"}]}, "world"),
        ({"author": [{"given": "Plato"}]}, "plato"),
        ({"author": [{"family": "大江"}], "issued": {"date-parts": [[2018]]}}, "anon2018"),
        ({"issued": {"literal": "in press"}}, "anon"),
        ({"author": [], "issued": {"date-parts": [[-44]]}}, "anon44"),
        ({}, "anon"),
    ],
)
def test_stems(item: dict[str, Any], expected: str) -> None:
    assert stem(item) == expected


def test_ids_get_letters() -> None:
    ids = Ids()
    made = [ids.give({}) for _ in range(29)]
    assert made[:3] == ["anon", "anona", "anonb"]
    assert made[26:] == ["anonz", "anonaa", "anonab"]
    assert ids.give({}, "wanted") == "wanted"
    assert ids.give({}, "wanted") == "wanteda"


@settings(deadline=None, max_examples=20)
@given(st.lists(items(), max_size=6), st.lists(st.sampled_from(["", "a", "aa", "anon"])))
def test_ids_are_plain_and_given_once(found: list[dict[str, Any]], wanted: list[str]) -> None:
    ids = Ids()
    made = [ids.give(item) for item in found] + [ids.give({}, want) for want in wanted]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in made)


@given(st.text())
def test_words_are_ascii(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*", ascii_word(text))
