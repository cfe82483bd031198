from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry, Tag
from ldn_bib.formats.text import fold, keywords, mend, plain, unique

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a\r\n\r\n b\tc", "a b c"),
        ("a\u2028b\x85c\x0cd", "a b c d"),
        ("a\x00b\x1bc\x9fd", "abcd"),
        ("5\xa0mg", "5\xa0mg"),
        ("\ud800", "\ufffd"),
        (" \n ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<i>a</i> < b", "a < b"),
        (7, "7"),
        (7.5, "7.5"),
        (None, ""),
        (True, ""),
        ([], ""),
        (10**400, ""),
        (float("nan"), ""),
        (float("-inf"), ""),
    ],
)
def test_plain(value: object, text: str) -> None:
    assert plain(value) == text


@given(ANY_TEXT)
def test_folded_text_is_one_line_that_can_be_encoded(text: str) -> None:
    folded = fold(text)
    folded.encode()
    assert len(folded.splitlines()) <= 1
    assert fold(folded) == folded


@given(ANY_TEXT)
def test_mended_text_can_be_encoded_and_is_as_long(text: str) -> None:
    mended = mend(text)
    assert len(mended.encode()) >= len(text) == len(mended)


def test_repeats_differ_in_case_only_and_the_first_counts() -> None:
    assert unique(["Pain", "", "pain", "Straße", "STRASSE", "x"]) == ["Pain", "Straße", "x"]


def test_labels_of_tags_come_before_the_keywords() -> None:
    tags = (Tag("p", "Pain"), Tag("q", "Q, chronic"))
    entry = Entry({"id": "a", "keyword": "x, mild; pain; y"}, tags)
    assert keywords(entry) == ["Pain", "Q, chronic", "x, mild", "y"]
