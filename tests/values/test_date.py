from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.date import MONTHS, SEASONS, Date, DatePart

YEARS = st.integers(-12_000, 12_000)
DAYS = st.dates().map(lambda day: DatePart(day.year, day.month, day.day))
PARTS = YEARS.map(DatePart) | st.builds(DatePart, YEARS, st.integers(1, 12)) | DAYS


def ordered(pair: tuple[DatePart, DatePart]) -> tuple[DatePart, DatePart]:
    first, last = sorted(pair, key=lambda part: (part.year, part.month or 0, part.day or 0))
    return first, last


SEASON_PARTS = st.builds(DatePart, YEARS, st.integers(21, 24))
RANGES = (
    (st.tuples(PARTS, PARTS) | st.tuples(SEASON_PARTS, SEASON_PARTS))
    .map(ordered)
    .map(lambda pair: Date(*pair))
)
DATES = (
    st.builds(Date, PARTS, circa=st.booleans())
    | st.builds(Date, PARTS, open_end=st.just(True), circa=st.booleans())
    | st.builds(Date, YEARS.map(DatePart), season=st.integers(1, 4), circa=st.booleans())
    | RANGES
    | st.sampled_from(["in press", "n.d.", "201X", "../2009"]).map(lambda w: Date(None, literal=w))
)


def day(*parts: int) -> Date:
    return Date(DatePart(*parts))


def span(first: tuple[int, ...], last: tuple[int, ...], circa: bool = False) -> Date:
    return Date(DatePart(*first), DatePart(*last), circa=circa)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2013", day(2013)),
        ("2013-02", day(2013, 2)),
        ("2013-02-28", day(2013, 2, 28)),
        ("2012-02-29", day(2012, 2, 29)),
        ("2013-02-28T10:15:00Z", day(2013, 2, 28)),
        ("0044", day(44)),
        ("-0044-03-15", day(-44, 3, 15)),
        ("Y170002", day(170002)),
        ("2009-05/2009-06", span((2009, 5), (2009, 6))),
        ("2009/2010-02", span((2009,), (2010, 2))),
        ("2009/..", Date(DatePart(2009), open_end=True)),
        ("2009-04/", Date(DatePart(2009, 4), open_end=True)),
        ("2013~", Date(DatePart(2013), circa=True)),
        ("2013?", Date(DatePart(2013), circa=True)),
        ("2013-05%", Date(DatePart(2013, 5), circa=True)),
        ("2009~/2010", span((2009,), (2010,), circa=True)),
        ("2013-21", Date(DatePart(2013), season=1)),
        ("2013-24~", Date(DatePart(2013), season=4, circa=True)),
        ("1999-21/2001-22", span((1999, 21), (2001, 22))),
        ("2013 Feb", day(2013, 2)),
        ("2021 Mar 5", day(2021, 3, 5)),
        ("5 March 2021", day(2021, 3, 5)),
        ("March 5th, 2021", day(2021, 3, 5)),
        ("Sept. 2009", day(2009, 9)),
        ("2021/03/05", day(2021, 3, 5)),
        ("2021/3/5/", day(2021, 3, 5)),
        ("May-Jun 2009", span((2009, 5), (2009, 6))),
        ("2009 May-Jun", span((2009, 5), (2009, 6))),
        ("2009 May–Jun", span((2009, 5), (2009, 6))),
        ("may/june 2009", span((2009, 5), (2009, 6))),
        ("Dec 2009 - Jan 2010", span((2009, 12), (2010, 1))),
        ("1998 Dec 23-30", span((1998, 12, 23), (1998, 12, 30))),
        ("5-7 March 2021", span((2021, 3, 5), (2021, 3, 7))),
        ("2009--2010", span((2009,), (2010,))),
        ("Spring 2009", Date(DatePart(2009), season=1)),
        ("2009 Fall", Date(DatePart(2009), season=3)),
        ("ca. 2009", Date(DatePart(2009), circa=True)),
        ("", Date(None)),
    ],
)
def test_parse(text: str, date: Date) -> None:
    assert Date.parse(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "2013-13",
        "2013-02-31",
        "2013-00",
        "31 February 2013",
        "2013-02-29",
        "in press",
        "201X",
        "../2009",
        "2010/2009",
        "Nov-Jan 2010",
        "Mar May 2010",
        "13",
        "2009 Spring-Summer",
        "2009/10",
        "1/2/3/4",
        "Y" + "9" * 5000,
        "9" * 5000,
        "2013-1-1-1",
        "٢٠١٣",
    ],
)
def test_what_is_not_understood_becomes_a_literal(text: str) -> None:
    assert Date.parse(f" {text}\n") == Date(None, literal=text)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2013, 2, 28]]}, day(2013, 2, 28)),
        ({"date-parts": [["2013", "02"]]}, day(2013, 2)),
        ({"date-parts": [["2013", "Feb"]]}, day(2013, 2)),
        ({"date-parts": [[2013.0, None, ""]]}, day(2013)),
        ({"date-parts": [[2013, 0, 0]]}, day(2013)),
        ({"date-parts": [2013, 5]}, day(2013, 5)),
        ({"date-parts": [[2009], [0]]}, Date(DatePart(2009), open_end=True)),
        ({"date-parts": [[2009], [""]]}, Date(DatePart(2009), open_end=True)),
        ({"date-parts": [[2009, 5], [2009, 6]]}, span((2009, 5), (2009, 6))),
        ({"date-parts": [["1999", "22"], ["1999", "21"]]}, span((1999, 22), (1999, 21))),
        ({"date-parts": [[2013, 21]]}, Date(DatePart(2013), season=1)),
        ({"date-parts": [[2013]], "season": "Fall"}, Date(DatePart(2013), season=3)),
        ({"date-parts": [[2013]], "season": "22"}, Date(DatePart(2013), season=2)),
        (
            {"date-parts": [[2013]], "season": "Michaelmas"},
            Date(DatePart(2013), literal="Michaelmas 2013"),
        ),
        ({"date-parts": [[2013]], "circa": "true"}, Date(DatePart(2013), circa=True)),
        ({"date-parts": [[2013]], "circa": "false"}, day(2013)),
        ({"date-parts": [[None]]}, Date(None)),
        ({"date-parts": []}, Date(None)),
        ({"date-parts": "2013"}, Date(None)),
        ({"date-parts": [[2013, 13]]}, Date(None, literal="2013-13")),
        ({"date-parts": [[2013, 2, 31]]}, Date(None, literal="2013-2-31")),
        ({"date-parts": [["soon"]]}, Date(None, literal="soon")),
        ({"date-parts": [[10**5000]]}, Date(None)),
        ({"raw": "5 March 2021"}, day(2021, 3, 5)),
        ({"raw": "forthcoming"}, Date(None, literal="forthcoming")),
        ({"raw": "2009", "circa": True}, Date(DatePart(2009), circa=True)),
        ({"literal": "in press"}, Date(None, literal="in press")),
        ({}, Date(None)),
    ],
)
def test_from_csl(value: dict[str, Any], date: Date) -> None:
    assert Date.from_csl(value) == date


