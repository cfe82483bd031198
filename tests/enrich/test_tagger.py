"""The tagger: which words mean a condition, which do not, and what it says about them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.enrich.tagger import Tagger
from ldn_bib.entry import Reason, Tag
from ldn_bib.values.condition import Condition
from ldn_bib.values.markup import strip_markup

CONDITIONS = [
    Condition("chronic-pain", "Chronic pain", mesh_name="Chronic Pain"),
    Condition("pain", "Pain"),
    Condition(
        "crps",
        "Complex regional pain syndrome (CRPS)",
        mesh_name="Complex Regional Pain Syndromes",
        synonyms=("causalgia",),
    ),
    Condition(
        "diabetic-neuropathy",
        "Diabetic neuropathy",
        mesh_name="Diabetic Neuropathies",
        synonyms=("painful diabetic neuropathy",),
    ),
    Condition("ms", "Multiple sclerosis", synonyms=("MS",)),
    Condition("crohn", "Crohn's disease", mesh_name="Crohn Disease"),
    Condition("inflammation", "Inflammation"),
    Condition("fatigue", "Chronic fatigue", mesh_name="Fatigue Syndrome, Chronic"),
    Condition("me", "ME/CFS"),
    Condition("sjogren", "Sjögren syndrome"),
    Condition("depression", "Depression (postnatal)"),
    Condition("fever", "FIBROMYALGIA"),
    Condition("crps-spread", "Spreading CRPS"),
]
TAGGER = Tagger({condition.slug: condition for condition in CONDITIONS})


def found(text: str) -> list[tuple[str, str]]:
    """Slug and words of every match in a title."""
    return [
        (tag.slug, reason.words)
        for tag in TAGGER.propose({"title": text})
        for reason in tag.reasons
    ]


@pytest.mark.parametrize(
    ("text", "slug", "words"),
    [
        ("Treatment of CHRONIC  pain.", "chronic-pain", "CHRONIC  pain"),
        ("chronic-pain clinics", "chronic-pain", "chronic-pain"),
        ("chronic‑\npain clinics", "chronic-pain", "chronic‑\npain"),
        ("acute/chronic pain", "chronic-pain", "chronic pain"),
        ("chronic_pain", "chronic-pain", "chronic_pain"),
        ("Chronic Pain / drug therapy*", "chronic-pain", "Chronic Pain"),
        ("Complex regional pain syndrome", "crps", "Complex regional pain syndrome"),
        ("complex regional pain syndromes", "crps", "complex regional pain syndromes"),
        ("LDN in CRPS: a review", "crps", "CRPS"),
        ("CRPS's course", "crps", "CRPS's"),
        ("Causalgia", "crps", "Causalgia"),
        ("painful diabetic neuropathies", "diabetic-neuropathy", "painful diabetic neuropathies"),
        ("Diabetic neuropathy", "diabetic-neuropathy", "Diabetic neuropathy"),
        ("Crohn's disease", "crohn", "Crohn's disease"),
        ("Crohn’s Disease", "crohn", "Crohn’s Disease"),
        ("CROHN´S DISEASE", "crohn", "CROHN´S DISEASE"),
        ("Crohns disease", "crohn", "Crohns disease"),
        ("Crohn disease", "crohn", "Crohn disease"),
        ("MS and more", "ms", "MS"),
        ("Low-grade inflammation", "inflammation", "inflammation"),
        ("fatigue syndrome, chronic", "fatigue", "fatigue syndrome, chronic"),
        ("Chronic Fatigue Syndrome", "fatigue", "Chronic Fatigue Syndrome"),
        ("ME/CFS today", "me", "ME/CFS"),
        ("Sjogren's syndrome", "sjogren", "Sjogren's syndrome"),
        ("Sjo\u0308gren syndrome", "sjogren", "Sjo\u0308gren syndrome"),
        ("postnatal depression (postnatal)", None, ""),
        ("depression postnatal", "depression", "depression postnatal"),
        ("fibromyalgia", "fever", "fibromyalgia"),
        ("spreading crps", "crps-spread", "spreading crps"),
        # Other words, however near.
        ("anti-inflammatory drugs", None, ""),
        ("anti-inflammation and non-inflammation", None, ""),
        ("painful", None, ""),
        ("neuropathic", None, ""),
        ("ms 5, crps, me/cfs", None, ""),
        ("CRP rises; spreading CRP", None, ""),
        ("was chronic. Fatigue came", None, ""),
        ("chronic (fatigue)", None, ""),
        ("crohn, disease", None, ""),
        ("chronic – fatigue", None, ""),
        ("multiple sclerosing lesions", None, ""),
        ("depression", None, ""),
        ("", None, ""),
    ],
)
def test_words_of_a_text(text: str, slug: str | None, words: str) -> None:
    assert found(text) == ([(slug, words)] if slug else [])


def test_longest_name_uses_up_its_words() -> None:
    assert found("complex regional pain syndrome and pain") == [
        ("pain", "pain"),
        ("crps", "complex regional pain syndrome"),
    ]


def test_a_longer_name_wins_over_one_that_starts_earlier() -> None:
    tagger = Tagger([Condition("a", "one two"), Condition("b", "two three four")])
    assert [tag.slug for tag in tagger.propose({"title": "one two three four"})] == ["b"]


def test_a_name_of_two_conditions_means_both() -> None:
    tagger = Tagger([Condition("a", "Ache"), Condition("b", "Pain", synonyms=("ache",))])
    assert [tag.slug for tag in tagger.propose({"title": "ache"})] == ["a", "b"]


def test_no_broader_condition_is_added() -> None:
    tagger = Tagger([Condition("a", "Wide"), Condition("b", "Narrow", broader="a")])
    assert [tag.slug for tag in tagger.propose({"title": "narrow"})] == ["b"]


def test_every_field_is_searched_and_named() -> None:
    item = {
        "title": "LDN in <span class=\"nocase\">Crohn</span>'s disease; Crohn's Disease again",
        "keyword": "pain, chronic; chronic; pain",
        "abstract": "In H<sub>2</sub>O: <i>chronic</i> pain.",
        "custom": {"mesh": ["Multiple Sclerosis / drug therapy*", "Humans"]},
    }
    assert TAGGER.propose(item) == (
        Tag("chronic-pain", "Chronic pain", True, (Reason("abstract", "chronic pain"),)),
        Tag("pain", "Pain", True, (Reason("keyword", "pain"),)),
        Tag("ms", "Multiple sclerosis", True, (Reason("mesh", "Multiple Sclerosis"),)),
        Tag("crohn", "Crohn's disease", True, (Reason("title", "Crohn's disease"),)),
    )


@pytest.mark.parametrize(
    "item",
    [{}, {"title": None}, {"title": 7, "custom": "x"}, {"keyword": [1, None], "custom": None}],
)
def test_values_of_another_kind_propose_nothing(item: dict[str, Any]) -> None:
    assert TAGGER.propose(item) == ()


def test_an_empty_vocabulary_proposes_nothing() -> None:
    assert Tagger({}).propose({"title": "Chronic pain"}) == ()


PIECES = st.sampled_from(
    [
        *("chronic", "pain", "Complex regional pain syndrome", "CRPS", "crohn’s", "disease", "MS"),
        *("inflammation", " ", "-", ", ", ". ", "<i>", "</i>", "anti-"),
        *("é", "İ", "ß", "\u0301", "\u00ad", "'s"),
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS, TEXTS)
def test_reasons_stand_in_their_field_and_do_not_overlap(title: str, abstract: str) -> None:
    tags = TAGGER.propose({"title": title, "abstract": abstract})
    fields = {"title": strip_markup(title), "abstract": strip_markup(abstract)}
    assert all(tag.derived and tag.reasons for tag in tags)
    slugs = [tag.slug for tag in tags]
    assert slugs == [c.slug for c in CONDITIONS if c.slug in slugs]
    for tag in tags:
        for reason in tag.reasons:
            assert reason.words
            assert reason.words in fields[reason.variable]


NAMES = ["a b", "b c", "b c d", "c d a", "d"]
NAMES_TAGGER = Tagger([Condition(name.replace(" ", "-"), name) for name in NAMES])


@given(st.lists(st.sampled_from("abcd"), max_size=12))
def test_longest_names_win_and_never_share_a_word(words: list[str]) -> None:
    free = [True] * len(words)
    expected = set()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if name in NAMES and all(free[start : start + length]):
                free[start : start + length] = [False] * length
                expected.add(name)
    tags = NAMES_TAGGER.propose({"title": " ".join(words)})
    assert {reason.words for tag in tags for reason in tag.reasons} == expected
    assert {tag.label for tag in tags} == expected


@given(st.text(st.characters(categories=["Lu", "Ll", "Mn"]), max_size=20))
def test_composed_and_decomposed_accents_are_the_same(word: str) -> None:
    composed = unicodedata.normalize("NFC", f"sjögren {word}")
    tagger = Tagger([Condition("a", composed)])
    decomposed = unicodedata.normalize("NFD", composed)
    assert bool(tagger.propose({"title": composed})) == bool(tagger.propose({"title": decomposed}))
