from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.title_shapes import RULES

SPACES, HYPHEN, BRACES, QUOTES, ADDITION = RULES


def test_blanks_on_end_become_one() -> None:
    text = "title = {Pain  after \tsurgery}"
    (found,) = findings(SPACES, text)
    assert (found.column, found.message) == (
        16,
        "smith2020: there are several blanks on end in the title",
    )
    assert "title = {Pain after surgery}," in fixed(SPACES, text)


def test_lines_of_a_long_title_are_no_blanks() -> None:
    text = "@misc{a,\n  title = {Pain after\n           surgery},\n}\n"
    assert messages(SPACES, text) == []
    assert messages(SPACES, "title = {Pain\u00a0: a review}") == []


@pytest.mark.parametrize(
    "title", ["Pain in pa- tients", "The pa- tients’ view", "Über Schmer- zen"]
)
def test_words_divided_at_the_end_of_a_line(title: str) -> None:
    (message,) = messages(HYPHEN, f"title = {{{title}}}")
    assert "looks like a word that was divided at the end of a line" in message


@pytest.mark.parametrize(
    "title",
    ["Short- and long-term pain", "Pre- or post-operative", "Kurz- und Langzeit", "A - B", "I- a"],
)
def test_hyphens_that_stand_for_a_word(title: str) -> None:
    assert messages(HYPHEN, f"title = {{{title}}}") == []


@pytest.mark.parametrize("title", ["{Pain after surgery}", "{{Pain after surgery}}"])
def test_titles_in_braces(title: str) -> None:
    assert len(messages(BRACES, f"title = {{{title}}}")) == 1


@pytest.mark.parametrize(
    "title", ["{SPIRIT}", "{LDN} and {HIV}", "{\\em Pain after surgery}", "Pain after {surgery}"]
)
def test_braces_around_less(title: str) -> None:
    assert messages(BRACES, f"title = {{{title}}}") == []


def test_other_languages_may_keep_their_capitals() -> None:
    text = "title = {{Schmerz und Sprache}}\nlanguage = {ger}"
    assert messages(BRACES, text) == []


def test_a_habit_is_told_once() -> None:
    text = "".join(f"@misc{{a{n},\n  title = {{{{Pain no. {n}}}}},\n}}\n" for n in range(30))
    (message,) = messages(BRACES, text)
    assert message.startswith("a0: ")
    assert message.endswith("and so do 29 more titles")


@pytest.mark.parametrize("title", ["“Pain after surgery”", "``Pain after surgery''", "«Douleur»"])
def test_titles_in_quotation_marks(title: str) -> None:
    assert messages(QUOTES, f"title = {{{title}}}") == [
        "smith2020: the title stands in quotation marks"
    ]


@pytest.mark.parametrize(
    "title", ["“Pain”: a study of “surgery”", "“Pain” after surgery", "'n Mus"]
)
def test_quotations_within_titles(title: str) -> None:
    assert messages(QUOTES, f"title = {{{title}}}") == []


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Pain after surgery [Internet]", "Pain after surgery"),
        ("Pain after surgery [internet].", "Pain after surgery"),
        ("Pain [Electronic resource]", "Pain"),
    ],
)
def test_media_go(title: str, better: str) -> None:
    assert f"title = {{{better}}}," in fixed(ADDITION, f"title = {{{title}}}")


def test_languages_are_told_alone() -> None:
    text = "title = {[Pain after surgery]. [Article in German]}"
    assert messages(ADDITION, text) == ["smith2020: “[Article in German]” is no part of the title"]
    assert text in fixed(ADDITION, text)


@pytest.mark.parametrize(
    "title", ["[Internet]", "Use of the [3H]ligand", "[Pain after surgery]", "Pain [in mice]"]
)
def test_other_brackets_are_left_alone(title: str) -> None:
    assert messages(ADDITION, f"title = {{{title}}}") == []
