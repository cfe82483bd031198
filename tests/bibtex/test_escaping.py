"""What the escaper writes is read as the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.bibtex.escaping import SPECIAL, ascii_signs, escaper
from ldn_bib.bibtex.field_style import is_balanced
from ldn_bib.bibtex.latex import decode

UNICODE = escaper()
ASCII = escaper(ascii_only=True)
NOCASE = '<span class="nocase">'


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("plain words, 1-2 (x)", "plain words, 1-2 (x)"),
        ("A & B: 50% of $5 #1 a_b", "A \\& B: 50\\% of \\$5 \\#1 a\\_b"),
        ("{~^\\`}", "{\\textbraceleft}{\\textasciitilde}{\\textasciicircum}{\\textbackslash}"
         "{\\textasciigrave}{\\textbraceright}"),
        ("a--b ''c''", "a-{}-b '{}'c'{}'"),
        ("é – “α”\u00a0β", "é – “α”~β"),
    ],
)  # fmt: skip
def test_special_signs_are_escaped_and_unicode_stays(text: str, latex: str) -> None:
    assert UNICODE.plain(text) == latex
    assert decode(latex).text == text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("é Ö č ı ǿ ế", "{\\'e} {\\\"O} {\\v{c}} {\\i} {\\'{{\\o}}} {\\'{\\^e}}"),
        ("Straße, Łódź", "Stra{\\ss}e, {\\L}{\\'o}d{\\'z}"),
        ("e\u0301", "{\\'e}"),
        ("αβ ≤ Δ $5", "$\\alpha\\beta$ $\\leq$ {\\ensuremath{\\Delta}} {\\$}5"),
        ("a–b—c – “x” ‘y’ …", "a--b---c -- ``x'' {\\textquoteleft}y{\\textquoteright} {\\ldots}"),
        ("–- ““ ?“", "--{}- ``{}`` ?{}``"),
        ("5′", "5$^{\\prime}$"),
        ("日本 Ж", "日本 Ж"),
    ],
)
def test_ascii_writes_commands_where_there_are_any(text: str, latex: str) -> None:
    assert ASCII.plain(text) == latex
    assert decode(latex).text == unicodedata.normalize("NFC", text)


def test_every_sign_is_read_back() -> None:
    ascii_signs()
    for code in [*range(0x20, 0x7F), *range(0xA0, 0x3100)]:
        sign = chr(code)
        for latex in (UNICODE.plain(sign), ASCII.plain(sign)):
            for title in (False, True):
                read = decode(latex, title=title)
                assert unicodedata.normalize("NFC", read.text) == unicodedata.normalize("NFC", sign)
                assert read.unknown == ()
                assert is_balanced(latex)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("H<sub>2</sub>O m<sup>2</sup>", "H\\textsubscript{2}O m\\textsuperscript{2}"),
        ("<i>E. coli <b>&</b></i>", "\\emph{E. coli \\textbf{\\&}}"),
        ("<sc>bc</sc>", "\\textsc{bc}"),
        ("p < .05 <script> <i> x", "p < .05 <script> <i> x"),
        (f"the {NOCASE}LDN</span> trial", "the {LDN} trial"),
        (f"the {NOCASE}<i>Homo</i> x</span>", "the {{}\\emph{Homo} x}"),
        (f"the {NOCASE}&x</span>", "the {{}\\&x}"),
    ],
)
def test_markup_becomes_commands(text: str, latex: str) -> None:
    assert UNICODE.marked(text, title=True) == latex
    read = decode(latex, title=True).text
    assert read == text.replace("<sc>", '<span style="font-variant: small-caps;">').replace(
        "</sc>", "</span>"
    )


def test_nocase_means_nothing_where_no_case_changes() -> None:
    assert UNICODE.marked(f"the {NOCASE}LDN</span> trial") == "the LDN trial"


@given(st.text(max_size=30))
@settings(deadline=None)
def test_any_text_is_balanced_and_read_back(text: str) -> None:
    for title in (False, True):
        latex = UNICODE.plain(text)
        assert is_balanced(latex)
        assert decode(latex, title=title).text == text
        assert not set(latex) & set(SPECIAL) - set("&%$#_{}\\~")
        shortened = ASCII.plain(text)
        assert is_balanced(shortened)
        normal = unicodedata.normalize("NFC", text)
        assert unicodedata.normalize("NFC", decode(shortened, title=title).text) == normal
