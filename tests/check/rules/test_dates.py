from __future__ import annotations

import datetime as dt

import pytest
from tests.check.tools import findings, messages

from ldn_bib.check.rules.dates import RULES

FUTURE, AGAINST, WORDS, EARLY, IMPOSSIBLE = RULES
TODAY = dt.date(2026, 1, 15)


@pytest.mark.parametrize(
    ("fields", "severity"),
    [
        ("year = {2026}", None),
        ("year = {2026}\nmonth = jan", None),
        ("year = {2026}\nmonth = jan\nday = {15}", None),
        ("year = {2026}\nmonth = jan\nday = {16}", "info"),
        ("year = {2026}\nmonth = mar", "info"),
        ("year = {2027}", "info"),
        ("year = {2028}", "warning"),
        ("date = {2102-01-01}", "warning"),
        ("date = {Y20200}", "warning"),
        ("year = {2028}\npubstate = {forthcoming}", None),
        ("year = {in press}", None),
    ],
)
def test_dates_still_to_come(fields: str, severity: str | None) -> None:
    found = findings(FUTURE, fields, today=TODAY)
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_an_address_cannot_have_been_looked_up_tomorrow() -> None:
    assert messages(FUTURE, "urldate = {2026-01-16}", today=TODAY) == []
    (found,) = findings(FUTURE, "urldate = {2026-02-16}", today=TODAY)
    assert found.severity == "warning"
    assert found.fields == ("urldate",)
    assert "(2026-02-16)" in found.message


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ("date = {2020-05-01}\nyear = {2019}", "year"),
        ("date = {2020-05-01}\nyear = {2020}\nmonth = jun", "month"),
        ("date = {2020-05}\nyear = {2020}\nmonth = {6}", "month"),
    ],
)
def test_year_and_month_against_date(fields: str, field: str) -> None:
    (found,) = findings(AGAINST, fields)
    assert found.fields == (field, "date")


@pytest.mark.parametrize(
    "fields",
    [
        "date = {2020-05-01}\nyear = {2020}\nmonth = may",
        "date = {2020}\nyear = {2020}\nmonth = may",
        "date = {2020-05-01}",
        "date = {2020-22}\nyear = {2020}\nmonth = may",
        "date = {someday}\nyear = {2019}",
        "year = {2019}",
    ],
)
def test_year_and_date_that_agree(fields: str) -> None:
    assert messages(AGAINST, fields) == []


@pytest.mark.parametrize("year", ["in press", "forthcoming", "n.d.", "submitted", "MMXX"])
def test_years_in_words(year: str) -> None:
    assert messages(WORDS, f"year = {{{year}}}") == [f"smith2020: the year is “{year}”"]


@pytest.mark.parametrize("year", ["2020", "c. 2020", "2019/2020", "2020a", "[2020]", ""])
def test_years_with_a_number(year: str) -> None:
    assert messages(WORDS, f"year = {{{year}}}") == []


@pytest.mark.parametrize(
    ("kind", "year", "count"),
    [
        ("article-journal", 1020, 1),
        ("article-journal", 1664, 1),
        ("article-journal", 1665, 0),
        ("article-journal", 98, 1),
        ("report", 98, 1),
        ("book", 98, 0),
        ("book", -400, 0),
    ],
)
def test_years_that_have_lost_digits(kind: str, year: int, count: int) -> None:
    issued = f'{{"date-parts": [[{year}]]}}'
    text = f'[{{"id": "a", "type": "{kind}", "title": "x", "issued": {issued}}}]'
    assert len(messages(EARLY, text)) == count


@pytest.mark.parametrize(
    ("date", "count"), [("[2013, 2, 30]", 1), ("[2013, 13]", 1), ("[2012, 2, 29]", 0)]
)
def test_days_that_do_not_exist(date: str, count: int) -> None:
    issued = f'{{"date-parts": [{date}]}}'
    text = f'[{{"id": "a", "type": "book", "title": "x", "issued": {issued}}}]'
    assert len(messages(IMPOSSIBLE, text)) == count


def test_the_reader_of_bibtex_has_found_such_days_itself() -> None:
    assert messages(IMPOSSIBLE, "date = {2013-02-30}") == []
