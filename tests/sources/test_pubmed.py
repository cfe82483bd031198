from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.sources.fakes import NOON, FakeTime, FakeTransport
from tests.sources.server import saved

from ldn_bib.errors import AnswerError, OfflineError, TooLargeError
from ldn_bib.sources.cache import Cache
from ldn_bib.sources.online import STATUS_AGE, Online
from ldn_bib.sources.pubmed import BATCH, PubMed
from ldn_bib.sources.record import status_of
from ldn_bib.sources.service import PMC_IDS, PUBMED, Service
from ldn_bib.values.status import StatusKind

RETRACTED, YOUNGER = saved("efetch_retracted.xml"), saved("efetch_23359310.xml")


def test_records_come_by_number_with_their_xml(online: Online, transport: FakeTransport) -> None:
    transport.says(RETRACTED)
    records = PubMed(online).fetch(["99000013", "99000011", "99000011", "5"])
    assert list(records) == ["99000013", "99000011"]
    paper = records["99000011"]
    assert (paper.doi, paper.pmcid) == ("10.5555/cold.8.1", "PMC9900011")
    assert paper.types == ("Journal Article", "Retracted Publication")
    assert paper.retrieved == NOON
    assert "10<sup>3</sup> feet" in paper.xml
    assert "99000013</PMID></CommentsCorrections>" in paper.xml
    assert paper.xml.count("<PubmedArticle>") == 1
    ((service, path, params),) = transport.asked
    assert (service, path) == (PUBMED, "efetch.fcgi")
    assert params == {"db": "pubmed", "id": "99000013,99000011,5", "retmode": "xml"}


def test_notices_about_a_paper_are_told_from_those_that_it_is(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(RETRACTED)
    records = PubMed(online).fetch(["99000011", "99000013"])
    notices = records["99000011"].notices
    assert [(one.kind, one.name, one.identifier) for one in notices] == [
        (StatusKind.CORRECTED, "ErratumIn", "10.5555/cold.8.3e"),
        (StatusKind.CONCERN, "ExpressionOfConcernIn", "PMID 99000012"),
        (StatusKind.RETRACTED, "RetractionIn", "PMID 99000013"),
    ]
    assert notices[2].words == "J Cold Skin. 2024 May;10(5):301. doi: 10.5555/cold.10.5r."
    status = status_of(notices, NOON.date())
    assert status.kind is StatusKind.RETRACTED
    assert status.notices == ("PMID 99000013", "PMID 99000012", "10.5555/cold.8.3e")
    assert records["99000011"].notice_of == ()
    assert records["99000013"].notices == ()
    assert records["99000013"].notice_of == ("PMID 99000011",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("RetractionIn", StatusKind.RETRACTED),
        ("RetractedandRepublishedIn", StatusKind.RETRACTED),
        ("PartialRetractionIn", StatusKind.PARTLY_RETRACTED),
        ("ExpressionOfConcernIn", StatusKind.CONCERN),
        ("ErratumIn", StatusKind.CORRECTED),
        ("CorrectedandRepublishedIn", StatusKind.CORRECTED),
        ("UpdateIn", StatusKind.NONE),
    ],
)
def test_each_kind_of_notice(
    online: Online, transport: FakeTransport, name: str, kind: StatusKind
) -> None:
    body = RETRACTED.replace(b'"RetractionIn"', f'"{name}"'.encode())
    body = body.replace(b'UI="D016441"', b'UI="D000000"')
    transport.says(body)
    notice = PubMed(online).fetch(["99000011"])["99000011"].notices[-1]
    assert (notice.kind, notice.name, notice.identifier) == (kind, name, "PMID 99000013")
    alone = status_of([notice], None)
    assert alone.kind is kind
    assert alone.notices == (() if kind is StatusKind.NONE else ("PMID 99000013",))


def test_the_issn_of_the_electronic_edition_is_told(
    online: Online, transport: FakeTransport
) -> None:
    print_only = saved("efetch_23359310.xml")
    assert b'IssnType="Print"' in print_only or b'IssnType="Electronic"' in print_only
    transport.says(print_only.replace(b'IssnType="Print"', b'IssnType="Electronic"'))
    record = PubMed(online).fetch(["23359310"])["23359310"]
    assert len(record.electronic) == 1
    assert record.electronic[0].encode() in print_only


