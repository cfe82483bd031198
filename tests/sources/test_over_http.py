"""The services as a person asks them: over HTTP, with the cache, good days and bad ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

pytest.importorskip("httpx2", reason="the extra online is not installed")

from tests.sources.fakes import FakeTime
from tests.sources.server import Answer, Asked, Site, saved

from ldn_bib.errors import AnswerError, TooLargeError, UnreachableError
from ldn_bib.sources.cache import Cache
from ldn_bib.sources.citation_match import Citation, CitationMatcher
from ldn_bib.sources.crossref import Crossref
from ldn_bib.sources.online import Online
from ldn_bib.sources.pubmed import PubMed
from ldn_bib.sources.retry import Limits
from ldn_bib.sources.service import CROSSREF, PMC_IDS, PUBMED
from ldn_bib.sources.settings import Settings
from ldn_bib.sources.transport import HttpTransport
from ldn_bib.values.status import StatusKind

SETTINGS = Settings("you@example.org", "abcdef0123456789abcdef0123456789abcd")
FILES = {
    "/pubmed/efetch.fcgi": "efetch_23359310.xml",
    "/pubmed/esearch.fcgi": "esearch_found.json",
    "/pubmed/ecitmatch.cgi": "ecitmatch.txt",
    "/pmc/": "idconv.json",
    "/crossref/works/10.5555%2Fcold.8.1": "crossref_retracted.json",
    "/crossref/works": "crossref_notices.json",
}


def good_day(asked: Asked) -> Answer:
    if asked.path not in FILES:
        return Answer(b"Resource not found.", "404 Not Found")
    return Answer(saved(FILES[asked.path]))


@dataclass(frozen=True)
class Desk:
    """The services on the local server, and the folder of the cache."""

    pubmed: PubMed
    matcher: CitationMatcher
    crossref: Crossref
    cache: Path


@pytest.fixture
def desk(site: Site, time: FakeTime, tmp_path: Path) -> Iterator[Desk]:
    limits = Limits(connect=2.0, read=0.5, request=1.0, tries=2)
    transport = HttpTransport(SETTINGS, limits=limits, clock=time.clock)
    pubmed = replace(PUBMED, root=f"{site.root}pubmed/")
    with Online(transport, Cache(tmp_path / "cache"), clock=time.clock) as online:
        yield Desk(
            PubMed(online, pubmed, replace(PMC_IDS, root=f"{site.root}pmc/")),
            CitationMatcher(online, pubmed),
            Crossref(online, replace(CROSSREF, root=f"{site.root}crossref/")),
            tmp_path / "cache",
        )


def test_on_a_good_day_all_is_answered_once(site: Site, desk: Desk) -> None:
    site.route = good_day
    for _ in range(2):
        assert desk.pubmed.fetch(["23359310"])["23359310"].doi == "10.1002/art.37734"
        assert desk.pubmed.search("x").count == 3
        assert desk.pubmed.pmids_of_pmcids(["PMC2891387"]) == {"PMC2891387": "99000021"}
        (match,) = desk.matcher.match([Citation("Arthritis Rheum", "2013", "65", "529")])
        assert match.pmid == "23359310"
        work = desk.crossref.work("10.5555/cold.8.1")
        assert work is not None
        assert desk.crossref.with_notices(work).status.kind is StatusKind.RETRACTED
        assert desk.crossref.work("10.5555/nothing") is None
    assert len(site.asked) == 7


def test_the_cache_does_not_say_who_asked(site: Site, desk: Desk) -> None:
    site.route = good_day
    desk.pubmed.fetch(["23359310"])
    desk.pubmed.search("x")
    desk.pubmed.pmids_of_pmcids(["PMC2891387"])
    desk.crossref.work("10.5555/cold.8.1")
    files = [path for path in desk.cache.rglob("*") if path.is_file()]
    assert len(files) == 4
    for path in files:
        data = path.read_bytes()
        assert b"you@example.org" not in data
        assert b"you%40example.org" not in data
        assert SETTINGS.api_key.encode() not in data
    assert all(
        asked.params.get("email", asked.params.get("mailto")) == "you@example.org"
        for asked in site.asked
    )


XML = saved("efetch_23359310.xml")
BAD_DAYS = [
    (Answer(XML[:700]), AnswerError),
    (Answer(b"<!doctype html><h1>Maintenance</h1>"), AnswerError),
    (Answer(b"<a>" * 3_000_000), TooLargeError),
    (Answer(XML, cut=300), UnreachableError),
    (Answer(XML, wait=30.0), UnreachableError),
    (Answer(XML, drip=0.05), UnreachableError),
    (Answer(b"", "500 Internal Server Error"), UnreachableError),
    (Answer(b"", "429 Too Many Requests", {"Retry-After": "5"}), UnreachableError),
    (Answer(b"", "429 Too Many Requests", {"Retry-After": "86400"}), UnreachableError),
]


@pytest.mark.parametrize(("bad", "error"), BAD_DAYS)
def test_on_a_bad_day_nothing_is_kept_and_the_next_is_fine(
    site: Site, desk: Desk, bad: Answer, error: type[Exception]
) -> None:
    site.answers(bad)
    with pytest.raises(error, match="PubMed"):
        desk.pubmed.fetch(["23359310"])
    assert not desk.cache.exists()
    site.route = good_day
    assert list(desk.pubmed.fetch(["23359310"])) == ["23359310"]
