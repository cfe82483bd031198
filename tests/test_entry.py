from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry, Reason


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2013, 2]]}, 2013),
        ({"date-parts": [["2013"]]}, 2013),
        ({"date-parts": [[-44]]}, -44),
        ({"literal": "in press"}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": "x"}, None),
        ("2013", None),
        (None, None),
    ],
)
def test_year(issued: object, year: int | None) -> None:
    assert Entry({"id": "k", "issued": issued}).year == year


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_year_never_fails(parts: object) -> None:
    year = Entry({"id": "k", "issued": {"date-parts": parts}}).year
    assert year is None or isinstance(year, int)


def test_reason_names_the_variable_and_the_words() -> None:
    assert str(Reason("title", "Painful Neuropathy")) == "title: “Painful Neuropathy”"
