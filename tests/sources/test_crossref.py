from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from tests.sources.fakes import NOON, FakeTransport
from tests.sources.server import saved

from ldn_bib.errors import AnswerError
from ldn_bib.sources.crossref import UPDATES, Crossref, record_of
from ldn_bib.sources.online import Online
from ldn_bib.sources.record import Notice
from ldn_bib.sources.service import CROSSREF
from ldn_bib.values.status import StatusKind

DOI = "10.5555/cold.8.1"
RETRACTED = saved("crossref_retracted.json")


def test_a_work_has_its_item_and_its_notices(online: Online, transport: FakeTransport) -> None:
    transport.says(RETRACTED)
    record = Crossref(online).work(DOI)
    assert record is not None
    assert (record.source, record.identifier, record.retrieved) == ("Crossref", DOI, NOON)
    assert record.item["volume"] == "8"
    assert record.notices == (
        Notice(
            StatusKind.CORRECTED,
            "correction",
            "10.5555/cold.8.3e",
            "Correction",
            dt.date(2022, 3, 1),
            "Crossref",
        ),
        Notice(
            StatusKind.RETRACTED,
            "retraction",
            "10.5555/cold.10.5r",
            "Retraction",
            dt.date(2024, 5, 6),
            "Crossref",
        ),
        Notice(
            StatusKind.RETRACTED,
            "retraction",
            "10.5555/cold.10.5r",
            "Retraction",
            dt.date(2024, 5, 6),
            "Retraction Watch",
        ),
    )
    assert record.status.kind is StatusKind.RETRACTED
    assert record.status.notices == ("10.5555/cold.10.5r", "10.5555/cold.8.3e")
    assert record.status.checked == NOON.date()
    assert transport.asked == [(CROSSREF, "works/10.5555%2Fcold.8.1", {})]


def test_a_doi_of_any_signs_stands_in_the_path(online: Online, transport: FakeTransport) -> None:
    transport.says((404, b"Resource not found."))
    doi = "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-#?%"
    assert Crossref(online).work(doi) is None
    path = transport.asked[0][1]
    assert path == (
        "works/10.1002%2F%28SICI%291096-8644%28199601%2999%3A1%3C1%3A%3AAID-AJPA1%3E3.0.CO"
        "%3B2-%23%3F%25"
    )


def test_an_unknown_doi_is_kept_as_such(online: Online, transport: FakeTransport) -> None:
    transport.says((404, b"Resource not found."))
    assert Crossref(online).work(DOI) is None
    assert Crossref(online).work(DOI) is None
    assert len(transport.asked) == 1


def test_notices_that_only_they_name_themselves_are_found(
    online: Online, transport: FakeTransport
) -> None:
    silent = json.loads(RETRACTED)
    del silent["message"]["updated-by"]
    transport.says(json.dumps(silent).encode(), saved("crossref_notices.json"))
    crossref = Crossref(online)
    record = crossref.work(DOI)
    assert record is not None
    assert record.status.kind is StatusKind.NONE
    found = crossref.with_notices(record)
    assert [(one.kind, one.identifier) for one in found.notices] == [
        (StatusKind.CONCERN, "10.5555/cold.9.2c"),
        (StatusKind.RETRACTED, "10.5555/cold.10.5r"),
    ]
    assert found.status.kind is StatusKind.RETRACTED
    assert transport.asked[1] == (
        CROSSREF,
        "works",
        {"filter": "updates:10.5555/cold.8.1", "rows": "50"},
    )


def test_a_notice_that_is_known_is_not_named_twice(
    online: Online, transport: FakeTransport
) -> None:
    transport.says(RETRACTED, saved("crossref_notices.json"))
    crossref = Crossref(online)
    record = crossref.work(DOI)
    assert record is not None
    found = crossref.with_notices(record)
    assert [one.identifier for one in found.notices[3:]] == ["10.5555/cold.9.2c"]
    assert found.status.notices == (
        "10.5555/cold.10.5r",
        "10.5555/cold.9.2c",
        "10.5555/cold.8.3e",
    )


