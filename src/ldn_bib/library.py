"""A library: ordered entries with select, sort and group; the object a notebook user holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError, did_you_mean
from ldn_bib.values.about import About
from ldn_bib.values.condition import Condition
from ldn_bib.values.date import Date
from ldn_bib.values.finding import Finding

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path


def _first_author(entry: Entry) -> str:
    names = entry.item.get("author") or entry.item.get("editor") or ()
    if not names:
        return "\U0010ffff"
    name = names[0]
    return str(name.get("family") or name.get("literal") or name.get("given") or "").casefold()


def _issued(entry: Entry) -> tuple[int, int, int] | None:
    """Year, month and day, 0 for what is not known; None without a date with parts."""
    issued = entry.item.get("issued")
    start = Date.from_csl(issued).start if isinstance(issued, Mapping) else None
    return (start.year, start.month or 0, start.day or 0) if start else None


def _oldest(entry: Entry) -> tuple[object, ...]:
    issued = _issued(entry)
    return (issued is None, issued or (), entry.key)


def _newest(entry: Entry) -> tuple[object, ...]:
    issued = _issued(entry)
    return (issued is None, tuple(-part for part in issued or ()), entry.key)


SORTS: Mapping[str, Callable[[Entry], tuple[object, ...]]] = {
    "year": _oldest,
    "newest": _newest,
    "author": lambda entry: (_first_author(entry), entry.year or 0, entry.title.casefold()),
    "title": lambda entry: (entry.title.casefold(), entry.key),
    "key": lambda entry: (entry.key,),
}
"""Orders that a library can be put in; ``file`` keeps the order of the file."""

SORT_NAMES = ("file", *SORTS)


@dataclass(frozen=True, slots=True)
class Library:
    """Entries in order, with what was found while reading them.

    A library is a value: every selection returns a new one.

    Attributes:
        entries: the entries.
        findings: what the readers and the enrichment want known.
        conditions: the vocabulary, slug to condition, in its order.
        source: name of the file as the person gave it; ``-`` for standard input.
        style_folders: folders looked in for styles first.
        default_style: style used where none is asked for; None leaves the choice open.
        about: what the library says about itself.
    """

    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    conditions: Mapping[str, Condition] | None = None
    source: str | None = None
    style_folders: tuple[Path, ...] = ()
    default_style: str | None = None
    about: About = field(default_factory=About)

    @property
    def subject(self) -> str:
        """What the library is about, in a few words; empty where nobody said."""
        return self.about.subject

    @classmethod
    def read(
        cls,
        path: str | PathLike[str] | None = None,
        *,
        derived_tags: bool = True,
    ) -> Library:
        """Read a library and enrich it.

        Args:
            path: a .bib or CSL-JSON file, ``"-"`` for standard input; None for the library
                that ``ldnbib.toml`` of this folder names, else the one shipped with the package.
            derived_tags: whether entries without a note get proposed tags.

        Raises:
            FileError: the file cannot be read or nothing in it can be understood.
            UsageError: ``ldnbib.toml`` is not valid.
        """
        from ldn_bib.opening import open_library

        return open_library(path, derived_tags=derived_tags)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, key: object) -> bool:
        return any(entry.key == key for entry in self.entries)

    @property
    def keys(self) -> list[str]:
        """Citation keys, in order."""
        return [entry.key for entry in self.entries]

    def get(self, key: str) -> Entry:
        """Return the entry with a key.

        Raises:
            UsageError: there is none; near keys are named.
        """
        for entry in self.entries:
            if entry.key == key:
                return entry
        raise UsageError(self._unknown("key", key, self.keys))

    def with_keys(self, keys: Iterable[str]) -> Library:
        """Keep the entries with these keys, in the order of the library.

        Raises:
            UsageError: a key is not in the library.
        """
        wanted = {self.get(key).key for key in keys}
        return self.where(lambda entry: entry.key in wanted)

    def with_condition(self, *slugs: str) -> Library:
        """Keep the entries with any of these conditions.

        Raises:
            UsageError: a slug is not in the vocabulary; near slugs are named.
        """
        for slug in slugs:
            self.condition(slug)
        wanted = set(slugs)
        return self.where(lambda entry: not wanted.isdisjoint(entry.conditions))

    def since(self, year: int) -> Library:
        """Keep the entries issued in this year or later; entries without a year go."""
        return self.where(lambda entry: entry.year is not None and entry.year >= year)

    def where(self, keep: Callable[[Entry], bool]) -> Library:
        """Keep the entries for which ``keep`` is true."""
        return replace(self, entries=tuple(filter(keep, self.entries)))

    def sorted_by(self, name: str) -> Library:
        """Put the entries in one of the orders of :data:`SORT_NAMES`.

        Raises:
            UsageError: there is no such order.
        """
        if name == "file":
            return self
        if name not in SORTS:
            raise UsageError(f"unknown order {name!r}; there are {', '.join(SORT_NAMES)}")
        return replace(self, entries=tuple(sorted(self.entries, key=SORTS[name])))

    def condition(self, slug: str) -> Condition:
        """Return a condition of the vocabulary.

        Raises:
            UsageError: there is none with that slug; near slugs are named.
        """
        known = self.conditions or {}
        if slug in known:
            return known[slug]
        raise UsageError(self._unknown("condition", slug, list(known)))

    def by_condition(self) -> dict[str, tuple[Entry, ...]]:
        """Entries of each condition, in the vocabulary's order; one may stand in several."""
        groups: dict[str, list[Entry]] = {slug: [] for slug in self.conditions or {}}
        for entry in self.entries:
            for slug in entry.conditions:
                groups.setdefault(slug, []).append(entry)
        return {slug: tuple(entries) for slug, entries in groups.items()}

    def format(
        self,
        style: str | None = None,
        *,
        output: str = "text",
        locale: str | None = None,
        links: bool = False,
    ) -> str:
        """Format the bibliography.

        Args:
            style: id, alias, title or path of a CSL style; None for the library's default.
            output: name of a document writer; :func:`ldn_bib.exporting.document_names` lists them.
            locale: BCP 47 tag such as ``en-GB``; None for the style's own.
            links: whether printed URLs, DOIs, PMIDs and PMCIDs become links.

        Raises:
            UsageError: unknown style or output, or an output that is no text, see :meth:`write`.
        """
        from ldn_bib.bibliography import write_bibliography

        return write_bibliography(self, style, output=output, locale=locale, links=links)

    def write(
        self,
        path: str | PathLike[str],
        style: str | None = None,
        *,
        output: str | None = None,
        locale: str | None = None,
        links: bool = False,
    ) -> None:
        """Write the formatted bibliography to a file, whole or not at all.

        Args:
            path: the file; without ``output`` its ending says which writer makes it, so that
                ``refs.docx`` becomes a Word document.
            style: as in :meth:`format`.
            output: name of a document writer.
            locale: as in :meth:`format`.
            links: as in :meth:`format`.

        Raises:
            UsageError: unknown style or output, or an ending that no writer has.
            FileError: the file cannot be written; an old one is unchanged.
        """
        from ldn_bib.bibliography import save_bibliography

        save_bibliography(self, path, style, output=output, locale=locale, links=links)

    def _unknown(self, kind: str, name: str, choices: Sequence[str]) -> str:
        hint = did_you_mean(name, list(choices))
        if not hint:
            shown = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
            hint = f"; there are {shown}" if shown else "; the library is empty"
        return f"unknown {kind} {name!r}{hint}"
