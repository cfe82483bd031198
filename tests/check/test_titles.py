from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.check.titles import bare, unprotected

PIECES = st.sampled_from(["LDN", "{", "}", "\\textit", "\\'", "$", " ", "é", "\n", "\\"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_places_stay_the_same(value: str) -> None:
    free = unprotected(value)
    assert len(free) == len(value)
    assert all(sign in (" ", value[at]) for at, sign in enumerate(free))
    assert "{" not in bare(value)


@pytest.mark.parametrize(
    ("value", "free"),
    [
        ("LDN in {HIV} now", "LDN in       now"),
        ("A \\textit{B} C", "A            C"),
        ("A $B$ C", "A     C"),
        ("A {B {C} D} E", "A           E"),
        ("A\\alpha B", "A       B"),
    ],
)
def test_what_a_style_may_change(value: str, free: str) -> None:
    assert unprotected(value) == free
