from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.mojibake import damages, mended
from ldn_bib.check.rules.mojibake import RULE

LETTERS = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýßÀÉÖØÜąćęłńśźžčřšğışΑβγπЖия"
SIGNS = "–—‘’“”•…€™≤≥±°µ®©"


def misread(text: str) -> str:
    """Bytes of UTF-8 as Windows-1252 shows them, and as Latin-1 where that has no sign."""
    return "".join(
        bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))
        for byte in text.encode()
    )


@given(st.text(alphabet="abc" + LETTERS + SIGNS, max_size=12))
def test_what_was_misread_comes_back(text: str) -> None:
    for letter in set(text) & set(LETTERS + SIGNS):
        assert mended(f"abc {misread(letter)}x") == f"abc {letter}x"


@given(st.text(alphabet="abc" + LETTERS, max_size=12))
def test_twice_misread(text: str) -> None:
    for letter in set(text) & set("éöüñ"):
        assert mended(f"m{misread(misread(letter))}ller") == f"m{letter}ller"


@pytest.mark.parametrize(
    "text",
    [
        "Müller",
        "São Paulo",
        "IRMÃ",
        "«café »",
        "«\u00a0café\u00a0»",
        "“OLÉ”",
        "“AMANHÔ",
        "the “Å” unit",
        "SEÑ–",
        "À la recherche",
        "Â",
        "pâté",
        "ANTÔNIO…",
        "Ångström–Ärzte",
        "naïve",
        "Đorđe",
        "Ελλάδα Україна",
        "日本語 é–",
        "L’été’s",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert damages(text) == []


def test_the_place_is_pointed_at_and_the_field_mended() -> None:
    text = "title = {Paracetamol and MÃ¼llerâ€™s 5Â°}"
    (found,) = findings(RULE, text)
    assert found.message == (
        "smith2020: title was read in a wrong encoding once: “Ã¼” for “ü”, “â€™” for “’”, “Â°” "
        "for “°”"
    )
    assert found.column == 29
    assert "title = {Paracetamol and Müller’s 5°}," in fixed(RULE, text)


def test_every_field_and_csl_json() -> None:
    assert "note = {Zoë {\\'e} \\& x}," in fixed(RULE, "note = {ZoÃ« {\\'e} \\& x}")
    item = '[{"id": "a", "type": "book", "author": [{"family": "MÃ¼ller"}]}]'
    assert messages(RULE, item) == ["a: author was read in a wrong encoding once: “Ã¼” for “ü”"]
