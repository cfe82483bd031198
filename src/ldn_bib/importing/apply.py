"""From a plan to the edits of a BibTeX file: new entries behind the last, empty fields filled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ldn_bib.bibtex.edits import AddEntry, Edit, SetField
from ldn_bib.bibtex.field_order import field_head
from ldn_bib.entry import Entry
from ldn_bib.formats.bibtex_parts import MONTHS
from ldn_bib.importing.manner import Manner, manner_of
from ldn_bib.importing.merging import merged
from ldn_bib.importing.plan import NEW, Planned


def edits_of(planned: Iterable[Planned], text: str, *, prefer_new: bool = False) -> list[Edit]:
    """The edits that a plan comes to.

    Args:
        planned: what is to be done; a record without anything to add gives no edit.
        text: the file, whose manner is followed.
        prefer_new: whether what differs takes the place of what the library has.
    """
    manner = manner_of(text)
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
                edits += field_edits(manner, key, ours, after)
                made[key] = after
    edits += [AddEntry(entry_text(manner, entry)) for entry in new.values()]
    return edits


def field_edits(
    manner: Manner,
    key: str,
    ours: Mapping[str, Any],
    after: Mapping[str, Any],
    electronic: Collection[str] = (),
) -> Iterator[SetField]:
    """Yield the fields that are new or have another value where an item changes.

    Args:
        manner: how the file is written.
        key: citation key of the entry.
        ours: the item as it is.
        after: the item as it is to be.
        electronic: ISSNs that are known to be those of electronic editions.
    """
    before = dict(manner.fields(Entry(ours), electronic))
    for name, value in manner.fields(Entry(after), electronic):
        if before.get(name) != value:
            yield SetField(key, name, value, expression=_is_macro(name, value))


def entry_text(manner: Manner, entry: Entry, electronic: Collection[str] = ()) -> str:
    """Return a whole new entry, without tags and without what its note says.

    Args:
        manner: how the file is written.
        entry: the entry.
        electronic: ISSNs that are known to be those of electronic editions.
    """
    bare = Entry(entry.item, status=entry.status)
    lines = [f"@{manner.entry_type(bare)}{{{entry.key},"]
    for name, value in manner.fields(bare, electronic):
        text = value if _is_macro(name, value) else f"{{{value}}}"
        lines.append(f"{field_head(name)}{text},")
    return "\n".join([*lines, "}"])


def _is_macro(name: str, value: str) -> bool:
    return name == "month" and value[:3] in MONTHS
