"""The values of each page, made of papers, reading lists and what a library says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ldn_bib.documents.characters import clean
from ldn_bib.documents.designs import NOUNS, design_words
from ldn_bib.documents.grouping import Layout
from ldn_bib.documents.links import safe_url
from ldn_bib.documents.model import Fact, ListedPaper
from ldn_bib.documents.statements import NOT_ADVICE, about_facts
from ldn_bib.documents.words import counted, long_date
from ldn_bib.site.coins import coins
from ldn_bib.site.highwire import meta_tags
from ldn_bib.site.opengraph import page_tags, paper_tags
from ldn_bib.site.pages import (
    Anchor,
    Card,
    CitationChoice,
    Frame,
    Head,
    Html,
    PaperPage,
    Site,
)
from ldn_bib.site.paths import Names, link, root_of
from ldn_bib.site.records import FORMATS
from ldn_bib.site.shelf import LONGEST_SUMMARY, Paper, clip
from ldn_bib.site.structured import paper_data

if TYPE_CHECKING:
    from ldn_bib.library import Library
    from ldn_bib.site.citations import Citer
    from ldn_bib.values.condition import Condition

HOME: Final = Anchor("Home", "index.html")
PAPERS: Final = Anchor("Papers", "papers/index.html")
AUTHORS: Final = Anchor("Authors", "authors/index.html")
CONDITIONS: Final = Anchor("Conditions", "index.html#conditions")
ABOUT: Final = Anchor("About", "about.html")
LONGEST_DESCRIPTION: Final = 200  # characters; those who show links cut longer ones
LONGEST_CRUMB: Final = 60
LONGEST_TITLE: Final = 150  # of a window
WEB_SITE: Final = "Web site"
REPORT: Final = "Report an error"
DESCRIPTION: Final = "og:description"


def site_of(library: Library, papers: Sequence[Paper]) -> Site:
    """Return what all pages share."""
    about = library.about
    used = {slug for paper in papers for slug in paper.entry.conditions}
    designs = {paper.design for paper in papers}
    known = [slug for slug in NOUNS if slug in designs]
    known += sorted(slug for slug in designs if slug and slug not in NOUNS)
    labels = condition_labels(library, papers)
    conditions = tuple((slug, label) for slug, label in labels if slug in used)
    names = Names()
    return Site(
        name=site_name(about.subject),
        subject=about.subject,
        licence=about.licence,
        licence_url=safe_url(about.licence_url) or "",
        report=about.report,
        conditions=conditions,
        addresses={slug: f"conditions/{names.of(slug)}.html" for slug, _ in conditions},
        designs=tuple((slug, design_words(slug)) for slug in known),
        caution=tuple(filter(None, (about.caution, NOT_ADVICE))),
    )


def site_name(subject: str) -> str:
    """Return the name of a site on a subject, such as ``Low-dose naltrexone: reading lists``."""
    return f"{subject[:1].upper()}{subject[1:]}: reading lists" if subject else "Reading lists"


def condition_labels(library: Library, papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """Return slugs and labels: the vocabulary in its order, then tags that it does not know."""
    labels = {slug: condition.label for slug, condition in (library.conditions or {}).items()}
    for paper in papers:
        for tag in paper.entry.tags:
            labels.setdefault(tag.slug, tag.label)
    return list(labels.items())


class Framer:
    """Makes what stands around a page: head, navigation, the way from home."""

    def __init__(self, site: Site, base_url: str) -> None:
        """Take the site, and its absolute address with a slash at the end, or nothing."""
        self.site = site
        self.base_url = base_url

    def absolute(self, address: str) -> str:
        """Return the absolute address of a page; empty where nobody knows it."""
        return f"{self.base_url}{link(address)}" if self.base_url else ""

    def frame(
        self, address: str, title: str, description: str, way: Sequence[Anchor] = ()
    ) -> Frame:
        """Return the frame of a page.

        Args:
            address: its address, from the root.
            title: its own title; empty for the home page.
            description: one sentence or two; a long one is shortened.
            way: pages between home and this one.
        """
        name = self.site.name
        whole = f"{clip(clean(title), LONGEST_TITLE)} · {name}" if title else name
        short = clip(clean(description), LONGEST_DESCRIPTION)
        url = self.absolute(address)
        head = Head(
            title=whole,
            description=short,
            canonical=url,
            properties=page_tags(title or name, short, site_name=name, page_url=url),
        )
        root = root_of(address)
        if not title:
            return Frame(head, root)
        between = tuple(replace(one, href=f"{root}{one.href}") for one in (HOME, *way))
        section = way[0].href if way else address
        here = Anchor(clip(clean(title), LONGEST_CRUMB), "", is_current=True)
        return Frame(head, root, section, (*between, here))

    def paper_frame(self, paper: Paper, conditions: Mapping[str, Condition]) -> Frame:
        """Return the frame of a paper's page, with what reference managers read."""
        entry = paper.entry
        url = self.absolute(paper.address)
        frame = self.frame(paper.address, paper.title, description_of(paper), (PAPERS,))
        is_free = entry.annotation is not None
        properties = paper_tags(entry, site_name=self.site.name, page_url=url)
        if DESCRIPTION not in dict(properties):
            properties = (*properties, (DESCRIPTION, frame.head.description))
        head = replace(
            frame.head,
            properties=properties,
            names=meta_tags(entry, page_url=url, url_is_free=is_free),
            data=Html(paper_data(entry, conditions, page_url=url)),
        )
        return replace(frame, head=head)


