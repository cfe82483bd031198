from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.plaintext import text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Pain", "Pain"),
        ("", ""),
        (5, "5"),
        (-3, "-3"),
        (0, "0"),
        (2.0, "2"),
        (1.5, "1.5"),
        (10**20, "100000000000000000000"),
        (10**21, ""),
        pytest.param(10**5000, "", id="huge"),
        (math.nan, ""),
        (math.inf, ""),
        (-math.inf, ""),
        (True, ""),
        (None, ""),
        ({"a": "b"}, ""),
        (b"Pain", ""),
        (["one", 2, None, "", {"a": 1}, ["no"]], "one, 2"),
        ([], ""),
    ],
)
def test_the_text_of_a_value(value: Any, text: str) -> None:
    assert text_of(value) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(JSON)
def test_no_value_is_named_in_its_text(value: Any) -> None:
    text = text_of(value)
    if not isinstance(value, str | list):
        assert set(text) <= set("0123456789.-e+")


@given(st.integers(-(10**20), 10**20))
def test_whole_numbers_come_back(number: int) -> None:
    assert int(text_of(number)) == number
