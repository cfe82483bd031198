"""What has changed about one paper, field by field and in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ldn_bib.entry import Annotation, Entry
from ldn_bib.importing.merging import shown
from ldn_bib.keeping.kinds import kind_words
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.doi import lower_doi
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.status import Status

LABELS: Mapping[str, str] = {
    "title": "title",
    "title-short": "short title",
    "author": "authors",
    "editor": "editors",
    "translator": "translators",
    "issued": "date",
    "container-title": "journal or book",
    "container-title-short": "abbreviated journal",
    "collection-title": "series",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "pages",
    "DOI": "DOI",
    "PMID": "PMID",
    "PMCID": "PMCID",
    "ISSN": "ISSN",
    "ISBN": "ISBN",
    "URL": "address",
    "accessed": "day of access",
    "publisher": "publisher",
    "publisher-place": "place",
    "type": "kind",
    "language": "language",
    "genre": "genre",
    "edition": "edition",
    "keyword": "keywords",
    "abstract": "abstract",
    "note": "remark",
}
"""CSL variables in words, in the order in which changes are told; others come after them."""

NOTE_LABELS: Mapping[str, str] = {
    "design": "study design",
    "participants": "participants",
    "dose": "dose",
    "duration": "duration",
    "comparator": "comparator",
    "evidence": "evidence",
    "finding": "finding",
    "summary": "summary",
    "reviewed": "day of review",
}
"""Parts of a note in words, in the order in which changes are told."""

TITLES = frozenset(("title", "title-short", "container-title", "collection-title"))
_UNTOLD = frozenset(("id", "custom", "citation-key"))
_LONGEST = 200
"""Longer values are not told, only that they have changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one paper.

    Attributes:
        field: CSL variable, ``status``, ``unverified``, ``note`` or ``note.`` and its key.
        old: what was there, in one line; empty where nothing was.
        new: what is there, in one line; empty where nothing is.
        words: the change for people, as a part of a sentence.
    """

    field: str
    old: str
    new: str
    words: str


def changes(old: Entry, new: Entry, *, notes: bool) -> tuple[Change, ...]:
    """What has changed about a paper, the gravest first.

    Args:
        old: the paper in the earlier version.
        new: the paper in the later version.
        notes: whether notes and the conditions in them are compared.
    """
    return (
        *_status(old.status, new.status),
        *_variables(old.item, new.item),
        *_unverified(old, new),
        *(_notes(old, new) if notes else ()),
    )


def _status(old: Status | None, new: Status | None) -> Iterator[Change]:
    if old == new:
        return
    before, after = (_status_words(one) for one in (old, new))
    if old and new and (old.kind, old.notices) == (new.kind, new.notices):
        day = new.checked.isoformat() if new.checked else "an unknown day"
        yield Change("status", before, after, f"status looked up again on {day}")
    elif new is None:
        yield Change("status", before, after, f"status taken out (was: {before})")
    elif old and old.is_alert and not new.is_alert:
        yield Change("status", before, after, f"no longer marked: {before} Now: {after}")
    else:
        yield Change("status", before, after, f"status: {after}")


def _status_words(status: Status | None) -> str:
    return status.sentence if status else ""


def _variables(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    order = list(LABELS)
    names = sorted(
        (old.keys() | new.keys()) - _UNTOLD,
        key=lambda name: (order.index(name) if name in LABELS else len(order), name),
    )
    for name in names:
        yield from _change(name, LABELS.get(name, name), old.get(name), new.get(name))
    before, after = (_others(item) for item in (old, new))
    for name in sorted(before.keys() | after.keys()):
        yield from _change(f"custom.{name}", name, before.get(name), after.get(name))


def _others(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands in ``custom``: fields that CSL has no variable for."""
    custom = item.get("custom")
    return custom if isinstance(custom, Mapping) else {}


def _change(field: str, label: str, old: Any, new: Any) -> Iterator[Change]:
    """The change of a value; none where a person sees the same."""
    if old == new:
        return
    if _are_names(old) and _are_names(new):
        people = [[shown([name]) for name in names or ()] for names in (old, new)]
        words = _names_words(label, *people)
        yield Change(field, "; ".join(people[0]), "; ".join(people[1]), words)
        return
    before, after = (_line(field, value) for value in (old, new))
    if before != after and not (field == "DOI" and lower_doi(before) == lower_doi(after)):
        yield Change(field, before, after, _words(field, label, before, after))


