"""From a plan to the edits of a BibTeX file: new entries behind the last, empty fields filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ldn_bib.bibtex.edits import AddEntry, Edit, SetField
from ldn_bib.bibtex.field_order import field_head
from ldn_bib.entry import Entry
from ldn_bib.formats import biblatex, bibtex
from ldn_bib.formats.bibtex_dialect import Dialect, DialectWriter
from ldn_bib.formats.bibtex_parts import MONTHS
from ldn_bib.importing.merging import merged
from ldn_bib.importing.plan import NEW, Planned

_BIBLATEX: Final = re.compile(r"^\s*(?:journaltitle|date|eventtitle|location)\s*=", re.I | re.M)
_BIBTEX: Final = re.compile(r"^\s*(?:journal|year|address|school)\s*=", re.I | re.M)


def dialect_of(text: str) -> Dialect:
    """The dialect of a BibTeX file, by the fields that only one of the two has; BibTeX in doubt."""
    newer, older = len(_BIBLATEX.findall(text)), len(_BIBTEX.findall(text))
    return biblatex.DIALECT if newer > older else bibtex.DIALECT


def edits_of(planned: Iterable[Planned], text: str, *, prefer_new: bool = False) -> list[Edit]:
    """The edits that a plan comes to.

    Args:
        planned: what is to be done; a record without anything to add gives no edit.
        text: the file, for its dialect.
        prefer_new: whether what differs takes the place of what the library has.
    """
    dialect = dialect_of(text)
    writer = DialectWriter(dialect, ascii_only=False)
    made: dict[str, dict[str, Any]] = {}  # papers filled by an earlier record of this import
    new: dict[str, Entry] = {}
    edits: list[Edit] = []
    for one in planned:
        if one.status == NEW:
            new[one.record.key] = one.record
        elif one.match is not None:
            key = one.match.entry.key
            ours = new[key].item if key in new else made.get(key, dict(one.match.entry.item))
            found = [diff for diff in one.found if diff.fills or prefer_new]
            after = merged(ours, found, prefer_new=prefer_new)
            if key in new:
                new[key] = replace(new[key], item=after)
            else:
                edits += field_edits(writer, key, ours, after)
                made[key] = after
    edits += [AddEntry(entry_text(writer, entry)) for entry in new.values()]
    return edits


def field_edits(
    writer: DialectWriter, key: str, ours: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[SetField]:
    """Yield the fields that are new or have another value where an item changes.

    Args:
        writer: writes items in the dialect of the file.
        key: citation key of the entry.
        ours: the item as it is.
        after: the item as it is to be.
    """
    before = dict(_fields(writer, Entry(ours)))
    for name, value in _fields(writer, Entry(after)):
        if before.get(name) != value:
            yield SetField(key, name, value, expression=_is_macro(name, value))


def _fields(writer: DialectWriter, entry: Entry) -> list[tuple[str, str]]:
    return [(name, value) for name, value in writer.fields(entry, writer.entry_type(entry))]


def entry_text(writer: DialectWriter, entry: Entry) -> str:
    """Return a whole new entry, without tags and without what its note says.

    Args:
        writer: writes items in the dialect of the file.
        entry: the entry.
    """
    bare = Entry(entry.item, status=entry.status)
    lines = [f"@{writer.entry_type(bare)}{{{entry.key},"]
    for name, value in _fields(writer, bare):
        text = value if _is_macro(name, value) else f"{{{value}}}"
        lines.append(f"{field_head(name)}{text},")
    return "\n".join([*lines, "}"])


def _is_macro(name: str, value: str) -> bool:
    return name == "month" and value[:3] in MONTHS
