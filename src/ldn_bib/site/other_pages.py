"""The home page, what the site says of itself, the data for the client, the feed, the sitemap."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ldn_bib.site import feed, sitemap, views
from ldn_bib.site.chart import chart
from ldn_bib.site.pages import AboutPage, Anchor, HomePage, NotFoundPage
from ldn_bib.site.paths import link
from ldn_bib.site.search_data import chunk_scripts, index_script, search_row
from ldn_bib.site.slimming import slimmed

if TYPE_CHECKING:
    from ldn_bib.site.workshop import Workshop
    from ldn_bib.site.writing import SiteFolder

NEWEST: Final = 5
"""Papers on the home page."""

HOME: Final = "index.html"
NOT_FOUND: Final = "404.html"


def make_home(shop: Workshop, folder: SiteFolder) -> None:
    """Make the home page."""
    counts: dict[str, int] = {}
    for paper in shop.papers:
        for slug in set(paper.entry.conditions):
            counts[slug] = counts.get(slug, 0) + 1
    lead = views.home_lead(shop.library, shop.papers)
    page = HomePage(
        lead=lead,
        figures=views.figures(shop.library, shop.papers),
        conditions=tuple(
            Anchor(label, link(shop.site.addresses[slug]), counts[slug])
            for slug, label in shop.site.conditions
        ),
        chart=chart([paper.entry for paper in shop.papers]),
        newest=tuple(
            shop.renderer.card(shop.shown[paper.entry.key], "") for paper in shop.papers[:NEWEST]
        ),
    )
    shop.page(folder, HOME, "index.html", shop.framer.frame(HOME, "", lead), page)


def make_about(shop: Workshop, folder: SiteFolder) -> None:
    """Make the page on how the site is made."""
    formats = {ending for found in shop.records.values() for ending in found}
    page = AboutPage(
        facts=views.library_facts(shop.library, shop.papers),
        count=len(shop.papers),
        proposed=any(tag.derived for paper in shop.papers for tag in paper.entry.tags),
        styles=tuple(citer.title for citer in shop.citers),
        downloads=views.downloads("all", formats),
    )
    lead = f"How {shop.site.name} is made, what is in and what is out."
    address = views.ABOUT.href
    shop.page(folder, address, "about.html", shop.framer.frame(address, "About", lead), page)


def make_not_found(shop: Workshop, folder: SiteFolder) -> None:
    """Make the page that a server shows at any depth, so that its links start at the host."""
    frame = shop.framer.frame(NOT_FOUND, "Page not found", "There is no page at this address.")
    root = urlsplit(shop.url).path
    head = replace(frame.head, canonical="")
    crumbs = (replace(frame.crumbs[0], href=f"{root}{HOME}"), *frame.crumbs[1:])
    lost = replace(frame, root=root, head=head, crumbs=crumbs)
    folder.put(NOT_FOUND, shop.renderer.page("404.html", lost, NotFoundPage()))


def make_search_data(shop: Workshop, folder: SiteFolder) -> None:
    """Make the index for the client."""
    conditions = {slug: place for place, (slug, _) in enumerate(shop.site.conditions)}
    designs = {slug: place for place, (slug, _) in enumerate(shop.site.designs)}
    rows = (search_row(paper, conditions, designs) for paper in shop.papers)
    chunks = 0
    for number, text in enumerate(chunk_scripts(rows)):
        folder.put(f"data/search-{number}.js", text)
        chunks = number + 1
    folder.put("data/search.js", index_script(len(shop.papers), chunks, shop.site, shop.citers))


def make_assets(folder: SiteFolder) -> None:
    """Write the style sheet, the scripts and whatever else comes with the package."""
    for asset in files("ldn_bib.site").joinpath("assets").iterdir():
        folder.put(f"assets/{asset.name}", slimmed(asset.name, asset.read_text(encoding="utf-8")))


def make_feed(shop: Workshop, folder: SiteFolder) -> None:
    """Make what programs read of the whole site: feed, rules for robots, sitemap."""
    data = feed.feed(
        [paper.entry for paper in shop.papers],
        title=shop.site.name,
        page_of=lambda entry: link(shop.by_key[entry.key].address),
        site_url=shop.url,
        rights=shop.library.about.licence,
    )
    folder.put(feed.FILE, data)
    folder.put("robots.txt", sitemap.robots(shop.url))
    if shop.url:
        pages = [(link(address), day) for address, day in shop.addresses]
        for name, content in sitemap.sitemaps(pages, shop.url).items():
            folder.put(name, content)
