"""Zotero's field Extra: the note, and lines ``variable: value`` for what has no field.

Zotero cites from such lines, and moves them into a field when it gets one. A line of the note
that would be taken for one stands in square brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
    TYPES,
)
from ldn_bib.formats.text import fold
from ldn_bib.formats.zotero_names import FIELD_NAMES
from ldn_bib.values.date import Date
from ldn_bib.values.name import Name

_LINE = re.compile(r"([A-Za-z][A-Za-z _-]*):(.+)")
_CUSTOM = re.compile(r"custom\.([^:\n]+): ?(.+)")
_GUARDED = re.compile(r"\[*(?:([A-Za-z][A-Za-z _-]*)|custom\.[^:\n]+):.+")
_SEPARATORS = re.compile("[ _-]+")
_NAME_SEPARATOR = " || "


def _normal(label: str) -> str:
    return _SEPARATORS.sub("", label).casefold()


LABELS: Mapping[str, str] = {
    **{_normal(field): variable for variable, field in FIELD_NAMES.items()},
    **{_normal(old): variable for old, variable in OLD_NAMES.items()},
    **{
        _normal(variable): variable
        for variable in sorted(TEXT_VARIABLES | NUMBER_VARIABLES | DATE_VARIABLES | NAME_VARIABLES)
        if variable != "note" and variable not in OLD_NAMES
    },
    "type": "type",
}
"""What a line may begin with, in lower case without spaces, and the variable that it means."""

_TAKEN = LABELS.keys() | {"note", "extra"}


def extra_text(
    note: str, item_type: str, rest: Mapping[str, Any], custom: Mapping[str, Any]
) -> str:
    """Return the text of Extra.

    Args:
        note: the item's note.
        item_type: its CSL type where Zotero would take it for another; else empty.
        rest: its variables that have no field.
        custom: what is no variable of CSL.
    """
    lines = [f"type: {item_type}"] if item_type else []
    for variable, value in rest.items():
        lines += [f"{variable}: {text}" for text in _texts(variable, value) if text]
    for name, value in custom.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        label = fold(name).replace(":", "-")
        if fold(text) and label:
            lines.append(f"custom.{label}: {fold(text)}")
    if note:
        lines += map(_guard, note.split("\n"))
    return "\n".join(lines)


def _texts(variable: str, value: Any) -> Iterable[str]:
    if variable in NAME_VARIABLES:
        return [_name_text(Name.from_csl(name)) for name in value]
    if variable in DATE_VARIABLES:
        return [fold(str(Date.from_csl(value)))]
    return [fold("; ".join(value) if isinstance(value, list) else str(value))]


def _name_text(name: Name) -> str:
    family, given = zotero_name(name)
    return fold(f"{family}{_NAME_SEPARATOR}{given}" if given else family)


def zotero_name(name: Name) -> tuple[str, str]:
    """Return last and first name as Zotero wants them.

    Zotero cites a particle from before the last or from behind the first name, and a suffix
    from behind the comma in the first one. A body has a last name only.
    """
    if not (name.family or name.given):
        return fold(name.literal), ""
    family = Name(family=name.family, non_dropping_particle=name.non_dropping_particle).short
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    given = ", ".join(filter(None, (given, name.suffix)))
    return (fold(family), fold(given)) if family and name.family else (fold(given), "")


def csl_name(family: str, given: str) -> dict[str, Any]:
    """Return the name in CSL's parts; the opposite of :func:`zotero_name`."""
    if not given:
        return Name(literal=family).to_csl()
    given, _, suffix = given.partition(",")
    last = family.split(" ")
    start = 0
    while start < len(last) - 1 and last[start].islower():
        start += 1
    first = given.strip().split(" ")
    end = len(first)
    while end > 1 and first[end - 1].islower():
        end -= 1
    return Name(
        family=" ".join(last[start:]),
        given=" ".join(first[:end]),
        dropping_particle=" ".join(first[end:]),
        non_dropping_particle=" ".join(last[:start]),
        suffix=suffix.strip(" !"),
    ).to_csl()


def _guard(line: str) -> str:
    match = _GUARDED.fullmatch(line)
    return f"[{line}]" if match and (match[1] is None or _normal(match[1]) in _TAKEN) else line


def _unguard(line: str) -> str:
    inner = line[1:-1]
    return inner if line.startswith("[") and line == _guard(inner) else line


def read_extra(text: str, item: dict[str, Any], custom: dict[str, Any]) -> None:
    """Put what stands in Extra into variables, ``custom`` and the note.

    A variable that has a value keeps it, and the line stays in the note.
    """
    kept = []
    found: dict[str, Any] = {}
    for line in text.split("\n"):
        own = _CUSTOM.fullmatch(line)
        match = _LINE.fullmatch(line)
        if own and own[1] not in custom:
            custom[own[1]] = own[2]
        elif not (match and _take(LABELS.get(_normal(match[1])), match[2].strip(), item, found)):
            kept.append(_unguard(line))
    item.update(found)
    note = "\n".join(kept).strip("\n")
    if note.strip():
        item["note"] = note


def _take(variable: str | None, value: str, item: Mapping[str, Any], found: dict[str, Any]) -> bool:
    if variable is None or not value:
        return False
    if variable == "type":
        if value not in TYPES or "type" in found:
            return False
        found["type"] = value
        return True
    if variable in item:
        return False
    if variable in NAME_VARIABLES:
        family, _, given = value.partition(_NAME_SEPARATOR.strip())
        found.setdefault(variable, []).append(csl_name(family.strip(), given.strip()))
        return True
    if variable in found:
        return False
    found[variable] = Date.parse(value).to_csl() if variable in DATE_VARIABLES else value
    return True
