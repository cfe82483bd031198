"""What PubMed and Crossref have about the entries of a library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ldn_bib.completing.identify import (
    Lead,
    citations_of,
    fits,
    own_leads,
    title_query,
    words_of,
)
from ldn_bib.entry import CslItem, Entry
from ldn_bib.errors import SourceError, UnreachableError
from ldn_bib.importing.matching import Matcher
from ldn_bib.sources.citation_match import CitationMatcher
from ldn_bib.sources.crossref import Crossref
from ldn_bib.sources.online import RECORD_AGE, STATUS_AGE, Online
from ldn_bib.sources.pubmed import PubMed
from ldn_bib.sources.pubmed_record import PubMedRecord
from ldn_bib.sources.record import Record, status_of
from ldn_bib.values.status import Status

T = TypeVar("T")
_MOST_BY_TITLE = 5
_NO_TITLE = frozenset(("", "not available"))


@dataclass(frozen=True, slots=True)
class Witness:
    """A record that a source has about an entry, and how it was found.

    Attributes:
        record: the record.
        by: ``PMID``, ``DOI``, ``PMCID`` or ``citation``.
    """

    record: Record
    by: str

    @property
    def is_certain(self) -> bool:
        """Whether an identifier of the entry led to the record."""
        return self.by != "citation"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources have about one entry.

    Attributes:
        entry: the entry.
        witnesses: the records, PubMed's before Crossref's.
        others: records that an identifier of the entry leads to, but with another title.
        failures: why a source could not be asked, as sentences.
    """

    entry: Entry
    witnesses: tuple[Witness, ...] = ()
    others: tuple[Witness, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def status(self) -> Status | None:
        """What the notices of all sources amount to; None where no source knows the paper.

        The day is that of the oldest answer.
        """
        records = [witness.record for witness in self.witnesses]
        if not records:
            return None
        notices = [notice for record in records for notice in record.notices]
        return status_of(notices, min(record.retrieved.date() for record in records))

    @property
    def electronic(self) -> frozenset[str]:
        """ISSNs that a source has as those of electronic editions."""
        return frozenset(one for witness in self.witnesses for one in witness.record.electronic)

    @property
    def notice_of(self) -> tuple[str, ...]:
        """Papers that this one is a notice about, by the sources that know it."""
        found = (name for witness in self.witnesses for name in witness.record.notice_of)
        return tuple(dict.fromkeys(found))


def pubmed_record(found: PubMedRecord) -> Record:
    """Return a record of PubMed with its CSL-JSON item."""
    from ldn_bib.formats.pubmed_xml import read

    entries, _ = read(found.xml, f"PMID {found.pmid}")
    return Record(
        source="PubMed",
        identifier=found.pmid,
        item=_titled(entries[0].item) if entries else {"id": "", "type": "article-journal"},
        retrieved=found.retrieved,
        notices=found.notices,
        notice_of=found.notice_of,
        electronic=found.electronic,
    )


def _titled(item: CslItem) -> CslItem:
    """Return an item with its own title in the place of a translated one that PubMed lacks."""
    original = item.get("original-title")
    title = str(item.get("title") or "").strip("[]. ").lower()
    if not original or title not in _NO_TITLE:
        return item
    rest = {name: value for name, value in item.items() if name != "original-title"}
    return {**rest, "title": original}


@dataclass(slots=True)
class _Case:
    """An entry while it is being asked about."""

    entry: Entry
    leads: dict[str, str]
    pmid: Lead | None = None
    doi: Lead | None = None
    witnesses: list[Witness] = field(default_factory=list)
    others: list[Witness] = field(default_factory=list)
    failures: dict[str, None] = field(default_factory=dict)

    def take(self, record: Record, by: str) -> None:
        """Take a record as a witness, or put it aside where it is of another paper."""
        witness = Witness(record, by)
        title = str(record.item.get("title") or "")
        (self.witnesses if fits(self.entry, title) else self.others).append(witness)


class Gatherer:
    """Asks PubMed and Crossref about entries, many at a time where they allow it."""

    def __init__(
        self,
        online: Online,
        *,
        pubmed: PubMed | None = None,
        matcher: CitationMatcher | None = None,
        crossref: Crossref | None = None,
    ) -> None:
        """Take the door to the network, and the services where they are not the usual ones."""
        self._pubmed = pubmed or PubMed(online)
        self._matcher = matcher or CitationMatcher(online)
        self._crossref = crossref or Crossref(online)
        # one answer that is not in the cache is not to hide the others
        self._is_one_by_one = online.is_offline
        self._down: dict[str, str] = {}

    def gather(
        self,
        entries: Sequence[Entry],
        *,
        max_age: dt.timedelta = RECORD_AGE,
        with_notices: bool = False,
    ) -> list[Gathered]:
        """Return what the sources have about each entry, in the same order.

        A service that cannot be reached is not asked again; each entry says so.

        Args:
            entries: the entries.
            max_age: how old an answer from the cache may be.
            with_notices: whether Crossref is also asked which notices name the paper; it is one
                more request a paper.
        """
        cases = [_Case(entry, own_leads(entry)) for entry in entries]
        self._find_pmids(cases, max_age)
        for group in self._groups([case for case in cases if case.pmid is not None]):
            self._ask_pubmed(group, max_age)
        for case in cases:
            self._ask_crossref(case, max_age, with_notices=with_notices)
        return [
            Gathered(case.entry, tuple(case.witnesses), tuple(case.others), tuple(case.failures))
            for case in cases
        ]

    def statuses(self, entries: Sequence[Entry]) -> list[Gathered]:
        """Return the same, with answers of a day at most and all notices."""
        return self.gather(entries, max_age=STATUS_AGE, with_notices=True)

    def _find_pmids(self, cases: Sequence[_Case], max_age: dt.timedelta) -> None:
        for case in cases:
            if "PMID" in case.leads:
                case.pmid = Lead(case.leads["PMID"], "PMID")
            if "DOI" in case.leads:
                case.doi = Lead(case.leads["DOI"], "DOI")
        wanting = [case for case in cases if case.pmid is None and "PMCID" in case.leads]
        for group in self._groups(wanting):
            self._find_by_pmcid(group, max_age)
        for case in cases:
            if case.pmid is None and case.doi is not None:
                doi = case.doi.identifier
                found = self._ask("PubMed", [case], self._by_doi(doi, max_age))
                case.pmid = Lead(found, "DOI") if found else None
        self._find_by_citation([case for case in cases if case.pmid is None], max_age)

    def _groups(self, cases: Sequence[_Case]) -> list[Sequence[_Case]]:
        if self._is_one_by_one:
            return [[case] for case in cases]
        return [cases] if cases else []

    def _find_by_pmcid(self, cases: Sequence[_Case], max_age: dt.timedelta) -> None:
        pmcids = [case.leads["PMCID"] for case in cases]
        pairs = self._ask(
            "PMC", cases, lambda: self._pubmed.pmids_of_pmcids(pmcids, max_age=max_age)
        )
        for case in cases:
            pmid = (pairs or {}).get(case.leads["PMCID"])
            case.pmid = Lead(pmid, "PMCID") if pmid else None

    def _by_doi(self, doi: str, max_age: dt.timedelta) -> Callable[[], str | None]:
        return lambda: self._pubmed.pmid_of_doi(doi, max_age=max_age)

    def _find_by_citation(self, cases: Sequence[_Case], max_age: dt.timedelta) -> None:
        """Look for entries without identifiers; a paper counts only where its title is the same."""
        rows = [(case, citation) for case in cases for citation in citations_of(case.entry)]
        if rows:
            matches = self._ask(
                "PubMed",
                [case for case, _ in rows],
                lambda: self._matcher.match([citation for _, citation in rows]),
            )
            for (case, _), match in zip(rows, matches or (), strict=False):
                if match.pmid and case.pmid is None:
                    case.pmid = Lead(match.pmid, "citation")
        for case in cases:
            query = title_query(case.entry)
            if case.pmid is None and query:
                found = self._ask("PubMed", [case], self._by_title(case.entry, query, max_age))
                case.pmid = Lead(found, "citation") if found else None

    def _by_title(
        self, entry: Entry, query: str, max_age: dt.timedelta
    ) -> Callable[[], str | None]:
        def ask() -> str | None:
            found = self._pubmed.search(query, most=_MOST_BY_TITLE, max_age=max_age)
            records = self._pubmed.fetch(found.pmids, max_age=max_age).values()
            same = [one.pmid for one in records if _is_same(entry, pubmed_record(one))]
            return same[0] if len(same) == 1 else None

        return ask

    def _ask_pubmed(self, asked: Sequence[_Case], max_age: dt.timedelta) -> None:
        pmids = [case.pmid.identifier for case in asked if case.pmid is not None]
        records = self._ask("PubMed", asked, lambda: self._pubmed.fetch(pmids, max_age=max_age))
        for case in asked:
            found = (records or {}).get(case.pmid.identifier) if case.pmid else None
            if found is None or case.pmid is None:
                continue
            record = pubmed_record(found)
            if case.pmid.is_certain:
                case.take(record, case.pmid.by)
            elif _is_same(case.entry, record):
                case.witnesses.append(Witness(record, "citation"))
            if case.doi is None and case.witnesses and found.doi:
                case.doi = Lead(found.doi, case.pmid.by)

    def _ask_crossref(self, case: _Case, max_age: dt.timedelta, *, with_notices: bool) -> None:
        def ask() -> tuple[Record, str] | None:
            if case.doi is None:
                return self._by_words(case.entry, max_age)
            record = self._crossref.work(case.doi.identifier, max_age=max_age)
            return (record, case.doi.by) if record else None

        found = self._ask("Crossref", [case], ask)
        if found is None:
            return
        record, by = found
        if with_notices:
            more = self._ask(
                "Crossref", [case], lambda: self._crossref.with_notices(record, max_age=max_age)
            )
            record = more or record
        case.take(record, by)

    def _by_words(self, entry: Entry, max_age: dt.timedelta) -> tuple[Record, str] | None:
        words = words_of(entry)
        found = self._crossref.search(words, max_age=max_age) if words else ()
        same = [record for record in found if _is_same(entry, record)]
        return (same[0], "citation") if len(same) == 1 else None

    def _ask(self, name: str, cases: Sequence[_Case], ask: Callable[[], T]) -> T | None:
        """Ask a service; where it fails, note why with each entry and go on without it."""
        reason = self._down.get(name)
        if reason is None:
            try:
                return ask()
            except SourceError as error:
                reason = str(error)
                if isinstance(error, UnreachableError):
                    self._down[name] = reason
        for case in cases:
            case.failures[reason] = None
        return None


def _is_same(entry: Entry, record: Record) -> bool:
    """Tell whether a record that was searched for is the paper: title, year, first author."""
    item = {name: value for name, value in record.item.items() if name != "id"}
    candidate = replace(entry, item={"id": "candidate", **item})
    return Matcher([entry]).find(candidate) is not None
