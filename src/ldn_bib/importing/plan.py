"""The plan of an import: what is new, what is there already, what would be filled or differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ldn_bib.entry import Entry
from ldn_bib.importing.keys import Keys
from ldn_bib.importing.matching import Match, Matcher
from ldn_bib.importing.merging import Difference, compare, merged_entry

NEW = "new"
PRESENT = "present"
SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be done with one record.

    Attributes:
        record: the record; a new one has its key in the library.
        status: ``new``; ``present`` where an identifier says so; ``similar`` where the title does.
        match: the paper of the library, or the record of this import, that it is; None for new.
        found: what the record has that the paper lacks, has otherwise, or has shorter.
    """

    record: Entry
    status: str
    match: Match | None = None
    found: tuple[Difference, ...] = ()

    @property
    def fills(self) -> tuple[Difference, ...]:
        """What the paper lacks."""
        return tuple(one for one in self.found if one.fills)

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """What the paper has otherwise, or shorter."""
        return tuple(one for one in self.found if not one.fills)


def plan_import(
    records: Iterable[Entry],
    library: Sequence[Entry],
    *,
    merges_similar: bool = True,
    prefer_new: bool = False,
) -> list[Planned]:
    """Compare records with a library, in the order of the records.

    A record that another one of the same import has brought already counts as present, and what
    an earlier one fills is not empty for a later one.

    Args:
        records: the records.
        library: the papers that are there.
        merges_similar: whether records that are like a paper by their title only fill it.
        prefer_new: whether what differs takes the place of what the library has.
    """
    matcher = Matcher(library)
    filled: dict[str, Entry] = {}
    keys = Keys(library)
    planned: list[Planned] = []
    for record in records:
        match = matcher.find(record)
        if match is None:
            made = replace(record, item={**record.item, "id": keys.give(record.item)})
            matcher.add(made)
            planned.append(Planned(made, NEW))
            continue
        status = PRESENT if match.is_certain else SIMILAR
        ours = filled.get(match.entry.key, match.entry)
        found = tuple(compare(ours, record))
        if found and (status == PRESENT or merges_similar):
            filled[match.entry.key] = merged_entry(ours, found, prefer_new=prefer_new)
        planned.append(Planned(record, status, match, found))
    return planned
