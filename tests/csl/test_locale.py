"""Locales: the chain of fallbacks, what a style lays on top, forms, genders, ordinals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.locale import FORM_FALLBACK, build_locale
from ldn_bib.csl.locales import installed_locales
from ldn_bib.csl.styletree import Element, to_element

NAMESPACE = "http://purl.org/net/xbiblio/csl"
SIX_NUMBERS = (1, 2, 3, 4, 11, 22)
ENGLISH = build_locale("en-US")


def style_locale(content: str, lang: str = "") -> Element:
    """A ``locale`` element as a style has it."""
    given_lang = f' xml:lang="{lang}"' if lang else ""
    text = f'<locale xmlns="{NAMESPACE}"{given_lang}>{content}</locale>'
    return to_element(etree.fromstring(text))


def term_locale(lang: str, **terms: str) -> Element:
    """A ``locale`` element with terms."""
    inner = "".join(f'<term name="{name}">{text}</term>' for name, text in terms.items())
    return style_locale(f"<terms>{inner}</terms>", lang)


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("de-DE", "in", "in"),
        ("de-AT", "month-01", "Jänner"),
        ("de-DE", "month-01", "Januar"),
        ("de", "month-01", "Januar"),
        ("de-LU", "month-01", "Januar"),
        ("en-GB", "month-01", "January"),
        ("xx-YY", "month-01", "January"),
        ("", "month-01", "January"),
    ],
)
def test_the_chain_of_files(lang: str, term: str, text: str) -> None:
    assert build_locale(lang).term(term) == text


def test_what_a_language_lacks_comes_from_english() -> None:
    german, english = build_locale("de-DE"), build_locale("en-US")
    names = {name for name, _, _ in english.terms if not name.startswith("ordinal")}
    assert names <= {name for name, _, _ in german.terms}


def test_a_form_that_a_language_lacks_is_not_english() -> None:
    german, english = build_locale("de-DE"), build_locale("en-US")
    assert english.term("chapter", "symbol", plural=True) != english.term("chapter", "short")
    assert german.term("chapter", "symbol", plural=True) == german.term("chapter", "short")


def test_overrides_from_general_to_special() -> None:
    overrides = (
        term_locale("fr-CA", month="canadien"),
        term_locale("", month="any", year="any"),
        term_locale("fr", month="french", day="french"),
        term_locale("de", month="german"),
    )
    canadian = build_locale("fr-CA", overrides)
    assert [canadian.term(name) for name in ("month", "year", "day")] == [
        "canadien",
        "any",
        "french",
    ]
    french = build_locale("fr-FR", overrides)
    assert [french.term(name) for name in ("month", "year", "day")] == ["french", "any", "french"]
    assert build_locale("en-US", overrides).term("month") == "any"
    assert build_locale("de", overrides).term("month") == "german"


def test_an_override_may_be_empty() -> None:
    assert build_locale("en-US", [term_locale("", **{"et-al": ""})]).term("et-al") == ""


def test_options() -> None:
    english, french = build_locale("en-US"), build_locale("fr-FR")
    assert english.punctuation_in_quote
    assert not english.limit_day_ordinals
    assert not french.punctuation_in_quote
    assert french.limit_day_ordinals
    changed = style_locale('<style-options punctuation-in-quote="false"/>', "en")
    assert not build_locale("en-US", [changed]).punctuation_in_quote
    assert build_locale("fr-FR", [changed]).limit_day_ordinals


def test_dates() -> None:
    assert set(build_locale("en-US").dates) == {"text", "numeric"}
    changed = style_locale('<date form="text"><date-part name="year"/></date>')
    text = build_locale("en-US", [changed]).dates["text"]
    assert [part.get("name") for part in text.children] == ["year"]


@pytest.mark.parametrize(
    ("name", "form", "single", "multiple"),
    [
        ("page", "long", "page", "pages"),
        ("page", "short", "p.", "pp."),
        ("page", "symbol", "p.", "pp."),
        ("section", "symbol", "§", "§§"),
        ("editor", "verb", "edited by", "edited by"),
        ("editor", "verb-short", "ed. by", "ed. by"),
        ("and", "symbol", "&", "&"),
        ("and others", "short", "and others", "and others"),
    ],
)
def test_forms(name: str, form: str, single: str, multiple: str) -> None:
    english = build_locale("en-US")
    assert english.term(name, form) == single
    assert english.term(name, form, plural=True) == multiple


def test_a_form_falls_back_to_the_next_one() -> None:
    for form, chain in FORM_FALLBACK.items():
        for given_form in chain:
            term = f'<terms><term name="zebra" form="{given_form}">Z</term></terms>'
            assert build_locale("en-US", [style_locale(term)]).term("zebra", form) == "Z"


def test_an_unknown_term() -> None:
    english = build_locale("en-US")
    assert english.term("zebra") is None
    assert english.find("zebra", "short") is None
    assert english.gender_of("zebra") == ""


def test_genders() -> None:
    french = build_locale("fr-FR")
    assert french.gender_of("edition") == "feminine"
    assert french.gender_of("month-01") == "masculine"
    italian = build_locale("it-IT")
    first = [
        italian.find("long-ordinal-01", "long", gender) for gender in ("feminine", "masculine")
    ]
    assert [term.single for term in first if term] == ["prima", "primo"]


def test_the_former_name_of_a_term() -> None:
    english = build_locale(
        "en-US", [style_locale('<terms><term name="sub verbo">x</term></terms>')]
    )
    assert english.term("sub-verbo") == english.term("sub verbo") == "x"


# language, gender, then the ordinals of 1, 2, 3, 4, 11 and 22
ORDINALS = """
en-US |           | 1st  2nd  3rd  4th  11th 22nd
en-GB |           | 1st  2nd  3rd  4th  11th 22nd
de-DE |           | 1.   2.   3.   4.   11.  22.
fr-FR |           | 1ᵉ   2ᵉ   3ᵉ   4ᵉ   11ᵉ  22ᵉ
fr-FR | feminine  | 1ʳᵉ  2ᵉ   3ᵉ   4ᵉ   11ᵉ  22ᵉ
fr-FR | masculine | 1ᵉʳ  2ᵉ   3ᵉ   4ᵉ   11ᵉ  22ᵉ
sv-SE |           | 1:a  2:a  3:e  4:e  11:e 22:a
nl-NL |           | 1ste 2de  3de  4de  11de 22ste
ca-AD | masculine | 1r   2n   3r   4t   11r  22n
ca-AD | feminine  | 1a   2a   3a   4a   11a  22a
ca-AD |           | 1a   2a   3a   4a   11a  22a
it-IT | feminine  | 1ª   2ª   3ª   4ª   11ª  22ª
it-IT |           | 1º   2º   3º   4º   11º  22º
pt-PT |           | 1.ª  2.ª  3.ª  4.ª  11.ª 22.ª
zh-CN |           | 1    2    3    4    11   22
"""


@pytest.mark.parametrize("line", ORDINALS.strip().splitlines())
def test_ordinals(line: str) -> None:
    lang, gender, wanted = [cell.strip() for cell in line.split("|")]
    locale = build_locale(lang)
    assert [f"{n}{locale.ordinal_suffix(n, gender)}" for n in SIX_NUMBERS] == wanted.split()


def test_english_ordinals_around_a_hundred() -> None:
    english = build_locale("en-US")
    given_ = (100, 101, 110, 111, 112, 113, 121, 1001, 1011)
    assert [english.ordinal_suffix(number) for number in given_] == (
        ["th", "st", "th", "th", "th", "th", "st", "st", "th"]
    )


def ordinals_of(lang: str, terms: str) -> list[str]:
    """The suffixes of some numbers where a style brings ordinals of its own."""
    locale = build_locale(lang, [style_locale(f"<terms>{terms}</terms>")])
    return [locale.ordinal_suffix(number) for number in (1, 2, 3, 11, 12, 101, 102)]


def test_a_set_of_ordinals_replaces_the_one_before() -> None:
    terms = '<term name="ordinal">x</term><term name="ordinal-02">b</term>'
    assert ordinals_of("en-US", terms) == ["x", "b", "x", "x", "b", "x", "b"]


@pytest.mark.parametrize(
    ("match", "suffixes"),
    [
        ("whole-number", "x b x x x x x"),
        ("last-two-digits", "x b x x x x b"),
        ("last-digit", "x b x x b x b"),
    ],
)
def test_what_an_ordinal_matches(match: str, suffixes: str) -> None:
    terms = f'<term name="ordinal">x</term><term name="ordinal-02" match="{match}">b</term>'
    assert ordinals_of("en-US", terms) == suffixes.split()


def test_ordinals_of_csl_1_0_change_no_more_than_words() -> None:
    terms = '<term name="ordinal-01">a</term><term name="ordinal-04">z</term>'
    assert ordinals_of("en-US", terms) == ["a", "nd", "rd", "th", "th", "a", "nd"]


def test_the_more_special_rule_wins() -> None:
    terms = (
        '<term name="ordinal">x</term><term name="ordinal-02">digit</term>'
        '<term name="ordinal-12">two</term><term name="ordinal-02" match="whole-number">w</term>'
    )
    assert ordinals_of("en-US", terms) == ["x", "w", "x", "x", "two", "x", "digit"]


def test_a_gender_without_a_rule_takes_the_neuter_one() -> None:
    terms = (
        '<term name="ordinal">o</term><term name="ordinal-01">n</term>'
        '<term name="ordinal-01" gender-form="masculine">m</term>'
        '<term name="ordinal" gender-form="feminine">f</term>'
    )
    locale = build_locale("en-US", [style_locale(f"<terms>{terms}</terms>")])
    found = [locale.ordinal_suffix(n, g) for g in ("", "masculine", "feminine") for n in (1, 5)]
    assert found == ["n", "o", "m", "o", "n", "f"]


def test_a_gendered_term_of_a_style_keeps_the_neuter_one() -> None:
    term = '<terms><term name="long-ordinal-01" gender-form="feminine">fem</term></terms>'
    english = build_locale("en-US", [style_locale(term)])
    assert english.term("long-ordinal-01") == "first"
    feminine = english.find("long-ordinal-01", "long", "feminine")
    assert feminine is not None
    assert feminine.single == "fem"


def test_what_a_style_changes_is_changed_in_that_style_alone() -> None:
    changed = '<terms><term name="and">og</term><term name="ordinal">x</term></terms>'
    options = '<style-options punctuation-in-quote="false"/><date form="text"/>'
    own = build_locale("en-US", [style_locale(changed + options)])
    assert (own.term("and"), own.ordinal_suffix(1), own.punctuation_in_quote) == ("og", "x", False)
    assert own.dates["text"].children == ()
    again = build_locale("en-US")
    assert (again.term("and"), again.ordinal_suffix(1)) == ("and", "st")
    assert again.punctuation_in_quote
    assert again.dates["text"].children


def test_an_ordinal_without_a_number_is_an_error() -> None:
    terms = '<terms><term name="ordinal">x</term><term name="ordinal-two">y</term></terms>'
    with pytest.raises(StyleFileError, match="ordinal without a number"):
        build_locale("en-US", [style_locale(terms)])


@pytest.mark.parametrize("lang", installed_locales().names)
def test_every_locale_can_be_built(lang: str) -> None:
    locale = build_locale(lang)
    assert locale.term("page") is not None
    assert {"text", "numeric"} <= set(locale.dates)


@given(st.integers(0, 10**12), st.sampled_from(["", "masculine", "feminine"]))
def test_every_number_has_a_suffix(number: int, gender: str) -> None:
    assert ENGLISH.ordinal_suffix(number, gender) in ("st", "nd", "rd", "th")
