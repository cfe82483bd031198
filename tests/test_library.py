from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry, Tag
from ldn_bib.errors import UsageError
from ldn_bib.library import SORT_NAMES, Library
from ldn_bib.values.condition import Condition


def entry(key: str, year: int | None = None, family: str = "", *slugs: str) -> Entry:
    item: dict[str, object] = {"id": key, "type": "article-journal", "title": f"On {key}"}
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    if family:
        item["author"] = [{"family": family, "given": "A"}]
    return Entry(item, tags=tuple(Tag(slug, slug.title()) for slug in slugs))


VOCABULARY = {slug: Condition(slug, slug.title()) for slug in ("pain", "fibromyalgia", "crohn")}
LIBRARY = Library(
    entries=(
        entry("c", 2013, "Younger", "pain"),
        entry("a", 2020, "Bostick", "pain", "crohn"),
        entry("b", None, "Åkesson"),
    ),
    conditions=VOCABULARY,
    source="my.bib",
)


def test_selecting_keeps_the_order_of_the_file() -> None:
    assert LIBRARY.with_condition("pain").keys == ["c", "a"]
    assert LIBRARY.with_condition("crohn", "pain").keys == ["c", "a"]
    assert LIBRARY.with_condition("fibromyalgia").keys == []
    assert LIBRARY.with_keys(["a", "c"]).keys == ["c", "a"]
    assert LIBRARY.since(2014).keys == ["a"]


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        ("file", ["c", "a", "b"]),
        ("year", ["c", "a", "b"]),
        ("newest", ["a", "c", "b"]),
        ("author", ["a", "c", "b"]),
        ("title", ["a", "b", "c"]),
        ("key", ["a", "b", "c"]),
    ],
)
def test_orders(order: str, keys: list[str]) -> None:
    assert LIBRARY.sorted_by(order).keys == keys


def test_every_order_is_tested() -> None:
    assert set(SORT_NAMES) == {"file", "year", "newest", "author", "title", "key"}


def test_grouping_follows_the_vocabulary_and_repeats_papers() -> None:
    groups = LIBRARY.by_condition()
    assert list(groups) == ["pain", "fibromyalgia", "crohn"]
    assert [one.key for one in groups["pain"]] == ["c", "a"]
    assert groups["fibromyalgia"] == ()
    assert [one.key for one in groups["crohn"]] == ["a"]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: LIBRARY.get("d"), "unknown key 'd'; there are c, a, b"),
        (lambda: LIBRARY.with_condition("pian"), "unknown condition 'pian'; did you mean 'pain'?"),
        (lambda: LIBRARY.sorted_by("size"), "unknown order 'size'; there are file, year"),
        (lambda: Library().get("x"), "unknown key 'x'; the library is empty"),
    ],
)
def test_unknown_names_are_answered_with_the_choices(ask: object, said: str) -> None:
    assert callable(ask)
    with pytest.raises(UsageError) as caught:
        ask()
    assert said in str(caught.value)


@given(st.lists(st.tuples(st.text(min_size=1), st.none() | st.integers(-500, 3000)), max_size=8))
def test_sorting_loses_and_invents_nothing(rows: list[tuple[str, int | None]]) -> None:
    library = Library(tuple(entry(key, year) for key, year in rows))
    for order in SORT_NAMES:
        assert sorted(library.sorted_by(order).keys) == sorted(library.keys)
