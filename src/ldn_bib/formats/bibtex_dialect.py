"""What BibTeX and biblatex share: the fields of both, and the writer that follows a table.

A :class:`Dialect` is data: entry types, and rows that say which variable of an item goes into
which field, and for which types into another one. What stands in no row is written under its
own name, so that no variable is lost to a person; our reader keeps it in ``custom``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ldn_bib.bibtex.entry_types import BOOK_TYPES, CHAPTER_TYPES
from ldn_bib.bibtex.escaping import escaper
from ldn_bib.bibtex.field_order import RANKS, field_head
from ldn_bib.bibtex.fields import FIELDS as READ
from ldn_bib.bibtex.fields import ISSUE_TYPES, PUBLISHERS, Kind
from ldn_bib.bibtex.statuses import status_fields
from ldn_bib.entry import Entry
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.bibtex_parts import MONTHS, PARTS, Part, Parts
from ldn_bib.formats.bibtex_values import VALUES, Value, one_line
from ldn_bib.formats.jabref_groups import Groups
from ldn_bib.formats.text import fold, plain

ARTICLES = (
    "article-journal", "article-magazine", "article-newspaper", "periodical", "review",
    "review-book",
)  # fmt: skip
"""Types whose container is a journal."""

MASTERS = re.compile(r"master|magister|diplom|bachelor|licen[ct]i|\bM\.?\s?Sc\b", re.IGNORECASE)
"""Genre of a thesis that is no doctoral one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field.

    Attributes:
        name: its name; empty for a group, whose writer names its fields.
        source: ``reader:variable`` or ``variable``, with alternatives divided by ``|``, the
            first one that gives anything counting; ``part:name`` for a group of fields. The
            readers are the keys of :data:`~ldn_bib.formats.bibtex_values.VALUES`, the groups
            those of :data:`~ldn_bib.formats.bibtex_parts.PARTS`.
        by_type: other sources for some CSL types; an empty one leaves the field out.
        variables: what a group writes.
        always: tells by CSL type and entry type whether a group writes something of an item
            without any of them too.
    """

    name: str
    source: str
    by_type: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[str, ...] = ()
    always: Callable[[str, str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a dialect says things.

    Attributes:
        types: CSL type to entry type; ``thesis`` to the type of a doctoral one.
        masters: entry type of the other theses.
        rows: the fields, in any order.
        publisher: field of the publisher by entry type; ``publisher`` elsewhere.
    """

    types: Mapping[str, str]
    masters: str
    rows: tuple[Row, ...]
    publisher: Mapping[str, str]


def _for(types: Iterable[str], source: str) -> dict[str, str]:
    return dict.fromkeys(types, source)


OTHER_TYPE = "misc"
"""For what a dialect has no type for. Zotero drops entries of the types that it does not know."""

COMMON: tuple[Row, ...] = (
    Row("author", "names:author"),
    Row("", "part:editor", variables=("editor", "compiler", "director", "organizer")),
    Row("bookauthor", "names:container-author"),
    Row("translator", "names:translator"),
    Row("", "part:title", variables=("title",)),
    Row("shorttitle", "booktitle:title-short|booktitle:shortTitle"),
    Row("origtitle", "booktitle:original-title"),
    Row(
        "booktitle",
        "booktitle:container-title",
        {
            **_for((*ARTICLES, "book", "pamphlet"), ""),
            **_for(CHAPTER_TYPES, "booktitle:volume-title|booktitle:container-title"),
        },
    ),
    Row("", "", _for(CHAPTER_TYPES, "part:maintitle"), variables=("volume-title",)),
    Row("shortjournal", "container-title-short|journalAbbreviation"),
    Row("eventtitle", "event-title|event"),
    Row("venue", "event-place"),
    Row("eventdate", "edtf:event-date"),
    Row("series", "collection-title"),
    Row("origdate", "edtf:original-date"),
    Row("volume", "volume"),
    Row("number", "", _for(ISSUE_TYPES, "issue")),
    Row(
        "",
        "part:number",
        _for(ISSUE_TYPES, ""),
        variables=("issue", "number", "collection-number"),
    ),
    Row("part", "part-number|part"),
    Row("volumes", "number-of-volumes"),
    Row("edition", "edition"),
    Row("version", "version"),
    Row("chapter", "chapter-number"),
    Row("pagetotal", "number-of-pages"),
    Row("pubstate", "status"),
    Row("doi", "doi:DOI"),
    Row("pmid", "pmid:PMID"),
    Row("pmcid", "pmcid:PMCID"),
    Row("isbn", "ISBN"),
    Row("issn", "issns:ISSN"),
    Row("origpublisher", "original-publisher"),
    Row("origlocation", "original-publisher-place"),
    Row("library", "call-number"),
    Row("url", "url:URL"),
    Row("urldate", "edtf:accessed"),
    Row("", "part:keywords", variables=("keyword",)),
    Row("abstract", "abstract"),
    Row("note", "note"),
    Row("", "part:annote", variables=("annote",)),
    Row("", "part:groups", variables=("custom",)),
)
"""Fields that both dialects have."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_SHAPES = 4096
"""Combinations of variables for which a plan of their own is kept."""
FIELD_NAME = re.compile(r"""[^\s"#%'(),={}@\\~]+""")
_NOT_IN_KEYS = re.compile(r"""[\s,{}()="#%\\~@;]+""")
_SECOND_NAMES = frozenset(
    {"eprint", "eprinttype", "archiveprefix", "month", "day", "editortype", "journalsubtitle"}
)
"""Fields that the reader keeps in ``custom`` where what they go with is missing."""
_IGNORED = _words("id type custom categories citation-key citation-label")
_HANDLED = _words(
    """crossref xdata unverified eid language langid entrysubtype annote annotation type categories
    id citation-key citation-label"""
)
_LISTS = ("medline-", "orcid")
"""How names in ``custom`` begin that hold several texts of MEDLINE, one a line."""
TOLD_LISTS = frozenset(("collections", "notes", "tags"))
"""Lists of Zotero that stand in ``groups``, ``annote`` and ``keywords``."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is written of the items of one type that have the same variables.

    Attributes:
        values: variables, the fields that they become alone, and how.
        second: the same for variables that count where a better one is missing.
        parts: what writes groups of fields.
        tagged_parts: the same for items with tags.
        all_parts: everything that writes groups.
        others: variables without a field.
    """

    values: tuple[tuple[str, str, Value], ...]
    second: tuple[tuple[str, str, Value], ...]
    parts: tuple[Parts, ...]
    tagged_parts: tuple[Parts, ...]
    all_parts: tuple[Parts, ...]
    others: tuple[str, ...]


