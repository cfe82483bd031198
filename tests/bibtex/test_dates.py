"""Date fields."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.dates import read_date, read_year_month_day


@pytest.mark.parametrize(
    ("year", "month", "day", "wanted"),
    [
        ("2013", "", "", [[2013]]),
        ("2013", "jan", "", [[2013, 1]]),
        ("2013", "January", "", [[2013, 1]]),
        ("2013", "Sept.", "", [[2013, 9]]),
        ("2013", "02", "", [[2013, 2]]),
        ("2013", "2", "7", [[2013, 2, 7]]),
        ("2013", "10~jan", "", [[2013, 1, 10]]),
        ("2013", "jan~10", "", [[2013, 1, 10]]),
        ("2013", "may--jun", "", [[2013, 5], [2013, 6]]),
        ("2013", "May-Jun", "", [[2013, 5], [2013, 6]]),
        ("2013", "May--June", "", [[2013, 5], [2013, 6]]),
        ("2013", "jul/aug", "", [[2013, 7], [2013, 8]]),
        ("2013", "5--6", "", [[2013, 5], [2013, 6]]),
        ("2013", "3--5 May", "", [[2013, 5, 3], [2013, 5, 5]]),
        ("2013", "dec 2012--jan", "", [[2012, 12], [2013, 1]]),
        ("2013", "may", "3--5", [[2013, 5, 3], [2013, 5, 5]]),
        (r"\noopsort{a}1973", "", "", [[1973]]),
        ("{1973}", "feb", "", [[1973, 2]]),
        ("[1973]", "", "", [[1973]]),
        ("1973b", "", "", [[1973]]),
        ("1999--2000", "", "", [[1999], [2000]]),
    ],
)
def test_year_month_and_day_make_a_date(
    year: str, month: str, day: str, wanted: list[list[int]]
) -> None:
    read = read_year_month_day(year, month, day)
    assert read.date is not None
    assert read.date.to_csl() == {"date-parts": wanted}
    assert read.odd == ""


@pytest.mark.parametrize(
    ("month", "day", "odd", "wanted"),
    [
        ("Foo", "", "Foo", [2013]),
        ("13", "", "13", [2013]),
        ("dec-jan", "", "dec-jan", [2013]),
        ("feb", "30", "30", [2013, 2]),
        ("", "3", "3", [2013]),
    ],
)
def test_a_month_or_day_without_sense_costs_no_year(
    month: str, day: str, odd: str, wanted: list[int]
) -> None:
    read = read_year_month_day("2013", month, day)
    assert read.date is not None
    assert read.date.to_csl() == {"date-parts": [wanted]}
    assert read.odd == odd


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in press", {"literal": "in press"}),
        ("c. 1900", {"date-parts": [[1900]], "circa": True}),
        ("2009-05/2009-06", {"date-parts": [[2009, 5], [2009, 6]]}),
        ("2013-02-28", {"date-parts": [[2013, 2, 28]]}),
        ("2013-21", {"date-parts": [[2013]], "season": 1}),
    ],
)
def test_biblatex_dates_and_words(text: str, wanted: dict[str, Any]) -> None:
    read = read_date(text)
    assert read.date is not None
    assert read.date.to_csl() == wanted
    assert read.odd == ""


def test_a_date_that_does_not_exist_is_odd() -> None:
    assert read_date("2013-02-31").odd == "2013-02-31"
    assert read_date("").date is None


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=4))
def test_any_text_makes_a_date_or_is_odd(year: str, month: str, day: str) -> None:
    read = read_year_month_day(year, month, day)
    assert read.date is None or read.date.to_csl()


@given(st.integers(1000, 9999), st.integers(1, 12), st.integers(1, 28))
def test_numbers_come_back(year: int, month: int, day: int) -> None:
    read = read_year_month_day(str(year), str(month), str(day))
    assert read.date is not None
    assert read.date.to_csl() == {"date-parts": [[year, month, day]]}


@pytest.mark.parametrize("text", ["2013~", "2009-05~/2009-06~", "2013-02-03~"])
def test_the_mark_of_an_approximate_date_is_no_space(text: str) -> None:
    date = read_date(text).date
    assert date is not None
    assert date.circa
    assert str(date) == text
