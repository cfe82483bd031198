from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.sources.record import Notice, status_of
from ldn_bib.values.status import Status, StatusKind

DAY = dt.date(2026, 1, 2)
NOTICES = st.builds(
    Notice, st.sampled_from(StatusKind), st.just("x"), st.sampled_from(["", "10.1/A", "10.1/a"])
)


def test_no_notice_is_told_with_the_day() -> None:
    assert status_of([], DAY) == Status(StatusKind.NONE, (), DAY)


@settings(deadline=None)
@given(st.lists(NOTICES))
def test_the_gravest_counts_and_comes_first(notices: list[Notice]) -> None:
    status = status_of(notices, DAY)
    kinds = [notice.kind for notice in notices]
    assert status.kind is min(kinds, key=list(StatusKind).index, default=StatusKind.NONE)
    assert len({one.casefold() for one in status.notices}) == len(status.notices)
    named = {one.identifier.casefold() for one in notices if one.kind is not StatusKind.NONE}
    assert {one.casefold() for one in status.notices} == named - {""}


def test_a_notice_that_two_sources_have_is_named_once() -> None:
    pubmed = Notice(StatusKind.RETRACTED, "RetractionIn", "PMID 9", doi="10.1/R")
    other = Notice(StatusKind.CORRECTED, "ErratumIn", "PMID 8", doi="10.1/e")
    crossref = Notice(StatusKind.RETRACTED, "retraction", "10.1/r")
    status = status_of([pubmed, other, crossref], DAY)
    assert status.notices == ("10.1/r", "PMID 8")
