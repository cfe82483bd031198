"""What each template gets: plain values, addresses relative to the page, text not yet escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ldn_bib.documents.model import Fact, Link
from ldn_bib.entry import Tag

if TYPE_CHECKING:
    from ldn_bib.site.chart import Chart


class Html(str):
    """Text that is HTML already; a template prints it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself, as every template engine asks of what is escaped already."""
        return str(self)


NO_HTML: Final = Html("")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link within the site: what it says, where it goes, how many papers are behind it."""

    label: str
    href: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head of a page.

    Attributes:
        title: title of the window.
        description: one sentence or two.
        canonical: absolute address; empty where nobody knows where the site will stand.
        properties: properties and contents for those who share a link, after Open Graph.
        names: names and contents that reference managers read.
        data: JSON-LD that may stand in a script element as it is; empty for none.
    """

    title: str
    description: str
    canonical: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    data: Html = NO_HTML


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share.

    Attributes:
        name: name of the site.
        subject: what the library is about; empty where nobody said.
        licence: name of the licence of the lists, and ``licence_url`` its address.
        report: how to report an error.
        conditions: slug and label of the conditions that have papers.
        addresses: slug to the address of the page, from the root.
        designs: slug and label of the designs that occur.
        caution: what every page says about medical advice.
    """

    name: str
    subject: str
    licence: str
    licence_url: str
    report: str
    conditions: tuple[tuple[str, str], ...]
    addresses: Mapping[str, str]
    designs: tuple[tuple[str, str], ...]
    caution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page.

    Attributes:
        head: the head.
        root: way to the root of the site, empty or ``../``.
        section: the item of the navigation that is current, by its address.
        crumbs: the way from the home page, this page last.
    """

    head: Head
    root: str
    section: str = ""
    crumbs: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list.

    Attributes:
        key: citation key.
        anchor: id of the element; unique on every page.
        file: address from the root.
        title: title as HTML.
        authors, journal, year: the byline; the year is empty where it is not known.
        design: slug; empty where there is none on record.
        kind: design and level of evidence for people.
        conditions: slugs, with spaces between them.
        is_free: whether the full text is free.
        chunk: number of the file that holds its records.
        summary: summary, perhaps shortened.
        tags: conditions to show.
        links: links out of the site.
        alerts, notices: sentences to show first, and quietly.
        facts: labelled facts.
        coins: title of the span for reference managers.
    """

    key: str
    anchor: str
    file: str
    title: Html
    authors: str
    journal: str
    year: str
    design: str
    kind: str
    conditions: str
    is_free: bool
    chunk: int
    summary: str = ""
    tags: tuple[Tag, ...] = ()
    links: tuple[Link, ...] = ()
    alerts: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    coins: str = ""

    @property
    def byline(self) -> str:
        """Authors, journal and year, as far as they are known."""
        return " · ".join(filter(None, (self.authors, self.journal, self.year)))


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading; ``is_continued`` where it began on the page before."""

    heading: str
    cards: tuple[Html, ...]
    note: str = ""
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page."""

    lead: str
    figures: tuple[Fact, ...]
    conditions: tuple[Anchor, ...]
    chart: Chart
    newest: tuple[Html, ...]


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """The reading list of a condition, or a part of it."""

    label: str
    scope: str
    counts: tuple[tuple[str, int], ...]
    about: tuple[Fact, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    downloads: tuple[Anchor, ...]
    pagination: tuple[Anchor, ...]
    page: int


@dataclass(frozen=True, slots=True)
class CitationChoice:
    """A citation in a style."""

    style: str
    label: str
    html: Html


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One paper."""

    card: Card
    citations: tuple[CitationChoice, ...]
    authors: tuple[Anchor, ...]
    facts: tuple[Fact, ...]
    tags: tuple[Tag, ...]
    downloads: tuple[Anchor, ...]
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """The papers of an author, or a part of them."""

    name: str
    count: int
    cards: tuple[Html, ...]
    pagination: tuple[Anchor, ...]
    page: int


@dataclass(frozen=True, slots=True)
class AuthorIndex:
    """Authors by name, or a part of them."""

    count: int
    authors: tuple[Anchor, ...]
    letters: tuple[Anchor, ...]
    pagination: tuple[Anchor, ...]
    page: int


@dataclass(frozen=True, slots=True)
class PapersPage:
    """All papers, or a part of them, with the search."""

    count: int
    cards: tuple[Html, ...]
    pagination: tuple[Anchor, ...]
    page: int
    pages: int
    years: tuple[int, int] | None
    downloads: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """How the site was made, what is in and what is out."""

    facts: tuple[Fact, ...]
    count: int
    proposed: bool
    styles: tuple[str, ...]
    downloads: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """What a server shows for an address that is none."""
