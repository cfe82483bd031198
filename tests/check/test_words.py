from __future__ import annotations

import pytest

from ldn_bib.check.subject import Field, Subject
from ldn_bib.check.words import Words, is_abbreviation, is_title_case, learn, within_sentences
from ldn_bib.entry import Entry


def learnt(*texts: str, title: str = "") -> Words:
    field = Field("title", "title", title, f"{{{title}}}", 1, 1, True)
    return learn(
        [
            Subject(Entry({"id": "t", "title": title}), "article", (field,)),
            *(Subject(Entry({"id": "a", "abstract": text})) for text in texts),
        ]
    )


def test_names_within_sentences_are_learnt() -> None:
    words = learnt("Patients with Crohn disease. Pain was less in Japan, Berlin and New York.")
    assert words.proper == {"Crohn", "Japan", "Berlin", "New", "York"}


def test_a_word_that_stands_in_small_letters_too_is_no_name() -> None:
    words = learnt("The use of Naltrexone in women.", "Women took naltrexone.")
    assert words.proper == set()


def test_the_first_word_of_a_sentence_says_nothing() -> None:
    words = learnt("Methods: Women took it. (Placebo was given.) Results – Pain was less.")
    assert words.proper == set()


def test_abbreviations_are_learnt_as_they_are_spelled() -> None:
    words = learnt("The role of mTOR and TNF-α in COVID-19 on LDN, not Low-Dose.")
    assert words.abbreviations == {"mTOR", "TNF-α", "COVID-19", "LDN"}


def test_capitals_of_a_title_in_capitals_say_nothing() -> None:
    words = learnt(title="The Use of Low Dose Naltrexone for Chronic Pain")
    assert words.proper == set()
    assert learnt(title="THE USE OF LDN") == Words()


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("LDN", True), ("mRNA", True), ("Crohn", False), ("Low-Dose", False), ("TNF-α", True)],
)
def test_what_an_abbreviation_is(word: str, is_one: bool) -> None:
    assert is_abbreviation(word) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Low-Dose Naltrexone Treatment for Chronic Pain", True),
        ("Low-dose naltrexone treatment for chronic pain in Japan", False),
        ("Pain", False),
        ("", False),
    ],
)
def test_what_title_case_is(text: str, is_one: bool) -> None:
    assert is_title_case(text) is is_one


def test_words_within_sentences() -> None:
    assert list(within_sentences("Use in Crohn’s disease: A trial in New York")) == [
        "Crohn’s",
        "New",
        "York",
    ]
