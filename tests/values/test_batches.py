from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.batches import in_batches


@given(st.lists(st.integers()), st.integers(1, 9))
def test_the_same_things_in_the_same_order(things: list[int], size: int) -> None:
    assert list(in_batches(things, size)) == things


def test_no_more_than_a_batch_is_taken_ahead() -> None:
    taken: list[int] = []

    def source() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    stream = in_batches(source(), 10)
    assert taken == []
    assert [next(stream) for _ in range(11)] == list(range(11))
    assert len(taken) == 20
