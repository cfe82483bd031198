"""Identifiers are found in what people paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.completing.identifiers import read_identifier

DOI = ("DOI", "10.5555/cold.1")
PMID = ("PMID", "23359310")
PMCID = ("PMCID", "PMC2891387")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" 23359310 ", PMID),
        ("PMID: 23359310.", PMID),
        ("[PMID 23359310]", PMID),
        ("https://pubmed.ncbi.nlm.nih.gov/23359310/?dopt=Abstract#x", PMID),
        ("http://www.ncbi.nlm.nih.gov/pubmed/23359310", PMID),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=23359310%5Buid%5D", PMID),
        ("https://europepmc.org/article/MED/23359310", PMID),
        ("pmc2891387", PMCID),
        ("PMC 2891387", PMCID),
        ("PMCID: PMC2891387;", PMCID),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC2891387/", PMCID),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2891387/pdf/nihms.pdf", PMCID),
        ("https://europepmc.org/article/PMC/PMC2891387", PMCID),
        ("10.5555/cold.1).", DOI),
        ("(10.5555/cold.1)", DOI),
        ("“10.5555/cold.1”,", DOI),
        ("doi:10.5555/cold.1;", DOI),
        ("<https://doi.org/10.5555/cold.1>", DOI),
        ("https://doi.org/10.5555%2Fcold.1", DOI),
        ("https://dx.doi.org/10.5555/cold.1?from=mail", DOI),
        ("doi.org/10.5555/cold.1", DOI),
        ("https://link.springer.com/content/pdf/10.5555/cold.1.pdf", DOI),
        ("https://onlinelibrary.wiley.com/doi/full/10.5555/cold.1#sec-2", DOI),
        ("https://www.frontiersin.org/articles/10.5555/cold.1/full", DOI),
        ("https://journals.plos.org/plosone/article?id=10.5555/cold.1&type=printable", DOI),
        ("https://doi.org/10.5555/cold/full", ("DOI", "10.5555/cold/full")),
        ("10.1016/S0140-6736(05)12345(6)", ("DOI", "10.1016/S0140-6736(05)12345(6)")),
        (
            "https://doi.org/10.1002/(SICI)1(19980815/30)17:15/16%3C1661::AID%3E3.0.CO;2-2",
            ("DOI", "10.1002/(SICI)1(19980815/30)17:15/16<1661::AID>3.0.CO;2-2"),
        ),
    ],
)
def test_it_is_found(text: str, found: tuple[str, str]) -> None:
    assert read_identifier(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "0",
        "-5",
        "123456789012",
        "naltrexone",
        "10.5555/",
        "https://example.org/med/23359310",
        "https://example.org/PMC2891387",
        "https://notncbi.nlm.nih.gov.example.org/pubmed/23359310",
        "https://[::1",
        "https://www.sciencedirect.com/science/article/pii/S0140",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert read_identifier(text) is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    found = read_identifier(text)
    assert found is None or read_identifier(found[1]) == found


@given(st.text(alphabet="10.5/()<>[]'\"?#&=% httpdoirg:", max_size=40))
def test_no_address_breaks_it(text: str) -> None:
    found = read_identifier(f"https://doi.org/{text}")
    assert found is None or found[0] == "DOI"
