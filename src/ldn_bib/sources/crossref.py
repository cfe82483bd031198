"""Crossref's REST API: works by DOI, works by citation, and notices about them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from ldn_bib.errors import AnswerError
from ldn_bib.sources.answers import json_object, objects, refuse, said, texts
from ldn_bib.sources.crossref_item import date_of, item_of
from ldn_bib.sources.online import RECORD_AGE, STATUS_AGE, Online
from ldn_bib.sources.record import Notice, Record
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import CROSSREF, Service
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.issn import normalise_issn
from ldn_bib.values.status import StatusKind

SOURCE = "Crossref"

UPDATES: Mapping[str, StatusKind] = {
    "retraction": StatusKind.RETRACTED,
    "removal": StatusKind.RETRACTED,
    "withdrawal": StatusKind.RETRACTED,
    "partial_retraction": StatusKind.PARTLY_RETRACTED,
    "expression_of_concern": StatusKind.CONCERN,
    "correction": StatusKind.CORRECTED,
    "corrigendum": StatusKind.CORRECTED,
    "erratum": StatusKind.CORRECTED,
    "addendum": StatusKind.NONE,
    "clarification": StatusKind.NONE,
    "new_edition": StatusKind.NONE,
    "new_version": StatusKind.NONE,
}
"""Types of updates ("Crossmark", "Version control, corrections, and retractions")."""

SOURCES: Mapping[str, str] = {"retraction-watch": "Retraction Watch"}
"""``source`` of an update to who says so; the publisher says it through Crossref."""

_ROWS_OF_NOTICES = 50
_SPELLING = re.compile(r"[\s-]+")
# How publishers mark the title of the paper itself, which is left where it was.
_MARKED_TITLE = re.compile(
    r"\W*(?:RETRACTED|WITHDRAWN)(?:\s+(?:ARTICLE|PAPER|CHAPTER))?\s*[:\])—–-]"
)


class Crossref:
    """Asks Crossref."""

    def __init__(self, online: Online, service: Service = CROSSREF) -> None:
        """Take the door to the network and the service."""
        self._online = online
        self._service = service

    def work(self, doi: str, *, max_age: dt.timedelta = RECORD_AGE) -> Record | None:
        """Return the work with a DOI; None where Crossref has none, as with other agencies.

        Args:
            doi: bare DOI.
            max_age: how old an answer from the cache may be.

        Raises:
            SourceError: Crossref gave no usable answer.
        """
        response = self._online.get(
            self._service,
            f"works/{quote(doi, safe='')}",
            {},
            check=self._single,
            what=f"DOI {doi}",
            max_age=max_age,
        )
        work = self._single(response)
        return None if work is None else record_of(work, response.retrieved)

    def search(
        self, citation: str, *, rows: int = 5, max_age: dt.timedelta = RECORD_AGE
    ) -> tuple[Record, ...]:
        """Return the works that fit a citation best, the best first.

        Crossref always answers with something: whether it is the paper, the caller has to see.

        Args:
            citation: authors, title, journal and year, in any order.
            rows: how many works at most.
            max_age: how old an answer from the cache may be.

        Raises:
            SourceError: Crossref gave no usable answer.
        """
        words = " ".join(citation.split())
        return self._list(
            {"query.bibliographic": words, "rows": str(rows)}, f"the citation {words!r}", max_age
        )

    def with_notices(self, record: Record, *, max_age: dt.timedelta = STATUS_AGE) -> Record:
        """Return a record with the notices that name it, but that it does not name itself.

        Args:
            record: a record of Crossref.
            max_age: how old an answer from the cache may be.

        Raises:
            SourceError: Crossref gave no usable answer.
        """
        doi = record.identifier
        if "," in doi:
            # filters are joined with commas, and there is no way to escape one
            return record
        params = {"filter": f"updates:{doi}", "rows": str(_ROWS_OF_NOTICES)}
        response = self._online.get(
            self._service,
            "works",
            params,
            check=self._works,
            what=f"notices about DOI {doi}",
            max_age=max_age,
        )
        found = [
            _notice(update, _text(work.get("DOI")))
            for work in self._works(response)
            for update in objects(work.get("update-to"))
            if _same(_text(update.get("DOI")), doi)
        ]
        known = {(one.identifier.casefold(), one.kind) for one in record.notices}
        new = [one for one in found if (one.identifier.casefold(), one.kind) not in known]
        return replace(record, notices=(*record.notices, *dict.fromkeys(new)))

    def _list(
        self, params: Mapping[str, str], what: str, max_age: dt.timedelta
    ) -> tuple[Record, ...]:
        response = self._online.get(
            self._service, "works", params, check=self._works, what=what, max_age=max_age
        )
        return tuple(record_of(work, response.retrieved) for work in self._works(response))

    def _single(self, response: Response) -> Mapping[str, Any] | None:
        """Return the work of an answer; None for an unknown DOI, which plain text says."""
        if response.status == 404 and b"not found" in response.body[:200].lower():
            return None
        return self._message(response, "work")

    def _works(self, response: Response) -> list[Mapping[str, Any]]:
        return objects(self._message(response, "work-list").get("items"))

    def _message(self, response: Response, kind: str) -> Mapping[str, Any]:
        """Return the message of an answer, which says itself what it is."""
        if response.status != 200 and response.body.lstrip()[:1] != b"{":
            raise refuse(self._service, response)
        answer = json_object(self._service, response)
        message = answer.get("message")
        if answer.get("status") == "failed":
            words = [_text(one.get("message")) for one in objects(message)] or texts(message)
            raise AnswerError(f"{self._service.name} reports: {said('; '.join(words) or 'failed')}")
        if response.status != 200:
            raise refuse(self._service, response)
        if answer.get("message-type") != kind or not isinstance(message, dict):
            raise AnswerError(f"{self._service.name} sent no {kind} where one was asked for")
        if kind == "work" and normalise_doi(_text(message.get("DOI"))) is None:
            raise AnswerError(f"{self._service.name} sent a work without a DOI")
        return message


def record_of(work: Mapping[str, Any], retrieved: dt.datetime) -> Record:
    """Return the record of a work.

    ``updated-by`` names the notices about the work. ``update-to`` says that the work is a notice
    about another one, or, with the work's own DOI, that it was changed where it stands.

    Args:
        work: ``message`` of ``works/{doi}``, or an item of a list of works.
        retrieved: when it came, with a time zone.
    """
    doi = normalise_doi(_text(work.get("DOI"))) or ""
    item = item_of(work)
    notices = [_notice(one, _text(one.get("DOI"))) for one in objects(work.get("updated-by"))]
    notice_of: list[str] = []
    for update in objects(work.get("update-to")):
        target = normalise_doi(_text(update.get("DOI")))
        if target and _same(target, doi):
            notices.append(_notice(update, doi))
        elif target:
            notice_of.append(target)
    is_retracted = any(notice.kind is StatusKind.RETRACTED for notice in notices)
    if not is_retracted and not notice_of and _MARKED_TITLE.match(str(item.get("title", ""))):
        words = "its title says so"
        notices.append(Notice(StatusKind.RETRACTED, "title", words=words, source=SOURCE))
    score = work.get("score")
    return Record(
        source=SOURCE,
        identifier=doi,
        item=item,
        retrieved=retrieved,
        notices=tuple(dict.fromkeys(notices)),
        notice_of=tuple(dict.fromkeys(notice_of)),
        electronic=tuple(_electronic(work)),
        score=float(score) if isinstance(score, int | float) else 0.0,
    )


def _electronic(work: Mapping[str, Any]) -> Iterator[str]:
    for one in objects(work.get("issn-type")):
        number = normalise_issn(_text(one.get("value")))
        if number and one.get("type") == "electronic":
            yield number


def _notice(update: Mapping[str, Any], doi: str) -> Notice:
    """Return the notice of an update.

    Args:
        update: an element of ``updated-by`` or ``update-to``.
        doi: the DOI of the notice, which only the former has itself.
    """
    name = _SPELLING.sub("_", _text(update.get("type")).strip().lower())
    parts = date_of(update.get("updated")).get("date-parts", [[]])[0]
    return Notice(
        kind=UPDATES.get(name, StatusKind.NONE),
        name=name,
        identifier=normalise_doi(doi) or "",
        words=_text(update.get("label")),
        issued=_day(parts),
        source=SOURCES.get(_text(update.get("source")), SOURCE),
    )


def _day(parts: list[int]) -> dt.date | None:
    try:
        return dt.date(*parts) if len(parts) == 3 else None
    except ValueError:
        return None


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
