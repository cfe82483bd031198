"""Citations of papers of a library: what a person writes is read, nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib import Library
from ldn_bib.citing import LOCATORS, cite_each, cite_library, inline_text, read_cite, read_locator
from ldn_bib.csl.errors import UnknownStyleError
from ldn_bib.csl.explain import _all_elements
from ldn_bib.csl.patterns import attribute_values, content
from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError


def entry(key: str, family: str, year: int) -> Entry:
    return Entry(
        item={
            "id": key,
            "type": "book",
            "title": f"On {key}",
            "author": [{"family": family, "given": "Ann"}],
            "issued": {"date-parts": [[year]]},
        },
    )


LIBRARY = Library(
    entries=(
        entry("doe1", "Doe", 2000),
        entry("roe", "Roe", 1999),
        entry("doe2", "Doe", 2000),
        entry("doe", "Doe", 1990),
        entry("http://x.org/a, b", "Poe", 2010),
    )
)


def test_a_citation_of_several_papers() -> None:
    made = cite_library(LIBRARY, ["roe", "doe1, p. 64"], "apa")
    assert isinstance(made, RichText)
    assert str(made) == "(Doe, 2000, p. 64; Roe, 1999)"


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
    assert read_locator(text) == expected


def test_the_table_has_the_locators_of_the_schema_and_no_word_twice() -> None:
    (values,) = {attribute_values(content(one))["locator"] for one in _all_elements()["if"]}
    assert set(LOCATORS) == values.choices
    words = [word for spellings in LOCATORS.values() for word in spellings.split()]
    assert len(words) == len(set(words))


@given(st.text(max_size=40))
def test_no_character_of_a_place_is_lost(text: str) -> None:
    label, value = read_locator(text)
    assert label in LOCATORS
    assert " ".join(text.split()).endswith(value)
    if label == "page" and not text.strip().casefold().startswith("p"):
        assert value == " ".join(text.split())


@given(st.sampled_from(sorted(LOCATORS)), st.integers(1, 9999))
def test_every_spelling_of_a_label_is_read(name: str, number: int) -> None:
    for word in LOCATORS[name].split():
        for spelt in (f"{word} {number}", f"{word}. {number}", f"{word.capitalize()}. {number}"):
            assert read_locator(spelt) == (name, str(number))


def test_the_longest_key_wins() -> None:
    assert read_cite("doe1, 5", LIBRARY).id == "doe1"
    assert read_cite("doe, 5", LIBRARY).id == "doe"
    cite = read_cite("http://x.org/a, b, p. 5", LIBRARY)
    assert (cite.id, cite.label, cite.locator) == ("http://x.org/a, b", "page", "5")


def test_a_place_needs_no_comma() -> None:
    cite = read_cite("roe ch. 3", LIBRARY)
    assert (cite.id, cite.label, cite.locator) == ("roe", "chapter", "3")


def test_words_around_the_key() -> None:
    cite = read_cite("see, for example, roe, pp. 3-5; emphasis added", LIBRARY)
    assert (cite.id, cite.locator) == ("roe", "3-5")
    assert (cite.prefix, cite.suffix) == ("see, for example, ", ", emphasis added")
    whole = str(cite_library(LIBRARY, ["see roe, pp. 3-5; emphasis added"], "apa"))
    assert whole == "(see Roe, 1999, pp. 3–5, emphasis added)"
    assert read_cite("roe; but see below", LIBRARY).suffix == ", but see below"
    assert read_cite("roe; but see below", LIBRARY).locator == ""


@pytest.mark.parametrize("text", ["roe, p. 3; 7", "roe, p. 3; n. 4"])
def test_a_semicolon_may_go_on_with_the_place(text: str) -> None:
    cite = read_cite(text, LIBRARY)
    assert (cite.locator, cite.suffix) == (text.removeprefix("roe, p. "), "")


def test_what_is_not_understood_stays_in_the_citation() -> None:
    assert "no idea where" in str(cite_library(LIBRARY, ["roe, no idea where"], "apa"))


def test_labels_of_the_language_are_understood() -> None:
    assert read_cite("roe, Kap. 5", LIBRARY, locale="de").label == "chapter"
    assert read_cite("roe, S. 5", LIBRARY, locale="de").locator == "5"
    assert read_cite("roe, S. 5", LIBRARY).locator == "S. 5"
    assert "S. 5" in str(cite_library(LIBRARY, ["roe, S. 5"], "apa", locale="de"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("deo2, p. 5", "unknown key 'deo2'; did you mean 'doe2'"),
        ("see also deo2", "unknown key 'deo2'; did you mean 'doe2'"),
        ("xyzzy", "unknown key 'xyzzy'; there are doe1, roe"),
        ("doe1x", "unknown key 'doe1x'; did you mean 'doe1'"),
        ("", "unknown key ''"),
    ],
)
def test_unknown_keys_are_named_with_near_ones(text: str, said: str) -> None:
    with pytest.raises(UsageError, match="unknown key") as error:
        cite_library(LIBRARY, [text], "apa")
    assert said in str(error.value)


def test_usage_errors() -> None:
    with pytest.raises(UsageError, match="nothing to cite"):
        cite_library(LIBRARY, [])
    with pytest.raises(UsageError, match="exclude each other"):
        cite_library(LIBRARY, ["roe"], suppress_author=True, author_only=True)
    with pytest.raises(UsageError, match="from 1, not from 0"):
        cite_library(LIBRARY, ["roe"], note=0)
    with pytest.raises(UnknownStyleError):
        cite_library(LIBRARY, ["roe"], "no-such-style-at-all")


def test_names_alone_and_no_names() -> None:
    assert str(cite_library(LIBRARY, ["roe, 5"], "harvard", author_only=True)) == "Roe"
    without = cite_library(LIBRARY, ["roe"], "harvard", suppress_author=True)
    assert str(without) == "(1999)"


def test_a_note_style_prints_the_note_and_the_second_time_its_short_form() -> None:
    first, again, other = map(
        str, cite_each(LIBRARY, [["roe, 5"], ["roe, 6"], ["doe1"]], "chicago-notes-bibliography")
    )
    assert first == "Ann Roe, On Roe (1999), 5."
    assert again == "Roe, On Roe, 6."
    assert other == "Ann Doe, On Doe1 (2000)."


def test_numbers_and_letters_of_these_papers_or_of_the_whole_library() -> None:
    assert str(cite_library(LIBRARY, ["doe2", "doe"], "vancouver")) == "(1,2)"
    whole = cite_library(LIBRARY, ["doe2", "doe"], "vancouver", whole_library=True)
    assert str(whole) == "(3,4)"
    assert str(cite_library(LIBRARY, ["doe2"], "apa")) == "(Doe, 2000)"
    assert str(cite_library(LIBRARY, ["doe2"], "apa", whole_library=True)) == "(Doe, 2000b)"
    notes = [["roe"], ["roe, 3"]]
    assert cite_each(LIBRARY, notes, "mhra", whole_library=True) == cite_each(
        LIBRARY, notes, "mhra"
    )


def test_inline_text_in_each_markup() -> None:
    rich = RichText.of([Run("1. A < B, "), Run("J", frozenset({Mark.ITALIC}))])
    assert inline_text(rich) == "1. A < B, J"
    assert inline_text(rich, "html") == "1. A &lt; B, <i>J</i>"
    assert inline_text(rich, "markdown") == "1\\. A \\< B, *J*"
    with pytest.raises(UsageError, match="unknown document 'ris'"):
        inline_text(rich, "ris")
