"""Fixtures in the form of the official CSL test suite: named sections between two marks.

A section opens with a line such as ``>>===== RESULT =====>>`` and closes with
``<<===== RESULT =====<<``; the number of equals signs is free, text around sections is a remark.
Lines of a section are joined as they are: nothing is trimmed, as in the official runner.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

# fmt: off
SECTIONS: Final = frozenset((
    "MODE", "RESULT", "CSL", "INPUT", "INPUT2", "CITATION-ITEMS", "CITATIONS", "BIBENTRIES",
    "BIBSECTION", "OPTIONS", "OPTIONZ", "ABBREVIATIONS", "LANGPARAMS", "MULTIAFFIX",
    "DESCRIPTION", "VERSION", "KEYS", "NAME", "PATH",
))
# fmt: on
"""Names of the sections that the official runner and its fixtures know."""

_REQUIRED: Final = ("MODE", "RESULT", "CSL", "INPUT")
_OPEN: Final = re.compile(r">>={2,}\s+([A-Z0-9-]+)\s.*=>>")
_CLOSE: Final = re.compile(r"<<={2,}\s+([A-Z0-9-]+)\s.*=<<")

Record = Mapping[str, Any]


class FixtureError(ValueError):
    """A fixture that is not in the form; says which and where."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """One fixture.

    Attributes:
        name: the file's name without its ending.
        mode: ``citation``, ``bibliography`` or ``all``.
        flags: what follows the mode behind hyphens: ``nosort``, ``header``, ``rtf``, …
        result: the string that must come out.
        style: the style, XML.
        items: CSL-JSON items.
        later_items: items that replace them for a second run through the transactions.
        clusters: citations to render one by one, each a list of cites; None where not given.
        transactions: steps in the life of a document, each a citation with what stands before
            and behind it; None where not given.
        entries: sets of ids that the bibliography has held in turn; None where not given.
        section: which part of the bibliography to print; None for all of it.
        options: switches for the processor.
        abbreviations: abbreviations by jurisdiction, kind and full form.
        languages: languages for names, titles and so on.
        description: what the fixture shows.
    """

    name: str
    mode: str
    flags: frozenset[str]
    result: str
    style: str
    items: tuple[Record, ...]
    later_items: tuple[Record, ...] | None = None
    clusters: tuple[tuple[Record, ...], ...] | None = None
    transactions: tuple[tuple[Record, Sequence[Any], Sequence[Any]], ...] | None = None
    entries: tuple[tuple[str, ...], ...] | None = None
    section: Record | None = None
    options: Record = field(default_factory=dict)
    abbreviations: Record = field(default_factory=dict)
    languages: Record = field(default_factory=dict)
    description: str = ""


def sections(text: str, name: str) -> dict[str, str]:
    """Split a fixture into its sections.

    Raises:
        FixtureError: a section opens inside another, or one closes that was not open.
    """
    found: dict[str, list[str]] = {}
    current: str | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        opening = _OPEN.search(line)
        if opening and opening[1] in SECTIONS:
            if current is not None:
                raise FixtureError(f"{name}, line {number}: {opening[1]} opens inside {current}")
            current = opening[1]
            found[current] = []
            continue
        closing = _CLOSE.search(line)
        if closing and closing[1] in SECTIONS:
            if closing[1] != current:
                expected = current or "none is open"
                raise FixtureError(f"{name}, line {number}: {closing[1]} closes; open: {expected}")
            current = None
        elif current is not None:
            found[current].append(line)
    return {key: "\n".join(lines) for key, lines in found.items()}


def parse_fixture(text: str, name: str) -> Fixture:
    """Read a fixture from its text.

    Raises:
        FixtureError: a section is missing, misplaced or no JSON.
    """
    found = sections(text.removeprefix("\ufeff"), name)
    missing = [key for key in _REQUIRED if key not in found]
    if missing:
        raise FixtureError(f"{name}: no section {' and none '.join(missing)}")

    def load(key: str, default: Any = None) -> Any:
        if not found.get(key, "").strip():
            return default
        try:
            return json.loads(found[key])
        except json.JSONDecodeError as error:
            raise FixtureError(f"{name}: {key} is no JSON: {error}") from None

    mode, *flags = found["MODE"].strip().split("-")
    clusters = load("CITATION-ITEMS")
    transactions = load("CITATIONS")
    entries = load("BIBENTRIES")
    later = load("INPUT2")
    return Fixture(
        name=name,
        mode=mode,
        flags=frozenset(flags),
        result=found["RESULT"],
        style=found["CSL"],
        items=_named(load("INPUT", [])),
        later_items=None if later is None else _named(later),
        clusters=None if clusters is None else tuple(tuple(cites) for cites in clusters),
        transactions=None if transactions is None else tuple(map(_transaction, transactions)),
        entries=None if entries is None else tuple(tuple(map(str, ids)) for ids in entries),
        section=load("BIBSECTION"),
        options=load("OPTIONS", {}),
        abbreviations=load("ABBREVIATIONS", {}),
        languages=load("LANGPARAMS", {}),
        description=found.get("DESCRIPTION", "").strip(),
    )


def _named(items: Iterable[Record]) -> tuple[Record, ...]:
    """Items once for each id, the last one given; without an id it is «undefined»."""
    by_id: dict[str, Record] = {}
    for item in items:
        by_id[str(item.get("id", "undefined"))] = {"id": "undefined", **item}
    return tuple(by_id.values())


def _transaction(parts: Sequence[Any]) -> tuple[Record, Sequence[Any], Sequence[Any]]:
    citation, before, behind = parts
    return citation, before, behind


def read_fixture(path: Path) -> Fixture:
    """Read a fixture from its file.

    Raises:
        FixtureError: the file is not in the form.
    """
    return parse_fixture(path.read_text(encoding="utf-8"), path.stem)


def fixture_paths(folder: Path, part: str = "") -> list[Path]:
    """Files of a folder that are fixtures (``area_Name.txt``), those with a part in the name."""
    return sorted(path for path in folder.glob("*_*.txt") if part in path.stem)


def ids_of(items: Iterable[Record]) -> list[str]:
    """The ids of items, as text, in order."""
    return [str(item["id"]) for item in items]