class DialectWriter:
    """Writes entries as a dialect's table says."""

    def __init__(self, dialect: Dialect, *, ascii_only: bool) -> None:
        self.dialect = dialect
        self.escaper = escaper(ascii_only=ascii_only)
        self.plans: dict[tuple[str, ...], _Plan] = {}
        self.orders: dict[tuple[str, ...], list[str]] = {}

    def entry_type(self, entry: Entry) -> str:
        """Entry type that an entry is written as."""
        kind = str(entry.item.get("type"))
        if kind == "thesis" and MASTERS.search(one_line(entry.item.get("genre"))):
            return self.dialect.masters
        return self.dialect.types.get(kind, OTHER_TYPE)

    def fields(self, entry: Entry, entry_type: str) -> list[Part]:
        """Fields of an entry in canonical order; the text of ``month`` is an expression."""
        item, write = entry.item, self.escaper
        shape = (entry_type, str(item.get("type")), *item)
        plan = self.plans.get(shape) or self._make_plan(shape)
        kept: dict[str, str] = {}
        for variable, name, read in plan.values:
            text = read(item[variable], write)
            if text:
                kept[name] = text
        for variable, name, read in plan.second:
            if name not in kept and (text := read(item[variable], write)):
                kept[name] = text
        custom = item.get("custom")
        if entry.annotation or custom:
            parts = plan.all_parts
        else:
            parts = plan.tagged_parts if entry.tags else plan.parts
        for part in parts:
            for name, text in part(entry, entry_type, write):
                if text:
                    kept[name] = text  # noqa: PERF403 - update() of a new mapping costs more
        if plan.others:
            self._add_others(entry, plan.others, kept)
        if custom and isinstance(custom, Mapping):
            self._add_custom(entry, custom, kept)
        if entry.status is not None:
            found = status_fields(entry.status).items()
            kept.update({name: self.escaper.marked(text) for name, text in found})
        names = tuple(kept)
        return [(name, kept[name]) for name in self.orders.get(names) or self._make_order(names)]

    def _make_plan(self, shape: tuple[str, ...]) -> _Plan:
        entry_type, kind, *variables = shape
        plan = _plan(self.dialect, entry_type, kind, variables)
        if len(self.plans) < MOST_SHAPES:
            self.plans[shape] = plan
        return plan

    def _make_order(self, names: tuple[str, ...]) -> list[str]:
        order = sorted(names, key=RANKS.__getitem__)
        if len(self.orders) < MOST_SHAPES:
            self.orders[names] = order
        return order

    def _add_others(self, entry: Entry, others: Iterable[str], kept: dict[str, str]) -> None:
        """Add variables without a field, under their own names."""
        for variable in others:
            name, value = variable.lower(), entry.item[variable]
            if name in READ or name in kept or not FIELD_NAME.fullmatch(name):
                continue
            if isinstance(value, list | tuple):
                text = VALUES["names"](value, self.escaper)
            elif isinstance(value, Mapping):
                text = VALUES["edtf"](value, self.escaper)
            else:
                text = VALUES[""](value, self.escaper)
            if text:
                kept[name] = text

    def _add_custom(self, entry: Entry, custom: Mapping[Any, Any], kept: dict[str, str]) -> None:
        for key, value in custom.items():
            name = str(key).lower()
            if name in kept or name in _HANDLED or not FIELD_NAME.fullmatch(name):
                continue
            if isinstance(value, list) and all(isinstance(text, str) for text in value):
                value = "" if name in TOLD_LISTS else "; ".join(map(fold, value))
            elif isinstance(value, str) and name.startswith(_LISTS):
                value = "; ".join(filter(None, map(fold, value.split("\n"))))
            line = one_line(value)
            kind = READ[name].kind if name in READ else Kind.CUSTOM
            if kind is Kind.CUSTOM_VERBATIM:
                # Never decoded, so it can only stand as it is.
                text = line if _balanced(line) else ""
            elif kind is Kind.CUSTOM or self._stays_second(name, kept, entry):
                text = self.escaper.marked(line)
            else:
                continue
            if text:
                kept[name] = text

    @staticmethod
    def _stays_second(name: str, kept: Mapping[str, str], entry: Entry) -> bool:
        """Whether a field that can mean a variable will be kept in ``custom`` again."""
        if name in PUBLISHERS:
            first = next((other for other in PUBLISHERS if other in kept), "")
            return bool(first) and PUBLISHERS.index(first) < PUBLISHERS.index(name)
        if name == "booktitle":
            return entry.item.get("type") in BOOK_TYPES and "title" in kept
        if name == "journaltitle":
            return "journal" in kept
        if name in ("month", "day"):
            return "year" not in kept and "date" not in kept
        return name in _SECOND_NAMES


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return not depth


