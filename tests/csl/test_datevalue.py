from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.datevalue import DateValue, read_date


def parts(*rows: list[Any], **more: Any) -> dict[str, Any]:
    return {"date-parts": list(rows), **more}


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (parts([2020]), DateValue((2020, 0, 0))),
        (parts([2020, 5]), DateValue((2020, 5, 0))),
        (parts([2020, 5, 2]), DateValue((2020, 5, 2))),
        (parts(["2020", "5", "02"]), DateValue((2020, 5, 2))),
        (parts([2020.0]), DateValue((2020, 0, 0))),
        (parts([-43, 3, 15]), DateValue((-43, 3, 15))),
        (parts([2020, 1], [2020, 3]), DateValue((2020, 1, 0), (2020, 3, 0))),
        (parts([2020], [2020]), DateValue((2020, 0, 0))),
        (parts([2020], [0]), DateValue((2020, 0, 0), open_end=True)),
        (parts([2020], []), DateValue((2020, 0, 0), open_end=True)),
        (parts([2020], circa=True), DateValue((2020, 0, 0), circa=True)),
        (parts([2020], circa="1"), DateValue((2020, 0, 0), circa=True)),
        (parts([2020], circa="false"), DateValue((2020, 0, 0))),
        (parts([2020], season=1), DateValue((2020, 13, 0))),
        (parts([2020], season="Autumn"), DateValue((2020, 15, 0))),
        (parts([2020, 5], season=1), DateValue((2020, 5, 0))),
        (parts([2020, 13]), DateValue((2020, 13, 0))),
        (parts([2020, 18]), DateValue((2020, 14, 0))),
        (parts([2020, 24]), DateValue((2020, 16, 0))),
        ({"literal": "Bronze Age"}, DateValue(literal="Bronze Age")),
        ({"literal": "1850s", "circa": True}, DateValue(literal="1850s", circa=True)),
        ({"raw": "2020-05-02"}, DateValue((2020, 5, 2))),
        ({"edtf": "2020-05"}, DateValue((2020, 5, 0))),
    ],
)
def test_dates_as_csl_json_writes_them(value: Any, date: DateValue) -> None:
    assert read_date(value) == date


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("2020", DateValue((2020, 0, 0))),
        ("-0043", DateValue((-43, 0, 0))),
        ("2020-05-02T10:00:00Z", DateValue((2020, 5, 2))),
        ("2020-21", DateValue((2020, 13, 0))),
        ("2020?", DateValue((2020, 0, 0), circa=True)),
        ("2020~", DateValue((2020, 0, 0), circa=True)),
        ("[1850?]", DateValue((1850, 0, 0), circa=True)),
        ("circa 1850", DateValue((1850, 0, 0), circa=True)),
        ("c. 1850", DateValue((1850, 0, 0), circa=True)),
        ("199X", DateValue((1990, 0, 0))),
        ("y170000002", DateValue((170000002, 0, 0))),
        ("2020/2021", DateValue((2020, 0, 0), (2021, 0, 0))),
        ("2020-01/2020-03", DateValue((2020, 1, 0), (2020, 3, 0))),
        ("2020/", DateValue((2020, 0, 0), open_end=True)),
        ("2020/..", DateValue((2020, 0, 0), open_end=True)),
        ("5 May 2020", DateValue((2020, 5, 5))),
        ("May 5, 2020", DateValue((2020, 5, 5))),
        ("Spring 2020", DateValue((2020, 13, 0))),
        ("May--July 2020", DateValue((2020, 5, 0), (2020, 7, 0))),
        ("  2020 ", DateValue((2020, 0, 0))),
    ],
)
def test_raw_dates(raw: str, date: DateValue) -> None:
    assert read_date({"raw": raw}) == date
    assert read_date(raw) == date


@pytest.mark.parametrize(
    "raw",
    [
        "x/y/z",
        "circa Bronze Age",
        "2020-99-99",
        "2020-05-99",
        "2020-17x",
        "0000",
        "..",
        "in press",
        "9" * 5000,
        "y" + "9" * 5000,
        "²²²²",
        "a" + " " * 100_000 + "b",
    ],
    ids=lambda raw: raw[:12],
)
def test_raw_text_that_is_no_date_is_printed(raw: str) -> None:
    assert read_date({"raw": raw}) == DateValue(literal=raw)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (2020, DateValue((2020, 0, 0))),
        (2020.0, DateValue((2020, 0, 0))),
        ([[2020, 5]], DateValue((2020, 5, 0))),
        ([2020, 5, 2], DateValue((2020, 5, 2))),
        ({"date-parts": [2020, 5]}, DateValue((2020, 5, 0))),
        ({"date-parts": 2020}, DateValue((2020, 0, 0))),
        ({"date-parts": "2020"}, DateValue((2020, 0, 0))),
        ({"date-parts": ((2020, 5),)}, DateValue((2020, 5, 0))),
        ({"literal": 2020}, DateValue(literal="2020")),
        ({"raw": 2020}, DateValue((2020, 0, 0))),
        (parts([2020, 99]), DateValue((2020, 0, 0))),
        (parts([2020, 99, 5]), DateValue((2020, 0, 0))),
        (parts([2020, -1]), DateValue((2020, 0, 0))),
        (parts([2020, 5, 99]), DateValue((2020, 5, 0))),
        (parts([2020, "May"]), DateValue((2020, 0, 0))),
        (parts([2020, None, 5]), DateValue((2020, 0, 0))),
        (parts([2020], ["x"]), DateValue((2020, 0, 0))),
        (parts([2020], season="Trinity"), DateValue((2020, 0, 0))),
        (parts([2020], season=10**30), DateValue((2020, 0, 0))),
        (parts([2020], circa={}), DateValue((2020, 0, 0), circa=True)),
        (parts([], literal="Easter"), DateValue(literal="Easter")),
    ],
)
def test_wrong_kinds_are_read_as_they_are_meant(value: Any, date: DateValue) -> None:
    assert read_date(value) == date


NO_ROWS: list[Any] = [None, [], [[]], [None], [[None]], [["x"]], {"0": 1}]


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, "", " ", [], {}, math.nan, math.inf, 10**30, object(), b"2020"),
        *({"date-parts": rows} for rows in NO_ROWS),
        *(parts([year]) for year in (0, "--5", "-", "²", "1e3", True, math.nan, 10**30, [2020])),
        {"raw": None},
        {"raw": " "},
        {"literal": ""},
        {"season": 1},
        {"circa": True},
    ],
    ids=lambda value: repr(value).split(" at ")[0],
)
def test_what_says_nothing_is_no_date(value: Any) -> None:
    assert read_date(value) is None


def test_a_number_too_long_to_be_written_is_no_date() -> None:
    assert read_date(10**5000) is None
    assert read_date(parts([10**5000, -(10**5000)])) is None


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["2020"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date-parts", "raw", "literal", "season", "circa", "edtf"]),
            inner,
            max_size=4,
        )
    ),
)


@given(ANY)
def test_reading_never_fails(value: Any) -> None:
    date = read_date(value)
    if date is not None:
        assert (date.start is None) == bool(date.literal)
        for year, month, day in filter(None, (date.start, date.end)):
            assert 0 <= month <= 16
            assert 0 <= day <= 31
            assert year or month or day


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28))
def test_parts_and_raw_text_agree(year: int, month: int, day: int) -> None:
    raw = f"{year:04d}-{month:02d}-{day:02d}"
    assert read_date({"raw": raw}) == read_date(parts([year, month, day]))
