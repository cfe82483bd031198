"""The life of a document in a word processor: citations come, move, change and go.

A transaction names a citation, the citations before it and those behind it, each with the
number of its note. What a fixture prints is the document after the last transaction, with
``>>`` before each citation that this one made the processor write again and ``..`` before
the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
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


def replay(
    transactions: Iterable[tuple[Record, Sequence[Any], Sequence[Any]]],
) -> list[tuple[str, list[Placed]]]:
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


def often_cited(document: Iterable[Placed]) -> set[str]:
    """Items that more than one citation cites."""
    counts = Counter(item for placed in document for item in {str(c["id"]) for c in placed.cites})
    return {item for item, count in counts.items() if count > 1}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, rendered.

    Attributes:
        document: its citations.
        texts: what they come out as.
        order: its items in the order of their numbers.
    """

    document: Sequence[Placed]
    texts: Sequence[str]
    order: Sequence[str]


def moved_items(
    about: str,
    before: Rendered,
    after: Rendered,
    *,
    numbered: bool,
    positioned: bool,
    counted: bool,
) -> set[str]:
    """Items whose citations are written again, whatever they come out as.

    Args:
        about: the citation that the transaction is about.
        before: the document before the transaction.
        after: the document after it.
        numbered: a changed number counts; for styles that print numbers in citations.
        positioned: a changed first note counts; for styles that look at positions.
        counted: becoming cited more than once counts; for note styles that disambiguate.
    """
    touched: set[str] = set()
    if numbered:
        places = {item: place for place, item in enumerate(before.order)}
        touched |= {item for place, item in enumerate(after.order) if places.get(item) != place}
    if positioned:
        notes, old = first_notes(after.document), first_notes(before.document)
        touched |= {
            item
            for (name, item), note in notes.items()
            if name != about and old.get((name, item)) != note
        }
    if counted:
        touched |= often_cited(after.document) ^ often_cited(before.document)
    return touched


def rewritten(about: str, before: Rendered, after: Rendered, touched: Collection[str]) -> set[str]:
    """Ids of the citations that a transaction makes the processor write again.

    Args:
        about: the citation that the transaction is about.
        before: the document before the transaction.
        after: the document after it.
        touched: items whose citations are written again in any case.
    """
    old = {placed.id: text for placed, text in zip(before.document, before.texts, strict=True)}
    return {about} | {
        placed.id
        for placed, text in zip(after.document, after.texts, strict=True)
        if old.get(placed.id) != text or any(str(cite["id"]) in touched for cite in placed.cites)
    }
