"""Rows: which variable of an item goes into which tag or element, as data, and how it is read.

A format whose records are tags or elements with text lists them as :class:`Row`, in the order in
which they are written. Its writer asks for :class:`Plans`, its reader for :func:`targets`, the
documentation for :func:`fates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
)
from ldn_bib.formats.text import plain
from ldn_bib.values.date import Date, csl_date
from ldn_bib.values.doi import is_plain_doi, normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import OTHERS, Name, is_usual
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

Extract = Callable[[Entry, str], list[str]]
"""Gives the texts that an entry has for a variable; empty ones count as none."""

_NEEDED: Mapping[str, str] = {"link": "custom", "keywords": "", "label": "", "notes": ""}
"""What must stand in the item where it is not the variable itself, by kind."""

MOST_SHAPES = 4096
"""Combinations of variables for which a plan of their own is kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One tag or element of a record.

    Attributes:
        tag: the tag, or the path of the element.
        source: ``kind:variable`` or ``variable``, with alternatives divided by ``|``, the first
            one that gives anything counting; empty where nothing is written. The kinds are the
            keys of the format's table of extracts.
        by_type: other sources for some of the format's record types.
    """

    tag: str
    source: str = ""
    by_type: Mapping[str, str] = field(default_factory=dict)

    def source_for(self, record_type: str) -> tuple[tuple[str, str], ...]:
        """Kind and variable of each alternative for a record type."""
        source = self.by_type.get(record_type, self.source)
        pairs = (alternative.rpartition(":") for alternative in source.split("|") if alternative)
        return tuple((kind, variable) for kind, _, variable in pairs)


_Steps = tuple[tuple[str, tuple[tuple[Extract | None, str], ...]], ...]
"""Tags, and the extracts and variables to try for each; None stands for :func:`text_of`."""


class Plans:
    """What is written for records of each type, worked out once.

    Args:
        rows: the layout.
        extracts: how a source of a row is read, by kind.
    """

    def __init__(self, rows: Sequence[Row], extracts: Mapping[str, Extract]) -> None:
        self._rows = rows
        self._extracts = extracts
        self._known: dict[tuple[str, ...], _Steps] = {}

    def values(self, entry: Entry, record_type: str) -> list[tuple[str, str]]:
        """Return the tags and values of an entry, in the order of the rows."""
        item = entry.item
        shape = (record_type, *item)
        steps = self._known.get(shape)
        if steps is None:
            steps = self._steps(record_type, item)
            if len(self._known) < MOST_SHAPES:
                self._known[shape] = steps
        found: list[tuple[str, str]] = []
        for tag, alternatives in steps:
            for extract, variable in alternatives:
                if extract is None:
                    text = plain(item[variable])
                    if text:
                        found.append((tag, text))
                        break
                    continue
                texts = [text for text in extract(entry, variable) if text]
                if texts:
                    found += [(tag, text) for text in texts]
                    break
        return found

    def _steps(self, record_type: str, variables: Collection[str]) -> _Steps:
        """Return what the rows come to for items that have these variables alone."""
        steps: list[tuple[str, tuple[tuple[Extract | None, str], ...]]] = []
        for row in self._rows:
            alternatives: list[tuple[Extract | None, str]] = []
            for kind, name in row.source_for(record_type):
                needed = _NEEDED.get(kind, name)
                if not needed or needed in variables:
                    extract = self._extracts[kind]
                    alternatives.append((None if extract is text_of else extract, name))
            if alternatives:
                steps.append((row.tag, tuple(alternatives)))
        return tuple(steps)


def targets(rows: Iterable[Row], record_type: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return kinds and variables by tag, for a reader; a tag that stands twice has both."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows:
        source = row.source_for(record_type)
        if source:
            found[row.tag] = found.get(row.tag, ()) + source
    return found


def same(types: Iterable[str], source: str) -> dict[str, str]:
    """One source for several record types."""
    return dict.fromkeys(types, source)


VARIABLES = sorted(
    (NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES) - OLD_NAMES.keys(),
    key=str.casefold,
)
"""The variables of CSL 1.0.2 under the names that items have here."""


def fates(
    rows: Sequence[Row], types: Mapping[str, str], said: Mapping[str, str]
) -> Mapping[str, str]:
    """Tell what becomes of each variable: ``kept``, ``changed: how`` or ``lost``.

    Args:
        rows: the layout.
        types: CSL type to record type.
        said: what the rows cannot say; it comes first.
    """
    return _Fates(rows, types, said)


class _Fates(Mapping[str, str]):
    """Worked out when they are asked for, which writers and readers never do."""

    def __init__(
        self, rows: Sequence[Row], types: Mapping[str, str], said: Mapping[str, str]
    ) -> None:
        self._rows, self._types, self._said = rows, types, said

    @cached_property
    def _told(self) -> dict[str, str]:
        record_types = list(dict.fromkeys(self._types.values()))
        told = dict(self._said)
        for variable in VARIABLES:
            if variable not in told:
                places = {name: place(self._rows, name, variable) for name in record_types}
                told[variable] = _fate(places)
        return told

    def __getitem__(self, variable: str) -> str:
        return self._told[variable]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def place(rows: Iterable[Row], record_type: str, variable: str) -> str | None:
    """Tell where a record type has a variable.

    Returns:
        An empty text where it has a row of its own; the variable in whose place it is written
        where that is missing; None where it is nowhere.
    """
    found = None
    for row in rows:
        source = [name for _, name in row.source_for(record_type)]
        if variable in source:
            if source[0] == variable:
                return ""
            found = source[0]
    return found


def _fate(places: Mapping[str, str | None]) -> str:
    groups: dict[str | None, list[str]] = {}
    for record_type, other in places.items():
        groups.setdefault(other, []).append(record_type)
    usual = max(groups, key=lambda other: len(groups[other]))
    if len(groups) == 1 and not usual:
        return "lost" if usual is None else "kept"
    pieces = []
    for other in sorted(groups, key=lambda name: name or ""):
        record_types = groups[other]
        listed = f"in {', '.join(record_types)}" if len(groups) > 1 else ""
        if other:
            where = "elsewhere" if other == usual and listed else listed
            only = "only " if usual is None and "" not in groups else ""
            pieces.append(f"{only}{where} in the place of {other}".strip())
        elif other != usual:
            pieces.append(f"not {listed}" if other is None else f"only {listed}")
    return f"changed: {'; '.join(pieces)}"


_COMMA = re.compile(r"\s*,\s*")
_FIELD_NAME = re.compile(r"\[*[^\W\d_][\w .-]{0,30}:")


def names(entry: Entry, variable: str) -> list[str]:
    """Names as ``Family, Given, Suffix``; a body's name ends with a comma."""
    return _names(entry, variable, "{},")


