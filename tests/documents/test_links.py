from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.documents.links import ascii_url, paper_links, safe_url

PMC = "https://pmc.ncbi.nlm.nih.gov/articles/PMC789/"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/456/"
DOI = "https://doi.org/10.5555/abc"


def shown(item: dict[str, Any], *, free: bool = False) -> list[tuple[str, str]]:
    return [(link.label, link.url) for link in paper_links(item, url_is_free=free)]


def test_free_full_text_comes_first() -> None:
    item = {"DOI": "10.5555/abc", "PMID": "456", "PMCID": "PMC789", "URL": "https://a.example/x"}
    free = [("Free full text (PubMed Central)", PMC)]
    rest = [("PubMed", PUBMED), ("DOI", DOI)]
    assert shown(item) == [*free, *rest, ("Web page", "https://a.example/x")]
    assert shown(item, free=True) == [*free, ("Free full text", "https://a.example/x"), *rest]


@pytest.mark.parametrize(
    "url",
    [
        PMC,
        PMC.rstrip("/"),
        "http://www.ncbi.nlm.nih.gov/pmc/articles/PMC789/",
        PUBMED,
        "https://www.ncbi.nlm.nih.gov/pubmed/456",
    ],
)
@pytest.mark.parametrize("free", [False, True])
def test_address_of_a_record_is_not_shown_twice(url: str, free: bool) -> None:
    item = {"PMID": "456", "PMCID": "PMC789", "URL": url}
    assert shown(item, free=free) == [("Free full text (PubMed Central)", PMC), ("PubMed", PUBMED)]


def test_address_of_the_doi_is_not_shown_twice() -> None:
    item = {"DOI": "10.5555/abc", "URL": "http://dx.doi.org/10.5555/ABC"}
    assert shown(item) == [("DOI", DOI)]
    assert shown(item, free=True) == [("Free full text (DOI)", "http://dx.doi.org/10.5555/ABC")]


def test_address_in_pubmed_central_is_free_in_any_library() -> None:
    assert shown({"URL": PMC}) == [("Free full text (PubMed Central)", PMC)]


def test_other_record_than_the_items_own_stays() -> None:
    item = {"PMID": "456", "URL": "https://pubmed.ncbi.nlm.nih.gov/457/"}
    assert shown(item) == [
        ("PubMed", PUBMED),
        ("Web page", "https://pubmed.ncbi.nlm.nih.gov/457/"),
    ]


def test_doi_is_percent_encoded() -> None:
    assert shown({"DOI": "10.1002/(SICI)1<1::AID-X>3.0.CO;2-#"}) == [
        ("DOI", "https://doi.org/10.1002/(SICI)1%3C1::AID-X%3E3.0.CO;2-%23")
    ]


@pytest.mark.parametrize(
    "value", [None, "", "none", [], {}, "javascript:alert(1)", "10.5555/\ud800"]
)
def test_what_is_no_identifier_and_no_address_gives_no_unsafe_link(value: object) -> None:
    item = {"DOI": value, "PMID": value, "PMCID": value, "URL": value}
    for _, url in shown(item):
        assert safe_url(url) == url
        url.encode("ascii")


def test_numbers_count_as_text() -> None:
    assert shown({"PMID": 456, "PMCID": 789}) == [
        ("Free full text (PubMed Central)", PMC),
        ("PubMed", PUBMED),
    ]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("  HTTP://example.org ", "HTTP://example.org"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("https://exa\tmple.org", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("example.org", None),
        ("https:", None),
        ("https://", None),
        ("https://[::1", None),
        ("ftp://example.org", "ftp://example.org"),
        ("mailto:a@example.org", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(url: str, safe: str | None) -> None:
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    ("url", "ascii_only"),
    [
        ("https://example.org/a%20b?c=d&e#f", "https://example.org/a%20b?c=d&e#f"),
        ("https://example.org/ä–", "https://example.org/%C3%A4%E2%80%93"),
        ("https://bücher.example/", "https://b%C3%BCcher.example/"),
        ("https://example.org/\U0001f9e0", "https://example.org/%F0%9F%A7%A0"),
        ("ftp://example.org/~a/$b;c=(d)'!*", "ftp://example.org/~a/$b;c=(d)'!*"),
    ],
)
def test_addresses_in_ascii(url: str, ascii_only: str) -> None:
    assert ascii_url(url) == ascii_only


@given(st.text(st.characters(exclude_categories=["Cs"])).map("https://a.example/".__add__))
def test_an_address_in_ascii_means_the_same_and_stays(url: str) -> None:
    safe = safe_url(url)
    if safe is not None:
        made = ascii_url(safe)
        assert made.isascii()
        assert ascii_url(made) == made
        assert unquote(made) == unquote(safe)


@given(st.text() | st.text().map("https://".__add__) | st.text().map("https://a.example/".__add__))
def test_safe_address_stays_safe(url: str) -> None:
    safe = safe_url(url)
    if safe is not None:
        assert urlsplit(safe).scheme in ("http", "https", "ftp")
        assert not set(safe) & set(' "<>\\^`{|}\n')
        assert safe_url(safe) == safe
