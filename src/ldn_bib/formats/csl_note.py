"""The variable ``note`` of CSL-JSON, which carries what importers find nowhere else.

Zotero takes lines ``PMID: …`` for fields, a line ``type: …`` for the type; the last line is the
summary.
"""

from __future__ import annotations

import re
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats.csl_items import FALLBACK_TYPE, TYPES
from ldn_bib.formats.text import fold, mend
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

# Not "Summary: …": pandoc takes a line that begins with one word and a colon for a variable, and
# Zotero any line "words: …" whose words name a field. The en dash ends both patterns.
SUMMARY_MARK = "Summary – "

_CARRIED = frozenset(("PMID", "PMCID", "note"))
_IDENTIFIER_LINE = re.compile(r"\s*(PMID|PMCID)\s*:(.+)", re.IGNORECASE)
_TYPE_LINE = re.compile(r"\s*type\s*:\s*([a-z_-]+)\s*", re.IGNORECASE)


def write_note(entry: Entry, written: dict[str, Any], first: list[str]) -> None:
    """Put what Zotero reads from lines first, the item's note next, the summary last."""
    if not (first or entry.annotation or not _CARRIED.isdisjoint(written)):
        return
    own = written.pop("note", "")
    present = {match[1].upper() for match in _matches(_IDENTIFIER_LINE, own)}
    lines = [
        f"{variable}: {fold(written[variable])}"
        for variable in ("PMID", "PMCID")
        if variable in written and variable not in present and fold(written[variable])
    ]
    lines += first
    if own:
        lines.append(own)
    summary = fold(entry.annotation.summary) if entry.annotation else ""
    if summary:
        lines.append(SUMMARY_MARK + mend(summary))
    if lines:
        written["note"] = "\n".join(lines)


def _matches(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [match for line in text.split("\n") if (match := pattern.fullmatch(line))]


def read_note(item: dict[str, Any]) -> str:
    """Take identifiers, the type and the summary out of ``note``; return the summary."""
    note = item.get("note")
    if not note:
        return ""
    summary = ""
    kept = []
    lines = note.split("\n")
    if lines[-1].startswith(SUMMARY_MARK):
        summary = lines.pop().removeprefix(SUMMARY_MARK).strip()
    for line in lines:
        identifier = _IDENTIFIER_LINE.fullmatch(line)
        item_type = _TYPE_LINE.fullmatch(line)
        if identifier and _take_identifier(item, identifier[1].upper(), identifier[2].strip()):
            continue
        if item_type and item.get("type") == FALLBACK_TYPE and item_type[1].lower() in TYPES:
            item["type"] = item_type[1].lower()
            continue
        kept.append(line)
    if kept:
        item["note"] = "\n".join(kept)
    else:
        del item["note"]
    return summary


def _take_identifier(item: dict[str, Any], variable: str, value: str) -> bool:
    """Put an identifier from a note into its variable; False where the line must stay."""
    if variable in item:
        return bool(fold(item[variable]) == value)
    valid = normalise_pmid(value) if variable == "PMID" else normalise_pmcid(value)
    if valid is None:
        return False
    item[variable] = valid
    return True
