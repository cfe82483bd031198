"""Keys made as the library makes its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry
from ldn_bib.importing.keys import CASES, ORDERS, SEPARATORS, WORD, Keys, Pattern, learn_pattern


def paper(family: str, year: int, title: str) -> dict[str, Any]:
    return {
        "author": [{"family": family}],
        "issued": {"date-parts": [[year]]},
        "title": title,
    }


ITEMS = [
    paper("Ibañez", 2019, "The cold skin"),
    paper("Okafor", 2021, "On wool"),
    paper("Amsel", 1998, "Dry <i>feet</i>"),
]


def library(keys: list[str]) -> list[Entry]:
    return [Entry({**item, "id": key}) for item, key in zip(ITEMS, keys, strict=True)]


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    order = draw(st.sampled_from(ORDERS))
    separators = st.lists(
        st.sampled_from(SEPARATORS), min_size=len(order) - 1, max_size=len(order) - 1
    )
    word = draw(st.sampled_from(sorted(CASES))) if WORD in order else "lower"
    return Pattern(
        order,
        tuple(draw(separators)),
        draw(st.sampled_from(sorted(CASES))),
        word,
        draw(st.sampled_from((2, 4))),
    )


@given(patterns())
def test_the_pattern_of_a_library_is_learnt(pattern: Pattern) -> None:
    assert learn_pattern(library([pattern.make(item) for item in ITEMS])) == pattern


@pytest.mark.parametrize(
    ("keys", "example"),
    [
        (["Ibanez_2019_Cold", "Okafor_2021_Wool", "Amsel_1998_Dry"], "Smith_2020_Pain"),
        (["IBANEZ:2019b", "OKAFOR:2021", "AMSEL:1998"], "SMITH:2020"),
        (["ibanez2019a-cold", "okafor2021-wool", "other"], "smith2020-pain"),
        (["19.Ibanez", "21.Okafor", "98.Amsel"], "20.Smith"),
        (["ibanez2019", "Okafor2021", "Amsel1998"], "Smith2020"),
        (["coldIbanez19", "woolOkafor21", "x"], "painSmith20"),
    ],
)
def test_the_most_frequent_pattern_wins(keys: list[str], example: str) -> None:
    found = learn_pattern(library(keys))
    assert found is not None
    assert found.example == example


def test_umlauts_may_be_written_out() -> None:
    entry = Entry({**paper("Müller", 2019, "Öl"), "id": "Mueller2019Oel"})
    found = learn_pattern([entry])
    assert found is not None
    assert found.example == "Smith2020Pain"


def test_keys_that_follow_no_pattern() -> None:
    keys = Keys(library(["x1", "x2", "x3"]))
    assert not keys.is_learnt
    assert keys.give(ITEMS[0]) == "ibanez2019"
    one_of_five = [Entry({**ITEMS[0], "id": f"x{number}"}) for number in range(4)]
    assert learn_pattern([*one_of_five, Entry({**ITEMS[0], "id": "Ibanez-2019"})]) is None
    told_by_nobody = [Entry({"id": f"x{number}"}) for number in range(9)]
    assert Keys([*told_by_nobody, Entry({**ITEMS[0], "id": "Ibanez-2019"})]).is_learnt


def test_what_is_not_known_is_left_out_with_its_separator() -> None:
    pattern = Pattern(ORDERS[1], ("_", "_"), "capitalised", "capitalised")
    assert pattern.make({"title": "The cold skin"}) == "Anon_Cold"
    assert pattern.make({"author": [{"family": "Ost"}], "title": "The"}) == "Ost"


def test_a_letter_keeps_keys_apart() -> None:
    keys = Keys([Entry({**ITEMS[0], "id": "ibanez2019"})])
    assert [keys.give(ITEMS[0]) for _ in range(3)] == ["ibanez2019a", "ibanez2019b", "ibanez2019c"]
    assert keys.give({}) == "anon"
    assert keys.give({"author": [{"literal": "World Pain Trust"}]}) == "world"


def test_case_does_not_keep_keys_apart() -> None:
    taken = Entry({**ITEMS[1], "id": "OKAFOR2021"})
    others = library(["ibanez2019", "x", "amsel1998"])
    assert Keys([taken, *others]).give(ITEMS[1]) == "okafor2021a"


@given(st.lists(st.sampled_from(ITEMS), max_size=80))
def test_no_key_is_given_twice(items: list[dict[str, Any]]) -> None:
    keys = Keys()
    made = [keys.give(item) for item in items]
    assert len(set(made)) == len(made)
