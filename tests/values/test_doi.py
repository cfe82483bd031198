from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.doi import doi_url, normalise_doi

SUFFIX = st.text(
    alphabet=st.characters(
        min_codepoint=0x21, max_codepoint=0x2FF, categories=["L", "N", "P", "S"]
    ),
    min_size=1,
)
DOIS = st.builds(lambda number, suffix: f"10.{number}/{suffix}", st.integers(1000, 99999), SUFFIX)


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/Abc",
        " 10.1000/Abc\n",
        "doi:10.1000/Abc",
        "DOI: 10.1000/Abc",
        "doi 10.1000/Abc",
        "https://doi.org/10.1000/Abc",
        "http://dx.doi.org/10.1000/Abc",
        "doi.org/10.1000/Abc",
        "https://www.doi.org/10.1000%2FAbc",
        "info:doi/10.1000/Abc",
        "<https://doi.org/10.1000/Abc>",
        "doi:https://doi.org/10.1000/Abc",
    ],
)
def test_spellings_of_one_doi(text: str) -> None:
    assert normalise_doi(text) == "10.1000/Abc"


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-#",
        "10.1000.10/123",
        "10.1000/a.",
        "10.1000/50%25",
        "10.1000/é",
    ],
)
def test_bare_dois_stay_as_they_are(doi: str) -> None:
    assert normalise_doi(doi) == doi


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.5/12",
        "10.1000",
        "10.1000/",
        "11.1000/a",
        "10.1000/a b",
        "10.1000/a\x00",
        "https://doi.org/",
        "https://doi.org/10.1000/a%20b",
        "https://example.org/10.1000/a",
    ],
)
def test_what_is_no_doi(text: str) -> None:
    assert normalise_doi(text) is None


def test_address_encodes_what_it_must() -> None:
    assert doi_url('10.1000/a<b>#%" c?') == "https://doi.org/10.1000/a%3Cb%3E%23%25%22%20c%3F"
    assert doi_url("10.1000/(a);b:c") == "https://doi.org/10.1000/(a);b:c"


@given(DOIS)
def test_address_round_trip(doi: str) -> None:
    assert normalise_doi(doi_url(doi)) == doi


@given(DOIS)
def test_address_is_one_path(doi: str) -> None:
    parts = urlsplit(doi_url(doi))
    assert (parts.netloc, parts.query, parts.fragment) == ("doi.org", "", "")
    assert unquote(parts.path) == f"/{doi}"


@given(st.text() | DOIS.map(lambda doi: f"https://doi.org/{doi}"))
def test_normal_form_is_stable(text: str) -> None:
    doi = normalise_doi(text)
    assert doi is None or normalise_doi(doi) == doi
