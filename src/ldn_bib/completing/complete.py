"""Completing entries: what is missing filled, what nobody had confirmed confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ldn_bib.bibtex.edits import Edit, RemoveField, SetField
from ldn_bib.completing.changes import Change, Kind, changes_of, label_of
from ldn_bib.completing.facts import GO_WITH, OTHER_NAMES, choose
from ldn_bib.completing.gather import Gathered
from ldn_bib.completing.kept import Kept, own_fields
from ldn_bib.completing.services import Progress, Services, failures_of, in_parts
from ldn_bib.entry import Entry
from ldn_bib.formats import biblatex, bibtex
from ldn_bib.formats.bibtex_dialect import Dialect
from ldn_bib.importing.apply import field_edits
from ldn_bib.importing.manner import Manner, dialect_of, manner_of
from ldn_bib.importing.merging import shown
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.issn import split_issns

_NEWER = frozenset(("date", "journaltitle"))
_OLDER = frozenset(("year", "journal"))


@dataclass(frozen=True, slots=True)
class Completion:
    """What the sources have for one entry.

    Attributes:
        gathered: the entry and the records about it.
        changes: what they do to it.
        is_sound: whether the entry could be edited; a broken one is not.
    """

    gathered: Gathered
    changes: tuple[Change, ...]
    is_sound: bool = True

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.gathered.entry

    @property
    def findings(self) -> Iterator[Finding]:
        """What a person has to settle: conflicts, and identifiers of other papers."""
        for change in self.changes:
            if change.is_conflict:
                yield self._finding("differs-from-source", change.sentence, change.fact.name)
        for other in self.gathered.others:
            title = shown(other.record.item.get("title") or "")
            message = f"{label_of(other)}, found by its {other.by}, is another paper: {title}"
            yield self._finding("identifier-of-other-paper", message, other.by.lower())

    def _finding(self, code: str, message: str, field: str) -> Finding:
        origin = self.entry.origin
        return Finding(
            code,
            message,
            Severity.WARNING,
            file=origin.file,
            line=origin.line,
            key=self.entry.key,
            fields=(field,),
        )


@dataclass(frozen=True, slots=True)
class Completed:
    """What the sources have for a library.

    Attributes:
        kept: the library.
        completions: one for each entry that was asked about.
    """

    kept: Kept
    completions: tuple[Completion, ...]

    @property
    def findings(self) -> list[Finding]:
        """What a person has to settle."""
        return [found for one in self.completions for found in one.findings]

    @property
    def failures(self) -> tuple[str, ...]:
        """Why sources could not be asked."""
        return failures_of([one.gathered for one in self.completions])

    @property
    def edits(self) -> list[Edit]:
        """What would be written."""
        text = self.kept.text
        return [edit for one in self.completions for edit in edits_of(one, text)]

    def write(self) -> None:
        """Write the changes; what they do not name stays byte for byte.

        Raises:
            FileError: somebody has changed the file since it was read, or it cannot be written.
            UsageError: the library is no file that can be written.
        """
        self.kept.write(self.edits)


def complete(
    kept: Kept,
    services: Services,
    keys: Collection[str] = (),
    *,
    only: Collection[str] = (),
    replace: bool = False,
    progress: Progress | None = None,
) -> Completed:
    """Ask PubMed and Crossref what entries lack; nothing is written.

    Records whose title does not fit are never used.

    Args:
        kept: the library.
        services: what is asked.
        keys: citation keys; empty for all entries.
        only: fields that are looked at; empty for all but those that are asked for by name.
        replace: whether what differs takes the place of what is there.
        progress: called with the number of entries done and of all.

    Raises:
        UsageError: a key or a field is not known.
    """
    facts = choose(only)
    gathered = in_parts(services.gatherer.gather, kept.chosen(keys), progress)
    made: list[Completion] = []
    for one in gathered:
        fields = own_fields(one.entry)
        changes = changes_of(one, facts, fields or {}, replace=replace)
        made.append(Completion(one, tuple(changes), fields is not None))
    return Completed(kept, tuple(made))


def edits_of(completion: Completion, text: str) -> list[Edit]:
    """Return what changes in the file for one entry.

    Args:
        completion: what the sources have for it.
        text: the file, whose manner is followed.
    """
    entry = completion.entry
    fields = own_fields(entry)
    written = [change for change in completion.changes if change.is_written]
    if fields is None or not written:
        return []
    manner = manner_of(text, _dialect(fields, text))
    electronic = {*split_issns(fields.get("eissn", "")), *completion.gathered.electronic}
    edits: list[Edit] = []
    for change in written:
        if change.kind is not Kind.CONFIRMED:
            edits += _set(manner, entry, change, fields, electronic)
    confirmed = {name.lower() for change in written for name in change.fields}
    kept = [name for name in entry.unverified if name.lower() not in confirmed]
    if len(kept) < len(entry.unverified):
        edits.append(
            SetField(entry.key, "unverified", ", ".join(kept))
            if kept
            else RemoveField(entry.key, "unverified")
        )
    return edits


def _dialect(fields: Mapping[str, str], text: str) -> Dialect:
    if not _NEWER.isdisjoint(fields):
        return biblatex.DIALECT
    return dialect_of(text) if _OLDER.isdisjoint(fields) else bibtex.DIALECT


def _set(
    manner: Manner,
    entry: Entry,
    change: Change,
    fields: Mapping[str, str],
    electronic: Collection[str],
) -> Iterator[Edit]:
    fact = change.fact
    after = {**entry.item, fact.variable: change.new}
    for edit in field_edits(manner, entry.key, entry.item, after, electronic):
        if edit.name in fact.fields:
            yield edit._replace(name=_named(edit.name, fields))
    if change.kind is Kind.REPLACED:
        is_split = fact.variable == "ISSN"  # the second field holds a part of the new value
        written = dict(manner.fields(Entry(after), electronic)) if is_split else {}
        for name in _leftovers(change, fields):
            if name not in written:
                yield RemoveField(entry.key, name)


def _leftovers(change: Change, fields: Mapping[str, str]) -> Sequence[str]:
    """Fields that hold a part of what was replaced."""
    gone = [*GO_WITH.get(change.fact.name, ())]
    if change.fact.variable == "issued":
        parts = change.new.get("date-parts", [[]])[0]
        gone += [name for name, size in (("month", 2), ("day", 3)) if len(parts) < size]
    return [name for name in gone if name in fields]


def _named(name: str, fields: Mapping[str, str]) -> str:
    """The field that holds the fact in this entry; the dialect's own where none does."""
    if name in fields:
        return name
    return next((other for other in OTHER_NAMES.get(name, ()) if other in fields), name)
