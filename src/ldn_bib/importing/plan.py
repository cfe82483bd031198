"""The plan of an import: what is new, what is there already, what would be filled or differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ldn_bib.entry import Entry
from ldn_bib.importing.keys import Keys
from ldn_bib.importing.matching import Match, Matcher
from ldn_bib.importing.merging import Difference, differences

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
        found: what the record has that the paper lacks, or has otherwise.
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
        """What the paper has otherwise."""
        return tuple(one for one in self.found if not one.fills)


def plan_import(records: Iterable[Entry], library: Sequence[Entry]) -> list[Planned]:
    """Compare records with a library, in the order of the records.

    A record that another one of the same import has brought already counts as present.
    """
    matcher = Matcher(library)
    keys = Keys(library)
    planned: list[Planned] = []
    for record in records:
        match = matcher.find(record)
        if match is None:
            made = replace(record, item={**record.item, "id": keys.give(record.item)})
            matcher.add(made)
            planned.append(Planned(made, NEW))
            continue
        found = tuple(differences(match.entry.item, record.item))
        status = PRESENT if match.is_certain else SIMILAR
        planned.append(Planned(record, status, match, found))
    return planned
