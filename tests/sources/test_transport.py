from __future__ import annotations

import gzip
import logging
import socket
import time as real_time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

pytest.importorskip("httpx2", reason="the extra online is not installed")

from tests.sources.fakes import FakeTime
from tests.sources.server import Answer, Site

from ldn_bib import __version__
from ldn_bib.errors import (
    AnswerError,
    SourceError,
    TooLargeError,
    UnreachableError,
    UsageError,
)
from ldn_bib.sources.retry import Limits
from ldn_bib.sources.service import CROSSREF, PUBMED, Service
from ldn_bib.sources.settings import Settings
from ldn_bib.sources.transport import HttpTransport

KEY = "abcdef0123456789abcdef0123456789abcd"
CONTACT = "somebody@example.org"
SETTINGS = Settings(CONTACT, KEY)
QUICK = Limits(connect=2.0, read=0.5, request=1.0, body=100_000, tries=3, total=60.0)
Opened = Callable[..., HttpTransport]


@pytest.fixture
def opened(time: FakeTime) -> Iterator[Opened]:
    made: list[HttpTransport] = []

    def make(limits: Limits = QUICK, settings: Settings = SETTINGS) -> HttpTransport:
        made.append(HttpTransport(settings, limits=limits, clock=time.clock, random=lambda: 1.0))
        return made[-1]

    yield make
    for transport in made:
        transport.close()


@pytest.fixture
def pubmed(site: Site) -> Service:
    return replace(PUBMED, root=f"{site.root}entrez/eutils/")


def test_a_request_says_who_asks(site: Site, pubmed: Service, opened: Opened) -> None:
    site.answers(Answer(b"<a/>", headers={"Content-Type": "text/xml"}))
    response = opened().get(pubmed, "efetch.fcgi", {"db": "pubmed", "id": "1,2"})
    assert (response.status, response.body) == (200, b"<a/>")
    assert response.headers["content-type"] == "text/xml"
    (asked,) = site.asked
    assert asked.path == "/entrez/eutils/efetch.fcgi"
    assert asked.params == {
        "db": "pubmed",
        "id": "1,2",
        "tool": "ldn-bib",
        "email": CONTACT,
        "api_key": KEY,
    }
    assert asked.headers["user-agent"] == f"ldn-bib/{__version__} (mailto:{CONTACT})"
    assert KEY not in response.address
    assert CONTACT not in response.address


def test_crossref_gets_the_address_and_no_key(site: Site, opened: Opened) -> None:
    site.answers(Answer(b"{}"))
    crossref = replace(CROSSREF, root=f"{site.root}v1/")
    opened().get(crossref, "works/10.1000%2F1%3C2%3E%23%3F", {})
    (asked,) = site.asked
    assert asked.path == "/v1/works/10.1000%2F1%3C2%3E%23%3F"
    assert asked.params == {"mailto": CONTACT}


def test_cookies_are_not_sent_back(site: Site, pubmed: Service, opened: Opened) -> None:
    site.answers(Answer(b"<a/>", headers={"Set-Cookie": "ncbi_sid=1; Path=/"}))
    transport = opened()
    transport.get(pubmed, "a", {})
    transport.get(pubmed, "a", {})
    assert len(site.asked) == 2
    assert all("cookie" not in asked.headers for asked in site.asked)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "500 Oops", "502 Bad", "503 Busy"])
def test_a_busy_service_is_asked_again(
    site: Site, pubmed: Service, opened: Opened, time: FakeTime, status: str
) -> None:
    site.answers(Answer(b"busy", status), Answer(b"busy", status), Answer(b"<a/>"))
    assert opened().get(pubmed, "a", {}).body == b"<a/>"
    assert len(site.asked) == 3
    assert time.slept == pytest.approx([1.0, 2.0])


def test_retry_after_in_seconds_is_kept(
    site: Site, pubmed: Service, opened: Opened, time: FakeTime
) -> None:
    site.answers(Answer(b"", "429 Slow", {"Retry-After": "7"}), Answer(b"<a/>"))
    opened().get(pubmed, "a", {})
    assert time.slept == [7.0]


def test_retry_after_as_a_date_is_kept(
    site: Site, pubmed: Service, opened: Opened, time: FakeTime
) -> None:
    date = {"Retry-After": "Fri, 02 Jan 2026 12:00:09 GMT"}
    site.answers(Answer(b"", "503 Busy", date), Answer(b"<a/>"))
    opened().get(pubmed, "a", {})
    assert time.slept == [9.0]


