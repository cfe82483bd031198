from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.sources.fakes import NOON, FakeTime, FakeTransport, Reply
from tests.sources.server import saved

from ldn_bib.completing.gather import Gatherer
from ldn_bib.entry import Entry
from ldn_bib.errors import UnreachableError
from ldn_bib.sources.cache import Cache
from ldn_bib.sources.online import Online
from ldn_bib.sources.service import PUBMED, Service
from ldn_bib.values.status import StatusKind

FACTS = {
    "id": "younger2013",
    "type": "article-journal",
    "title": "Low-dose naltrexone for the treatment of fibromyalgia: findings of a small, "
    "randomized, double-blind, placebo-controlled, counterbalanced, crossover trial assessing "
    "daily pain levels",
    "author": [{"family": "Younger", "given": "Jarred"}],
    "issued": {"date-parts": [[2013]]},
}
CITED = {"container-title": "Arthritis and Rheumatism", "volume": "65", "page": "529-538"}
SOCKS = {
    "id": "berg2022",
    "type": "article-journal",
    "title": "Warm socks against Pruritus hiemalis: a trial in 10<sup>3</sup> feet",
    "author": [{"family": "Berg", "given": "Anna"}],
    "issued": {"date-parts": [[2022]]},
}
NOTHING = b'{"esearchresult":{"count":"0","idlist":[]}}'


def good_day(service: Service, path: str, params: Mapping[str, str]) -> Reply:
    """Answer as PubMed and Crossref would, for two papers."""
    if path == "efetch.fcgi":
        files = {"23359310": "efetch_23359310.xml", "99000011": "efetch_retracted.xml"}
        wanted = params["id"].split(",")
        parts = [saved(files[one]) for one in wanted if one in files]
        inner = b"".join(part.split(b"<PubmedArticleSet>")[1].rsplit(b"<", 1)[0] for part in parts)
        return b"<PubmedArticleSet>" + inner + b"</PubmedArticleSet>"
    if path == "esearch.fcgi":
        is_known = "10.1002/art.37734" in params["term"] or "fibromyalgia" in params["term"]
        found = b'{"esearchresult":{"count":"1","idlist":["23359310"]}}'
        return found if is_known else NOTHING
    if path == "ecitmatch.cgi":
        return params["bdata"].split("\r")[0].encode() + b"23359310"
    if service.slug == "pmc-ids":
        return saved("idconv.json")
    if path == "works/10.5555%2Fcold.8.1":
        return saved("crossref_retracted.json")
    if "filter" in params:
        return saved("crossref_notices.json")
    if "query.bibliographic" in params:
        return saved("crossref_found.json")
    return 404, b"Resource not found."


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def transport(time: FakeTime) -> FakeTransport:
    made = FakeTransport(time)
    made.route = good_day
    return made


@pytest.fixture
def online(transport: FakeTransport, time: FakeTime, tmp_path: Path) -> Online:
    return Online(transport, Cache(tmp_path / "cache"), clock=time.clock)


def entry(facts: Mapping[str, Any], **more: Any) -> Entry:
    return Entry({**facts, **more})


@pytest.mark.parametrize(
    ("more", "by"),
    [
        ({"PMID": "23359310"}, "PMID"),
        ({"DOI": "10.1002/art.37734"}, "DOI"),
        (CITED, "citation"),
        ({}, "citation"),
    ],
)
def test_a_paper_is_found_by_what_is_known_of_it(
    online: Online, more: dict[str, Any], by: str
) -> None:
    (found,) = Gatherer(online).gather([entry(FACTS, **more)])
    witness = found.witnesses[0]
    assert (witness.record.source, witness.record.identifier) == ("PubMed", "23359310")
    assert (witness.by, witness.is_certain) == (by, by != "citation")
    assert witness.record.item["page"] == "529-538"
    assert witness.record.retrieved == NOON
    assert (found.others, found.failures) == ((), ())


def test_a_pmcid_leads_to_both_sources(online: Online) -> None:
    (found,) = Gatherer(online).gather([entry(SOCKS, PMCID="PMC9900011")])
    assert [(one.record.source, one.by) for one in found.witnesses] == [
        ("PubMed", "PMCID"),
        ("Crossref", "PMCID"),
    ]
    assert found.witnesses[1].record.identifier == "10.5555/cold.8.1"