def _plan(dialect: Dialect, entry_type: str, kind: str, variables: Sequence[str]) -> _Plan:
    values: dict[str, tuple[str, str, Value]] = {}
    second: dict[str, tuple[str, str, Value]] = {}
    parts: dict[str, dict[Parts, None]] = {}
    always: dict[Parts, None] = {}
    for row in dialect.rows:
        alternatives = [part for part in row.by_type.get(kind, row.source).split("|") if part]
        for place, alternative in enumerate(alternatives):
            reader, _, variable = alternative.rpartition(":")
            if reader == "part":
                part = PARTS[variable]
                for trigger in row.variables:
                    parts.setdefault(trigger, {})[part] = None
                if row.always and (
                    row.always(kind, entry_type) or not set(row.variables).isdisjoint(variables)
                ):
                    always[part] = None
            else:
                step = (variable, row.name, VALUES[reader])
                (second if place else values)[variable] = step
    publisher = dialect.publisher.get(entry_type, "publisher")
    values["publisher"] = ("publisher", publisher, VALUES[""])
    wanted = {**always}
    for variable in variables:
        wanted |= parts.get(variable, {})
    known = {*values, *second, *parts, *_IGNORED}
    return _Plan(
        tuple(values[name] for name in variables if name in values),
        tuple(step for name, step in second.items() if name in variables),
        tuple(wanted),
        tuple({**wanted, **parts["keyword"]}),
        tuple({part: None for group in parts.values() for part in group}),
        tuple(name for name in variables if name not in known),
    )


class _Keys:
    """Citation keys that BibTeX can read, each one once."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def key(self, entry: Entry) -> str:
        wanted = entry.item.get("id")
        if wanted.__class__ is str and wanted.isalnum() and wanted not in self.used:
            self.used.add(wanted)
            return wanted
        wanted = plain(wanted)
        if not wanted or _NOT_IN_KEYS.search(wanted):
            wanted = _NOT_IN_KEYS.sub("-", wanted).strip("-") or "entry"
        key, number = wanted, 1
        while key in self.used:
            number += 1
            key = f"{wanted}-{number}"
        self.used.add(key)
        return key


class _Heads(dict[str, str]):
    """What stands before the value of a field, by its name."""

    def __missing__(self, name: str) -> str:
        head = self[name] = field_head(name)
        return head


def write_dialect(
    dialect: Dialect, entries: Iterable[Entry], options: WriteOptions
) -> Iterator[str]:
    """Yield one entry a piece, each followed by an empty line, and JabRef's groups last."""
    writer = DialectWriter(dialect, ascii_only=options.ascii)
    keys = _Keys()
    groups = Groups(options.conditions)
    gap = ""
    heads = _Heads()
    for entry in entries:
        key = keys.key(entry)
        groups.add(key, entry.tags)
        entry_type = writer.entry_type(entry)
        lines = [
            f"{heads[name]}{text},\n"
            if name == "month" and text[:3] in MONTHS
            else f"{heads[name]}{{{text}}},\n"
            for name, text in writer.fields(entry, entry_type)
        ]
        yield f"{gap}@{entry_type}{{{key},\n{''.join(lines)}}}\n"
        gap = "\n"
    yield from groups.comments()
