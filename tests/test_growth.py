"""The measure of growth tells work of the length from work of its square."""

from __future__ import annotations

import pytest
from tests.growth import check_growth


def test_work_of_the_length_passes() -> None:
    check_growth(lambda text: [sign for sign in text if sign == "a"], lambda size: "ab" * size)


def test_work_of_the_square_is_found() -> None:
    def work(text: str) -> int:
        return sum(text.count("b", place) for place in range(len(text)))

    with pytest.raises(AssertionError, match="times the length takes"):
        check_growth(work, lambda size: "ab" * size)
