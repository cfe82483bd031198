from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.sources.fakes import FakeTime, FakeTransport

from ldn_bib.errors import AnswerError, OfflineError, UnreachableError, UsageError
from ldn_bib.sources.cache import Cache
from ldn_bib.sources.online import RECORD_AGE, STATUS_AGE, Online, open_online
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import PUBMED


def accept(response: Response) -> None:
    if b"bad" in response.body:
        raise AnswerError("bad")


def ask(online: Online, *, max_age: dt.timedelta = RECORD_AGE) -> bytes:
    return online.get(PUBMED, "a", {"id": "1"}, check=accept, what="PMID 1", max_age=max_age).body


def test_nobody_is_asked_twice_within_the_age(
    online: Online, transport: FakeTransport, time: FakeTime
) -> None:
    transport.says(b"one", b"two", b"three")
    assert ask(online) == b"one"
    time.later(days=7)
    assert ask(online) == b"one"
    time.later(seconds=1)
    assert ask(online) == b"two"
    time.later(days=1, seconds=1)
    assert ask(online) == b"two"
    assert ask(online, max_age=STATUS_AGE) == b"three"


def test_an_answer_from_the_future_is_not_trusted(
    online: Online, transport: FakeTransport, time: FakeTime
) -> None:
    transport.says(b"one", b"two")
    ask(online)
    time.later(hours=-1)
    assert ask(online) == b"two"


def test_an_answer_that_fails_the_check_is_not_kept(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(b"bad", b"good")
    with pytest.raises(AnswerError):
        ask(online)
    assert ask(online) == b"good"
    assert ask(online) == b"good"
    assert len(transport.asked) == 2


def test_a_kept_answer_that_fails_the_check_is_asked_for_again(
    online: Online, transport: FakeTransport, time: FakeTime, tmp_path: Path
) -> None:
    response = Response(200, {}, b"bad", "", time.now())
    online.keep(PUBMED, "a", {"id": "1"}, response)
    transport.says(b"good")
    assert ask(online) == b"good"


def test_offline_takes_answers_of_any_age(
    online: Online, transport: FakeTransport, time: FakeTime, tmp_path: Path
) -> None:
    transport.says(b"one")
    ask(online)
    time.later(days=4000)
    offline = Online(None, Cache(tmp_path / "cache"), clock=time.clock)
    assert offline.is_offline
    assert ask(offline) == b"one"


def test_offline_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OfflineError) as caught:
        ask(Online(None, Cache(tmp_path)))
    assert str(caught.value) == (
        f"PMID 1 is not among the answers of PubMed that were kept in {tmp_path}; "
        "leave out --offline once to ask for it"
    )
    assert caught.value.exit_code == 3


def test_refresh_asks_again_but_once(
    online: Online, transport: FakeTransport, time: FakeTime, tmp_path: Path
) -> None:
    transport.says(b"one", b"two")
    ask(online)
    time.later(seconds=5)
    fresh = Online(transport, Cache(tmp_path / "cache"), refresh=True, clock=time.clock)
    assert ask(fresh) == b"two"
    time.later(seconds=5)
    assert ask(fresh) == b"two"


def test_a_failure_leaves_the_old_answer(
    online: Online, transport: FakeTransport, time: FakeTime, tmp_path: Path
) -> None:
    transport.says(b"one", UnreachableError("down"))
    ask(online)
    time.later(days=30)
    with pytest.raises(UnreachableError):
        ask(online)
    assert ask(Online(None, Cache(tmp_path / "cache"))) == b"one"


def test_closing_lets_the_connections_go(online: Online, transport: FakeTransport) -> None:
    with online as entered:
        assert entered is online
        assert not transport.is_closed
    assert transport.is_closed


def test_open_online_wants_an_address_unless_it_is_offline(tmp_path: Path) -> None:
    environ = {"LDNBIB_CACHE": str(tmp_path)}
    with pytest.raises(UsageError, match="ask for an e-mail address"):
        open_online(environ=environ)
    with open_online(environ=environ, offline=True) as online:
        assert online.is_offline


def test_open_online_makes_no_request(tmp_path: Path) -> None:
    pytest.importorskip("httpx2", reason="the extra online is not installed")
    environ = {"LDNBIB_CACHE": str(tmp_path), "LDNBIB_CONTACT": "me@example.org"}
    with open_online(environ=environ) as online:
        assert not online.is_offline
    assert list(tmp_path.iterdir()) == []