def description_of(paper: Paper) -> str:
    """Return what a paper is, in a sentence: what was found, else where it appeared."""
    note = paper.entry.annotation
    found = (note.finding or note.summary) if note else ""
    return " ".join((*paper.alerts, found or f"{paper.title}. {_where(paper)}"))


def _where(paper: Paper) -> str:
    parts = (paper.byline, paper.journal, str(paper.entry.year or ""))
    return ". ".join(part.rstrip(".") for part in parts if part)


def card_of(paper: Paper) -> Card:
    """Return a paper as it stands in lists."""
    entry = paper.entry
    return Card(
        key=entry.key,
        anchor=f"p-{paper.file}",
        file=link(paper.address),
        title=paper.short_title,
        authors=paper.byline,
        journal=paper.journal,
        year=str(entry.year) if entry.year is not None else "",
        design=paper.design,
        kind=paper.kind,
        conditions=" ".join(entry.conditions),
        is_free=paper.is_free,
        chunk=paper.chunk,
        summary=clip(clean(paper.summary), LONGEST_SUMMARY),
        tags=entry.tags,
        links=paper.links,
        alerts=paper.alerts,
        notices=paper.notices,
        coins=coins(entry.item, entry.status),
    )


def listed_card(card: Card, listed: ListedPaper) -> Card:
    """Return a paper of lists as it stands in the reading list of a condition."""
    return replace(
        card,
        summary=listed.summary,
        tags=listed.tags,
        links=listed.links,
        alerts=listed.alerts,
        notices=listed.notices,
        facts=tuple(fact for fact in listed.facts if fact.label != "Design"),
    )


def paper_page(
    paper: Paper,
    card: Card,
    facts: tuple[Fact, ...],
    citations: Mapping[str, Html],
    citers: Sequence[Citer],
    formats: Iterable[str],
) -> PaperPage:
    """Return the values of a paper's page.

    Args:
        paper: the paper.
        card: the paper as it stands in lists.
        facts: what its note says of the study.
        citations: name of a style to the citation.
        citers: the styles, in the order of the choice.
        formats: endings of the records that there are.
    """
    note = paper.entry.annotation
    return PaperPage(
        card=replace(card, title=paper.title_html, summary=paper.summary, coins=""),
        citations=tuple(
            CitationChoice(citer.name, citer.title, citations[citer.name]) for citer in citers
        ),
        authors=tuple(
            Anchor(author.name, f"../authors/{author.file}.html") for author in paper.authors
        ),
        facts=facts,
        tags=paper.entry.tags,
        downloads=downloads(paper.file, formats),
        reviewed=long_date(note.reviewed) if note and note.reviewed else "",
    )


def downloads(name: str, formats: Iterable[str]) -> tuple[Anchor, ...]:
    """Return the links to records beside a page.

    Args:
        name: name of the files without ending, as the page reaches them.
        formats: endings of the records that there are.
    """
    there = set(formats)
    return tuple(
        Anchor(one.title, link(f"{name}.{one.extension}"))
        for one in FORMATS
        if one.extension in there
    )


def page_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return what a list says of itself, but for what its site says anyway."""
    return tuple(fact for fact in facts if fact.label != WEB_SITE)


def library_facts(library: Library, papers: Iterable[Paper]) -> tuple[Fact, ...]:
    """Return what the people who keep a library say of it, where they say it."""
    about = library.about
    scope = (Fact("What it covers", about.scope),) if about.scope else ()
    facts = about_facts([paper.entry for paper in papers], about, Layout())
    kept = (fact for fact in page_facts(facts) if fact.label != REPORT)
    return (*scope, *kept)


def home_lead(library: Library, papers: Sequence[Paper]) -> str:
    """Return what the site is, in two sentences."""
    number = counted(len(papers), "paper", "papers")
    about = f" on {library.subject}" if library.subject else ""
    orders = ["by condition"] if any(paper.entry.conditions for paper in papers) else []
    if any(paper.level for paper in papers):
        orders.append("by how far each kind of study can be trusted")
    in_order = f", sorted {' and '.join(orders)}" if orders else ""
    has_summary = any(paper.summary for paper in papers)
    summaries = "summaries in plain words where a person has written one, and with "
    return (
        f"{number}{about}{in_order}. With {summaries if has_summary else ''}citations to copy and "
        "download."
    )


def figures(library: Library, papers: Sequence[Paper]) -> tuple[Fact, ...]:
    """Return the figures of the home page."""
    used = {slug for paper in papers for slug in paper.entry.conditions}
    reviewed = [
        note.reviewed for paper in papers if (note := paper.entry.annotation) and note.reviewed
    ]
    searched = library.about.searched
    rows = (
        ("Paper" if len(papers) == 1 else "Papers", str(len(papers))),
        ("Condition" if len(used) == 1 else "Conditions", str(len(used))),
        ("With a summary", str(sum(bool(paper.summary) for paper in papers))),
        ("Last search", long_date(searched) if searched else ""),
        ("Last review", long_date(max(reviewed)) if reviewed else ""),
    )
    return tuple(Fact(label, value) for label, value in rows if value)
