"""PubMed through NCBI's E-utilities: records by number, numbers by query or identifier.

After "The E-utilities In-Depth" (NBK25499) and the pages of the PMC ID Converter.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ldn_bib.errors import AnswerError, TooLargeError
from ldn_bib.sources.answers import json_object, objects, refuse, said, texts, xml_root
from ldn_bib.sources.online import RECORD_AGE, STATUS_AGE, Online
from ldn_bib.sources.pubmed_record import SETS, PubMedRecord, records_of
from ldn_bib.sources.response import Response
from ldn_bib.sources.service import PMC_IDS, PUBMED, Service
from ldn_bib.values.pmcid import normalise_pmcid

BATCH = 200
"""Records a request, and identifiers a request of the ID converter."""

PAGE = 500
MOST_FOUND = 9_999
"""ESearch gives no more numbers of PubMed than these, however many there are."""

_PLAIN_DOI = re.compile(r"[A-Za-z0-9./_-]+")
_EMPTY = ("id list is empty", "empty result", "nothing to do")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search in PubMed found.

    Attributes:
        pmids: numbers of the records, in the order of PubMed.
        count: how many there are; more than ``pmids`` where it was limited.
        understood: the query as PubMed understood it.
        ignored: words of the query that PubMed left out or did not find.
        retrieved: when it was searched, with a time zone.
    """

    pmids: tuple[str, ...]
    count: int
    understood: str
    ignored: tuple[str, ...]
    retrieved: dt.datetime