def test_a_service_that_asks_to_come_back_much_later_is_left_alone(
    site: Site, pubmed: Service, opened: Opened, time: FakeTime
) -> None:
    site.answers(Answer(b"", "429 Slow", {"Retry-After": "3600"}))
    with pytest.raises(UnreachableError) as caught:
        opened().get(pubmed, "a", {})
    assert str(caught.value) == (
        "no answer from PubMed (127.0.0.1) in 1 try: it answered 429 Too Many Requests; "
        "it asks to come back in 3600 seconds"
    )
    assert time.slept == []


def test_a_limit_told_with_status_200_is_one(site: Site, pubmed: Service, opened: Opened) -> None:
    limit = b'{"error":"API rate limit exceeded","api-key":"' + KEY.encode() + b'","count":"4"}'
    site.answers(Answer(limit), Answer(b"<a/>"))
    assert opened().get(pubmed, "a", {}).body == b"<a/>"
    site.answers(Answer(limit))
    with pytest.raises(UnreachableError, match="it asks to be asked less often"):
        opened().get(pubmed, "a", {})


def test_an_answer_that_repeats_the_key_loses_it(
    site: Site, pubmed: Service, opened: Opened
) -> None:
    site.answers(
        Answer(b'{"error":"API key invalid","api-key":"' + KEY.encode() + b'"}', "400 Bad")
    )
    response = opened().get(pubmed, "a", {})
    assert response.status == 400
    assert b"[API key]" in response.body
    assert KEY.encode() not in response.body


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(b"x" * 1000, cut=10), "the connection broke off or the answer is not HTTP"),
        (Answer(b"x", head_only=True), "the connection broke off or the answer is not HTTP"),
        (Answer(b"x" * 10, length=50), "the connection broke off or the answer is not HTTP"),
        (Answer(b"x", wait=30.0), "nothing came in time"),
        (Answer(b"x" * 100, drip=0.05), "the answer was not there after 1 seconds"),
        (Answer(b"x" * 100, length=-1, drip=0.05), "the answer was not there after 1 seconds"),
        (Answer(b"<a/>", headers={"Content-Encoding": "gzip"}), "the packed answer is broken"),
        (
            Answer(gzip.compress(b"<a/>" * 99)[:-20], headers={"Content-Encoding": "gzip"}),
            "the packed answer breaks off",
        ),
        (Answer(b"<a/>", headers={"Content-Encoding": "br"}), "packed in a way nobody asked for"),
    ],
)
def test_nothing_hangs_and_the_reason_is_told(
    site: Site, pubmed: Service, opened: Opened, answer: Answer, said: str
) -> None:
    site.answers(answer)
    # where bytes come slowly, a machine that is busy must not look like silence
    limits = replace(QUICK, tries=2, read=5.0 if answer.drip else QUICK.read)
    began = real_time.monotonic()
    with pytest.raises(UnreachableError) as caught:
        opened(limits).get(pubmed, "a", {})
    assert real_time.monotonic() - began < 8
    assert said in str(caught.value)
    assert "no answer from PubMed (127.0.0.1) in 2 tries" in str(caught.value)
    assert len(site.asked) == 2


@pytest.mark.parametrize("bad", [Answer(b"x" * 99, cut=9), Answer(b"x", wait=30.0)])
def test_an_answer_after_a_broken_one_counts(
    site: Site, pubmed: Service, opened: Opened, bad: Answer
) -> None:
    site.answers(bad, Answer(b"<a/>"))
    assert opened().get(pubmed, "a", {}).body == b"<a/>"


def test_no_server_is_told_as_such(opened: Opened) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        service = replace(PUBMED, root=f"http://127.0.0.1:{port}/")
        with pytest.raises(UnreachableError, match="in 3 tries: no connection; try again later"):
            opened().get(service, "a", {})


def test_all_tries_together_have_an_end(
    site: Site, pubmed: Service, opened: Opened, time: FakeTime
) -> None:
    site.answers(Answer(b"", "503 Busy"))
    with pytest.raises(UnreachableError):
        opened(replace(QUICK, tries=1000, total=100.0)).get(pubmed, "a", {})
    assert 50 < sum(time.slept) <= 100


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}])
@pytest.mark.parametrize("declares", [True, False])
def test_ten_megabytes_of_junk_are_not_read(
    site: Site, pubmed: Service, opened: Opened, headers: dict[str, str], declares: bool
) -> None:
    junk = b"junk" * 2_621_440
    body = gzip.compress(junk, 1) if headers else junk
    site.answers(Answer(body, headers=headers, length=None if declares else -1))
    with pytest.raises(TooLargeError, match="PubMed sent more than 8 MB in one answer"):
        opened(Limits(read=5.0)).get(pubmed, "a", {})
    assert len(site.asked) == 1


