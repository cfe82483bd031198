from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.pmid import normalise_pmid, pmid_url


@pytest.mark.parametrize(
    "text",
    [
        "123",
        " 123 ",
        "PMID: 123",
        "pmid:123",
        "PMID123",
        "PMID 123",
        "https://pubmed.ncbi.nlm.nih.gov/123/",
        "pubmed.ncbi.nlm.nih.gov/123",
        "https://www.ncbi.nlm.nih.gov/pubmed/123",
        "http://www.ncbi.nlm.nih.gov/pubmed/123?dopt=x",
    ],
)
def test_spellings_of_one_pmid(text: str) -> None:
    assert normalise_pmid(text) == "123"


@pytest.mark.parametrize(
    "text", ["", "0", "0123", "123456789", "PMC123", "12a", "-1", "1.0", "１２３", "123 456"]
)
def test_what_is_no_pmid(text: str) -> None:
    assert normalise_pmid(text) is None


@given(st.integers(1, 99_999_999))
def test_address_round_trip(number: int) -> None:
    assert normalise_pmid(pmid_url(str(number))) == str(number)


@given(st.text())
def test_any_text_gives_digits_or_nothing(text: str) -> None:
    pmid = normalise_pmid(text)
    assert pmid is None or (pmid.isdigit() and normalise_pmid(pmid) == pmid)
