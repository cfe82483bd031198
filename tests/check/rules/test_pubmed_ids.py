from __future__ import annotations

import datetime as dt

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.pubmed_ids import RULES

PMID, RANGE, PMCID = RULES


@pytest.mark.parametrize("text", ["23359310", "1"])
def test_a_number_is_fine(text: str) -> None:
    assert messages(PMID, f"pmid = {{{text}}}") == []


@pytest.mark.parametrize(
    "text",
    [
        "PMID: 23359310",
        "pmid 23359310",
        "0023359310",
        "PMID: 023359310",
        "https://pubmed.ncbi.nlm.nih.gov/23359310/",
        "http://www.ncbi.nlm.nih.gov/pubmed/23359310",
    ],
)
def test_only_the_number_is_kept(text: str) -> None:
    (found,) = findings(PMID, f"pmid = {{{text}}}")
    assert found.severity == "warning"
    assert "  pmid = {23359310},\n" in fixed(PMID, f"pmid = {{{text}}}")


@pytest.mark.parametrize("text", ["123456789", "n/a", "2335931O", "19453963, 23359310", "0"])
def test_what_is_no_pmid_is_an_error_and_stays(text: str) -> None:
    (found,) = findings(PMID, f"pmid = {{{text}}}")
    assert found.severity == "error"
    assert f"pmid = {{{text}}}" in fixed(PMID, f"pmid = {{{text}}}")


def test_a_pmcid_goes_to_its_own_field_where_that_is_free() -> None:
    assert "  pmcid = {PMC2891387},\n" in fixed(PMID, "pmid = {PMC2891387}")
    both = "pmid = {PMC2891387}\npmcid = {PMC1}"
    assert "pmid = {PMC2891387}" in fixed(PMID, both)


def test_numbers_that_pubmed_has_not_reached() -> None:
    assert messages(RANGE, "pmid = {99000001}") == [
        "smith2020: PubMed has not reached 99000001 yet"
    ]
    assert messages(RANGE, "pmid = {60000000}", today=dt.date(2036, 1, 1)) == []


@pytest.mark.parametrize(
    ("pmid", "year", "count"),
    [("2335931", 2013, 1), ("2335931", 1990, 0), ("15301740", 2004, 0), ("9500320", 1998, 0)],
)
def test_numbers_too_low_for_their_year(pmid: str, year: int, count: int) -> None:
    found = messages(RANGE, f"pmid = {{{pmid}}}\nyear = {{{year}}}")
    assert len(found) == count
    assert all("a digit may be missing" in message for message in found)


def test_an_entry_without_a_date_is_not_judged_by_its_year() -> None:
    text = '[{"id": "a", "type": "book", "title": "x", "PMID": "2335931"}]'
    assert messages(RANGE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2891387",
        "pmc2891387",
        "PMCID: PMC2891387",
        "PMC2891387.1",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2891387/",
    ],
)
def test_a_pmcid_is_pmc_and_a_number(text: str) -> None:
    assert len(messages(PMCID, f"pmcid = {{{text}}}")) == 1
    assert "  pmcid = {PMC2891387},\n" in fixed(PMCID, f"pmcid = {{{text}}}")


def test_a_pmid_in_the_field_is_not_made_a_pmcid() -> None:
    for text in ("pmcid = {23359310}", "pmcid = {2335931}\npmid = {2335931}"):
        (found,) = messages(PMCID, text)
        assert "looks like a PMID" in found
        assert "PMC" not in fixed(PMCID, text)


def test_other_words_are_no_pmcid() -> None:
    (found,) = findings(PMCID, "pmcid = {NIHMS12345}")
    assert found.severity == "error"


def test_the_field_pmc_may_hold_the_bare_number() -> None:
    assert messages(PMCID, "pmc = {2891387}") == []
    assert messages(PMCID, "pmcid = {PMC2891387}") == []
