"""What has happened to papers since they came out, and what of it is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ldn_bib.bibtex.edits import Edit, RemoveField, SetField
from ldn_bib.bibtex.statuses import STATUS_FIELDS, status_fields
from ldn_bib.completing.gather import Gathered
from ldn_bib.completing.identify import own_leads
from ldn_bib.completing.kept import Kept, own_fields
from ldn_bib.completing.services import Progress, Services, failures_of, in_parts
from ldn_bib.entry import Entry
from ldn_bib.sources.record import Notice
from ldn_bib.values.status import Status, StatusKind

_WEIGHT = {kind: weight for weight, kind in enumerate(StatusKind)}


class Outcome(StrEnum):
    """How far a paper could be looked at."""

    CHECKED = "checked"
    """All sources were asked, and one at least has the paper."""
    PARTLY = "checked in part"
    """A source could not be asked."""
    UNKNOWN = "unknown"
    """No source has the paper."""
    WITHOUT_IDENTIFIER = "no identifier"
    """The paper has no DOI, PMID or PMCID to look for."""
    RECENT = "recent"
    """It was looked at a short while ago."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What has happened to one paper.

    Attributes:
        entry: the paper.
        outcome: how far it could be looked at.
        gathered: what the sources have; None where they were not asked.
    """

    entry: Entry
    outcome: Outcome
    gathered: Gathered | None = None

    @property
    def found(self) -> Status | None:
        """What the sources say now; None where they say nothing."""
        return self.gathered.status if self.gathered else None

    @property
    def status(self) -> Status | None:
        """What is known: what the sources say, or the file where that is graver."""
        found, own = self.found, self.entry.status
        if found is None or own is None:
            return found or own
        return own if _WEIGHT[own.kind] < _WEIGHT[found.kind] else found

    @property
    def is_alert(self) -> bool:
        """Whether the paper is retracted or of concern."""
        return self.status is not None and self.status.is_alert

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices of all sources, each once for each source."""
        if self.gathered is None:
            return ()
        found = (one for witness in self.gathered.witnesses for one in witness.record.notices)
        return tuple(dict.fromkeys(found))

    @property
    def objection(self) -> str:
        """Why what was found is not written, as a sentence; empty where it can be."""
        found, own = self.found, self.entry.status
        if found is None:
            return ""
        if self.outcome is Outcome.PARTLY and not found.is_alert:
            return "not all sources could be asked, so nothing is written"
        if own is not None and _WEIGHT[own.kind] < _WEIGHT[found.kind]:
            return (
                f"the file says “{own.kind.label}” and no source does; "
                "take the fields out by hand if that is wrong"
            )
        fields = own_fields(self.entry)
        if fields is None:
            return "the entry is broken or not BibTeX, so nothing is written"
        if own is None and any(name in fields for name in STATUS_FIELDS):
            return "its status fields hold something else, so nothing is written"
        return ""

    @property
    def edits(self) -> Iterator[Edit]:
        """What would be written."""
        found = self.found
        if found is None or self.objection:
            return
        own = own_fields(self.entry) or {}
        wanted = status_fields(found)
        day = wanted.get("statuschecked", "")
        if own.get("status") == wanted["status"] and day <= own.get("statuschecked", ""):
            wanted.pop("statuschecked", None)  # an older answer, from what was kept
        for name in STATUS_FIELDS:
            if name in wanted and own.get(name) != wanted[name]:
                yield SetField(self.entry.key, name, wanted[name])
            elif name == "statusnotice" and name in own and name not in wanted:
                yield RemoveField(self.entry.key, name)


@dataclass(frozen=True, slots=True)
class Standings:
    """What has happened to the papers of a library.

    Attributes:
        kept: the library.
        standings: one for each paper that was to be looked at.
    """

    kept: Kept
    standings: tuple[Standing, ...]

    @property
    def alerts(self) -> tuple[Standing, ...]:
        """Papers that are retracted or of concern."""
        return tuple(one for one in self.standings if one.is_alert)

    @property
    def failures(self) -> tuple[str, ...]:
        """Why sources could not be asked."""
        return failures_of([one.gathered for one in self.standings if one.gathered])

    @property
    def edits(self) -> list[Edit]:
        """What would be written."""
        return [edit for one in self.standings for edit in one.edits]

    def write(self) -> None:
        """Write what was found; all else stays byte for byte.

        Raises:
            FileError: somebody has changed the file since it was read, or it cannot be written.
            UsageError: the library is no file that can be written.
        """
        self.kept.write(self.edits)


def look_up(
    kept: Kept,
    services: Services,
    keys: Collection[str] = (),
    *,
    older_than: dt.timedelta | None = None,
    today: dt.date | None = None,
    progress: Progress | None = None,
) -> Standings:
    """Ask PubMed and Crossref what has happened to papers; nothing is written.

    A paper is looked for by its own identifiers only: a notice must not come to the wrong one.

    Args:
        kept: the library.
        services: what is asked.
        keys: citation keys; empty for all entries.
        older_than: papers that were looked at less than so long ago are not asked about again.
        today: the day that it is; None asks the clock.
        progress: called with the number of entries done and of all.

    Raises:
        UsageError: a key is not known.
    """
    now = today or dt.datetime.now(dt.UTC).date()
    entries = kept.chosen(keys)
    asked = [
        entry for entry in entries if own_leads(entry) and not _is_recent(entry, older_than, now)
    ]
    answers = in_parts(services.gatherer.statuses, asked, progress)
    by_key = {one.entry.key: one for one in answers}
    return Standings(kept, tuple(_standing(entry, by_key.get(entry.key)) for entry in entries))


def _is_recent(entry: Entry, older_than: dt.timedelta | None, today: dt.date) -> bool:
    checked = entry.status.checked if entry.status else None
    if older_than is None or checked is None:
        return False
    return dt.timedelta(0) <= today - checked < older_than


def _standing(entry: Entry, gathered: Gathered | None) -> Standing:
    if gathered is None:
        outcome = Outcome.RECENT if own_leads(entry) else Outcome.WITHOUT_IDENTIFIER
    elif gathered.failures:
        outcome = Outcome.PARTLY
    else:
        outcome = Outcome.CHECKED if gathered.witnesses else Outcome.UNKNOWN
    return Standing(entry, outcome, gathered)
