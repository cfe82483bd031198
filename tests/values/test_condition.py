from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.condition import Condition


def test_names_begin_with_the_label() -> None:
    condition = Condition(
        "crohn-disease", "Crohn’s disease", mesh_name="Crohn Disease", synonyms=("CD", "enteritis")
    )
    assert condition.names == ("Crohn’s disease", "Crohn Disease", "CD", "enteritis")


def test_names_are_not_repeated() -> None:
    condition = Condition("x", "Fibromyalgia", mesh_name="Fibromyalgia", synonyms=("FM", "FM"))
    assert condition.names == ("Fibromyalgia", "FM")


@given(st.text(min_size=1), st.none() | st.text(min_size=1), st.lists(st.text(min_size=1)))
def test_every_name_is_there_once(label: str, mesh: str | None, synonyms: list[str]) -> None:
    names = Condition("x", label, mesh_name=mesh, synonyms=tuple(synonyms)).names
    assert names[0] == label
    assert set(names) == {label, *synonyms} | ({mesh} if mesh else set())
    assert len(names) == len(set(names))