def test_year() -> None:
    assert day(2013, 2).year == 2013
    assert Date(None, literal="in press").year is None


@pytest.mark.parametrize("name", ["sept", "sep", "september", "may", "dec", "december"])
def test_months(name: str) -> None:
    assert MONTHS[name] == {"s": 9, "m": 5, "d": 12}[name[0]]


@given(st.dates())
def test_every_day_of_the_calendar_is_possible(date: dt.date) -> None:
    assert Date.parse(date.isoformat()) == day(date.year, date.month, date.day)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_possible_days_are_those_of_the_calendar(year: int, month: int, number: int) -> None:
    try:
        dt.date(year, month, number)
    except ValueError:
        expected = False
    else:
        expected = True
    assert DatePart(year, month, number).is_possible is expected


@given(DATES)
def test_edtf_round_trip(date: Date) -> None:
    assert Date.parse(str(date)) == date


@given(DATES.filter(lambda date: date.end is None or date.end.parts != [0]))
def test_csl_round_trip(date: Date) -> None:
    assert Date.from_csl(date.to_csl()) == date


@given(st.text(alphabet="0123456789-/.~?% YJanFebspring,"))
def test_any_text_is_a_date_or_stays(text: str) -> None:
    date = Date.parse(text)
    assert date.start is not None or date.literal == " ".join(text.split())
    assert Date.parse(str(date)) == date


JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "date-parts": JSON | st.lists(JSON | st.lists(JSON, max_size=4), max_size=3),
            "season": JSON,
            "circa": JSON,
            "literal": JSON,
            "raw": JSON,
        },
    )
)
def test_any_csl_value_gives_a_valid_date(value: dict[str, Any]) -> None:
    written = Date.from_csl(value).to_csl()
    assert written.keys() <= {"date-parts", "season", "circa", "literal"}
    for parts in written.get("date-parts", []):
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)
    assert written.get("season", 1) in SEASONS.values()
    assert isinstance(written.get("literal", ""), str)
