"""Inheritance: ``xdata`` gives fields as they are, ``crossref`` as biblatex maps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_BOOKS = frozenset({"book", "collection", "proceedings", "reference", "periodical"})
_PARTS = frozenset(
    {
        "inbook",
        "bookinbook",
        "suppbook",
        "incollection",
        "suppcollection",
        "inproceedings",
        "conference",
        "inreference",
    }
)
_ARTICLES = frozenset({"article", "suppperiodical"})

_RELATIONS = frozenset({"xdata", "crossref"})

TO_BOOK: Mapping[str, str] = {"title": "booktitle", "subtitle": "booksubtitle"}
TO_MAIN: Mapping[str, str] = {"title": "maintitle", "subtitle": "mainsubtitle"}
TO_JOURNAL: Mapping[str, str] = {"title": "journaltitle", "subtitle": "journalsubtitle"}
"""biblatex 3.20, appendix B: parent's field to child's field; others keep their names."""

NOT_INHERITED = frozenset({
    # biblatex 3.20, appendix B
    "crossref", "xref", "entryset", "entrysubtype", "execute", "ids", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shortauthor",
    "shorteditor", "shorthand", "shorttitle", "sortkey", "sortname", "sorttitle", "sortyear",
    "xdata",
    # What names the parent itself and would be false on a part of it
    "abstract", "annotation", "annote", "doi", "eid", "eprint", "eprinttype", "archiveprefix",
    "eprintclass", "file", "keywords", "pages", "pagetotal", "pmc", "pmcid", "pmid", "type",
    "status", "statuschecked", "statusnotice", "unverified", "url", "urldate",
    # Programs' own data
    "creationdate", "groups", "ldnbib", "modificationdate", "owner", "timestamp",
})  # fmt: skip
"""Fields that stay with the parent."""


@dataclass(slots=True)
class Parsed:
    """An entry with evaluated values, before they become CSL variables.

    Attributes:
        type: entry type in lower case.
        fields: lower-case name to value, LaTeX not decoded; none is empty.
        names: lower-case name to the name as the file spells it, where they differ.
    """

    type: str
    fields: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)


Report = Callable[[str, str, str, str], None]
"""Takes the key of the child, the field (crossref or xdata), a rule's code and a message."""


def resolve(entries: Mapping[str, Parsed], report: Report) -> None:
    """Let every entry inherit, in place; a field of the entry's own always wins.

    Args:
        entries: key to entry.
        report: told of parents that are missing and of circles.
    """
    family = _Family(entries, report)
    for key in entries:
        family.resolve(key)


class _Family:
    """Entries on the way to having all that they inherit."""

    def __init__(self, entries: Mapping[str, Parsed], report: Report) -> None:
        self.entries = entries
        self.report = report
        self.done: set[str] = set()
        self.cut: set[tuple[str, str]] = set()
        self.folded: dict[str, str] = {}
        for key in entries:
            self.folded.setdefault(key.lower(), key)

    def resolve(self, key: str) -> None:
        """Resolve an entry after its ancestors, without recursion."""
        stack = [key]
        on_stack = {key}
        while stack:
            current = stack[-1]
            parent = None if current in self.done else self._unresolved(current, on_stack)
            if parent is not None:
                stack.append(parent)
                on_stack.add(parent)
                continue
            if current not in self.done:
                self._inherit_all(current)
                self.done.add(current)
            stack.pop()
            on_stack.discard(current)

    def _unresolved(self, key: str, on_stack: set[str]) -> str | None:
        """Return a parent that must come first; a field that leads in a circle is cut."""
        for name, parent in self._parents(key):
            if parent is None or parent in self.done or (key, name) in self.cut:
                continue
            if parent not in on_stack:
                return parent
            self.report(key, name, "crossref-circle", f"{name} leads back to {parent!r}")
            self.cut.add((key, name))
        return None

    def _parents(self, key: str) -> list[tuple[str, str | None]]:
        """Field and key of each parent; None where there is no such entry."""
        fields = self.entries[key].fields
        wanted = [("xdata", part.strip()) for part in fields.get("xdata", "").split(",")]
        wanted.append(("crossref", fields.get("crossref", "").strip()))
        return [
            (name, parent if parent in self.entries else self.folded.get(parent.lower()))
            for name, parent in wanted
            if parent
        ]

    def _inherit_all(self, key: str) -> None:
        child = self.entries[key]
        for name, parent in self._parents(key):
            if (key, name) in self.cut:
                continue
            if parent is None:
                message = f"{name} names {child.fields[name]!r}, which is no entry here"
                self.report(key, name, "crossref-missing", message)
            elif name == "xdata":
                _inherit(child, self.entries[parent], {}, _RELATIONS)
            else:
                mapping = _mapping(self.entries[parent].type, child.type)
                _inherit(child, self.entries[parent], mapping, NOT_INHERITED)


def _mapping(parent: str, child: str) -> Mapping[str, str]:
    single = parent.removeprefix("mv")
    if child in _PARTS and single in _BOOKS:
        return TO_MAIN if single != parent else TO_BOOK
    if child in _ARTICLES:
        return TO_JOURNAL
    if child in _BOOKS and single != parent:
        return TO_MAIN
    return {}


def _inherit(
    child: Parsed, parent: Parsed, mapping: Mapping[str, str], left_out: frozenset[str]
) -> None:
    own = set(child.fields)
    dated = bool(own & {"date", "year"})
    journal = bool(own & {"journal", "journaltitle"})
    for name, value in parent.fields.items():
        target = mapping.get(name, name)
        if name in left_out or target in own:
            continue
        if dated and name in ("date", "year", "month", "day"):
            continue
        if journal and target in ("journal", "journaltitle"):
            continue
        # A parent's own booktitle beats the one made of its title.
        if target == name or target not in parent.fields:
            child.fields[target] = value
    if mapping is TO_BOOK and child.type in ("inbook", "bookinbook", "suppbook"):
        author = parent.fields.get("author")
        if author and "author" in own and "bookauthor" not in own:
            child.fields["bookauthor"] = author