def test_a_packed_answer_is_unpacked(site: Site, pubmed: Service, opened: Opened) -> None:
    site.answers(Answer(gzip.compress(b"<a/>"), headers={"Content-Encoding": "gzip"}))
    assert opened().get(pubmed, "a", {}).body == b"<a/>"
    assert site.asked[0].headers["accept-encoding"] == "gzip"


def test_a_redirect_within_the_service_is_followed(
    site: Site, pubmed: Service, opened: Opened
) -> None:
    site.answers(Answer(b"", "301 Moved", {"Location": "/new/a?id=1"}), Answer(b"<a/>"))
    response = opened().get(pubmed, "a", {"id": "1"})
    assert response.body == b"<a/>"
    assert response.address == f"{site.root}new/a"
    assert [asked.path for asked in site.asked] == ["/entrez/eutils/a", "/new/a"]


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("https://example.com/efetch.fcgi", "https://example.com"),
        ("http://eutils.ncbi.nlm.nih.gov/a", "http://eutils.ncbi.nlm.nih.gov"),
        ("http://localhost/a", "http://localhost"),
        ("file:///etc/passwd", "nowhere"),
        ("", "nowhere"),
        ("https://[", "nowhere"),
    ],
)
def test_a_redirect_to_elsewhere_is_not_followed(
    site: Site, pubmed: Service, opened: Opened, location: str, shown: str
) -> None:
    site.answers(Answer(b"", "302 Found", {"Location": location}))
    with pytest.raises(AnswerError) as caught:
        opened().get(pubmed, "a", {})
    assert f"PubMed sends us on to {shown}, which is not one of its addresses" in str(caught.value)
    assert len(site.asked) == 1


def test_redirects_in_a_circle_have_an_end(site: Site, pubmed: Service, opened: Opened) -> None:
    site.answers(Answer(b"", "302 Found", {"Location": "a"}))
    with pytest.raises(AnswerError, match="sends us on in a circle"):
        opened().get(pubmed, "a", {})
    assert len(site.asked) == QUICK.redirects + 1


def test_a_service_is_only_asked_at_its_own_address(opened: Opened) -> None:
    for root in ("http://eutils.ncbi.nlm.nih.gov/", "https://example.com/", "http://localhost:1/"):
        with pytest.raises(UsageError, match="that is not its address"):
            opened().get(replace(PUBMED, root=root), "a", {})


@pytest.mark.parametrize(("key", "most"), [("", 3), (KEY, 10)])
def test_no_second_sees_more_requests_than_it_may(
    site: Site, pubmed: Service, opened: Opened, time: FakeTime, key: str, most: int
) -> None:
    moments: list[float] = []

    def route(asked: object) -> Answer:
        moments.append(time.seconds)
        return Answer(b"<a/>")

    site.route = route
    transport = opened(settings=Settings(CONTACT, key))
    for _ in range(25):
        transport.get(pubmed, "a", {})
    within = [sum(start <= one < start + 1 for one in moments) for start in moments]
    assert max(within) == most


def test_a_slower_pace_that_crossref_names_is_kept(
    site: Site, opened: Opened, time: FakeTime
) -> None:
    crossref = replace(CROSSREF, root=site.root)
    told = {"X-Rate-Limit-Limit": "1", "X-Rate-Limit-Interval": "2s"}
    site.answers(Answer(b"{}", headers=told))
    transport = opened()
    for _ in range(4):
        transport.get(crossref, "works", {})
    # the second request was timed before the answer to the first was there
    assert time.slept[1:] == pytest.approx([2.1, 2.1])


def test_secrets_are_in_no_log_and_no_error(
    site: Site, pubmed: Service, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = f"/b?api_key={KEY}&email={CONTACT}"
    site.answers(Answer(b"", "302 Found", {"Location": address}), Answer(b"", "500 Oops"))
    transport = opened()
    with pytest.raises(SourceError) as caught:
        transport.get(pubmed, "a", {})
    assert "HTTP Request: GET" in caplog.text
    for secret in (KEY, CONTACT, CONTACT.replace("@", "%40")):
        assert secret not in caplog.text
        assert secret not in str(caught.value)
        assert secret not in repr(SETTINGS)


def test_a_proxy_of_the_environment_is_used(
    site: Site, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", site.root)
    site.answers(Answer(b"<a/>"))
    elsewhere = replace(PUBMED, root="http://127.0.0.1:1/")
    assert opened().get(elsewhere, "a", {}).body == b"<a/>"
    assert site.asked[0].headers["host"] == "127.0.0.1:1"


def test_without_httpx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ldn_bib.sources.transport.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'ldn-bib\[online\]'"):
        HttpTransport(SETTINGS)
