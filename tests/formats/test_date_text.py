from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.formats.date_text import joined, merge, read_date, slashed
from ldn_bib.values.date import Date, DatePart


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("2021", Date(DatePart(2021)), ""),
        ("2021/03/05", Date(DatePart(2021, 3, 5)), ""),
        ("2021/3/", Date(DatePart(2021, 3)), ""),
        ("2021///", Date(DatePart(2021)), ""),
        ("2021//05", Date(DatePart(2021)), ""),
        ("2021///Fall", Date(DatePart(2021), season=3), ""),
        ("2021/03/05/Epub", Date(DatePart(2021, 3, 5)), "Epub"),
        ("2021/02/30", Date(DatePart(2021)), "2021/02/30"),
        ("12345/06", Date(DatePart(12345, 6)), ""),
        ("Mar 2021", None, ""),
        ("21/03/05", None, ""),
        ("", None, ""),
    ],
)
def test_slashed(text: str, date: Date | None, words: str) -> None:
    assert slashed(text) == (date, words)


@given(st.integers(1000, 9999), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28))
def test_every_slashed_date_is_understood(year: int, month: int | None, day: int | None) -> None:
    part = DatePart(year, month, day if month else None)
    text = "/".join(f"{number:02d}" for number in part.parts)
    assert slashed(text) == (Date(part), "")
    assert slashed(f"{text}/") == (Date(part), "")


def test_years_in_brackets_are_years() -> None:
    assert read_date("[2021?]") == (Date(DatePart(2021)), "")
    assert read_date("©2021") == (Date(DatePart(2021)), "")
    assert read_date("spring") == (Date(None, literal="spring"), "")


def test_two_fields() -> None:
    assert joined("", "") == (None, "")
    assert joined("2021", "") == (Date(DatePart(2021)), "")
    assert joined("", "5 Mar 2021") == (Date(DatePart(2021, 3, 5)), "")
    assert joined("2009", "2009 Dec-2010 Jan") == (
        Date(DatePart(2009, 12), DatePart(2010, 1)),
        "",
    )
    assert joined("2021/03/05", "Mar 5") == (Date(DatePart(2021, 3, 5)), "")
    assert joined("in press", "2021/03") == (Date(DatePart(2021, 3)), "in press")
    assert joined("in press", "soon") == (Date(None, literal="in press"), "soon")


@given(st.text(), st.text())
def test_nothing_is_dropped_in_silence(first: str, second: str) -> None:
    date, left = joined(first, second)
    assert (date is None) == (not first.strip() and not second.strip())
    if date is not None and date.start is None:
        assert date.literal
    assert merge(date, "")[0] == date
    assert isinstance(left, str)
