"""The reading list of each condition, the papers of each author, and the list of authors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ldn_bib.documents.reading_list import reading_list
from ldn_bib.documents.words import counted
from ldn_bib.searching import fold
from ldn_bib.site import views
from ldn_bib.site.listing import paged, paged_groups, pagination
from ldn_bib.site.pages import Anchor, AuthorIndex, AuthorPage, ConditionPage, Group
from ldn_bib.site.paths import link, page_address, root_of
from ldn_bib.site.shelf import Author, Paper
from ldn_bib.values.condition import Condition

if TYPE_CHECKING:
    from ldn_bib.site.workshop import Workshop
    from ldn_bib.site.writing import SiteFolder

NAMES_PER_PAGE: Final = 300
"""Authors on a page of their list."""


def make_conditions(shop: Workshop, folder: SiteFolder) -> None:
    """Make the reading lists and their records."""
    for slug, label in shop.site.conditions:
        _make_condition(shop, folder, slug, label)
        shop.step()


def make_authors(shop: Workshop, folder: SiteFolder) -> None:
    """Make the pages of the authors and their list."""
    for author, papers in shop.by_author.items():
        _make_author(shop, folder, author, papers)
        shop.step()
    _make_author_index(shop, folder)


def _make_condition(shop: Workshop, folder: SiteFolder, slug: str, label: str) -> None:
    condition = (shop.library.conditions or {}).get(slug) or Condition(slug, label)
    document = reading_list(
        condition,
        [paper.entry for paper in shop.papers],
        shop.citations,
        generated=shop.today,
        about=shop.library.about,
    )
    groups = [
        Group(
            section.heading,
            tuple(
                shop.renderer.card(views.listed_card(shop.shown[listed.key], listed), "../")
                for listed in section.papers
            ),
            section.note,
        )
        for section in document.sections
    ]
    base = shop.site.addresses[slug]
    name = base.removesuffix(".html")
    formats = shop.downloads(folder, name, [shop.by_key[one.key] for one in document.papers])
    pages = paged_groups(groups)
    number_of = counted(len(document.papers), "paper", "papers")
    words = (label, f"{document.title}. {number_of}. {document.scope}")
    for number, shown in enumerate(pages, 1):
        page = ConditionPage(
            label=label,
            scope=document.scope,
            counts=document.counts,
            about=views.page_facts(document.about),
            warnings=document.warnings,
            notes=tuple(note for note in document.notes if note not in shop.site.caution),
            groups=shown,
            downloads=views.downloads(name.rpartition("/")[2], formats),
            pagination=pagination(base, number, len(pages)),
            page=number,
        )
        shop.numbered(folder, base, number, "condition.html", words, (views.CONDITIONS,), page)


def _make_author(
    shop: Workshop, folder: SiteFolder, author: Author, papers: Sequence[Paper]
) -> None:
    base = f"authors/{author.file}.html"
    pages = paged([shop.cards[paper.entry.key] for paper in papers])
    number_of = counted(len(papers), "paper", "papers")
    words = (author.name, f"{author.name}: {number_of} in {shop.site.name}.")
    for number, cards in enumerate(pages, 1):
        page = AuthorPage(
            name=author.name,
            count=len(papers),
            cards=cards,
            pagination=pagination(base, number, len(pages)),
            page=number,
        )
        shop.numbered(folder, base, number, "author.html", words, (views.AUTHORS,), page)


def _make_author_index(shop: Workshop, folder: SiteFolder) -> None:
    base = views.AUTHORS.href
    authors = list(shop.by_author.items())
    starts = range(0, len(authors), NAMES_PER_PAGE)
    parts = [authors[start : start + NAMES_PER_PAGE] for start in starts] or [[]]
    letters = letter_links(base, [[author for author, _ in part] for part in parts])
    lead = f"{counted(len(authors), 'author', 'authors')} of the papers, by name."
    for number, part in enumerate(parts, 1):
        page = AuthorIndex(
            count=len(authors),
            authors=tuple(
                Anchor(author.sort_name, f"{author.file}.html", len(papers))
                for author, papers in part
            ),
            letters=letters,
            pagination=pagination(base, number, len(parts)),
            page=number,
        )
        shop.numbered(folder, base, number, "authors.html", ("Authors", lead), (), page)


def letter_links(base: str, parts: Sequence[Sequence[Author]]) -> tuple[Anchor, ...]:
    """Return a link for each letter to the page on which its names begin; none for one page.

    Args:
        base: address of the first page of the list.
        parts: the authors of each page.
    """
    if len(parts) < 2:
        return ()
    anchors: dict[str, Anchor] = {}
    root = root_of(base)
    for number, part in enumerate(parts, 1):
        for author in part:
            letter = fold(author.sort_name)[:1].upper()
            if letter.isalpha() and letter not in anchors:
                anchors[letter] = Anchor(letter, link(root + page_address(base, number)))
    return tuple(anchors.values())
