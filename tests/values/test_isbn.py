from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.isbn import check_digit, is_valid, isbn_digits, without_label


@pytest.mark.parametrize(
    ("digits", "last"),
    [
        ("030640615", "2"),
        ("080442957", "X"),
        ("978030640615", "7"),
        ("978316148410", "0"),
    ],
)
def test_check_digits_of_known_books(digits: str, last: str) -> None:
    assert check_digit(digits) == last
    assert is_valid(digits + last)


@pytest.mark.parametrize(
    "text",
    [
        "0-8044-2957-X",
        "0 8044 2957 x",
        "ISBN 0-8044-2957-X",
        "ISBN-10: 080442957X",
        "e-ISBN: 0–8044–2957–X",
        "urn:ISBN:080442957X",
    ],
)
def test_what_stands_around_the_digits_goes(text: str) -> None:
    assert isbn_digits(text) == "080442957X"


def test_labels_do_not_eat_digits() -> None:
    assert without_label("ISBN 1303918273") == "1303918273"
    assert without_label("ISBN-13 978-0-306-40615-7") == "978-0-306-40615-7"
    assert without_label("ISBN13: 9780306406157") == "9780306406157"


@pytest.mark.parametrize("text", ["", "12345", "030640615", "X306406152", "97803064061577", "a"])
def test_other_lengths_are_none(text: str) -> None:
    assert isbn_digits(text) is None


@given(st.text(st.sampled_from("0123456789"), min_size=9, max_size=9), st.data())
def test_one_wrong_digit_is_noticed(digits: str, data: st.DataObject) -> None:
    for front in (digits, f"978{digits}"):
        right = front + check_digit(front)
        place = data.draw(st.integers(0, len(front) - 1))
        other = data.draw(st.sampled_from([d for d in "0123456789" if d != right[place]]))
        wrong = right[:place] + other + right[place + 1 :]
        assert is_valid(right)
        assert not is_valid(wrong)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    digits = isbn_digits(text)
    assert digits is None or isbn_digits(digits) == digits
