"""A page, the records and the citations of each paper, and the list of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ldn_bib.bibliography import as_cited
from ldn_bib.documents.html import WRITER as HTML_WRITER
from ldn_bib.documents.reading_list import paper_facts
from ldn_bib.documents.words import counted
from ldn_bib.site import records, views
from ldn_bib.site.listing import paged, pagination
from ldn_bib.site.pages import Html, PapersPage
from ldn_bib.site.search_data import records_script
from ldn_bib.site.shelf import CHUNK, Paper

if TYPE_CHECKING:
    from ldn_bib.site.workshop import Workshop
    from ldn_bib.site.writing import SiteFolder


def make_papers(shop: Workshop, folder: SiteFolder) -> None:
    """Make what there is of each paper; the lists are made of it afterwards."""
    for start in range(0, len(shop.papers), CHUNK):
        _make_chunk(shop, folder, start // CHUNK, shop.papers[start : start + CHUNK])


def make_paper_index(shop: Workshop, folder: SiteFolder) -> None:
    """Make the list of all papers, with the search, and the records of all."""
    pages = paged([shop.cards[paper.entry.key] for paper in shop.papers])
    years = [paper.entry.year for paper in shop.papers if paper.entry.year is not None]
    formats = shop.downloads(folder, "all", shop.papers)
    base = views.PAPERS.href
    lead = f"{counted(len(shop.papers), 'paper', 'papers')}, newest first."
    for number, cards in enumerate(pages, 1):
        page = PapersPage(
            count=len(shop.papers),
            cards=cards,
            pagination=pagination(base, number, len(pages)),
            page=number,
            pages=len(pages),
            years=(min(years), max(years)) if years else None,
            downloads=views.downloads("../all", formats),
        )
        shop.numbered(folder, base, number, "papers.html", ("Papers", lead), (), page)


def _make_chunk(shop: Workshop, folder: SiteFolder, number: int, papers: Sequence[Paper]) -> None:
    """Make some papers, and the file with their records for the client."""
    assert HTML_WRITER.inline is not None  # noqa: S101 - the writer is ours
    held: list[tuple[Paper, Mapping[str, str], Mapping[str, str]]] = []
    for paper in papers:
        entry = paper.entry
        rich = {citer.name: citer.cite(as_cited(entry, citer.name).item) for citer in shop.citers}
        cited = {name: Html(HTML_WRITER.inline(text)) for name, text in rich.items()}
        found = records.records([entry], shop.library)
        card = views.card_of(paper)
        shop.shown[entry.key] = card
        shop.cards[entry.key] = shop.renderer.card(card, "../")
        shop.citations[entry.key] = rich[shop.citers[0].name]
        shop.records[entry.key] = found
        page = views.paper_page(paper, card, paper_facts(entry), cited, shop.citers, found)
        frame = shop.framer.paper_frame(paper, shop.library.conditions or {})
        day = entry.annotation.reviewed if entry.annotation else None
        shop.page(folder, paper.address, "paper.html", frame, page, day)
        for ending, text in found.items():
            folder.put(f"papers/{paper.file}.{ending}", text)
        held.append((paper, cited, _by_format(found)))
        shop.step()
    folder.put(f"data/papers-{number}.js", records_script(number, held, shop.citers))


def _by_format(found: Mapping[str, str]) -> dict[str, str]:
    names = {one.extension: one.name for one in records.FORMATS}
    return {names[ending]: text for ending, text in found.items()}
