"""The page of one paper that ``show`` prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ldn_bib.values.design import DESIGNS
from ldn_bib.values.markup import strip_markup

if TYPE_CHECKING:
    from ldn_bib.entry import Annotation, Entry, Tag
    from ldn_bib.library import Library

_WIDTH = 88
_LABEL = 14


def paper_page(
    library: Library, key: str, *, style: str | None = None, locale: str | None = None
) -> str:
    """Lay out everything on record about a paper, as plain text.

    Raises:
        UsageError: unknown key.
        CslError: unknown style or locale.
    """
    from ldn_bib.bibliography import format_library
    from ldn_bib.documents.links import paper_links

    one = library.with_keys([key])
    entry = one.get(key)
    citation = format_library(one, style, locale=locale)
    lines = [str(formatted) for formatted in citation]
    lines.append("")
    lines += _row("key", entry.key)
    lines += _row("title", strip_markup(entry.title))
    for tag in entry.tags:
        lines += _row("condition", _tag(tag))
    if entry.annotation is not None:
        for label, value in _note(entry.annotation):
            lines += _row(label, value)
    for link in paper_links(entry.item, url_is_free=entry.annotation is not None):
        lines += [f"{link.label:<{_LABEL}}{link.url}"]
    for name, value in sorted((entry.item.get("custom") or {}).items()):
        lines += _row(name, str(value))
    if entry.unverified:
        lines += _row("unconfirmed", ", ".join(entry.unverified))
    lines += _row("read from", _place(entry))
    return "\n".join(lines)


def _row(label: str, value: str) -> list[str]:
    if not value:
        return []
    return textwrap.wrap(
        " ".join(value.split()),
        width=_WIDTH,
        initial_indent=f"{label:<{_LABEL}}",
        subsequent_indent=" " * _LABEL,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _tag(tag: Tag) -> str:
    if not tag.derived:
        return f"{tag.label} ({tag.slug})"
    why = "; ".join(str(reason) for reason in tag.reasons)
    return f"{tag.label} ({tag.slug}), proposed from {why}"


def _note(note: Annotation) -> Iterator[tuple[str, str]]:
    yield "design", DESIGNS.get(note.design or "", note.design or "")
    yield "participants", note.participants
    yield "dose", note.dose
    yield "duration", note.duration
    yield "comparator", note.comparator
    if note.evidence is not None:
        reason = f": {note.evidence.note}" if note.evidence.note else ""
        yield "evidence", f"{note.evidence.label}{reason}"
    yield "finding", note.finding
    yield "summary", note.summary
    yield "reviewed", note.reviewed.isoformat() if note.reviewed else ""


def _place(entry: Entry) -> str:
    parts = [entry.origin.file or "", str(entry.origin.line or "")]
    return ":".join(part for part in parts if part)
