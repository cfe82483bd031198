from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.hidden_characters import RULES

HIDDEN, DIRECTION, LIGATURE = RULES


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Pain\u200b after", "Pain after"),
        ("Pa\u00adtients", "Patients"),
        ("\ufeffPain", "Pain"),
        ("Pain\x02", "Pain"),
        ("Pain\x0bafter", "Pain after"),
        ("Pain \u2028after", "Pain after"),
        ("Crohn\x92s \x93pain\x94", "Crohn’s “pain”"),
        ("Pa\u200din", "Pain"),
        ("Pain\U000e0041\U000e0042", "Pain"),
        ("Pain\u200e", "Pain"),
    ],
)
def test_what_nobody_sees_goes(title: str, better: str) -> None:
    text = f"@misc{{a,\n  title = {{{title}}},\n}}\n"
    assert len(messages(HIDDEN, text)) == 1
    assert f"title = {{{better}}}," in fixed(HIDDEN, text)


def test_kinds_are_named_once_and_the_first_place_is_given() -> None:
    (found,) = findings(HIDDEN, "title = {Pain\u200b and\u200b \ue000}")
    assert found.message == (
        "smith2020: title holds a zero-width space (U+200B), a character of private use, which no "
        "font knows (U+E000)"
    )
    assert found.column == 16


def test_private_use_and_halves_of_letters_are_not_mended() -> None:
    for text in ("note = {Pain \ue000}", "note = {\x81 and MÃ\x81x}"):
        assert len(messages(HIDDEN, text)) == 1
        assert text in fixed(HIDDEN, text)


@pytest.mark.parametrize(
    "title",
    [
        "Pain\n   after",
        "می\u200cخواهم",
        "👩\u200d⚕️ at work",
        "क्\u200dष",
        "שלום\u200f (2020)",
        "Pain\tafter",
    ],
)
def test_what_scripts_and_emoji_need_stays(title: str) -> None:
    text = f"@misc{{a,\n  title = {{{title}}},\n}}\n"
    assert messages(HIDDEN, text) == []


def test_text_that_is_turned_is_told() -> None:
    (found,) = findings(DIRECTION, "url = {https://example.org/\u202egro.elpmaxe}")
    assert found.message == (
        "smith2020: url holds U+202E, which turns the order of the signs that are shown"
    )
    assert len(messages(DIRECTION, "note = {\u2067Pain\u2069}")) == 1


def test_embeddings_in_hebrew_and_arabic_are_right_and_overrides_are_not() -> None:
    assert messages(DIRECTION, "note = {שלום \u2066Pain\u2069 שלום}") == []
    assert len(messages(DIRECTION, "note = {שלום \u2066Pain\u2069 \u202eשלום}")) == 1


def test_ligatures_become_letters() -> None:
    text = "note = {Eﬃcacy of a proﬁle, ﬆ}"
    (found,) = findings(LIGATURE, text)
    assert found.message == "smith2020: note holds the ligature “ﬃ” instead of the letters “ffi”"
    assert "note = {Efficacy of a profile, st}," in fixed(LIGATURE, text)
    assert messages(LIGATURE, "note = {œuvre, ĳs, æ}") == []
