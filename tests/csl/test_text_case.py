"""Text case: what each value of ``text-case`` makes of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.text_case import STOP_WORDS, apply_case, case_text, is_english
from ldn_bib.csl.tokens import FLIP_ITALIC, NOCASE, QUOTE, SUPERSCRIPT, Tokens, plain

CASES = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")


def cased(text: str, case: str, lang: str = "en") -> str:
    """The characters of a field in a case."""
    return plain(apply_case(parse_field(text), case, lang))


@pytest.mark.parametrize(
    ("given_", "title"),
    [
        ("UK", "UK"),
        ("Review of book by A.N. author", "Review of Book by A.N. Author"),
        ("All for one. For all.", "All for One. For All."),
        ("what is it? a study", "What Is It? A Study"),
        ("in vitro: in vivo", "In Vitro: In Vivo"),
        ("the art of the possible", "The Art of the Possible"),
        ("what it is for", "What It Is For"),
        ("the (in vitro) study of", "The (in Vitro) Study Of"),
        ("(the study) of it", "(The Study) of It"),
        ("iPad is a thing", "iPad Is a Thing"),
        (
            "out-of-fashion initiatives: a second story",
            "Out-of-Fashion Initiatives: A Second Story",
        ),
        ("the in-depth look", "The In-Depth Look"),
        ("a study, in-depth", "A Study, in-Depth"),
        ("twenty-one", "Twenty-One"),
        ("07-x test", "07-x Test"),
        ("mind the scientist–practitioner gap", "Mind the Scientist–Practitioner Gap"),
        ("pain/the brain", "Pain/the Brain"),
        ("physical\u00a0volcanology", "Physical\u00a0Volcanology"),
        ("α-synuclein and β", "α-Synuclein and β"),
        ("u.s. in war", "U.s. in War"),
        ("response to shafi'i comment", "Response to Shafi’i Comment"),
        ("john d’Doe! a life", "John d’Doe! A Life"),
        ("d’arc of jeanne", "D’arc of Jeanne"),
        ("children's toys", "Children’s Toys"),
        ('from "distance" to "the friction" for', "From Distance to the Friction For"),
        ("THE ALL CAPS TITLE: of war", "THE ALL CAPS TITLE: Of War"),
        ("  two  spaces  ", "  Two  Spaces  "),
        ("", ""),
    ],
)
def test_title_case(given_: str, title: str) -> None:
    assert cased(given_, "title") == title


@pytest.mark.parametrize("word", sorted(word for word in STOP_WORDS if len(word) > 1))
def test_small_words_stay_small_within_a_title(word: str) -> None:
    assert cased(f"one {word} two", "title") == f"One {word} Two"
    assert cased(f"{word} two", "title") == f"{word.capitalize()} Two"
    assert cased(f"one {word}", "title") == f"One {word.capitalize()}"
    assert cased(f"one: {word} two", "title") == f"One: {word.capitalize()} Two"


@pytest.mark.parametrize(
    ("markup", "case", "changed"),
    [
        ('a <span class="nocase">smith</span> pencil', "title", "A smith Pencil"),
        ('a <span class="nocase">Smith</span> pencil', "uppercase", "A Smith PENCIL"),
        ('a <span class="nocase">SMITH</span> Pencil', "lowercase", "a SMITH pencil"),
        ('<span class="nocase">e. coli</span> of old', "capitalize-first", "e. coli of old"),
        ("my <sup>superscript phrase</sup> in it", "title", "My superscript phrase in It"),
        ("my <sub>subscript phrase</sub> in it", "title", "My subscript phrase in It"),
        ("my <sc>small caps phrase</sc> in it", "title", "My small caps phrase in It"),
        ("my <i>italic phrase of</i> it all", "title", "My Italic Phrase of It All"),
        ("the study of <sc>McCoy</sc>", "title", "The Study of McCoy"),
    ],
)
def test_markup_that_keeps_its_case(markup: str, case: str, changed: str) -> None:
    assert cased(markup, case) == changed


@pytest.mark.parametrize(
    ("given_", "case", "changed"),
    [
        ("This IS a Pen", "lowercase", "this is a pen"),
        ("This is a pen’s", "uppercase", "THIS IS A PEN’S"),
        ("straße", "uppercase", "STRASSE"),
        ("this IS a Pen that is", "capitalize-all", "This IS A Pen That Is"),
        ("rock-n-roll", "capitalize-all", "Rock-N-Roll"),
        ("this is a Pen", "capitalize-first", "This is a Pen"),
        ("iPad is", "capitalize-first", "iPad is"),
        ("[late] show", "capitalize-first", "[Late] show"),
        ("This IS a Pen", "sentence", "This is a pen"),
        ("the iPad is in: The house", "sentence", "The ipad is in: the house"),
        ("a life of d’Arc", "sentence", "A life of d’Arc"),
        ("THE ALL CAPS TITLE: OF WAR", "sentence", "The all caps title: of war"),
        ("NASA", "sentence", "NASA"),
        ("anything", "no-such-case", "anything"),
    ],
)
def test_other_cases(given_: str, case: str, changed: str) -> None:
    assert cased(given_, case) == changed


@pytest.mark.parametrize(
    ("lang", "english"),
    [
        ("en", True),
        ("en-GB", True),
        ("EN_us", True),
        ("en garbage", True),
        ("eng", False),
        ("fr", False),
        ("", False),
    ],
)
def test_title_case_is_for_english(lang: str, english: bool) -> None:
    assert is_english(lang) is english
    expected = "His Anonymous Life" if english else "His anonymous life"
    assert cased("His anonymous life", "title", lang) == expected


@pytest.mark.parametrize(
    ("given_", "case", "lang", "changed"),
    [
        ("ic and ıd", "uppercase", "tr", "İC AND ID"),
        ("IC AND İD", "lowercase", "tr-TR", "ıc and id"),
        ("istanbul", "capitalize-first", "az", "İstanbul"),
        ("ia and ıb", "uppercase", "en", "IA AND IB"),
        ("ταξίδι", "uppercase", "el", "ΤΑΞΙΔΙ"),
        ("ταξίδι", "uppercase", "en", "ΤΑΞΙΔΙ"),
        ("ταξίδι é", "uppercase", "en", "ΤΑΞΙΔΙ É"),
        ("άνθρωπος", "capitalize-first", "en", "Άνθρωπος"),
    ],
)
def test_letters_of_a_language(given_: str, case: str, lang: str, changed: str) -> None:
    assert cased(given_, case, lang) == changed


def test_operators_stay_where_they_are() -> None:
    tokens: Tokens = ["a ", QUOTE, "big ", FLIP_ITALIC, "thing", -FLIP_ITALIC, -QUOTE, " of"]
    assert apply_case(tokens, "title") == [
        "A ",
        QUOTE,
        "Big ",
        FLIP_ITALIC,
        "Thing",
        -FLIP_ITALIC,
        -QUOTE,
        " Of",
    ]
    assert tokens[0] == "a "


def test_literal_quotation_marks() -> None:
    assert case_text("from “distance” to ‘friction’ of it", "title") == (
        "From “Distance” to ‘Friction’ of It"
    )
    assert case_text("the ‘ali story", "title") == "The ‘ali Story"


def test_tags_that_do_not_pair_stay() -> None:
    assert case_text("a </i> b <sup> c", "uppercase") == "A </I> B <SUP> C"
    assert case_text("see <i>the thing", "title") == "See <i>the Thing"


def test_plain_text() -> None:
    assert case_text("edited by", "capitalize-first") == "Edited by"
    assert case_text("", "title") == ""


WORDS = st.text(alphabet="aAbZéßİıσς'’“‘\"-: .,?/()\u00a0αβ<i>&", max_size=30)
LANGS = st.sampled_from(["en", "de", "tr", "el", "", "x"])


@given(st.one_of(WORDS, st.text(max_size=30)), st.sampled_from(CASES), LANGS)
def test_any_text_can_be_changed(text: str, case: str, lang: str) -> None:
    tokens = parse_field(text)
    changed = apply_case(tokens, case, lang)
    assert [t for t in changed if isinstance(t, int)] == [t for t in tokens if isinstance(t, int)]
    assert len(changed) == len(tokens)


@given(st.text(alphabet="abcXYZ ,:-", max_size=30), st.sampled_from(CASES))
def test_only_the_case_changes(text: str, case: str) -> None:
    assert case_text(text, case).lower() == text.lower()


@given(
    st.text(alphabet="abcXYZ ,:-'", max_size=30),
    st.sampled_from(["lowercase", "uppercase", "capitalize-first", "capitalize-all", "title"]),
)
def test_changing_twice_is_changing_once(text: str, case: str) -> None:
    once = case_text(text, case)
    assert case_text(once, case) == once


@given(st.text(max_size=20), st.sampled_from(CASES), st.sampled_from([NOCASE, SUPERSCRIPT]))
def test_kept_text_never_changes(text: str, case: str, operator: int) -> None:
    tokens: Tokens = ["a word ", operator, text, -operator]
    assert apply_case(tokens, case)[2] == text
