"""Enrichment of entries: a person's notes first, the tagger's proposals for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ldn_bib.enrich.notes import Note
from ldn_bib.enrich.tagger import Tagger
from ldn_bib.entry import Entry, Tag
from ldn_bib.errors import did_you_mean
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Finding, Severity


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
    entries = list(entries)
    findings: list[Finding] = []
    curated = {key: _curated_tags(note, conditions, findings) for key, note in notes.items()}
    tagger = Tagger(conditions) if derived_tags else None
    enriched = []
    for entry in entries:
        if entry.key in notes:
            annotation = notes[entry.key].annotation
            enriched.append(replace(entry, tags=curated[entry.key], annotation=annotation))
        elif tags := _other_tags(entry, tagger):
            enriched.append(entry.with_tags(tags))
        else:
            enriched.append(entry.with_tags(()) if entry.tags else entry)
    keys = [entry.key for entry in entries]
    known = set(keys)
    findings.extend(_without_entry(note, keys) for note in notes.values() if note.key not in known)
    return enriched, findings


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
