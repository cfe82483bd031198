from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.isbn import RULES

FORM, DIGIT = RULES


@pytest.mark.parametrize(
    "text",
    [
        "0-306-40615-2",
        "978-0-306-40615-7",
        "9780306406157",
        "978 0 306 40615 7",
        "0-8044-2957-X",
        "0-306-40615-2 (pbk.)",
    ],
)
def test_sound_numbers(text: str) -> None:
    assert messages(FORM, f"isbn = {{{text}}}") == []
    assert messages(DIGIT, f"isbn = {{{text}}}") == []


@pytest.mark.parametrize(
    "text",
    [
        "0-306-40615-2, 978-0-306-40615-7",
        "0306406152 9780306406157",
        "0-306-40615-2 and 978-0-306-40615-7",
        "978-0-306-40615-7 (hbk); 0-306-40615-2 (pbk)",
        "ISBN 0-306-40615-2, ISBN 978-0-306-40615-7",
        "0306406152 080442957X",
    ],
)
def test_two_numbers_are_left_alone(text: str) -> None:
    assert messages(FORM, f"isbn = {{{text}}}") == []
    assert messages(DIGIT, f"isbn = {{{text}}}") == []


def test_each_of_two_numbers_is_checked() -> None:
    (found,) = findings(DIGIT, "isbn = {0-306-40615-2, 978-0-306-40615-8}")
    assert "978-0-306-40615-8 should be 7" in found.message
    assert found.column == 26


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ISBN 978-0-306-40615-7", "978-0-306-40615-7"),
        ("ISBN-13: 9780306406157", "9780306406157"),
        ("978–0–306–40615–7", "978-0-306-40615-7"),
        ("0-8044-2957-x", "0-8044-2957-X"),
    ],
)
def test_the_form_is_mended(text: str, written: str) -> None:
    assert len(messages(FORM, f"isbn = {{{text}}}")) == 1
    assert f"  isbn = {{{written}}},\n" in fixed(FORM, f"isbn = {{{text}}}")


@pytest.mark.parametrize("text", ["30640615", "978-0-306-40615-77", "unknown", "978-0-306-4O615-7"])
def test_what_is_no_isbn(text: str) -> None:
    assert "is no ISBN" in messages(FORM, f"isbn = {{{text}}}")[0]
    assert messages(DIGIT, f"isbn = {{{text}}}") == []


def test_a_number_of_another_trade_is_no_isbn() -> None:
    # an EAN with a sound check digit
    assert "neither 978 nor 979" in messages(DIGIT, "isbn = {4006381333931}")[0]
