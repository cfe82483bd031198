"""What has changed between two versions of a library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ldn_bib.entry import Entry
from ldn_bib.keeping.changes import Change, changes
from ldn_bib.keeping.pairs import pair
from ldn_bib.library import Library


@dataclass(frozen=True, slots=True)
class Changed:
    """A paper of both versions that is not the same in them.

    Attributes:
        entry: the paper in the later version.
        old_key: its key in the earlier version.
        changes: what has changed about it; empty where only its key has.
    """

    entry: Entry
    old_key: str
    changes: tuple[Change, ...] = ()

    @property
    def is_renamed(self) -> bool:
        """Whether it has another key now."""
        return self.entry.key != self.old_key


@dataclass(frozen=True, slots=True)
class Differences:
    """What has changed between two versions; false where nothing has.

    Attributes:
        old: name of the earlier version, and its number of papers.
        new: name of the later version, and its number of papers.
        has_notes: whether notes were compared.
        alerts: papers that are retracted or of concern now, and were not, or were not there.
        added: papers of the later version alone.
        removed: papers of the earlier version alone.
        renamed: papers with another key.
        changed: papers with other facts, renamed ones among them; with a new status first.
    """

    old: tuple[str, int]
    new: tuple[str, int]
    has_notes: bool
    alerts: tuple[Entry, ...]
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    renamed: tuple[Changed, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.changed)


def differences(old: Library, new: Library, *, notes: bool = True) -> Differences:
    """Compare two versions of a library; the order of the papers does not count.

    Args:
        old: the earlier version.
        new: the later version.
        notes: whether notes and the conditions in them are compared.
    """
    pairs = pair(old.entries, new.entries)
    both = [
        Changed(after, before.key, changes(before, after, notes=notes))
        for before, after in pairs.both
    ]
    changed = [one for one in both if one.changes]
    changed.sort(key=lambda one: one.changes[0].field != "status")
    return Differences(
        old=(old.source or "", len(old)),
        new=(new.source or "", len(new)),
        has_notes=notes,
        alerts=(*_new_alerts(pairs.both), *filter(_is_alert, pairs.added)),
        added=pairs.added,
        removed=pairs.removed,
        renamed=tuple(one for one in both if one.is_renamed),
        changed=tuple(changed),
    )


def _is_alert(entry: Entry) -> bool:
    return entry.status is not None and entry.status.is_alert


def _new_alerts(both: tuple[tuple[Entry, Entry], ...]) -> Iterator[Entry]:
    for before, after in both:
        kind = before.status.kind if before.status else None
        if after.status and after.status.is_alert and after.status.kind is not kind:
            yield after
