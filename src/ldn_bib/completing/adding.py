"""Adding papers by their identifiers: the entry and its note, both or neither."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ldn_bib.bibtex.edits import AddEntry
from ldn_bib.completing.facts import FACTS
from ldn_bib.completing.gather import Gathered
from ldn_bib.completing.identifiers import FORMS, read_identifier
from ldn_bib.completing.kept import Kept
from ldn_bib.completing.note_stub import note_stub
from ldn_bib.completing.services import Services
from ldn_bib.entry import Entry, Tag
from ldn_bib.errors import FileError
from ldn_bib.formats.medline import JOURNAL_ARTICLE, PREFIX
from ldn_bib.importing.apply import entry_text
from ldn_bib.importing.keys import Keys
from ldn_bib.importing.manner import manner_of
from ldn_bib.importing.matching import Match, Matcher
from ldn_bib.importing.merging import shown
from ldn_bib.values.status import Status, StatusKind


@dataclass(frozen=True, slots=True)
class New:
    """A paper that would be added.

    Attributes:
        asked: the identifier, as it was given.
        entry: the paper, with its key in the library.
        text: its entry in the file.
        note: text of its note.
        note_path: where the note goes; None where the library has no place for notes.
        gathered: what the sources have.
    """

    asked: str
    entry: Entry
    text: str
    note: str
    note_path: Path | None
    gathered: Gathered

    @property
    def warnings(self) -> list[str]:
        """What a person has to know before the paper is added."""
        told = []
        status = self.entry.status
        if status is not None:
            told.append(f"{self.asked} is in its sources as: {status.sentence}")
        if self.gathered.notice_of:
            about = ", ".join(self.gathered.notice_of)
            told.append(f"{self.asked} is itself a notice about {about}")
        return told


@dataclass(frozen=True, slots=True)
class Refused:
    """An identifier that adds nothing, and why."""

    asked: str
    why: str


@dataclass(frozen=True, slots=True)
class Additions:
    """What identifiers come to.

    Attributes:
        kept: the library that takes the papers.
        new: the papers.
        refused: identifiers that add nothing.
        failures: why sources could not be asked.
    """

    kept: Kept
    new: tuple[New, ...]
    refused: tuple[Refused, ...]
    failures: tuple[str, ...] = ()

    def write(self) -> None:
        """Write the notes, then all entries at once; where one fails, nothing of it stays.

        Raises:
            FileError: somebody has changed the library or made a note meanwhile, or a file
                cannot be written.
            UsageError: the library is no file that can be written.
        """
        from ldn_bib.saving import save

        self.kept.require_writable()
        edits = [AddEntry(one.text) for one in self.new]
        self.kept.edited(edits)  # what cannot be added shows before anything is written
        made: list[Path] = []
        is_done = False
        try:
            for one in self.new:
                if one.note_path is not None:
                    made += _made(one.note_path.parent)
                    save(one.note_path, one.note.encode(), read=None)
                    made.append(one.note_path)
            self.kept.write(edits)
            is_done = True
        finally:
            for path in [] if is_done else reversed(made):
                with contextlib.suppress(OSError):
                    path.rmdir() if path.is_dir() else path.unlink()


def add(kept: Kept, services: Services, identifiers: Iterable[str]) -> Additions:
    """Ask for papers and make entries and notes of them; nothing is written.

    Args:
        kept: the library that takes them.
        services: what is asked.
        identifiers: PMIDs, DOIs, PMCIDs and addresses.
    """
    plan = _Plan(kept)
    wanted = [one for one in dict.fromkeys(identifiers) if plan.is_wanted(one)]
    asked = [_question(one) for one in wanted]
    gathered = services.gatherer.statuses(asked)
    for identifier, found in zip(wanted, gathered, strict=True):
        plan.take(identifier, found)
    failures = tuple(dict.fromkeys(why for one in gathered for why in one.failures))
    return Additions(kept, tuple(plan.new), tuple(plan.refused), failures)


def _question(identifier: str) -> Entry:
    variable, value = read_identifier(identifier) or ("", "")
    return Entry({"id": "new", "type": "article-journal", variable: value})


class _Plan:
    """Papers on their way into a library, each with a key of its own."""

    def __init__(self, kept: Kept) -> None:
        from ldn_bib.enrich.tagger import Tagger

        self.kept = kept
        self.new: list[New] = []
        self.refused: list[Refused] = []
        self._matcher = Matcher(kept.library)
        # a note that waits for another paper must not come to this one
        waiting = kept.notes.glob("*.md") if kept.notes and kept.notes.is_dir() else ()
        others = [Entry({"id": note.stem}) for note in sorted(waiting)]
        self._keys = Keys([*kept.library, *others])
        self._tagger = Tagger(kept.library.conditions or {})
        self._manner = manner_of(kept.text)

    def is_wanted(self, identifier: str) -> bool:
        """Whether an identifier has to be asked about."""
        if read_identifier(identifier) is None:
            self.refused.append(Refused(identifier, f"it is not {FORMS}"))
            return False
        match = self._matcher.find(_question(identifier))
        if match is not None:
            self.refused.append(Refused(identifier, _there(match)))
        return match is None

    def take(self, identifier: str, gathered: Gathered) -> None:
        """Make an entry and a note of what the sources have."""
        if not gathered.witnesses:
            why = "; ".join(gathered.failures) or "neither PubMed nor Crossref has such a paper"
            self.refused.append(Refused(identifier, why))
            return
        item = item_of(gathered)
        match = self._matcher.find(Entry(item))
        if match is not None:
            twin = next((one.asked for one in self.new if one.entry.key == match.entry.key), None)
            why = f"it is the same paper as {twin}" if twin else _there(match)
            self.refused.append(Refused(identifier, why))
            return
        item = {**item, "id": self._keys.give(item)}
        entry = Entry(item, self._tags(gathered, item), status=_noted(gathered.status))
        self._matcher.add(entry)
        folder = self.kept.notes
        self.new.append(
            New(
                asked=identifier,
                entry=entry,
                text=entry_text(self._manner, entry, gathered.electronic),
                note=note_stub(entry.tags, _types(gathered)),
                note_path=folder / f"{entry.key}.md" if folder else None,
                gathered=gathered,
            )
        )

    def _tags(self, gathered: Gathered, item: Mapping[str, Any]) -> tuple[Tag, ...]:
        return self._tagger.propose(words_of(gathered, item))


def item_of(gathered: Gathered) -> dict[str, Any]:
    """Return the item of a new entry: the facts, each from the source that is preferred for it."""
    records = [witness.record for witness in gathered.witnesses]
    kind = records[0].item.get("type", "article-journal")
    item: dict[str, Any] = {"id": "new", "type": kind}
    for fact in FACTS:
        if fact.on_request or not fact.is_of(str(kind)):
            continue
        values = (
            value
            for source in fact.order
            for record in records
            if record.source == source and (value := fact.of(record.item))
        )
        value = next(values, None)
        if value:
            item[fact.variable] = value
    return item


def words_of(gathered: Gathered, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item with the words that conditions are proposed from."""
    found = dict(item)
    for witness in gathered.witnesses:
        theirs = witness.record.item
        for variable in ("abstract", "keyword"):
            if theirs.get(variable):
                found.setdefault(variable, theirs[variable])
        headings = _custom(theirs, "MH")
        if headings:
            found["custom"] = {"mesh": headings}
    return found


def _types(gathered: Gathered) -> list[str]:
    found = (_custom(witness.record.item, "PT") for witness in gathered.witnesses)
    return [one for one in next(filter(None, found), []) if one != JOURNAL_ARTICLE]


def _custom(item: Mapping[str, Any], tag: str) -> list[str]:
    """What a record of PubMed has under a tag of MEDLINE's."""
    text = (item.get("custom") or {}).get(f"{PREFIX}{tag}") or ""
    return [line for line in str(text).split("\n") if line]


def _noted(status: Status | None) -> Status | None:
    """A status that a new entry has to tell of."""
    if status is None or status.kind is StatusKind.NONE:
        return None
    return status


def _there(match: Match) -> str:
    what = f"the same {match.by}" if match.is_certain else "a title that is the same or nearly so"
    return f"it is there already: {match.entry.key} has {what} ({shown(match.entry.title)})"


def _made(folder: Path) -> list[Path]:
    """Make a folder; return it if it was not there."""
    if folder.is_dir():
        return []
    try:
        folder.mkdir()
    except OSError as error:
        raise FileError(f"cannot make the folder {folder}: {error.strerror or error}") from error
    return [folder]