class PubMed:
    """Asks PubMed."""

    def __init__(
        self, online: Online, service: Service = PUBMED, converter: Service = PMC_IDS
    ) -> None:
        """Take the door to the network.

        Args:
            online: the door.
            service: the E-utilities.
            converter: the ID converter of PubMed Central.
        """
        self._online = online
        self._service = service
        self._converter = converter

    def fetch(
        self, pmids: Iterable[str], *, max_age: dt.timedelta = RECORD_AGE
    ) -> dict[str, PubMedRecord]:
        """Return the records with these numbers; a number without a record is not in the result.

        Each record is kept for itself, so that it is found again whatever else is asked for.

        Args:
            pmids: the numbers.
            max_age: how old an answer from the cache may be; ``STATUS_AGE`` for retractions.

        Raises:
            SourceError: PubMed gave no usable answer.
        """
        wanted = dict.fromkeys(pmids)
        found: dict[str, PubMedRecord] = {}
        missing: list[str] = []
        for pmid in wanted:
            known = self._online.recall(
                self._service, "efetch.fcgi", _fetch(pmid), check=self._set, max_age=max_age
            )
            if known is None:
                missing.append(pmid)
            else:
                found |= self._records(known, [pmid])
        for batch in _batches(missing, BATCH):
            found |= self._fetch_batch(batch)
        return {pmid: found[pmid] for pmid in wanted if pmid in found}

    def search(
        self,
        term: str,
        *,
        since: dt.date | None = None,
        date_type: str = "pdat",
        most: int = MOST_FOUND,
        max_age: dt.timedelta = STATUS_AGE,
    ) -> Found:
        """Return what a query finds, newest records first.

        Args:
            term: the query, in PubMed's own language.
            since: earliest day; None for all.
            date_type: what the day is: ``pdat`` of publication, ``edat`` of entry into PubMed.
            most: how many numbers at most.
            max_age: how old an answer from the cache may be.

        Raises:
            SourceError: PubMed gave no usable answer, or does not understand the query.
        """
        params = {"db": "pubmed", "term": term, "retmode": "json", "sort": "pub_date"}
        if since is not None:
            params |= {"datetype": date_type, "mindate": f"{since:%Y/%m/%d}", "maxdate": "3000"}
        most = min(most, MOST_FOUND)
        found: Found | None = None
        start, pmids = 0, dict[str, None]()
        while found is None or (start < min(found.count, most)):
            asked = {**params, "retstart": str(start), "retmax": str(min(PAGE, most - start))}
            response = self._online.get(
                self._service,
                "esearch.fcgi",
                asked,
                check=self._page,
                what=f"the search {said(term)!r}",
                max_age=max_age,
            )
            page = self._page(response)
            found = found or page
            if not page.pmids:
                break
            start += len(page.pmids)
            pmids |= dict.fromkeys(page.pmids)
        return replace(found, pmids=tuple(islice(pmids, most)))

    def pmid_of_doi(self, doi: str, *, max_age: dt.timedelta = RECORD_AGE) -> str | None:
        """Return the number of the paper with a DOI; None where PubMed has not exactly one.

        PubMed searches for parts of what it does not find, so the record itself is looked at.

        Raises:
            SourceError: PubMed gave no usable answer.
        """
        # brackets and the like would be signs of the query, unless they are quoted
        term = doi if _PLAIN_DOI.fullmatch(doi) else '"' + doi.replace('"', " ") + '"'
        found = self.search(f"{term}[doi]", most=5, max_age=max_age)
        records = self.fetch(found.pmids, max_age=max_age)
        same = [one.pmid for one in records.values() if one.doi.casefold() == doi.casefold()]
        return same[0] if len(same) == 1 else None

    def pmids_of_pmcids(
        self, pmcids: Iterable[str], *, max_age: dt.timedelta = RECORD_AGE
    ) -> dict[str, str]:
        """Return the PMIDs of articles in PubMed Central; one without a PMID is left out.

        Args:
            pmcids: the numbers, as ``PMC123``.
            max_age: how old an answer from the cache may be.

        Raises:
            SourceError: the ID converter gave no usable answer.
        """
        found: dict[str, str] = {}
        missing: list[str] = []
        for pmcid in dict.fromkeys(pmcids):
            known = self._online.recall(
                self._converter, "", _convert(pmcid), check=self._converted, max_age=max_age
            )
            if known is None:
                missing.append(pmcid)
            else:
                found |= self._converted(known)
        for batch in _batches(missing, BATCH):
            response = self._online.get(
                self._converter,
                "",
                _convert(",".join(batch)),
                check=self._converted,
                what=", ".join(batch[:3]) + (" …" if len(batch) > 3 else ""),
                keep=False,
            )
            converted = self._converted(response)
            answers = {pmcid: converted[pmcid] for pmcid in batch if pmcid in converted}
            found |= answers
            for pmcid in batch:
                # the answer itself repeats who asked, so only the pair is kept
                pair = [{"pmcid": pmcid, "pmid": answers[pmcid]}] if pmcid in answers else []
                body = json.dumps({"status": "ok", "records": pair}).encode()
                kept = replace(response, status=200, headers={}, body=body)
                self._online.keep(self._converter, "", _convert(pmcid), kept)
        return found

    def _fetch_batch(self, pmids: Sequence[str]) -> dict[str, PubMedRecord]:
        shown = ", ".join(pmids[:3]) + (" …" if len(pmids) > 3 else "")
        try:
            response = self._online.get(
                self._service,
                "efetch.fcgi",
                _fetch(",".join(pmids)),
                check=self._set,
                what=f"PMID {shown}",
                keep=False,
            )
        except TooLargeError:
            if len(pmids) == 1:
                raise
            half = len(pmids) // 2
            return self._fetch_batch(pmids[:half]) | self._fetch_batch(pmids[half:])
        found = self._records(response, pmids)
        for pmid in pmids:
            xml = found[pmid].xml if pmid in found else "<PubmedArticleSet></PubmedArticleSet>"
            kept = replace(response, status=200, headers={}, body=xml.encode())
            self._online.keep(self._service, "efetch.fcgi", _fetch(pmid), kept)
        return found

    def _records(self, response: Response, pmids: Sequence[str]) -> dict[str, PubMedRecord]:
        root = self._set(response)
        found = {} if root is None else records_of(root, response.retrieved)
        return {pmid: found[pmid] for pmid in pmids if pmid in found}

    def _set(self, response: Response) -> Any:
        """Return the set of records; None where PubMed says that there is none."""
        try:
            root = xml_root(self._service, response, SETS)
        except AnswerError as error:
            if any(words in str(error).casefold() for words in _EMPTY):
                return None
            raise
        if response.status != 200:
            raise refuse(self._service, response)
        return root

    def _page(self, response: Response) -> Found:
        """Return a page of the numbers that a search found."""
        answer = json_object(self._service, response)
        if response.status != 200:
            raise refuse(self._service, response)
        result = answer.get("esearchresult")
        if not isinstance(result, dict):
            raise AnswerError(f"{self._service.name} sent no result of a search")
        if isinstance(result.get("ERROR"), str):
            raise AnswerError(f"{self._service.name} reports: {said(result['ERROR'])}")
        count, pmids = str(result.get("count", "")), texts(result.get("idlist"))
        if not count.isdigit() or not all(pmid.isdigit() for pmid in pmids):
            raise AnswerError(f"{self._service.name} sent a result that is not one of a search")
        ignored = [
            words
            for name in ("errorlist", "warninglist")
            if isinstance(result.get(name), dict)
            for kind in ("phrasesnotfound", "fieldsnotfound", "phrasesignored",
                         "quotedphrasesnotfound")
            for words in texts(result[name].get(kind))
        ]  # fmt: skip
        understood = texts(result.get("querytranslation"))
        return Found(
            tuple(pmids),
            int(count),
            understood[0] if understood else "",
            tuple(dict.fromkeys(ignored)),
            response.retrieved,
        )

    def _converted(self, response: Response) -> dict[str, str]:
        answer = json_object(self._converter, response)
        if response.status != 200 or answer.get("status") != "ok":
            raise refuse(self._converter, response)
        pairs: dict[str, str] = {}
        for record in objects(answer.get("records")):
            pmcid = normalise_pmcid(str(record.get("pmcid", "")))
            pmid = str(record.get("pmid", ""))
            if pmcid and pmid.isdigit() and record.get("status") != "error":
                pairs[pmcid] = pmid
        return pairs


def _fetch(pmids: str) -> Mapping[str, str]:
    return {"db": "pubmed", "id": pmids, "retmode": "xml"}


def _convert(pmcids: str) -> Mapping[str, str]:
    # all identifiers of a request are of one kind, which is named
    return {"ids": pmcids, "idtype": "pmcid", "format": "json", "versions": "no"}


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
