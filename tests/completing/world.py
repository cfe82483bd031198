"""An invented world: papers that PubMed and Crossref know, and a door to both without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from tests.sources.fakes import FakeTime, FakeTransport, Reply
from tests.sources.server import Answer, Asked

from ldn_bib.completing.services import Services
from ldn_bib.sources.cache import Cache
from ldn_bib.sources.citation_match import CitationMatcher
from ldn_bib.sources.crossref import Crossref
from ldn_bib.sources.online import Online
from ldn_bib.sources.pubmed import PubMed
from ldn_bib.sources.service import CROSSREF, PMC_IDS, PUBMED, Service


@dataclass(frozen=True)
class Paper:
    """A paper that both services know, as PubMed has it; ``crossref`` says what differs there."""

    pmid: str
    doi: str
    title: str
    authors: tuple[tuple[str, str], ...]
    journal: str = "Journal of cold skin"
    short: str = "J Cold Skin"
    date: tuple[str, ...] = ("2021", "Mar")
    volume: str = "7"
    issue: str = "2"
    pages: str = "101-9"
    pmcid: str = ""
    abstract: str = ""
    types: tuple[str, ...] = ("Journal Article",)
    mesh: tuple[str, ...] = ()
    vernacular: str = ""
    relations: tuple[tuple[str, str, str], ...] = ()
    """``RefType``, PMID and words of comments and corrections."""
    crossref: Mapping[str, Any] | None = field(default_factory=dict)
    """Fields of the work that are otherwise; None where Crossref does not know the paper."""

    def xml(self) -> str:
        """Return the record of PubMed."""
        people = "".join(
            f"<Author><LastName>{escape(family)}</LastName><ForeName>{escape(given)}</ForeName>"
            "</Author>"
            for family, given in self.authors
        )
        parts = ("Year", "Month", "Day")
        date = "".join(f"<{n}>{v}</{n}>" for n, v in zip(parts, self.date, strict=False))
        types = "".join(f"<PublicationType>{one}</PublicationType>" for one in self.types)
        relations = "".join(
            f'<CommentsCorrections RefType="{kind}"><RefSource>{escape(words)}</RefSource>'
            + (f"<PMID>{pmid}</PMID>" if pmid else "")
            + "</CommentsCorrections>"
            for kind, pmid, words in self.relations
        )
        mesh = "".join(
            f"<MeshHeading><DescriptorName>{escape(one)}</DescriptorName></MeshHeading>"
            for one in self.mesh
        )
        ids = {"pubmed": self.pmid, "doi": self.doi, "pmc": self.pmcid}
        listed = "".join(f'<ArticleId IdType="{k}">{v}</ArticleId>' for k, v in ids.items() if v)
        vernacular = f"<VernacularTitle>{escape(self.vernacular)}.</VernacularTitle>"
        vernacular = vernacular if self.vernacular else ""
        abstract = f"<Abstract><AbstractText>{escape(self.abstract)}</AbstractText></Abstract>"
        return (
            f"<PubmedArticle><MedlineCitation><PMID>{self.pmid}</PMID><Article><Journal>"
            f'<ISSN IssnType="Print">1234-5679</ISSN><JournalIssue><Volume>{self.volume}</Volume>'
            f"<Issue>{self.issue}</Issue><PubDate>{date}</PubDate></JournalIssue>"
            f"<Title>{escape(self.journal)}</Title><ISOAbbreviation>{self.short}</ISOAbbreviation>"
            f"</Journal><ArticleTitle>{escape(self.title)}.</ArticleTitle>"
            f"<Pagination><MedlinePgn>{self.pages}</MedlinePgn></Pagination>"
            f"{abstract if self.abstract else ''}<AuthorList>{people}</AuthorList>"
            f"<Language>eng</Language><PublicationTypeList>{types}</PublicationTypeList>{vernacular}</Article>"
            f"<CommentsCorrectionsList>{relations}</CommentsCorrectionsList>"
            f"<MeshHeadingList>{mesh}</MeshHeadingList></MedlineCitation>"
            f"<PubmedData><ArticleIdList>{listed}</ArticleIdList></PubmedData></PubmedArticle>"
        )

    def work(self) -> dict[str, Any]:
        """Return the message of Crossref."""
        months = {"Jan": 1, "Mar": 3, "Oct": 10}
        date = [months.get(part) or int(part) for part in self.date]
        return {
            "DOI": self.doi.lower(),
            "type": "journal-article",
            "title": [self.title.title()],
            "container-title": [self.journal.title()],
            "short-container-title": ["JCS"],
            "author": [{"family": family, "given": given} for family, given in self.authors],
            "published-print": {"date-parts": [date]},
            "volume": self.volume,
            "issue": self.issue,
            "page": self.pages,
            "ISSN": ["1234-5679"],
            "publisher": "Cold Press Ltd",
            "language": "en",
            **(self.crossref or {}),
        }


class World:
    """Answers as PubMed, the ID converter and Crossref do.

    Attributes:
        papers: the papers by PMID.
        bad: answer that a service gives instead, by its name in the cache.
        query: what a search that is no identifier finds.
        search: more of the answer to such a search.
    """

    def __init__(self, *papers: Paper) -> None:
        self.papers = {paper.pmid: paper for paper in papers}
        self.bad: dict[str, Reply] = {}
        self.query: tuple[str, ...] = ()
        self.search: dict[str, Any] = {}

    def reply(self, slug: str, path: str, params: Mapping[str, str]) -> Reply:
        """Return the answer of a service."""
        if slug in self.bad:
            return self.bad[slug]
        if slug == "crossref":
            return self._crossref(path, params)
        if slug == "pmc-ids":
            pmids = {one.pmcid: one.pmid for one in self.papers.values() if one.pmcid}
            found = [{"pmcid": one, "pmid": pmids[one]} for one in params["ids"].split(",")
                     if one in pmids]  # fmt: skip
            return json.dumps({"status": "ok", "records": found}).encode()
        if path == "efetch.fcgi":
            wanted = (self.papers.get(one) for one in params["id"].split(","))
            records = "".join(one.xml() for one in wanted if one)
            return f"<PubmedArticleSet>{records}</PubmedArticleSet>".encode()
        if path == "ecitmatch.cgi":
            rows = params["bdata"].split("\r")
            return "\n".join(f"{row}NOT_FOUND" for row in rows if row).encode()
        return self._search(params["term"])

    def _search(self, term: str) -> bytes:
        by_doi = re.fullmatch(r'"?(.*?)"?\[doi\]', term)
        more: dict[str, Any] = {}
        if by_doi:
            pmids = [
                one.pmid for one in self.papers.values() if one.doi.lower() == by_doi[1].lower()
            ]
        elif "[ti]" in term:
            pmids = []
        else:
            pmids, more = list(self.query), self.search
        found = {"count": str(len(pmids)), "idlist": pmids, "querytranslation": term, **more}
        return json.dumps({"esearchresult": found}).encode()

    def _crossref(self, path: str, params: Mapping[str, str]) -> Reply:
        if path == "works":
            message: dict[str, Any] = {"items": [], "total-results": 0}
            return _message("work-list", message)
        doi = unquote(path.removeprefix("works/"))
        for paper in self.papers.values():
            if paper.doi.lower() == doi.lower() and paper.crossref is not None:
                return _message("work", paper.work())
        return 404, b"Resource not found."

    def route(self, service: Service, path: str, params: Mapping[str, str]) -> Reply:
        """Answer behind a transport."""
        return self.reply(service.slug, path, params)

    def answer(self, asked: Asked) -> Answer:
        """Answer behind a server, where each service has a folder of its own."""
        slug, _, path = asked.path.removeprefix("/").partition("/")
        found = self.reply(slug, path, asked.params)
        assert not isinstance(found, Exception)
        status, body = found if isinstance(found, tuple) else (200, found)
        return Answer(body, "200 OK" if status == 200 else f"{status} Other")


def _message(kind: str, message: Mapping[str, Any]) -> bytes:
    return json.dumps({"status": "ok", "message-type": kind, "message": message}).encode()


def door(world: World, folder: Path, time: FakeTime | None = None) -> tuple[Services, Any]:
    """Return the services of a world, and the transport that counts what is asked."""
    time = time or FakeTime()
    transport = FakeTransport(time)
    transport.route = world.route
    return Services.of(Online(transport, Cache(folder), clock=time.clock)), transport


def offline_door(folder: Path) -> Services:
    """Return the services of somebody without a network."""
    return Services.of(Online(None, Cache(folder), clock=FakeTime().clock))


def services_at(root: str, online: Online) -> Services:
    """Return the services at a server on this machine."""
    pubmed = replace(PUBMED, root=f"{root}pubmed/")
    return Services.of(
        online,
        pubmed=PubMed(online, pubmed, replace(PMC_IDS, root=f"{root}pmc-ids/")),
        matcher=CitationMatcher(online, pubmed),
        crossref=Crossref(online, replace(CROSSREF, root=f"{root}crossref/")),
    )


SOCKS = Paper(
    pmid="90000001",
    doi="10.5555/Cold.1",
    title="Warm socks and cold skin: a randomised trial",
    authors=(("Frost", "Yoon Hang John"), ("van der Eis", "Berta"), ("Müller", "Karl")),
    pmcid="PMC9000001",
    abstract="We studied 12 people with fibromyalgia.",
    mesh=("Naltrexone", "Crohn Disease"),
    types=("Journal Article", "Randomized Controlled Trial"),
)
MITTENS = Paper(
    pmid="90000002",
    doi="10.5555/cold.2",
    title="Mittens in the arctic night",
    authors=(("Polar", "Anna"),),
    date=("2022", "Oct"),
    volume="8",
    issue="1",
    pages="e17",
    relations=(("RetractionIn", "90000003", "J Cold Skin. 2023;9:1. doi: 10.5555/cold.3."),),
)
RETRACTION = Paper(
    pmid="90000003",
    doi="10.5555/cold.3",
    title="Retraction of the study of mittens",
    authors=(("Polar", "Anna"),),
    date=("2023",),
    relations=(("RetractionOf", "90000002", "J Cold Skin. 2022;8:1."),),
)
