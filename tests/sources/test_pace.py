from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.fakes import FakeTime

from ldn_bib.sources.pace import Pace


@settings(deadline=None)
@given(st.lists(st.floats(0, 2), min_size=5, max_size=40), st.sampled_from([1.0, 3.0, 10.0]))
def test_requests_to_a_host_are_never_nearer_than_they_may(
    pauses: list[float], rate: float
) -> None:
    time = FakeTime()
    pace = Pace(time.clock)
    moments = []
    for pause in pauses:
        time.later(seconds=pause)
        pace.wait("a", rate)
        moments.append(time.seconds)
    assert all(later - earlier >= 1 / rate for earlier, later in pairwise(moments))


def test_the_first_request_and_another_host_do_not_wait(time: FakeTime) -> None:
    pace = Pace(time.clock)
    pace.wait("a", 3.0)
    pace.wait("b", 3.0)
    assert time.slept == []


@pytest.mark.parametrize(
    ("limit", "interval", "gap"),
    [
        ("1", "2s", 2.1),
        ("5", "10", 2.1),
        ("50", "1s", 0.35),  # not faster than our own pace
        ("0", "1s", 0.35),
        ("many", "1s", 0.35),
        ("1", "a while", 0.35),
        ("1", "", 0.35),
        ("1", "86400s", 63.0),  # at most a minute
    ],
)
def test_a_host_may_ask_for_less(time: FakeTime, limit: str, interval: str, gap: float) -> None:
    pace = Pace(time.clock)
    pace.learn("a", {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval})
    pace.wait("a", 3.0)
    pace.wait("a", 3.0)
    assert time.slept == pytest.approx([gap])
