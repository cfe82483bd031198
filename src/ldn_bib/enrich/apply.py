"""Enrichment of entries: a person's notes first, the tagger's proposals for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ldn_bib.enrich.tagger import Tagger
from ldn_bib.entry import Entry, Tag
from ldn_bib.errors import did_you_mean
from ldn_bib.values.batches import in_batches
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Finding, Severity

if TYPE_CHECKING:
    from ldn_bib.enrich.notes import Note


def enrich(
    entries: Iterable[Entry],
    conditions: Mapping[str, Condition],
    notes: Mapping[str, Note],
    *,
    derived_tags: bool = True,
) -> tuple[list[Entry], list[Finding]]:
    """Put tags and annotations on entries.

    An entry with a note gets the note's conditions and annotation, and nothing is proposed
    for it. Any other entry keeps the tags a person set and gets the tagger's proposals.

    Args:
        entries: the entries.
        conditions: the vocabulary, slug to condition.
        notes: the notes, by their citation keys.
        derived_tags: whether entries without a note get proposed tags.

    Returns:
        The entries in the same order, and what is wrong with the notes: conditions that are
        not in the vocabulary, which are left out, and notes without an entry.
    """
    enricher = Enricher(conditions, notes, derived_tags=derived_tags)
    enriched = list(enricher.enriched(entries))
    return enriched, enricher.findings


class Enricher:
    """Puts tags and annotations on entries one by one, as :func:`enrich` says.

    Attributes:
        findings: what is wrong with the notes; whole when the entries are through.
    """

    def __init__(
        self,
        conditions: Mapping[str, Condition],
        notes: Mapping[str, Note],
        *,
        derived_tags: bool = True,
    ) -> None:
        """Take the vocabulary and the notes, as :func:`enrich` does."""
        self.findings: list[Finding] = []
        self._notes = notes
        self._curated = {
            key: _curated_tags(note, conditions, self.findings) for key, note in notes.items()
        }
        self._tagger = Tagger(conditions) if derived_tags else None

    def enriched(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries in the same order, with tags and annotations."""
        notes = self._notes
        keys: list[str] = []
        for entry in in_batches(entries):
            if notes:
                keys.append(entry.key)
            if notes and entry.key in notes:
                annotation = notes[entry.key].annotation
                yield replace(entry, tags=self._curated[entry.key], annotation=annotation)
            elif tags := _other_tags(entry, self._tagger):
                yield entry.with_tags(tags)
            else:
                yield entry.with_tags(()) if entry.tags else entry
        known = set(keys)
        unused = (note for note in notes.values() if note.key not in known)
        self.findings.extend(_without_entry(note, keys) for note in unused)


def _curated_tags(
    note: Note, conditions: Mapping[str, Condition], findings: list[Finding]
) -> tuple[Tag, ...]:
    tags = []
    for slug in note.conditions:
        if slug in conditions:
            tags.append(Tag(slug, conditions[slug].label))
            continue
        choices = list(conditions)
        hint = did_you_mean(slug, choices)
        if not hint and choices:
            hint = f"; there are {', '.join(choices[:12])}" + (" …" if len(choices) > 12 else "")
        findings.append(
            Finding(
                "unknown-condition",
                f"the condition {slug!r} is not in the vocabulary{hint}",
                Severity.ERROR,
                file=note.file,
                line=note.conditions_line,
                key=note.key,
                fields=("conditions",),
            )
        )
    return tuple(tags)


def _other_tags(entry: Entry, tagger: Tagger | None) -> tuple[Tag, ...]:
    if not entry.tags:
        return tagger.propose(entry.item) if tagger else ()
    kept = tuple(tag for tag in entry.tags if not tag.derived)
    if tagger is None:
        return kept
    slugs = {tag.slug for tag in kept}
    return kept + tuple(tag for tag in tagger.propose(entry.item) if tag.slug not in slugs)


def _without_entry(note: Note, keys: list[str]) -> Finding:
    hint = did_you_mean(note.key, keys) or "; it is not used"
    return Finding(
        "note-without-entry",
        f"there is a note for {note.key!r}, but no entry with that key{hint}",
        Severity.WARNING,
        file=note.file,
        line=1,
        key=note.key,
    )
