from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.formats.journals import Journal, choose, is_abbreviation


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("J. Pain", "Journal of Pain", True),
        ("BMJ", "British Medical Journal", True),
        ("Journal of Pain", "J Pain", False),
        ("Pain", "Pain", False),
        ("J Itch", "Journal of Pain", False),
        ("", "Journal of Pain", False),
    ],
)
def test_abbreviations(short: str, full: str, expected: bool) -> None:
    assert is_abbreviation(short, full) is expected


@pytest.mark.parametrize(
    ("full", "either", "short", "expected"),
    [
        ([], [], [], Journal()),
        (["A"], [], [], Journal("A")),
        (["A"], [], ["A"], Journal("A", "A")),
        ([], [], ["A B"], Journal("", "A B")),
        ([], ["J Pain", "Journal of Pain"], [], Journal("Journal of Pain", "J Pain")),
        (["J Pain"], [], ["Journal of Pain"], Journal("Journal of Pain", "J Pain")),
        (["Pain", "Winter issue"], [], [], Journal("Pain", "", "Winter issue")),
        (["Winter issue"], ["Pain"], ["P"], Journal("Pain", "P", "Winter issue")),
        (["Itch"], [], ["I", "It"], Journal("Itch", "I", "", ("It",))),
    ],
)
def test_choice(full: list[str], either: list[str], short: list[str], expected: Journal) -> None:
    assert choose(full, either, short) == expected


NAMES = st.lists(st.text("aBc .", min_size=1, max_size=6), max_size=3)


@given(NAMES, NAMES, NAMES)
def test_no_name_is_lost(full: list[str], either: list[str], short: list[str]) -> None:
    found = choose(full, either, short)
    kept = {found.title, found.short, found.issue_title, *found.rest}
    assert {name.casefold() for name in (*full, *either, *short)} == {
        name.casefold() for name in kept if name
    }
