"""LaTeX to Unicode and CSL's markup."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.latex import decode, decode_verbatim, needs_decoding

ACCENTS = [
    (r"{\"o}", "ö"),
    (r"\"{o}", "ö"),
    (r"\"o", "ö"),
    (r"\" o", "ö"),
    (r"\'{\i}", "í"),
    (r"{\'\i}", "í"),
    (r"{\'{\i}}", "í"),
    (r"\'i", "í"),
    (r"\c{c}", "ç"),
    (r"{\c c}", "ç"),
    (r"\c c", "ç"),
    (r"{\aa}", "å"),
    (r"\AA{}ngstr{\"o}m", "Ångström"),
    (r"\o{}re", "øre"),
    (r"\H{o}", "ő"),
    (r"\k{a}", "ą"),
    (r"\v s", "š"),
    (r"\v{s}", "š"),
    (r"Stra\ss e", "Straße"),
    (r"\L{}\'od\'z", "Łódź"),
    (r"{\l}", "ł"),
    (r"{\ae}", "æ"),
    (r"{\OE}uvre", "Œuvre"),
    (r"{\dh}", "ð"),
    (r"{\th}", "þ"),
    (r"{\i}", "ı"),
    (r"{\j}", "ȷ"),
    (r"\u{g}", "ğ"),
    (r"\d{s}", "ṣ"),
    (r"\b{d}", "ḏ"),
    (r"\t{oo}", "o͡o"),
    (r"\r{u}", "ů"),
    (r"\={a}", "ā"),
    (r"\.{z}", "ż"),
    (r"\~n", "ñ"),
    (r"\^{o}", "ô"),
    (r"\'{\^e}", "ế"),
    (r"\~{}", "~"),
    (r"\^{}", "^"),
    (r"Ha\v{c}ek, Dvo{\v r}{\'a}k", "Haček, Dvořák"),
]

SIGNS = [
    (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
    (r"1\textendash 2\textemdash{}3", "1–2—3"),
    (r"\textquoteleft x\textquoteright", "‘x’"),
    (r"\textregistered{} \texttrademark{} \copyright", "® ™ ©"),
    (r"\S\ 5, \dag, \ldots", "§ 5, †, …"),
    (r"\pounds5, 20\textdegree{}C, 5~\textmu g", "£5, 20°C, 5\u00a0µg"),
    (r"hy\-phen", "hyphen"),
    (r"p\,=\,5", "p\u202f=\u202f5"),
    (r"a\ b", "a b"),
    ("``double'' and `single'", "“double” and ‘single’"),
    ("O'Neil and D'Arcy", "O'Neil and D'Arcy"),
    ("``it's''", "“it's”"),
    ("a--b, c---d, e-f", "a–b, c—d, e-f"),
    ("Dr.~No", "Dr.\u00a0No"),
    ("R&D at 5 % < 6 <i>x</i>", "R&D at 5 % < 6 <i>x</i>"),
    (r"\noopsort{a}1973", "1973"),
    (r"{\noopsort{1973b}}1973", "1973"),
]

MATH = [
    (r"$\alpha$", "α"),
    (r"TNF-$\alpha$", "TNF-α"),
    (r"$\mu$g and \textalpha", "μg and α"),
    (r"H$_2$O", "H<sub>2</sub>O"),
    (r"H$_{2}$O", "H<sub>2</sub>O"),
    (r"Ca$^{2+}$", "Ca<sup>2+</sup>"),
    (r"Na$^{+}$", "Na<sup>+</sup>"),
    (r"10$^{-3}$", "10<sup>−3</sup>"),
    (r"$x_i^2$", "x<sub>i</sub><sup>2</sup>"),
    (r"$<$ and $\leq$", "< and ≤"),
    (r"5 $\pm$ 2, 2 $\times$ 3, a $\to$ b", "5 ± 2, 2 × 3, a → b"),
    (r"$2 \times 3$", "2 × 3"),
    (r"37$^\circ$C and 37\textdegree{}C", "37°C and 37°C"),
    (r"\ensuremath{\beta_1}", "β<sub>1</sub>"),
    (r"\(\gamma\)", "γ"),
    (r"$\mathrm{CO}_2$", "CO<sub>2</sub>"),
    (r"$\frac{1}{2}$", "1/2"),
    ("costs $5 to $6", "costs $5 to $6"),
    ("a lone $ sign", "a lone $ sign"),
]

MARKUP = [
    (r"\emph{in vivo}", "<i>in vivo</i>"),
    (r"\textit{x}", "<i>x</i>"),
    (r"{\it x y}z", "<i>x y</i>z"),
    (r"{\em x}", "<i>x</i>"),
    (r"\textbf{x} {\bf y}", "<b>x</b> <b>y</b>"),
    (r"\textsc{abc}", '<span style="font-variant: small-caps;">abc</span>'),
    (r"{\sc abc}", '<span style="font-variant: small-caps;">abc</span>'),
    (r"5\textsuperscript{th}", "5<sup>th</sup>"),
    (r"H\textsubscript{2}O", "H<sub>2</sub>O"),
    (r"\emph{a \textbf{b} c}", "<i>a <b>b</b> c</i>"),
    (r"\emph{}x", "x"),
    (r"\url{http://x.org/~a_b%20c\_d}", "http://x.org/~a_b%20c_d"),
    (r"\href{http://x.org}{here}", "here"),
    (r"\mbox{pre-clinical}", "pre-clinical"),
]


@pytest.mark.parametrize(("source", "wanted"), ACCENTS + SIGNS + MATH + MARKUP)
def test_latex_becomes_unicode_and_markup(source: str, wanted: str) -> None:
    assert decode(source) == (wanted, ())


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{F}ibromyalgia", '<span class="nocase">F</span>ibromyalgia'),
        ("the {CRPS} trial", 'the <span class="nocase">CRPS</span> trial'),
        ("{T}{N}{F} level", '<span class="nocase">TNF</span> level'),
        ("{Whole {CRPS} Title}", '<span class="nocase">Whole CRPS Title</span>'),
        ("{2019} and {,}", "2019 and ,"),
        (r"{\"O}zg{\"u}r", "Özgür"),
        (r"{M\"uller}", '<span class="nocase">Müller</span>'),
        (r"\emph{E. coli}", "<i>E. coli</i>"),
        (r"\emph{the {DNA}}", '<i>the <span class="nocase">DNA</span></i>'),
        (r"{\it Mus}", "<i>Mus</i>"),
        (r"H$_{2}$O", "H<sub>2</sub>O"),
        (r"\textsc{x}{Y}", '<span style="font-variant: small-caps;">x</span>'
         '<span class="nocase">Y</span>'),
    ],
)  # fmt: skip
def test_braces_in_titles_protect_the_case(source: str, wanted: str) -> None:
    assert decode(source, title=True).text == wanted


def test_braces_outside_titles_go() -> None:
    assert decode("the {BMJ} {Group}").text == "the BMJ Group"


def test_unknown_commands_are_named_and_their_text_is_kept() -> None:
    assert decode(r"\foo{bar} {\baz qux} \foo") == ("bar qux ", ("foo", "baz"))


@pytest.mark.parametrize("source", ["{", "}", "a{b", "a}b", "\\", "$", "{\\", "\\'", "${}", "\\("])
def test_unbalanced_latex_loses_no_letter(source: str) -> None:
    kept = [sign for sign in decode(source).text if sign.isalpha()]
    assert kept == [sign for sign in source if sign.isalpha()]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("10.1000/abc_d~e%20f", "10.1000/abc_d~e%20f"),
        (r"10.1000/abc\_d", "10.1000/abc_d"),
        (r"10.1000/abc{\_}d", "10.1000/abc_d"),
        (r"http://x.org/a?b=1\&c=2\#d\%20", "http://x.org/a?b=1&c=2#d%20"),
        (r"http://x.org/\~{}me/{\textasciitilde}you/$\sim$us", "http://x.org/~me/~you/~us"),
        (r"\url{http://x.org/~a_b}", "http://x.org/~a_b"),
        (
            "10.1002/(SICI)1097{-}0142<1::AID>3.0.CO;2-X",
            "10.1002/(SICI)1097-0142<1::AID>3.0.CO;2-X",
        ),
    ],
)
def test_addresses_lose_their_escapes_and_nothing_else(source: str, wanted: str) -> None:
    assert decode_verbatim(source) == wanted


@pytest.mark.parametrize("unit", ["{q", "}", "\\'", "$q", "\\emph{", "\\url{", "{\\(", "{\\)"])
def test_deep_and_broken_latex_is_read_in_linear_time(unit: str) -> None:
    text = decode(unit * 20_000, title=True).text
    assert text.count("q") == unit.count("q") * 20_000


@given(st.text(alphabet=st.characters(exclude_characters="\\{}$~`'-")))
def test_text_without_latex_stays(text: str) -> None:
    assert not needs_decoding(text)
    assert decode(text, title=True) == (text, ())


@given(st.text(alphabet="ab {}\\$^_'`\"~-1ciHv&%\n"), st.booleans())
def test_any_text_is_decoded_and_digits_stay(text: str, title: bool) -> None:
    decoded = decode(text, title=title).text
    assert decoded.count("1") == text.count("1")


@given(
    st.sampled_from("aeiouAEIOU"),
    st.sampled_from([("'", "\u0301"), ("`", "\u0300"), ("^", "\u0302"), ('"', "\u0308")]),
    st.sampled_from([r"\%s%s", r"\%s{%s}", r"{\%s%s}", r"{\%s{%s}}", r"\%s %s"]),
)
def test_every_spelling_of_an_accent_is_the_same(
    letter: str, accent: tuple[str, str], spelling: str
) -> None:
    wanted = unicodedata.normalize("NFC", letter + accent[1])
    assert decode(spelling % (accent[0], letter)).text == wanted
