from __future__ import annotations

from typing import Any

import pytest

from ldn_bib.completing.identify import citations_of, fits, own_leads, title_query, words_of
from ldn_bib.entry import Entry
from ldn_bib.sources.citation_match import Citation


def entry(**item: Any) -> Entry:
    return Entry({"id": "a", "type": "article-journal", **item})


YOUNGER = entry(
    title="Low-dose naltrexone for <i>fibromyalgia</i>: findings",
    author=[{"family": "Younger", "given": "Jarred W."}, {"family": "Noor", "given": "N"}],
    issued={"date-parts": [[2013, 2]]},
    volume="65",
    page="529-538",
    **{"container-title": "Arthritis & Rheumatism", "container-title-short": "Arthritis Rheum."},
)


def test_a_citation_is_looked_for_by_both_names_of_the_journal() -> None:
    assert citations_of(YOUNGER) == (
        Citation("arthritis rheum", "2013", "65", "529", "Younger JW"),
        Citation("arthritis rheumatism", "2013", "65", "529", "Younger JW"),
    )
    assert citations_of(entry(title="Only a title")) == ()


def test_names_with_particles_and_bodies() -> None:
    berg = [{"family": "Berg", "non-dropping-particle": "van der", "given": "Jean-Luc"}]
    known = {"container-title": "J", "volume": "1", "issued": {"date-parts": [[2020]]}}
    assert [one.author for one in citations_of(entry(author=berg, **known))] == ["van der Berg JL"]
    body = entry(author=[{"literal": "Cold Group"}], **known)
    assert [one.author for one in citations_of(body)] == ["Cold Group"]


def test_queries_of_title_and_words() -> None:
    assert title_query(YOUNGER) == (
        "(low dose naltrexone for fibromyalgia findings[ti]) AND 2012:2014[dp]"
    )
    assert title_query(entry(title="Two words")) == ""
    assert title_query(entry(title='Three "odd" [words]')) == "(three odd words[ti])"
    assert words_of(YOUNGER) == (
        "younger noor low dose naltrexone for fibromyalgia findings arthritis rheumatism 2013"
    )
    assert words_of(entry()) == ""


def test_only_identifiers_that_can_be_some_are_asked_for() -> None:
    good = entry(DOI="https://doi.org/10.1/A", PMID="PMID: 12", PMCID="pmc7")
    assert own_leads(good) == {"PMID": "12", "PMCID": "PMC7"}
    assert own_leads(entry(DOI="doi:10.1000/A")) == {"DOI": "10.1000/A"}
    assert own_leads(entry(DOI="none", PMID="12,13", PMCID="")) == {}


@pytest.mark.parametrize(
    ("title", "is_it"),
    [
        ("Low-Dose Naltrexone for Fibromyalgia: Findings.", True),
        ("Low-dose naltrexone for fibromyalgia", True),
        ("Low-dose naltrexone for fibromyalgia: findngs", True),
        ("Warm socks against winter itch", False),
        ("Low", True),
        ("", True),
    ],
)
def test_a_record_with_another_title_is_another_paper(title: str, is_it: bool) -> None:
    assert fits(YOUNGER, title) is is_it
