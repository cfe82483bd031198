from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.fakes import NOON

from ldn_bib.sources.retry import Limits, retry_after


@settings(deadline=None)
@given(st.integers(1, 10), st.none() | st.floats(0, 1e6), st.floats(0, 1))
def test_a_wait_is_never_longer_than_allowed_nor_shorter_than_asked(
    failed: int, asked: float | None, chance: float
) -> None:
    limits = Limits()
    wait = limits.wait(failed, asked, lambda: chance)
    if failed >= limits.tries or (asked or 0) > limits.longest_wait:
        assert wait is None
    else:
        assert wait is not None
        assert max(asked or 0, limits.first_wait / 2) <= wait <= limits.longest_wait


def test_waits_double_and_differ_by_chance() -> None:
    limits = Limits(tries=9, first_wait=1.0, longest_wait=30.0)
    longest = [limits.wait(failed, None, lambda: 1.0) for failed in range(1, 8)]
    shortest = [limits.wait(failed, None, lambda: 0.0) for failed in range(1, 4)]
    assert longest == [1, 2, 4, 8, 16, 30, 30]
    assert shortest == [0.5, 1, 2]


@settings(deadline=None)
@given(st.integers(0, 10**8))
def test_retry_after_reads_seconds_and_dates(seconds: int) -> None:
    assert retry_after(f" {seconds} ", NOON) == seconds
    date = format_datetime(NOON + dt.timedelta(seconds=seconds), usegmt=True)
    assert retry_after(date, NOON) == seconds


def test_a_date_that_has_passed_is_now() -> None:
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT", NOON) == 0.0


@pytest.mark.parametrize("text", [None, "", "soon", "-5", "1e3", "٣", "Wed, 99 Oct 2015 07:28 GMT"])
def test_what_cannot_be_understood_is_nothing(text: str | None) -> None:
    assert retry_after(text, NOON) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_can_stand_in_the_header(text: str) -> None:
    found = retry_after(text, NOON)
    assert found is None or found >= 0
