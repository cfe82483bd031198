"""Braces hold together what stands in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.braces import (
    AND_OR_BRACE,
    COMMA_OR_BRACE,
    closing_brace,
    is_braced,
    split_outside,
)


@pytest.mark.parametrize(
    ("text", "end"), [("{a}", 2), ("{a{b}c}d", 6), (r"{\}}", 2), ("{a", -1), ("", -1)]
)
def test_a_brace_is_closed_by_its_partner(text: str, end: int) -> None:
    assert closing_brace(text, 0) == end


@pytest.mark.parametrize(
    ("text", "braced"), [("{a {b}}", True), ("{a}{b}", False), ("{a", False), ("a", False)]
)
def test_a_text_stands_wholly_in_braces_or_not(text: str, braced: bool) -> None:
    assert is_braced(text) is braced


def test_what_divides_inside_braces_does_not_count() -> None:
    names = "Roe, A and {Barnes and Noble} AND Doe"
    assert list(split_outside(names, AND_OR_BRACE)) == [
        ("Roe, A ", 0),
        (" {Barnes and Noble} ", 10),
        (" Doe", 33),
    ]
    assert [part for part, _ in split_outside("{A, B}, C", COMMA_OR_BRACE)] == ["{A, B}", " C"]


@given(st.text(alphabet="a{},"))
def test_pieces_stand_where_they_are_said_to_be(text: str) -> None:
    for piece, start in split_outside(text, re.compile(r"[{},]")):
        assert text.startswith(piece, start)
