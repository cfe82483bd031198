"""The items of a document: their order, their numbers, how far their cites are expanded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ldn_bib.csl.context import Disambiguation
from ldn_bib.csl.item import Item


class Registered:
    """An item of a document.

    Attributes:
        item: the item.
        number: its citation number, from 1.
        disambiguation: how far its cites are expanded; None for not at all.
        expanded: names that are told apart in every cite, ambiguous or not; they are sorted so.
        year_suffix: its year suffix, empty for none.
    """

    __slots__ = ("disambiguation", "expanded", "item", "number", "year_suffix")

    def __init__(self, item: Item, number: int) -> None:
        self.item = item
        self.number = number
        self.disambiguation: Disambiguation | None = None
        self.expanded: Disambiguation | None = None
        self.year_suffix = ""


class Registry:
    """Items in order and by id; of items with the same id citations mean the first."""

    def __init__(self, items: Iterable[Mapping[str, Any] | Item]) -> None:
        self.by_id: dict[str, Registered] = {}
        self.rows: list[Registered] = []
        for raw in items:
            item = raw if isinstance(raw, Item) else Item(raw)
            row = Registered(item, len(self.rows) + 1)
            self.rows.append(row)
            self.by_id.setdefault(item.id, row)

    def renumber(self, rows: Sequence[Registered]) -> None:
        """Put the rows in a new order and number them along it."""
        self.rows = list(rows)
        for number, row in enumerate(self.rows, 1):
            row.number = number
