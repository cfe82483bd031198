"""Which paper of an earlier version is which paper of a later one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ldn_bib.entry import Entry
from ldn_bib.values.sameness import first_author, folded, identifiers


@dataclass(frozen=True, slots=True)
class Pairs:
    """The papers of two versions, side by side.

    Attributes:
        both: papers of both versions, the old entry and the new one, in the order of the new.
        removed: papers of the old version alone, in its order.
        added: papers of the new version alone, in its order.
    """

    both: tuple[tuple[Entry, Entry], ...]
    removed: tuple[Entry, ...]
    added: tuple[Entry, ...]


def pair(old: Sequence[Entry], new: Sequence[Entry]) -> Pairs:
    """Find the papers that two versions have in common.

    One key stands for one paper, unless identifiers say that another paper has taken the key
    over. What is left is one paper if it shares a DOI, PMID or PMCID, or else title, year and
    first author; and last, if it has the same key after all.
    """
    pairing = _Pairing(old, new)
    pairing.join(lambda entry: [entry.key], agrees=_agree)
    for name in ("DOI", "PMID", "PMCID"):
        pairing.join(partial(_identifier, name))
    pairing.join(_face, agrees=_agree)
    pairing.join(lambda entry: [entry.key])
    return pairing.result()


class _Pairing:
    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self._old, self._new = old, new
        self._partner: dict[int, int] = {}
        """Place in the new version to place in the old one."""

    def join(
        self,
        marks: Callable[[Entry], Iterable[Hashable]],
        agrees: Callable[[Entry, Entry], bool] | None = None,
    ) -> None:
        """Pair what has a mark in common and no partner yet; the first come first."""
        taken = set(self._partner.values())
        waiting: dict[Hashable, list[int]] = {}
        for place, entry in enumerate(self._old):
            if place not in taken:
                for mark in marks(entry):
                    waiting.setdefault(mark, []).append(place)
        for place, entry in enumerate(self._new):
            if place in self._partner:
                continue
            for mark in marks(entry):
                places = waiting.get(mark, [])
                found = next(
                    (at for at in places if agrees is None or agrees(self._old[at], entry)), None
                )
                if found is not None:
                    places.remove(found)
                    self._partner[place] = found
                    break

    def result(self) -> Pairs:
        taken = set(self._partner.values())
        return Pairs(
            both=tuple(
                (self._old[self._partner[place]], entry)
                for place, entry in enumerate(self._new)
                if place in self._partner
            ),
            removed=tuple(entry for at, entry in enumerate(self._old) if at not in taken),
            added=tuple(entry for at, entry in enumerate(self._new) if at not in self._partner),
        )


def _agree(one: Entry, other: Entry) -> bool:
    """Whether no identifier speaks against it, or one speaks for it."""
    mine, theirs = identifiers(one.item), identifiers(other.item)
    common = mine.keys() & theirs.keys()
    return not common or any(mine[name] == theirs[name] for name in common)


def _identifier(name: str, entry: Entry) -> Iterator[Hashable]:
    found = identifiers(entry.item).get(name)
    if found:
        yield found


def _face(entry: Entry) -> Iterator[Hashable]:
    title = folded(entry.title)
    if title:
        yield title, entry.year, first_author(entry.item)
