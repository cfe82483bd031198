from __future__ import annotations

import pytest

from ldn_bib.documents.designs import (
    NOUNS,
    PLAIN_LEVELS,
    PLAIN_SCHEME_NOTES,
    SCHEME_NOTES,
    WITHOUT_PARTICIPANTS,
    design_counts,
    design_words,
)
from ldn_bib.entry import Annotation, Entry
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import SCHEMES


def with_designs(*slugs: str | None) -> list[Entry]:
    return [
        Entry({"id": str(number)}, annotation=Annotation(design=slug))
        for number, slug in enumerate(slugs)
    ]


def test_every_design_has_its_nouns_in_the_same_order() -> None:
    assert list(NOUNS) == list(DESIGNS)
    assert set(DESIGNS) >= WITHOUT_PARTICIPANTS


@pytest.mark.parametrize("slug", [slug for slug in DESIGNS if slug != "other"])
def test_noun_for_one_paper_is_the_name_of_the_design(slug: str) -> None:
    assert NOUNS[slug][0] == DESIGNS[slug] == design_words(slug)


@pytest.mark.parametrize("slug", [slug for slug in DESIGNS if slug != "case-series"])
def test_plural_differs(slug: str) -> None:
    singular, plural = NOUNS[slug]
    assert plural != singular


def test_every_scheme_is_explained() -> None:
    assert set(SCHEME_NOTES) == set(PLAIN_SCHEME_NOTES) == set(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_level_has_plain_words_that_name_it(scheme: str) -> None:
    plain = PLAIN_LEVELS[scheme]
    assert list(plain) == list(SCHEMES[scheme])
    assert len(set(plain.values())) == len(plain)
    for level, words in plain.items():
        assert words.endswith(f"(level {level} of {len(plain)})")


def test_counts_follow_the_list_of_designs() -> None:
    entries = with_designs(None, "narrative-review", "own-kind", "rct", "narrative-review")
    assert design_counts([*entries, Entry({"id": "no note"})]) == (
        ("randomised controlled trial", 1),
        ("narrative reviews", 2),
        ("own-kind", 1),
        ("papers with no study design on record", 2),
    )
    assert design_counts([]) == ()