def test_an_identifier_of_another_paper_is_no_witness(online: Online) -> None:
    (found,) = Gatherer(online).gather([entry(FACTS, PMID="99000011")])
    assert [one.record.identifier for one in found.others] == ["99000011"]
    assert all(one.record.source != "PubMed" for one in found.witnesses)


def test_a_search_that_finds_another_paper_finds_nothing(online: Online) -> None:
    other = {**SOCKS, "title": "Cold hands in the morning: a survey", **CITED}
    (found,) = Gatherer(online).gather([entry(other)])
    assert (found.witnesses, found.others, found.failures) == ((), (), ())
    assert found.status is None


def test_the_status_is_that_of_both_sources(online: Online, transport: FakeTransport) -> None:
    (found,) = Gatherer(online).statuses([entry(SOCKS, PMID="99000011")])
    assert found.status is not None
    assert found.status.kind is StatusKind.RETRACTED
    assert found.status.notices == (
        "10.5555/cold.10.5r",
        "10.5555/cold.9.2c",
        "10.5555/cold.8.3e",
    )
    assert found.status.checked == NOON.date()
    assert found.notice_of == ()
    assert any("filter" in params for _, _, params in transport.asked)


def test_many_entries_take_few_requests(online: Online, transport: FakeTransport) -> None:
    entries = [entry(FACTS, PMID="23359310"), entry(SOCKS, PMID="99000011")]
    found = Gatherer(online).gather(entries)
    assert [one.entry for one in found] == entries
    assert [params["id"] for _, path, params in transport.asked if path == "efetch.fcgi"] == [
        "23359310,99000011"
    ]


def test_a_service_that_is_down_is_asked_once(online: Online, transport: FakeTransport) -> None:
    tried: list[str] = []

    def route(service: Service, path: str, params: Mapping[str, str]) -> Reply:
        if service is PUBMED:
            tried.append(path)
            return UnreachableError("PubMed is down")
        return good_day(service, path, params)

    transport.route = route
    doi = {"DOI": "10.5555/cold.8.1"}
    found = Gatherer(online).gather([entry(SOCKS, **doi), entry(SOCKS, **doi), entry(FACTS)])
    assert tried == ["esearch.fcgi"]
    assert [one.failures for one in found] == [("PubMed is down",)] * 3
    assert [one.witnesses[0].record.source for one in found] == ["Crossref"] * 3


def test_a_broken_answer_costs_one_paper(online: Online, transport: FakeTransport) -> None:
    def route(service: Service, path: str, params: Mapping[str, str]) -> Reply:
        return b"<html>" if path.startswith("works/") else good_day(service, path, params)

    transport.route = route
    found = Gatherer(online).gather([entry(SOCKS, PMID="99000011"), entry(FACTS)])
    assert found[0].failures[0].startswith("Crossref sent a web page instead of data")
    assert [one.record.source for one in found[0].witnesses] == ["PubMed"]


def test_notices_that_cannot_be_asked_for_do_not_hide_those_that_are_known(
    online: Online, transport: FakeTransport
) -> None:
    def route(service: Service, path: str, params: Mapping[str, str]) -> Reply:
        return b"" if "filter" in params else good_day(service, path, params)

    transport.route = route
    (found,) = Gatherer(online).statuses([entry(SOCKS, DOI="10.5555/cold.8.1")])
    assert found.failures == ("Crossref sent an empty answer; try again later",)
    assert found.status is not None
    assert found.status.kind is StatusKind.RETRACTED


def test_offline_one_missing_answer_does_not_hide_the_others(
    online: Online, time: FakeTime, tmp_path: Path
) -> None:
    known, new = entry(SOCKS, PMID="99000011"), entry(FACTS, PMID="23359310")
    Gatherer(online).gather([known])
    offline = Online(None, Cache(tmp_path / "cache"), clock=time.clock)
    found = Gatherer(offline).gather([new, known])
    assert found[0].witnesses == ()
    assert "PMID 23359310 is not among the answers of PubMed" in found[0].failures[0]
    assert [one.record.source for one in found[1].witnesses] == ["PubMed", "Crossref"]
    assert found[1].failures == ()
