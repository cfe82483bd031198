from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.pmcid import normalise_pmcid, pmcid_url


@pytest.mark.parametrize(
    "text",
    [
        "PMC123",
        "pmc123",
        " PMC123.1 ",
        "PMCID: PMC123",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/pdf/",
        "http://www.ncbi.nlm.nih.gov/pmc/articles/pmc123",
    ],
)
def test_spellings_of_one_pmcid(text: str) -> None:
    assert normalise_pmcid(text) == "PMC123"


def test_digits_alone_count_only_when_asked() -> None:
    assert normalise_pmcid("123") is None
    assert normalise_pmcid("123", bare=True) == "PMC123"


@pytest.mark.parametrize("text", ["", "PMC", "PMC0123", "PMC12a", "PMC123.", "PMD123", "PMID: 1"])
def test_what_is_no_pmcid(text: str) -> None:
    assert normalise_pmcid(text, bare=True) is None


def test_address() -> None:
    assert pmcid_url("PMC123") == "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/"


@given(st.integers(1, 10**10 - 1))
def test_address_round_trip(number: int) -> None:
    assert normalise_pmcid(pmcid_url(f"PMC{number}")) == f"PMC{number}"


@given(st.text(), st.booleans())
def test_normal_form_is_stable(text: str, bare: bool) -> None:
    pmcid = normalise_pmcid(text, bare=bare)
    assert pmcid is None or normalise_pmcid(pmcid) == pmcid
