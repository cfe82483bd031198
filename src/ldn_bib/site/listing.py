"""Lists that go on over several pages: where one page ends, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from ldn_bib.site.pages import Anchor, Group, Html
from ldn_bib.site.paths import link, page_address, root_of

Part = TypeVar("Part")

MOST_CARDS: Final = 50
MOST_BYTES: Final = 40_000
"""Bytes of cards that a page holds; with all around them it stays under 60 kB."""

GAP: Final = Anchor("…", "")


def paged(cards: Sequence[Html]) -> list[tuple[Html, ...]]:
    """Share cards among pages; there is always a first page."""
    return [
        tuple(card for group in page for card in group.cards)
        for page in paged_groups([Group("", tuple(cards))])
    ]


def paged_groups(groups: Iterable[Group]) -> list[tuple[Group, ...]]:
    """Share groups of cards among pages; a group that goes on says so and repeats no note."""
    pages: list[list[Group]] = [[]]
    size = number = 0
    for group in groups:
        cards: list[Html] = []
        is_continued = False
        for card in group.cards:
            weight = len(card.encode("utf-8", "replace"))
            if number and (number >= MOST_CARDS or size + weight > MOST_BYTES):
                if cards:
                    pages[-1].append(_part(group, cards, is_continued=is_continued))
                    is_continued = True
                    cards = []
                pages.append([])
                size = number = 0
            cards.append(card)
            size += weight
            number += 1
        if cards:
            pages[-1].append(_part(group, cards, is_continued=is_continued))
    return [tuple(page) for page in pages]


def _part(group: Group, cards: Sequence[Html], *, is_continued: bool) -> Group:
    note = "" if is_continued else group.note
    return Group(group.heading, tuple(cards), note, is_continued=is_continued)


def pagination(base: str, page: int, pages: int) -> tuple[Anchor, ...]:
    """Return the links from a page of a list to the others: the ends and the near ones.

    Args:
        base: address of the first page.
        page: this page, from 1.
        pages: how many there are; one has no links.
    """
    if pages < 2:
        return ()
    here = page_address(base, page)
    root = root_of(here)

    def to(number: int, label: str = "") -> Anchor:
        href = link(root + page_address(base, number))
        return Anchor(label or str(number), href, is_current=not label and number == page)

    shown = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    anchors: list[Anchor] = []
    if page > 1:
        anchors.append(to(page - 1, "Previous"))
    before = 0
    for number in shown:
        if number > before + 1:
            anchors.append(GAP)
        anchors.append(to(number))
        before = number
    if page < pages:
        anchors.append(to(page + 1, "Next"))
    return tuple(anchors)