def work(**fields: Any) -> dict[str, Any]:
    return {"DOI": DOI, "type": "journal-article", **fields}


def test_an_update_to_another_paper_makes_the_work_a_notice() -> None:
    update = {"DOI": "10.5555/other", "type": "retraction", "label": "Retraction"}
    record = record_of(work(**{"update-to": [update]}, title=["RETRACTED: Other"]), NOON)
    assert record.notices == ()
    assert record.notice_of == ("10.5555/other",)
    assert record.status.kind is StatusKind.NONE


def test_an_update_to_itself_is_a_notice_about_the_work() -> None:
    update = {"DOI": DOI.upper(), "type": "withdrawal", "label": "Withdrawal"}
    record = record_of(work(**{"update-to": [update]}), NOON)
    assert record.notice_of == ()
    assert (record.status.kind, record.status.notices) == (StatusKind.RETRACTED, (DOI,))


@pytest.mark.parametrize(
    ("title", "is_retracted"),
    [
        ("RETRACTED: Warm socks", True),
        ("RETRACTED ARTICLE: Warm socks", True),
        ("[WITHDRAWN] Warm socks", True),
        ("Retraction: Warm socks", False),
        ("Retracted papers in dermatology", False),
        ("RETRACTED PAPERS AND THEIR CITATIONS", False),
    ],
)
def test_a_title_can_say_that_the_paper_is_retracted(title: str, is_retracted: bool) -> None:
    kind = record_of(work(title=[title]), NOON).status.kind
    assert kind is (StatusKind.RETRACTED if is_retracted else StatusKind.NONE)


@pytest.mark.parametrize("name", [*UPDATES, "Expression of concern", "something_new"])
def test_each_type_of_update(name: str) -> None:
    update = {"DOI": "10.5555/n", "type": name, "updated": {"date-parts": [[2024, 2, 31]]}}
    record = record_of(work(**{"updated-by": [update]}), NOON)
    (notice,) = record.notices
    expected = UPDATES.get(name.lower().replace(" ", "_"), StatusKind.NONE)
    assert (notice.kind, notice.issued) == (expected, None)
    assert record.status.kind is expected
    assert record.status.notices == (("10.5555/n",) if expected is not StatusKind.NONE else ())


def test_a_citation_finds_works_with_their_scores(online: Online, transport: FakeTransport) -> None:
    transport.says(saved("crossref_found.json"))
    found = Crossref(online).search("Younger  J. Low-dose\nnaltrexone 2013", rows=2)
    assert [(one.identifier, one.score) for one in found] == [
        ("10.1002/art.37734", 74.5),
        ("10.5555/other", 31.0),
    ]
    assert transport.asked == [
        (
            CROSSREF,
            "works",
            {"query.bibliographic": "Younger J. Low-dose naltrexone 2013", "rows": "2"},
        )
    ]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (b"", "Crossref sent an empty answer"),
        (RETRACTED[:500], "the answer of Crossref breaks off or is not JSON"),
        (b"<!doctype html><title>502</title>", "Crossref sent a web page instead of data"),
        ((400, saved("crossref_failed.json")), "Crossref reports: Integer specified as many"),
        (saved("crossref_failed.json"), "Crossref reports: Integer specified as many"),
        (saved("crossref_found.json"), "Crossref sent no work where one was asked for"),
        (b'{"status":"ok","message-type":"work","message":[]}', "Crossref sent no work"),
        (b'{"status":"ok","message-type":"work","message":{}}', "Crossref sent a work without"),
        ((404, b"<html>Not the API</html>"), "Crossref refused the request with status 404"),
        ((403, b"Forbidden"), "Crossref refused the request with status 403"),
    ],
)
def test_an_answer_that_cannot_be_used(
    online: Online, transport: FakeTransport, reply: bytes, said: str
) -> None:
    transport.says(reply, RETRACTED)
    with pytest.raises(AnswerError) as caught:
        Crossref(online).work(DOI)
    assert str(caught.value).startswith(said)
    assert Crossref(online).work(DOI) is not None
