"""The life of a document in a word processor: citations come, move, change and go.

A transaction names a citation, the citations before it and those behind it, each with the
number of its note. What a fixture prints is the document after the last transaction, with
``>>`` before each citation that this one made the processor write again and ``..`` before
the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.csl.suite.fixture import Record


@dataclass(frozen=True, slots=True)
class Placed:
    """A citation in its place.

    Attributes:
        id: its name in the transactions.
        cites: what it cites.
        note: number of its note, 0 for the text.
        properties: ``mode``, ``infix`` and so on.
    """

    id: str
    cites: tuple[Record, ...]
    note: int
    properties: Record


def replay(transactions: Iterable[tuple[Record, Sequence[Any], Sequence[Any]]]) -> list[
    tuple[str, list[Placed]]
]:
    """Give the document after each transaction, with the id of the citation that it was about.

    Raises:
        KeyError: a transaction names a citation that the document does not hold.
    """
    known: dict[str, Placed] = {}
    states: list[tuple[str, list[Placed]]] = []
    for number, (citation, before, behind) in enumerate(transactions):
        properties = citation.get("properties") or {}
        name = str(citation.get("citationID") or f"#{number}")
        note = int(properties.get("noteIndex") or 0)
        cites = tuple(citation["citationItems"])
        known[name] = Placed(name, cites, note, properties)

        def moved(places: Sequence[Any], held: dict[str, Placed] = known) -> list[Placed]:
            return [
                Placed(place.id, place.cites, int(at or 0), place.properties)
                for place, at in ((held[str(place)], at) for place, at in places)
            ]

        document = [*moved(before), known[name], *moved(behind)]
        known = {placed.id: placed for placed in document}
        states.append((name, document))
    return states


def first_notes(document: Sequence[Placed]) -> dict[tuple[str, str], int]:
    """For each cite of a repeated item, by citation and item: the note that cited it first.

    Counting starts anew where the numbers of notes go back, as at a new chapter.
    """
    notes: dict[tuple[str, str], int] = {}
    for in_text in (True, False):
        first: dict[str, int] = {}
        last = 0
        for placed in document:
            if (placed.note == 0) is not in_text:
                continue
            if placed.note < last:
                first = {}
            last = placed.note
            for cite in placed.cites:
                item = str(cite["id"])
                seen = first.setdefault(item, placed.note)
                notes[placed.id, item] = seen if seen != placed.note else 0
    return notes


def rewritten(
    about: str,
    before: tuple[Sequence[Placed], Sequence[str], Sequence[str]] | None,
    after: tuple[Sequence[Placed], Sequence[str], Sequence[str]],
    *,
    numbered: bool,
    positioned: bool,
) -> set[str]:
    """Ids of the citations that a transaction makes the processor write again.

    Args:
        about: the citation that the transaction is about.
        before: the document, its rendered citations and its items in the order of their numbers,
            all before the transaction; None for the first one.
        after: the same after it.
        numbered: the style prints numbers of items in citations.
        positioned: the style looks at the positions of cites.
    """
    names = {about}
    if before is None:
        return names
    old_document, old_texts, old_order = before
    document, texts, order = after
    old = {placed.id: text for placed, text in zip(old_document, old_texts, strict=True)}
    names |= {
        placed.id
        for placed, text in zip(document, texts, strict=True)
        if old.get(placed.id) != text
    }
    touched: set[str] = set()
    if numbered:
        places = {item: place for place, item in enumerate(old_order)}
        touched |= {item for place, item in enumerate(order) if places.get(item) != place}
    if positioned:
        notes, old_notes = first_notes(document), first_notes(old_document)
        touched |= {
            item
            for (name, item), note in notes.items()
            if name != about and old_notes.get((name, item)) != note
        }
    return names | {
        placed.id
        for placed in document
        if any(str(cite["id"]) in touched for cite in placed.cites)
    }