def _words(field: str, label: str, old: str, new: str) -> str:
    sign = "“{}”" if field in TITLES else "{}"
    bare_old, bare_new = strip_markup(old), strip_markup(new)
    if not old:
        return f"{label} added" + (f": {sign.format(bare_new)}" if _is_short(new) else "")
    if not new:
        return f"{label} taken out" + (f" (was {sign.format(bare_old)})" if _is_short(old) else "")
    if bare_old == bare_new:
        return f"{label}: marks within the text"
    if not (_is_short(old) and _is_short(new)):
        return f"{label} changed"
    return f"{label}: {sign.format(bare_old)} → {sign.format(bare_new)}"


def _names_words(label: str, old: Sequence[str], new: Sequence[str]) -> str:
    if not old:
        return f"{label} added: {'; '.join(new)}"
    if not new:
        return f"{label} taken out (were {'; '.join(old)})"
    if old == new:
        return f"{label}: parts of a name in other places"
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    if len(old) == len(new) and gone:
        spelled = [f"{a} → {b}" for a, b in zip(old, new, strict=True) if a != b]
        if len(spelled) == len(gone) == len(come):
            return f"{label}: {'; '.join(spelled)}"
    parts = []
    if come:
        parts.append(f"{'; '.join(come)} added")
    if gone:
        parts.append(f"{'; '.join(gone)} taken out")
    return f"{label}: {', '.join(parts)}" if parts else f"{label} in another order or number"


def _unverified(old: Entry, new: Entry) -> Iterator[Change]:
    before, after = set(old.unverified), set(new.unverified)
    if before == after:
        return
    told = []
    if confirmed := [name for name in old.unverified if name not in after]:
        told.append(f"no longer marked as unverified: {', '.join(confirmed)}")
    if doubted := [name for name in new.unverified if name not in before]:
        told.append(f"marked as unverified: {', '.join(doubted)}")
    yield Change(
        "unverified", ", ".join(old.unverified), ", ".join(new.unverified), "; ".join(told)
    )


def _notes(old: Entry, new: Entry) -> Iterator[Change]:
    if old.annotation is None and new.annotation is None:
        return
    if old.annotation is None:
        yield Change("note", "", "note", "note added")
        return
    if new.annotation is None:
        yield Change("note", "note", "", "note taken out")
        return
    before, after = ({tag.slug: tag.label for tag in one.tags} for one in (old, new))
    if before.keys() != after.keys():
        told = []
        if come := [label for slug, label in after.items() if slug not in before]:
            told.append(f"tagged {', '.join(come)}")
        if gone := [label for slug, label in before.items() if slug not in after]:
            told.append(f"no longer tagged {', '.join(gone)}")
        yield Change("note.conditions", ", ".join(before), ", ".join(after), "; ".join(told))
    for name, label in NOTE_LABELS.items():
        was, now = (_part(one, name) for one in (old.annotation, new.annotation))
        if was != now:
            field = f"note.{name}"
            yield Change(field, was, now, _words(field, label, was, now))


def _part(annotation: Annotation, name: str) -> str:
    value = getattr(annotation, name)
    if name == "design":
        return DESIGNS.get(value, value) if value else ""
    if name == "evidence":
        return " ".join(filter(None, (f"{value.label}.", value.note))) if value else ""
    return str(value) if value else ""


def _are_names(value: Any) -> bool:
    return value is None or (
        isinstance(value, list | tuple) and all(isinstance(name, Mapping) for name in value)
    )


def _line(field: str, value: Any) -> str:
    """A value in one line; CSL's markup stays."""
    make: Callable[[Any], str] = _AS_LINE.get(field, _any_line)
    return make(value) if value not in (None, "", [], {}) else ""


def _any_line(value: Any) -> str:
    if isinstance(value, Mapping) and "literal" in value:
        return shown(value["literal"])  # a date that could not be read
    if isinstance(value, Mapping) and "date-parts" not in value and "raw" not in value:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return shown(value)


_AS_LINE: Mapping[str, Callable[[Any], str]] = {"type": lambda value: kind_words(str(value))}


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST
