"""Keywords in one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.keywords import join_keywords, split_keywords, without_semicolons


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" a b , c,,d, ", ["a b", "c", "d"]),
        ("pain, chronic; itch", ["pain, chronic", "itch"]),
        ("pain, chronic;", ["pain, chronic"]),
        (" ;, ; a ;", ["a"]),
        ("", []),
    ],
)
def test_keywords_are_split_at_semicolons_or_else_at_commas(text: str, words: list[str]) -> None:
    assert split_keywords(text) == words


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["pain, chronic", "itch"], "pain, chronic; itch"),
        (["pain, chronic"], "pain, chronic;"),
        (["pain"], "pain"),
        (["pain ;; chronic", ";", "itch"], "pain, chronic; itch"),
        ([], ""),
    ],
)
def test_keywords_are_joined_so_that_they_can_be_split(words: list[str], text: str) -> None:
    assert join_keywords(words) == text


@given(st.lists(st.text()))
def test_joined_keywords_come_back(words: list[str]) -> None:
    kept = [found for word in words if (found := without_semicolons(word))]
    assert split_keywords(join_keywords(words)) == kept
