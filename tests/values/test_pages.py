from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.pages import Pages


@pytest.mark.parametrize(
    ("text", "first", "last", "printed", "expanded"),
    [
        ("529--538", "529", "538", "529-538", "529-538"),
        ("529–538", "529", "538", "529-538", "529-538"),
        ("529 — 538", "529", "538", "529-538", "529-538"),
        ("529-38", "529", "38", "529-38", "529-538"),
        ("529-9", "529", "9", "529-9", "529-529"),
        ("529-08", "529", "08", "529-08", "529-08"),
        ("E393-E406", "E393", "E406", "E393-E406", "E393-E406"),
        ("E393-406", "E393", "406", "E393-406", "E393-E406"),
        ("S12-5", "S12", "5", "S12-5", "S12-S15"),
        ("e9-12", "e9", "12", "e9-12", "e9-e12"),
        ("891-902.e1", "891", "902.e1", "891-902.e1", "891-902.e1"),
        ("891-2.e1", "891", "2.e1", "891-2.e1", "891-892.e1"),
        ("12A-5", "12A", "5", "12A-5", "12A-5"),
        ("A1-B2", "A1", "B2", "A1-B2", "A1-B2"),
        ("xi-xiv", "xi", "xiv", "xi-xiv", "xi-xiv"),
        ("1-5, 9-12", "1", "12", "1-5, 9-12", "1-5, 9-12"),
        ("1;7", "1", "7", "1, 7", "1, 7"),
        ("12-1--12-8", "12-1", "12-8", "12-1-12-8", "12-1-12-8"),
        ("12-1-12-8", "12-1", "12-8", "12-1-12-8", "12-1-12-8"),
        ("a-b-c", "a-b-c", None, "a-b-c", "a-b-c"),
        ("a–b–c", "a-b-c", None, "a-b-c", "a-b-c"),
        ("12‐1–12‐8", "12-1", "12-8", "12-1-12-8", "12-1-12-8"),
        ("pp. 5-9", "5", "9", "5-9", "5-9"),
        ("pages 5 to 9", "5 to 9", None, "5 to 9", "5 to 9"),
        ("e123", "e123", None, "e123", "e123"),
        ("17-", "17", None, "17", "17"),
        ("-17", "17", None, "17", "17"),
        ("--", None, None, "", ""),
        ("", None, None, "", ""),
    ],
)
def test_pages(text: str, first: str | None, last: str | None, printed: str, expanded: str) -> None:
    pages = Pages.parse(text)
    assert (pages.first, pages.last, str(pages)) == (first, last, printed)
    assert str(pages.expanded()) == expanded


@pytest.mark.parametrize("text", ["e123", "E393", "e01475", "101886", "n71", "CD001234", "e7.2"])
def test_article_numbers(text: str) -> None:
    assert Pages.parse(text).is_article_number


@pytest.mark.parametrize("text", ["17", "S12", "e1-e5", "xii", "1, 10188", "12-1", "", "9999"])
def test_pages_that_are_no_article_numbers(text: str) -> None:
    assert not Pages.parse(text).is_article_number


RANGE = st.tuples(st.integers(1, 9999), st.integers(0, 999)).map(lambda p: (p[0], p[0] + p[1]))


@given(RANGE, st.sampled_from(["-", "--", "–", " - "]), st.sampled_from(["", "S", "e"]))
def test_a_range_written_out_stays(pair: tuple[int, int], dash: str, letter: str) -> None:
    first, last = f"{letter}{pair[0]}", f"{letter}{pair[1]}"
    pages = Pages.parse(first + dash + last)
    assert pages == Pages(((first, last),))
    assert pages.expanded() == pages
    assert Pages.parse(str(pages)) == pages


@given(RANGE)
def test_a_shortened_range_is_written_out(pair: tuple[int, int]) -> None:
    first, last = map(str, pair)
    same = 0
    while len(first) == len(last) and same < len(last) - 1 and first[same] == last[same]:
        same += 1
    assert str(Pages.parse(f"{first}-{last[same:]}").expanded()) == f"{first}-{last}"


@given(st.text() | st.text(alphabet="0123456789-–—,; epSX."))
def test_any_text_prints_stably(text: str) -> None:
    printed = str(Pages.parse(text))
    assert str(Pages.parse(printed)) == printed
    assert str(Pages.parse(text).expanded()).count(",") == printed.count(",")
