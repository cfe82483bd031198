from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.context import BIBLIOGRAPHY, Context
from ldn_bib.csl.item import Item
from ldn_bib.csl.sorting import SortKey, sort_by

Row = tuple[str | None, ...]

rows = st.lists(st.tuples(*[st.sampled_from([None, "", "a", "b", "c"])] * 3), max_size=30)
directions = st.lists(st.booleans(), max_size=3)


def by_field(number: int, asked: list[int]) -> Callable[[Context], str | None]:
    def value(ctx: Context) -> str | None:
        asked.append(number)
        found = ctx.item.raw["row"][number]
        assert found is None or isinstance(found, str)
        return found

    return value


def context(row: Row) -> Context:
    return Context(Item({"id": "x", "row": row}), BIBLIOGRAPHY)


@given(rows, directions)
def test_keys_decide_in_order_and_what_has_no_value_is_last(
    given_rows: list[Row], descending: list[bool]
) -> None:
    keys = [SortKey(by_field(number, []), down) for number, down in enumerate(descending)]
    expected = list(given_rows)
    for number, down in reversed(list(enumerate(descending))):
        # one stable sort for each key, the weightiest last
        expected.sort(key=lambda row: row[number] or "", reverse=down)
        expected.sort(key=lambda row: row[number] is None)
    found = sort_by(given_rows, keys, context)
    assert found == expected
    # rows that are equal keep their order
    assert sorted(map(id, found)) == sorted(map(id, given_rows))


def test_a_key_is_asked_only_where_those_before_it_are_equal() -> None:
    asked: list[int] = []
    keys = [SortKey(by_field(number, asked), descending=False) for number in range(3)]
    assert sort_by([("b", "b", "a"), ("a", "x", "x"), ("b", "a", "a")], keys, context) == [
        ("a", "x", "x"),
        ("b", "a", "a"),
        ("b", "b", "a"),
    ]
    assert asked == [0, 0, 0, 1, 1]
