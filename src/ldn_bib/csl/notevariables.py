"""Variables that stand in ``note`` as lines, where a reference manager has no field for them.

A line ``variable: value`` at the head of the note, behind one line of other text at most, is the
variable, and so is ``{:variable:value}``. This is the habit of citeproc-js and of those who fill
Zotero's «Extra»; CSL 1.0.2 is silent. A variable that the item has itself is never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ldn_bib.csl.variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    SYNONYMS,
    TEXT_VARIABLES,
)

_BRACED: Final = re.compile(r"\{:([-_a-zA-Z]+):([^{}]+)\}")
_LINE: Final = re.compile(r"([-_a-z]+|[A-Z]+):\s*([^{}]+)\Z")
# the note itself, and what an engine counts and does not read
_NEVER: Final = frozenset(
    ("note", "citation-number", "citation-label", "first-reference-note-number", "year-suffix")
)
_KNOWN: Final = (
    DATE_VARIABLES | NAME_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES | frozenset(SYNONYMS)
) - _NEVER


def with_note_variables(raw: Mapping[str, Any], note: str) -> Mapping[str, Any]:
    """Return an item with the variables that its note holds; the same item where it holds none.

    Args:
        raw: the CSL-JSON item.
        note: its note.
    """
    found: dict[str, Any] = {}
    kept: list[str] = []
    lines = _BRACED.sub(r"\n\1:\2\n", note).split("\n")
    for number, line in enumerate(lines):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            if line.strip() and number:
                kept += lines[number:]
                break
            kept.append(line)
            continue
        variable, value = match[1], match[2].strip()
        if variable == "type":
            found["type"] = value
        elif variable not in _KNOWN or raw.get(variable):
            kept.append(line)
        elif variable in NAME_VARIABLES:
            found.setdefault(variable, []).append(_name(value))
        else:
            found.setdefault(variable, {"raw": value} if variable in DATE_VARIABLES else value)
    if not found:
        return raw
    return {**raw, **found, "note": "\n".join(line for line in kept if line.strip())}


def _name(text: str) -> dict[str, str]:
    family, bars, given = text.partition("||")
    return {"family": family.strip(), "given": given.strip()} if bars else {"literal": text}