def test_the_publication_type_alone_says_that_a_paper_is_retracted(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(RETRACTED.replace(b'"RetractionIn"', b'"CommentIn"'))
    status = status_of(PubMed(online).fetch(["99000011"])["99000011"].notices, NOON.date())
    assert status.kind is StatusKind.RETRACTED
    assert status.checked == NOON.date()


def test_each_record_is_kept_for_itself(
    online: Online, transport: FakeTransport, time: FakeTime, tmp_path: Path
) -> None:
    transport.says(RETRACTED)
    first = PubMed(online).fetch(["99000011", "99000013", "5"])
    offline = PubMed(Online(None, Cache(tmp_path / "cache"), clock=time.clock))
    assert offline.fetch(["99000013"]) == {"99000013": first["99000013"]}
    assert offline.fetch(["99000011", "5"]) == {"99000011": first["99000011"]}
    with pytest.raises(OfflineError, match="PMID 23359310 is not among the answers of PubMed"):
        offline.fetch(["99000011", "23359310"])
    transport.says(YOUNGER)
    PubMed(online).fetch(["99000011", "23359310"])
    assert transport.asked[-1][2]["id"] == "23359310"


def test_retractions_are_looked_for_every_day(
    online: Online, transport: FakeTransport, time: FakeTime
) -> None:
    transport.says(YOUNGER, YOUNGER)
    pubmed = PubMed(online)
    pubmed.fetch(["23359310"])
    time.later(days=2)
    assert pubmed.fetch(["23359310"])["23359310"].retrieved == NOON
    record = pubmed.fetch(["23359310"], max_age=STATUS_AGE)["23359310"]
    assert record.retrieved == NOON + dt.timedelta(days=2)


def numbered(service: Service, path: str, params: Mapping[str, str]) -> bytes:
    """Answer with a record for each number that is asked for."""
    article = "<PubmedArticle><MedlineCitation><PMID>{}</PMID></MedlineCitation></PubmedArticle>"
    articles = "".join(map(article.format, params["id"].split(",")))
    return f"<PubmedArticleSet>{articles}</PubmedArticleSet>".encode()


def test_many_records_are_asked_for_in_batches(online: Online, transport: FakeTransport) -> None:
    transport.route = numbered
    wanted = [str(number) for number in range(1, 2 * BATCH + 8)]
    assert list(PubMed(online).fetch(wanted)) == wanted
    assert [params["id"].count(",") + 1 for _, _, params in transport.asked] == [200, 200, 7]


def test_a_batch_that_is_too_large_is_asked_for_in_parts(
    online: Online, transport: FakeTransport
) -> None:
    def route(service: Service, path: str, params: Mapping[str, str]) -> bytes | Exception:
        return TooLargeError("big") if "," in params["id"] else numbered(service, path, params)

    transport.route = route
    assert list(PubMed(online).fetch(["1", "2", "3"])) == ["1", "2", "3"]
    transport.route = lambda *_: TooLargeError("big")
    with pytest.raises(TooLargeError):
        PubMed(online).fetch(["4", "5"])


def test_no_record_is_no_error(online: Online, transport: FakeTransport) -> None:
    transport.says(b"<PubmedArticleSet></PubmedArticleSet>", (400, saved("efetch_error.xml")))
    assert PubMed(online).fetch(["1"]) == {}
    assert PubMed(online).fetch(["2"]) == {}
    assert PubMed(online).fetch(["1", "2"]) == {}
    assert len(transport.asked) == 2


BROKEN = [
    (b"", "PubMed sent an empty answer"),
    (b"  \n", "PubMed sent an empty answer"),
    (YOUNGER[: len(YOUNGER) // 2], "the answer of PubMed breaks off or is not XML"),
    (YOUNGER[:-20], "the answer of PubMed breaks off or is not XML"),
    (b"not XML at all", "the answer of PubMed breaks off or is not XML"),
    (
        b"<!DOCTYPE html>\n<html><body>We are down for maintenance.</body></html>",
        "PubMed sent a web page instead of data",
    ),
    (b"<!-- proxy --><HTML lang=en><p>Sign in", "PubMed sent a web page instead of data"),
    (saved("efetch_down.xml"), "PubMed reports: Unable to obtain query #1"),
    (b'{"error":"API key invalid","api-key":"x"}', "PubMed reports: API key invalid"),
    (b"<eSearchResult/>", "PubMed sent <eSearchResult> where"),
    (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<PubmedArticleSet>&e;'
        b"</PubmedArticleSet>",
        "PubMed sent XML that declares entities",
    ),
    ((400, b"<PubmedArticleSet/>"), "PubMed refused the request with status 400"),
]


@pytest.mark.parametrize(("reply", "said"), BROKEN)
def test_an_answer_that_cannot_be_used_is_told_and_not_kept(
    online: Online, transport: FakeTransport, reply: bytes, said: str
) -> None:
    transport.says(reply, YOUNGER)
    with pytest.raises(AnswerError) as caught:
        PubMed(online).fetch(["23359310"])
    assert str(caught.value).startswith(said)
    assert list(PubMed(online).fetch(["23359310"])) == ["23359310"]


def test_names_of_characters_survive_without_the_document_type(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(YOUNGER.replace(b"small, randomized", b"small&nbsp;&thinsp;randomized"))
    xml = PubMed(online).fetch(["23359310"])["23359310"].xml
    assert "small&nbsp;&thinsp;randomized" in xml
    assert PubMed(online).fetch(["23359310"])["23359310"].xml == xml


def test_a_search_gives_numbers_and_how_it_was_understood(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(saved("esearch_found.json"))
    found = PubMed(online).search("cold sock[ti]", since=dt.date(2024, 1, 1))
    assert found.pmids == ("99000013", "99000011", "23359310")
    assert (found.count, found.ignored, found.retrieved) == (3, (), NOON)
    assert found.understood == '"cold"[Title] AND "sock"[Title]'
    ((_, path, params),) = transport.asked
    assert path == "esearch.fcgi"
    assert params == {
        "db": "pubmed",
        "term": "cold sock[ti]",
        "retmode": "json",
        "sort": "pub_date",
        "datetype": "pdat",
        "mindate": "2024/01/01",
        "maxdate": "3000",
        "retstart": "0",
        "retmax": "500",
    }


def page(start: int, end: int, count: int) -> bytes:
    numbers = [str(number + 1) for number in range(start, end)]
    return json.dumps({"esearchresult": {"count": str(count), "idlist": numbers}}).encode()


def test_a_long_result_is_read_page_by_page(online: Online, transport: FakeTransport) -> None:
    def route(service: Service, path: str, params: Mapping[str, str]) -> bytes:
        start, most = int(params["retstart"]), int(params["retmax"])
        return page(start, min(start + most, 1200), 1200)

    transport.route = route
    assert len(PubMed(online).search("much").pmids) == 1200
    assert [params["retstart"] for _, _, params in transport.asked] == ["0", "500", "1000"]
    found = PubMed(online).search("much more", most=7)
    assert (len(found.pmids), found.count) == (7, 1200)


def test_a_result_that_promises_more_than_it_has_ends(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(page(0, 500, 99999), page(0, 0, 99999))
    assert len(PubMed(online).search("promises").pmids) == 500


def test_words_that_were_not_found_are_told(online: Online, transport: FakeTransport) -> None:
    transport.says(saved("esearch_nothing.json"))
    found = PubMed(online).search("x")
    assert found.pmids == ()
    assert found.ignored == ("10.5555/nothing[doi]", '"10.5555/nothing"[doi]')


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (saved("esearch_error.json"), "PubMed reports: Search Backend failed"),
        (b'{"header":{}}', "PubMed sent no result of a search"),
        (b'{"esearchresult":{"count":"-1","idlist":[]}}', "PubMed sent a result that is not one"),
        (b'{"esearchresult":{"count":"1","idlist":["<b>"]}}', "PubMed sent a result that is not"),
        (b'{"esearchresult":', "the answer of PubMed breaks off or is not JSON"),
        (b"[" * 100_000, "the answer of PubMed breaks off or is not JSON"),
        (b"[]", "PubMed sent JSON that is no object"),
        (b"<html>down</html>", "PubMed sent a web page"),
        ((400, b'{"esearchresult":{}}'), "PubMed refused the request with status 400"),
    ],
)
def test_a_search_without_a_usable_answer(
    online: Online, transport: FakeTransport, reply: bytes, said: str
) -> None:
    transport.says(reply)
    with pytest.raises(AnswerError) as caught:
        PubMed(online).search("x")
    assert str(caught.value).startswith(said)


def test_a_doi_is_found_only_if_the_record_has_it(online: Online, transport: FakeTransport) -> None:
    found = saved("esearch_found.json")
    both = RETRACTED.replace(b"</PubmedArticleSet>", b"") + YOUNGER.split(b"<PubmedArticleSet>")[1]
    transport.says(found, both)
    assert PubMed(online).pmid_of_doi("10.5555/COLD.8.1") == "99000011"
    assert transport.asked[0][2]["term"] == "10.5555/COLD.8.1[doi]"
    transport.says(found)
    assert PubMed(online).pmid_of_doi("10.5555/other") is None
    transport.says(saved("esearch_nothing.json"))
    assert PubMed(online).pmid_of_doi('10.5555/a(1)[x]"y') is None
    assert transport.asked[-1][2]["term"] == '"10.5555/a(1)[x] y"[doi]'


def test_numbers_of_pubmed_central_become_pmids(
    online: Online, transport: FakeTransport, time: FakeTime, tmp_path: Path
) -> None:
    transport.says(saved("idconv.json"))
    wanted = ["PMC2891387", "PMC9900011", "PMC9999999"]
    pairs = {"PMC2891387": "99000021", "PMC9900011": "99000011"}
    assert PubMed(online).pmids_of_pmcids(wanted) == pairs
    ((service, path, params),) = transport.asked
    assert (service, path) == (PMC_IDS, "")
    assert params == {
        "ids": ",".join(wanted),
        "idtype": "pmcid",
        "format": "json",
        "versions": "no",
    }
    offline = PubMed(Online(None, Cache(tmp_path / "cache"), clock=time.clock))
    assert offline.pmids_of_pmcids(reversed(wanted)) == pairs
    # the converter repeats who asked
    assert b"you@example.org" in saved("idconv.json")
    kept = [path.read_bytes() for path in (tmp_path / "cache").rglob("*.answer")]
    assert len(kept) == 3
    assert not any(b"you@example.org" in data for data in kept)


def test_the_converter_may_refuse(online: Online, transport: FakeTransport) -> None:
    transport.says((400, saved("idconv_error.json")))
    with pytest.raises(AnswerError) as caught:
        PubMed(online).pmids_of_pmcids(["PMC1"])
    assert str(caught.value) == (
        "the PMC ID Converter refused the request with status 400: "
        "All values of query param `ids` must be PMC IDs"
    )