def braced_names(entry: Entry, variable: str) -> list[str]:
    """The same with a body's name in braces."""
    return _names(entry, variable, "{{{}}}")


def _names(entry: Entry, variable: str, body: str) -> list[str]:
    found = entry.item.get(variable)
    if not isinstance(found, list | tuple):
        return []
    written: list[str] = []
    for value in found:
        if value.__class__ is dict and len(value) == 2:
            family: Any = value.get("family")
            given: Any = value.get("given")
            both_text = family.__class__ is str and given.__class__ is str
            if both_text and is_usual(family, given):
                written.append(f"{family}, {given}")
                continue
        text = _name(value, body)
        if text:
            written.append(text)
    if len(written) > 1 and written[-1] == body.format(OTHERS):
        written[-1] = body.format("et al.")  # as EndNote has lists that are not complete
    return written


def _name(value: object, body: str) -> str:
    """A name in one text; empty where it has nothing."""
    if isinstance(value, Mapping):
        name = Name.from_csl(value)
    elif isinstance(value, str):
        name = Name.parse(value)
    else:
        return ""
    if not (name.family or name.given):
        literal = without_commas(plain(name.literal))
        return body.format(literal) if literal else ""
    particles = (name.dropping_particle, name.non_dropping_particle)
    inverted = Name(
        family=without_commas(plain(name.family)),
        given=plain(name.given),
        non_dropping_particle=without_commas(plain(" ".join(filter(None, particles)))),
        suffix=plain(name.suffix),
    )
    return inverted.inverted()


def without_commas(text: str) -> str:
    """Return the text with a space for each comma: a comma divides the parts of a name."""
    return _COMMA.sub(" ", text).strip() if "," in text else text


def body(entry: Entry, variable: str) -> list[str]:
    """A text variable as the name of a body."""
    text = without_commas(plain(entry.item.get(variable)))
    return [f"{text},"] if text else []


def date_of(entry: Entry, variable: str) -> Date:
    """Date of an entry; one without start and words where it has none."""
    value = entry.item.get(variable)
    return csl_date(value) if isinstance(value, Mapping) else Date.parse(plain(value))


def year_text(year: int) -> str:
    """Return a year of at least four digits."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def doi(entry: Entry, variable: str) -> list[str]:
    """The bare DOI; what is none stays as it is written."""
    text = plain(entry.item.get(variable))
    if is_plain_doi(text):
        return [text]
    return [normalise_doi(text) or text]


def pmid(entry: Entry, variable: str) -> list[str]:
    """The bare PMID; what is none stays as it is written."""
    text = plain(entry.item.get(variable))
    return [normalise_pmid(text) or text]


def pmcid(entry: Entry, variable: str) -> list[str]:
    """The PMCID with its letters; what is none stays as it is written."""
    text = plain(entry.item.get(variable))
    return [normalise_pmcid(text, bare=True) or text]


def issns(entry: Entry, variable: str) -> list[str]:
    """All ISSNs as one text: Zotero reads the first ``SN`` only, JabRef the last."""
    return [" ".join(split_issns(plain(entry.item.get(variable))))]


def proceedings(entry: Entry, variable: str) -> list[str]:
    """A variable, where the title of the event stands in its usual place."""
    if plain(entry.item.get("event-title")) or plain(entry.item.get("event")):
        return [plain(entry.item.get(variable))]
    return []


def link(entry: Entry, variable: str) -> list[str]:
    """An address in ``custom``."""
    custom = entry.item.get("custom")
    text = plain(custom.get(variable)) if isinstance(custom, Mapping) else ""
    return [text] if text.startswith(("http://", "https://")) else []


def text_of(entry: Entry, variable: str) -> list[str]:
    """A text or number on one line."""
    return [plain(entry.item.get(variable))]


def guarded(note: str) -> str:
    """Return a note in brackets if its first word would be taken for the name of a field."""
    return f"[{note}]" if _FIELD_NAME.match(note) else note


def unguarded(note: str) -> str:
    """Undo :func:`guarded`."""
    if note.startswith("[") and note.endswith("]") and _FIELD_NAME.match(note):
        return note[1:-1]
    return note


COMMON: Mapping[str, Extract] = {
    "": text_of,
    "body": body,
    "doi": doi,
    "issns": issns,
    "link": link,
    "names": names,
    "pmcid": pmcid,
    "pmid": pmid,
    "proceedings": proceedings,
}
"""The extracts that formats share."""
