"""From a plan to the edits of a BibTeX file: new entries behind the last, empty fields filled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ldn_bib.bibtex.edits import AddEntry, Edit, RemoveField, SetField
from ldn_bib.bibtex.expression import plain_text
from ldn_bib.bibtex.field_order import field_head
from ldn_bib.bibtex.spans import entry_spans
from ldn_bib.entry import Entry
from ldn_bib.formats.bibtex_parts import MONTHS
from ldn_bib.importing.manner import Manner, manner_of
from ldn_bib.importing.merging import facts_of, merged_entry
from ldn_bib.importing.plan import NEW, Planned
from ldn_bib.values.issn import split_issns

_TOGETHER: Final[tuple[frozenset[str], ...]] = tuple(
    frozenset(names.split())
    for names in (
        "date year month day",
        "title subtitle",
        "booktitle booksubtitle",
        "maintitle mainsubtitle",
        "journal journaltitle journalsubtitle",
        "address location",
        "publisher institution school organization",
        "number issue",
        "pages eid articleno",
        "issn eissn",
        "pmcid pmc",
        "keywords keyword",
        "language langid",
        "urldate accessed lastchecked",
        "status statusnotice statuschecked",
    )
)
"""Fields that say one thing together, or in the place of each other."""


def edits_of(planned: Iterable[Planned], text: str, *, prefer_new: bool = False) -> list[Edit]:
    """The edits that a plan comes to.

    Args:
        planned: what is to be done; a record without anything to add gives no edit, and so does
            one of an entry that is broken.
        text: the file, whose manner is followed.
        prefer_new: whether what differs takes the place of what the library has.
    """
    manner = manner_of(text)
    made: dict[str, Entry] = {}  # papers filled by an earlier record of this import
    new: dict[str, Entry] = {}
    first: dict[str, Entry] = {}
    for one in planned:
        if one.status == NEW:
            new[one.record.key] = one.record
        elif one.match is not None and one.found:
            key = one.match.entry.key
            group = new if key in new else made
            if group is made and is_broken(one.match.entry):
                continue
            first.setdefault(key, one.match.entry)
            ours = group.get(key, one.match.entry)
            group[key] = merged_entry(ours, one.found, prefer_new=prefer_new)
    edits: list[Edit] = []
    for key, after in made.items():
        edits += entry_edits(manner, first[key], after)
    edits += [AddEntry(entry_text(manner, entry)) for entry in new.values()]
    return edits


def is_broken(entry: Entry) -> bool:
    """Whether an entry of a file is broken, so that an edit could hit the wrong place."""
    if entry.origin.raw is None:
        return False
    spans = entry_spans(entry.origin.raw)
    return spans is None or spans.key != entry.key


def held_back(planned: Iterable[Planned], *, prefer_new: bool = False) -> list[Entry]:
    """The entries of the library that a plan would change if they were not broken.

    Args:
        planned: what is to be done.
        prefer_new: whether what differs takes the place of what the library has.
    """
    found: dict[str, Entry] = {}
    new = {one.record.key for one in planned if one.status == NEW}
    for one in planned:
        counts = any(diff.counts(prefer_new=prefer_new) for diff in one.found)
        if counts and one.match is not None and one.match.entry.key not in new:
            found[one.match.entry.key] = one.match.entry
    return [entry for entry in found.values() if is_broken(entry)]


def judged(one: Planned, manner: Manner) -> Planned:
    """Return what is planned, with a mark on what no field of the file could hold.

    Args:
        one: what is to be done.
        manner: how the file is written.
    """
    if one.match is None:
        return one
    ours = facts_of(one.match.entry)
    before = manner.fields(ours)
    found = (
        diff
        if diff.variable == "type"
        or manner.fields(merged_entry(ours, [diff], prefer_new=True)) != before
        else replace(diff, is_written=False)
        for diff in one.found
    )
    return replace(one, found=tuple(found))


def entry_edits(manner: Manner, ours: Entry, after: Entry) -> Iterator[SetField | RemoveField]:
    """Yield the edits of an entry of the file that change what it says.

    A field goes that says in another way what is written anew, such as the day of a date that
    now is a year alone.

    Args:
        manner: how the file is written.
        ours: the entry as it was read.
        after: the entry as it is to be.
    """
    fields = _own_fields(ours)
    electronic = split_issns(fields.get("eissn", ""))
    wanted = dict(manner.fields(after, electronic))
    before = dict(manner.fields(facts_of(ours), electronic))
    changed = {name for name, value in wanted.items() if before.get(name) != value}
    changed |= {name for name in before if name not in wanted}
    yield from _set(ours.key, before, wanted)
    for names in _TOGETHER:
        if not names.isdisjoint(changed):
            for name in sorted(names & fields.keys() - wanted.keys()):
                yield RemoveField(ours.key, name)


def _own_fields(entry: Entry) -> dict[str, str]:
    """What stands in the fields of an entry itself, by lower-case name."""
    spans = entry_spans(entry.origin.raw or "")
    if spans is None:
        return {}
    return {
        one.name.lower(): plain_text(spans.text[one.value : one.end]) or "" for one in spans.fields
    }


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
    before, wanted = (dict(manner.fields(Entry(item), electronic)) for item in (ours, after))
    yield from _set(key, before, wanted)


def _set(key: str, before: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[SetField]:
    """Yield what sets the fields that are not as they were."""
    for name, value in wanted.items():
        if before.get(name) != value:
            yield SetField(key, name, value, expression=_is_macro(name, value))


def entry_text(manner: Manner, entry: Entry, electronic: Collection[str] = ()) -> str:
    """Return a whole new entry, without tags; a summary that came with it is its ``annote``.

    Args:
        manner: how the file is written.
        entry: the entry.
        electronic: ISSNs that are known to be those of electronic editions.
    """
    facts = facts_of(entry)
    bare = Entry(facts.item, status=facts.status)
    lines = [f"@{manner.entry_type(bare)}{{{entry.key},"]
    for name, value in manner.fields(bare, electronic):
        text = value if _is_macro(name, value) else f"{{{value}}}"
        lines.append(f"{field_head(name)}{text},")
    return "\n".join([*lines, "}"])


def _is_macro(name: str, value: str) -> bool:
    return name == "month" and value[:3] in MONTHS
