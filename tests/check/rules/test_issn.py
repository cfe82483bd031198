from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.issn import RULES

FORM, DIGIT = RULES


@pytest.mark.parametrize(
    "text", ["0004-3591", "0004-3591, 1529-0131", "2434-561X", "ISSN 0004-3591 (print)"]
)
def test_sound_numbers(text: str) -> None:
    assert messages(DIGIT, f"issn = {{{text}}}") == []
    if not text.startswith("ISSN"):
        assert messages(FORM, f"issn = {{{text}}}") == []


@pytest.mark.parametrize("field", ["issn", "eissn", "pissn"])
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("00043591", "0004-3591"),
        ("0004–3591", "0004-3591"),
        ("0004 3591", "0004-3591"),
        ("2434-561x", "2434-561X"),
        ("00043591, 15290131", "0004-3591, 1529-0131"),
        ("ISSN 0004-3591", "0004-3591"),
        ("00043592", "0004-3592"),
    ],
)
def test_the_form_is_mended(field: str, text: str, written: str) -> None:
    (found,) = findings(FORM, f"{field} = {{{text}}}")
    assert found.severity == "info"
    assert f"  {field} = {{{written}}},\n" in fixed(FORM, f"{field} = {{{text}}}")


@pytest.mark.parametrize("text", ["0004-359", "0004-35911", "unknown", "10004-3591", "0004-3591-2"])
def test_what_is_no_issn(text: str) -> None:
    (found,) = findings(FORM, f"issn = {{{text}}}")
    assert found.severity == "warning"
    assert "is no ISSN" in found.message
    assert messages(DIGIT, f"issn = {{{text}}}") == []


def test_a_wrong_check_digit_is_pointed_at() -> None:
    (found,) = findings(DIGIT, "issn = {0004-3591, 1529-0132}")
    assert "the check digit of 1529-0132 should be 1" in found.message
    assert (found.line, found.column) == (6, 22)


def test_numbers_of_a_csl_json_library() -> None:
    text = '[{"id": "a", "type": "book", "title": "x", "ISSN": "0004-3592"}]'
    assert len(messages(DIGIT, text)) == 1
