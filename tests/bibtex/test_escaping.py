"""What the escaper writes is read as the same text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibtex.ascii_forms import READ_BACK, compatible

from ldn_bib.bibtex.ascii_signs import ascii_signs
from ldn_bib.bibtex.escaping import escaper
from ldn_bib.bibtex.field_style import is_balanced
from ldn_bib.bibtex.latex import decode
from ldn_bib.bibtex.latex_tables import SPECIAL

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
        ("5′′ α′", "5$^{\\prime}{}^{\\prime}$ $\\alpha{}^{\\prime}$"),
        (
            "ά Ύ ΐ",
            "$\\acute{\\alpha}$ {\\ensuremath{\\acute{\\Upsilon}}} $\\acute{\\ddot{\\iota}}$",
        ),
        ("Țepeș", "{\\textcommabelow{T}}epe{\\textcommabelow{s}}"),
        ("x\u0331 e\u0331\u0301 a\u0323\u0331", "{\\b{x}} {\\'{\\b{e}}} {\\b{\\d{a}}}"),
        ("Ki\u0361ev", "K{\\t{ie}}v"),
        ("˘ ˚ ¨", "{\\textasciibreve} {\\r{}} {\\textasciidieresis}"),
        ("日本 Ж Α ə ả \u0331", "日本 Ж Α ə ả \u0331"),
    ],
)
def test_ascii_writes_commands_where_there_are_any(text: str, latex: str) -> None:
    assert ASCII.plain(text) == latex
    assert decode(latex).text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "latex", "read"),
    [
        ("eﬃcient ﬁﬂ ﬀ ﬅ", "efficient fifl ff st", "efficient fifl ff st"),
        ("CO₂ 10⁻³", "CO\\textsubscript{2} 10\\textsuperscript{{\\textminus}}"
         "{\\textthreesuperior}", "CO<sub>2</sub> 10<sup>−</sup>³"),
        ("2⅓", "2\\textsuperscript{1}{\\textfractionsolidus}\\textsubscript{3}",
         "2<sup>1</sup>⁄<sub>3</sub>"),
        ("Ⅳ 5㎎ 𝛽 ＡＢ", "IV 5mg $\\beta$ AB", "IV 5mg β AB"),
        ("low‐dose‐-‑x", "low-dose-{}-\\mbox{-}x", "low-dose---x"),
        ("∆9 so\u00adft", "{\\ensuremath{\\Delta}}9 so{\\-}ft", "Δ9 soft"),
        ("①", "①", "①"),
    ],
)  # fmt: skip
def test_ascii_takes_the_compatible_form_where_there_is_no_command(
    text: str, latex: str, read: str
) -> None:
    assert ASCII.plain(text) == latex
    assert decode(latex).text == read


def test_every_sign_is_read_back() -> None:
    ascii_signs()
    for code in [*range(0x20, 0x7F), *range(0xA0, 0x3100)]:
        sign = chr(code)
        for latex in (UNICODE.plain(sign), ASCII.plain(sign)):
            for title in (False, True):
                read = decode(latex, title=title)
                assert compatible(read.text) == compatible(sign)
                assert read.unknown == ()
                assert is_balanced(latex)


def test_signs_of_their_own_are_read_back_as_they_are() -> None:
    for code in [*range(0x20, 0x7F), *range(0xA0, 0x3100)]:
        sign = chr(code)
        normal = unicodedata.normalize("NFC", sign)
        if sign in READ_BACK:
            assert decode(ASCII.plain(sign)).text == READ_BACK[sign]
        elif not unicodedata.decomposition(sign).startswith("<"):
            assert unicodedata.normalize("NFC", decode(ASCII.plain(sign)).text) == normal


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
        assert compatible(decode(shortened, title=title).text) == compatible(text)
