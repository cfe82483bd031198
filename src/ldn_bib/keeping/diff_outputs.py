"""What has changed between two versions as text, as Markdown for a changelog and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ldn_bib.documents.characters import clean
from ldn_bib.documents.markdown import escape
from ldn_bib.documents.words import counted
from ldn_bib.entry import Entry
from ldn_bib.keeping.differences import Changed, Differences
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.sameness import identifiers

JSON_VERSION = 1
"""Raised when a key of the JSON output changes its meaning or goes; new keys may come."""

WIDTH = 79
_HEADS = {
    "alerts": "Retracted, or of concern",
    "added": "Added",
    "removed": "Taken out",
    "renamed": "Renamed",
    "changed": "Changed",
}
_INDENT = "  "


def as_text(found: Differences) -> str:
    """The differences as text; nothing where there is none."""
    if not found:
        return ""
    parts = [_counts(found)]
    for head, lines in _sections(found, str):
        parts.append("\n".join([head, *(_item(line, _INDENT * depth) for depth, line in lines)]))
    return "\n\n".join(parts) + "\n"


def as_markdown(found: Differences) -> str:
    """The differences as sections of a changelog; nothing where there is none."""
    parts = []
    for head, lines in _sections(found, escape):
        listed = "\n".join(f"{_INDENT * depth}- {line}" for depth, line in lines)
        parts.append(f"### {head}\n\n{listed}")
    return "\n\n".join(parts) + "\n" if parts else ""


def as_json(found: Differences) -> str:
    """The differences as one JSON object."""
    document = {
        "version": JSON_VERSION,
        "old": {"library": found.old[0], "papers": found.old[1]},
        "new": {"library": found.new[0], "papers": found.new[1]},
        "notes_compared": found.has_notes,
        "alerts": [_record(entry) for entry in found.alerts],
        "added": [_record(entry) for entry in found.added],
        "removed": [_record(entry) for entry in found.removed],
        "renamed": [{**_record(one.entry), "old_key": one.old_key} for one in found.renamed],
        "changed": [
            {**_record(one.entry), "changes": [asdict(change) for change in one.changes]}
            for one in found.changed
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


OUTPUTS: Mapping[str, Callable[[Differences], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""Names of ``--format``, and what writes each."""


def citation(entry: Entry) -> str:
    """A paper in one line: that it is retracted, names, year, title, journal, an identifier."""
    alert = f"{entry.status.sentence} " if entry.status and entry.status.is_alert else ""
    head = " ".join(filter(None, (_names(entry), str(entry.year or ""))))
    journal = entry.item.get("container-title") or entry.item.get("publisher") or ""
    known = identifiers(entry.item)
    name = next((name for name in ("DOI", "PMID", "PMCID") if name in known), None)
    number = f"{name} {entry.item[name]}" if name else ""
    parts = (_plain(str(part)).rstrip(".") for part in (head, entry.title, journal, number))
    return _plain(alert + "".join(f"{part}. " for part in parts if part))


def _names(entry: Entry) -> str:
    people = entry.item.get("author") or entry.item.get("editor") or []
    named = (one for one in people if isinstance(one, Mapping))
    parts = (one.get("family") or one.get("literal") or one.get("given") for one in named)
    families = [str(part) for part in parts if part]
    if len(families) > 2:
        return f"{families[0]} et al."
    return " and ".join(families)


def _sections(
    found: Differences, quote: Callable[[str], str]
) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Head of each section that has something, and its lines, each with its depth."""
    lines: Mapping[str, Iterable[tuple[int, str]]] = {
        "alerts": (_paper(entry, quote) for entry in found.alerts),
        "added": (_paper(entry, quote) for entry in found.added),
        "removed": (_paper(entry, quote) for entry in found.removed),
        "renamed": (_renamed(one, quote) for one in found.renamed),
        "changed": (line for one in found.changed for line in _changed(one, quote)),
    }
    for name, head in _HEADS.items():
        listed = list(lines[name])
        if listed:
            yield head, listed


def _paper(entry: Entry, quote: Callable[[str], str]) -> tuple[int, str]:
    return 0, f"{quote(_plain(entry.key))}: {quote(citation(entry))}"


def _renamed(one: Changed, quote: Callable[[str], str]) -> tuple[int, str]:
    old, new = (quote(_plain(key)) for key in (one.old_key, one.entry.key))
    return 0, f"{old} → {new}: {quote(citation(one.entry))}"


def _changed(one: Changed, quote: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    yield _paper(one.entry, quote)
    for change in one.changes:
        yield 1, quote(_plain(change.words))


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "title": _plain(entry.title),
        "year": entry.year,
        "identifiers": identifiers(entry.item),
        "status": str(entry.status.kind) if entry.status else None,
    }


def _counts(found: Differences) -> str:
    parts = [
        f"{len(listed)} {word}"
        for word, listed in (
            ("added", found.added),
            ("taken out", found.removed),
            ("renamed", found.renamed),
            ("changed", found.changed),
        )
        if listed
    ]
    before = counted(found.old[1], "paper", "papers")
    return f"{before} before, {found.new[1]} now: {', '.join(parts)}."


def _item(text: str, indent: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=f"{indent}- ",
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(text: str) -> str:
    return " ".join(clean(strip_markup(text)).split())
