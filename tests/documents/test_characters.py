from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.documents.characters import clean, is_right_to_left, lowered, raised

ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\n\r\t\x00\x1b\x85"))


@given(ANY_TEXT)
def test_clean_text_stands_on_one_line_and_fits_every_file(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean(cleaned) == cleaned


@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"])))
def test_letters_and_signs_stay(text: str) -> None:
    assert clean(text) == text


def test_space_folds_but_no_break_spaces_stay() -> None:
    assert clean(" a\r\n\t b\u2028c\u00a0\u202fd\x1b[31m ") == " a b c\u00a0\u202fd[31m "


def test_directional_overrides_go_and_marks_stay() -> None:
    assert clean("a\u202eb\u202dc\u200fd\u2067e\u2069") == "abc\u200fd\u2067e\u2069"


def test_lone_surrogate_becomes_the_replacement_character() -> None:
    assert clean("a \x00 b") == "a b"
    assert clean("a\ud800b\uffff") == "a\ufffdb\ufffd"


def test_superscript_only_where_every_character_has_one() -> None:
    assert raised("2+") == "²⁺"
    assert raised("th") == "ᵗʰ"
    assert raised("2?") == "2?"
    assert lowered("2") == "₂"
    assert lowered("2b") == "2b"


@given(st.text(st.sampled_from("0123456789+=()n")))
def test_unicode_itself_takes_superscripts_back(text: str) -> None:
    assert unicodedata.normalize("NFKC", raised(text)) == text
    assert unicodedata.normalize("NFKC", lowered(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("1. ", False), ("1. לוי", True), ("مراجعة", True), ("a לוי", False)],
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected
