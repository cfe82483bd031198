"""Places as people write them, in English and in the words of every locale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.explain import _all_elements
from ldn_bib.csl.locale import build_locale
from ldn_bib.csl.locators import LOCATORS, LocatorWords
from ldn_bib.csl.package import locales_folder
from ldn_bib.csl.patterns import attribute_values, content

read = LocatorWords().read
LOCALES = sorted(
    path.stem.removeprefix("locales-") for path in locales_folder().glob("locales-*.xml")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p. 64", ("page", "64")),
        ("P. 64", ("page", "64")),
        ("p.64", ("page", "64")),
        ("p.xi", ("page", "xi")),
        ("p64", ("page", "64")),
        ("pp. 3-5", ("page", "3-5")),
        ("pp3–5", ("page", "3–5")),
        ("pages 3 and 7", ("page", "3 and 7")),
        ("64", ("page", "64")),
        ("e01475", ("page", "e01475")),
        ("S12", ("page", "S12")),
        ("ch. 2", ("chapter", "2")),
        ("chap. 2", ("chapter", "2")),
        ("chapter two", ("chapter", "two")),
        ("vol. 3", ("volume", "3")),
        ("section 4", ("section", "4")),
        ("§ 4", ("section", "4")),
        ("§§4-6", ("section", "4-6")),
        ("¶ 7", ("paragraph", "7")),
        ("fig. 1", ("figure", "1")),
        ("tbl. 2", ("table", "2")),
        ("article-locator 5", ("article-locator", "5")),
        ("sub-verbo pain", ("sub-verbo", "pain")),
        ("s.v. pain", ("sub-verbo", "pain")),
        ("no. 5", ("issue", "5")),
        ("p. 64 n. 3", ("page", "64 n. 3")),
        ("somewhere near the end", ("page", "somewhere near the end")),
        ("appendix", ("page", "appendix")),
        ("n3", ("page", "n3")),
        ("app. A", ("appendix", "A")),
        ("appendix A", ("appendix", "A")),
        ("vol IV", ("volume", "IV")),
        ("section Methods", ("section", "Methods")),
        ("figure S1", ("figure", "S1")),
        ("no idea where", ("page", "no idea where")),
        ("no where", ("page", "no where")),
        ("line of thought", ("page", "line of thought")),
        ("time", ("page", "time")),
        ("", ("page", "")),
    ],
)
def test_places_are_read_by_their_labels(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == expected


def test_the_table_has_the_locators_of_the_schema_and_no_word_twice() -> None:
    (values,) = {attribute_values(content(one))["locator"] for one in _all_elements()["if"]}
    assert set(LOCATORS) == values.choices
    words = [word for spellings in LOCATORS.values() for word in spellings.split()]
    assert len(words) == len(set(words))


@given(st.text(max_size=40))
def test_no_character_of_a_place_is_lost(text: str) -> None:
    label, value = read(text)
    assert label in LOCATORS
    assert " ".join(text.split()).endswith(value)
    if label == "page" and not text.strip().casefold().startswith("p"):
        assert value == " ".join(text.split())


@given(st.sampled_from(sorted(LOCATORS)), st.integers(1, 9999))
def test_every_spelling_of_a_label_is_read(name: str, number: int) -> None:
    for word in LOCATORS[name].split():
        for spelt in (f"{word} {number}", f"{word}. {number}", f"{word.capitalize()}. {number}"):
            assert read(spelt) == (name, str(number))


@pytest.mark.parametrize("tag", LOCALES)
def test_every_term_of_every_locale_is_understood(tag: str) -> None:
    locale = build_locale(tag)
    words = LocatorWords.of(locale)
    terms: dict[str, set[str]] = {}
    for name in LOCATORS:
        for form in ("long", "short", "symbol"):
            for plural in (False, True):
                term = locale.term(name, form, plural=plural)
                if term:
                    terms.setdefault(term.casefold().rstrip("."), set()).add(name)
    assert len(terms) >= len(LOCATORS) / 2
    for term, names in terms.items():
        for spelt in {term, term.upper()}:
            if spelt.casefold() != term:
                continue  # Turkish letters and others that fold to two
            label, value = words.read(f"{spelt} 3")
            assert value == "3", spelt
            # some locales have one word for two: pages go first
            assert label in names, spelt
            if "page" in names:
                assert label == "page"


def test_a_word_that_goes_on_is_no_label() -> None:
    german = LocatorWords.of(build_locale("de-DE"))
    assert german.read("Seiten 3") == ("page", "3")
    assert german.read("Seitenweise 3") == ("page", "Seitenweise 3")
    assert german.read("Kapitel zwei") == ("chapter", "zwei")
    assert german.read("s64") == ("page", "s64")


@pytest.mark.parametrize(
    ("value", "settled"),
    [
        ("5, Abb. 3", "5, fig. 3"),
        ("5, figure 3; Kap. 2", "5, fig. 3; ch. 2"),
        ("5, Seiten 7-9", "5, p. 7-9"),
        ("5, 7 and 9", "5, 7 and 9"),
        ("5, timestamp 00:12", "5, timestamp 00:12"),
        ("fig. 3", "fig. 3"),
        ("", ""),
    ],
)
def test_labels_inside_a_place(value: str, settled: str) -> None:
    assert LocatorWords.of(build_locale("de-DE")).settled(value) == settled
