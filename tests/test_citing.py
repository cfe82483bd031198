"""Citations of papers of a library: what a person writes is read, nothing of it is lost."""

from __future__ import annotations

import pytest

from ldn_bib import Library
from ldn_bib.citing import (
    cite_each,
    cite_library,
    inline_text,
    place_each,
    read_cite,
)
from ldn_bib.csl.errors import UnknownStyleError
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


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("roe, fig. 3", None, "(Roe, 1999, Figure 3)"),
        ("roe, figs. 3-5", None, "(Roe, 1999, Figures 3–5)"),
        ("roe, pp. 3, 5-7 & 12", None, "(Roe, 1999, pp. 3, 5–7 & 12)"),
        ("roe, ch. 2, p. 5", None, "(Roe, 1999, Chapter 2, p. 5)"),
        ("roe, vol. 2, pp. 5-7", None, "(Roe, 1999, Volume 2, pp. 5–7)"),
        ("roe, page 5, figure 3", None, "(Roe, 1999, p. 5, fig. 3)"),
        ("roe, tables S1-S3", None, "(Roe, 1999, Tables S1–S3)"),
        ("roe, S. 5, Abb. 3", "de-DE", "(Roe, 1999, S. 5, Abb. 3)"),
        ("roe, p. 5, fig. 3", "de-DE", "(Roe, 1999, S. 5, Abb. 3)"),
        ("roe, ch. 2, pp. 5-7", "de-DE", "(Roe, 1999, Kapitel 2, S. 5–7)"),
        ("roe, S. 3 und 5", "de-DE", "(Roe, 1999, S. 3 und 5)"),
        ("roe, chap. 2, p. 5", "fr-FR", "(Roe, 1999, Chapitre 2, p. 5)"),
    ],
)
def test_places_in_the_words_of_the_language(text: str, locale: str | None, expected: str) -> None:
    assert str(cite_library(LIBRARY, [text], "apa", locale=locale)) == expected


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
        ("see -@deo2 [5]", "unknown key 'deo2'; did you mean 'doe2'"),
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


@pytest.mark.parametrize(
    ("cites", "text"),
    [
        (["@roe"], "Roe (1999)"),
        (["@roe [p. 3]"], "Roe (1999, p. 3)"),
        (["@roe[3; my italics]"], "Roe (1999, p. 3, my italics)"),
        (["doe1", "see @roe"], "Roe (see 1999; Doe, 2000)"),
        (["see -@roe, p. 3"], "(see 1999, p. 3)"),
        (["-roe", "doe"], "(Doe, 1990; 1999)"),
    ],
)
def test_signs_before_the_key_as_in_pandoc(cites: list[str], text: str) -> None:
    assert str(cite_library(LIBRARY, cites, "apa")) == text


def test_a_key_that_begins_with_a_sign_is_a_key() -> None:
    library = Library(entries=(entry("-roe", "Noe", 2001), entry("roe", "Roe", 1999)))
    assert str(cite_library(library, ["-roe"], "apa")) == "(Noe, 2001)"
    assert str(cite_library(library, ["@-roe"], "apa")) == "Noe (2001)"


def test_names_in_the_text() -> None:
    told = str(cite_library(LIBRARY, ["roe, 5", "doe"], "ieee", narrative=True, infix="'s book"))
    assert told == "Roe’s book [1, p. 5], [2]"
    first, again = place_each(LIBRARY, [["@roe"], ["@roe, 5"]], "chicago-notes-bibliography")
    assert (str(first.text), str(first.note)) == ("Ann Roe", "Ann Roe, On Roe (1999).")
    assert (str(again.text), str(again.note)) == ("Roe", "Roe, On Roe, 5.")
    whole = cite_each(LIBRARY, [["@doe2"], ["-@doe2"]], "apa", whole_library=True)
    assert [str(one) for one in whole] == ["Doe (2000b)", "(2000b)"]


def test_names_in_the_text_are_those_of_one_paper() -> None:
    with pytest.raises(UsageError, match="'@roe' and '@doe': the text has the names of one"):
        cite_library(LIBRARY, ["@roe", "@doe"], "apa")
    with pytest.raises(UsageError, match="no names at all and names in the text exclude"):
        cite_library(LIBRARY, ["roe"], "apa", narrative=True, suppress_author=True)
    with pytest.raises(UsageError, match="need names in the text, as of '@KEY'"):
        cite_library(LIBRARY, ["roe"], "apa", infix="wrote")


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
