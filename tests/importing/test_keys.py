"""Keys made as the library makes its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry
from ldn_bib.importing.keys import PATTERNS, Keys, learn_pattern

ITEMS: list[dict[str, Any]] = [
    {
        "author": [{"family": "Ibañez"}],
        "issued": {"date-parts": [[2019]]},
        "title": "The cold skin",
    },
    {"author": [{"family": "Okafor"}], "issued": {"date-parts": [[2021]]}, "title": "On wool"},
]


@pytest.mark.parametrize("name", PATTERNS)
def test_the_pattern_of_a_library_is_learnt(name: str) -> None:
    library = [Entry({**item, "id": PATTERNS[name](item)}) for item in ITEMS]
    assert learn_pattern(library) == name


def test_a_letter_keeps_keys_apart() -> None:
    keys = Keys([Entry({**ITEMS[0], "id": "ibanez2019"})])
    assert [keys.give(ITEMS[0]) for _ in range(3)] == ["ibanez2019a", "ibanez2019b", "ibanez2019c"]
    assert keys.give({}) == "anon"
    assert keys.give({"author": [{"literal": "World Pain Trust"}]}) == "world"


def test_case_does_not_keep_keys_apart() -> None:
    assert Keys([Entry({**ITEMS[1], "id": "OKAFOR2021"})]).give(ITEMS[1]) == "okafor2021a"


@given(st.lists(st.sampled_from(ITEMS), max_size=80))
def test_no_key_is_given_twice(items: list[dict[str, Any]]) -> None:
    keys = Keys()
    made = [keys.give(item) for item in items]
    assert len(set(made)) == len(made)
