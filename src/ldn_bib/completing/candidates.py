"""Papers that the saved query finds in PubMed and the library does not have."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ldn_bib.completing.adding import words_of
from ldn_bib.completing.gather import Gathered, Witness, pubmed_record
from ldn_bib.completing.kept import Kept
from ldn_bib.completing.services import Services
from ldn_bib.entry import Entry, Tag
from ldn_bib.errors import UsageError
from ldn_bib.importing.matching import Matcher
from ldn_bib.sources.record import Record
from ldn_bib.values.status import Status

MOST = 200
"""Records that are looked at where nobody says otherwise, the newest first."""

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that the library does not have.

    Attributes:
        record: PubMed's record.
        tags: conditions that its words propose.
    """

    record: Record
    tags: tuple[Tag, ...]

    @property
    def pmid(self) -> str:
        """Its number in PubMed."""
        return self.record.identifier

    @property
    def entry(self) -> Entry:
        """The paper, under its PMID."""
        return Entry({**self.record.item, "id": self.pmid}, self.tags, status=self.status)

    @property
    def status(self) -> Status:
        """What PubMed says has happened to it."""
        return self.record.status

    @property
    def command(self) -> str:
        """The command that adds it."""
        return f"ldnbib add {self.pmid}"


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a query finds.

    Attributes:
        new: papers that the library does not have, newest first.
        present: how many of those looked at it has.
        looked_at: how many records were looked at.
        count: how many PubMed has found.
        understood: the query as PubMed understood it.
        ignored: words of the query that PubMed left out.
    """

    new: tuple[Candidate, ...]
    present: int
    looked_at: int
    count: int
    understood: str
    ignored: tuple[str, ...]


def read_day(text: str) -> dt.date:
    """Return the first day of a year, a month or a day, ``2024``, ``2024-03``, ``2024-03-15``.

    Raises:
        UsageError: there is no such day.
    """
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        pass
    raise UsageError(f"{text!r} is no year or day; write 2024, 2024-03 or 2024-03-15")


def find_new(
    kept: Kept, services: Services, *, since: dt.date | None = None, most: int = MOST
) -> Candidates:
    """Ask PubMed what the saved query finds, and leave out what the library has.

    Args:
        kept: the library; the query is that of its settings.
        services: what is asked.
        since: first day of publication; None for all.
        most: how many records are looked at.

    Raises:
        SourceError: PubMed gave no usable answer.
        UsageError: there is no query.
    """
    from ldn_bib.enrich.tagger import Tagger

    query = kept.config.online.query
    if not query:
        where = kept.config.path or "ldnbib.toml"
        raise UsageError(
            f'there is no query to look for new papers with; put [online] query = "…" into {where}'
        )
    found = services.pubmed.search(query, since=since, most=most)
    records = services.pubmed.fetch(found.pmids)
    matcher = Matcher(kept.library)
    tagger = Tagger(kept.library.conditions or {})
    new: list[Candidate] = []
    for one in records.values():
        record = pubmed_record(one)
        entry = Entry({**record.item, "id": record.identifier})
        if matcher.find(entry) is None:
            words = words_of(Gathered(entry, (Witness(record, "PMID"),)), entry.item)
            new.append(Candidate(record, tagger.propose(words)))
    return Candidates(
        new=tuple(new),
        present=len(records) - len(new),
        looked_at=len(records),
        count=found.count,
        understood=found.understood,
        ignored=found.ignored,
    )
