"""Lists over several pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.site.listing import MOST_BYTES, MOST_CARDS, paged, paged_groups, pagination
from ldn_bib.site.pages import Group, Html

SIZES = st.lists(st.integers(1, MOST_BYTES * 2), max_size=60)


@given(SIZES)
def test_pages_hold_all_cards_in_order_and_stay_small(sizes: list[int]) -> None:
    cards = [Html(f"{number:09}".ljust(size, "x")) for number, size in enumerate(sizes)]
    pages = paged(cards)
    assert [card for page in pages for card in page] == cards
    assert len(pages) >= 1
    for page in pages:
        assert len(page) <= MOST_CARDS
        assert sum(map(len, page)) <= MOST_BYTES or len(page) == 1


@given(st.lists(st.integers(0, 70), max_size=6))
def test_groups_go_on_and_repeat_no_note(counts: list[int]) -> None:
    groups = [
        Group(f"Level {place}", tuple(Html(f"{place}:{n}") for n in range(count)), "A note.")
        for place, count in enumerate(counts)
    ]
    pages = paged_groups(groups)
    parts = [part for page in pages for part in page]
    assert [card for part in parts for card in part.cards] == [
        card for group in groups for card in group.cards
    ]
    for heading in {part.heading for part in parts}:
        first, *others = (part for part in parts if part.heading == heading)
        assert (first.note, first.is_continued) == ("A note.", False)
        assert all((part.note, part.is_continued) == ("", True) for part in others)
    assert all(part.cards for part in parts)


def test_one_page_has_no_links_to_others() -> None:
    assert pagination("papers/index.html", 1, 1) == ()


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        (1, ["1", "2", "3", "…", "9", "Next"]),
        (5, ["Previous", "1", "…", "3", "4", "5", "6", "7", "…", "9", "Next"]),
        (9, ["Previous", "1", "…", "7", "8", "9"]),
    ],
)
def test_links_to_the_ends_and_the_near_pages(page: int, labels: list[str]) -> None:
    anchors = pagination("papers/index.html", page, 9)
    assert [anchor.label for anchor in anchors] == labels
    assert [anchor.label for anchor in anchors if anchor.is_current] == [str(page)]
    assert all(anchor.href for anchor in anchors if anchor.label != "…")


def test_links_lead_from_a_page_of_a_list_to_its_neighbours() -> None:
    hrefs = [anchor.href for anchor in pagination("conditions/pain.html", 2, 3)]
    assert hrefs == [
        "../conditions/pain.html",
        "../conditions/pain.html",
        "../conditions/pain.2.html",
        "../conditions/pain.3.html",
        "../conditions/pain.3.html",
    ]
