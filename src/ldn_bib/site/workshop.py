"""What the parts of a build share: the papers, the templates, the folder, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ldn_bib.bibliography import today
from ldn_bib.site import records, views
from ldn_bib.site.citations import Citer, citers
from ldn_bib.site.pages import Anchor, Card, Frame, Html
from ldn_bib.site.paths import page_address
from ldn_bib.site.rendering import Renderer
from ldn_bib.site.shelf import Paper, authors_of, shelve

if TYPE_CHECKING:
    import datetime as dt

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.library import Library
    from ldn_bib.site.writing import SiteFolder

Progress = Callable[[int, int], None]


class Workshop:
    """One build.

    Attributes:
        library: the papers, and what is said of them.
        url: absolute address of the site with a slash at its end; empty where it is not known.
        papers: the papers, newest first.
        by_key: the same by citation key.
        by_author: the papers of each author, the authors by name.
        site: what all pages share.
        framer: makes what stands around a page.
        renderer: the templates.
        citers: the citation styles, in the order of the choice.
        today: day of the build, for reviews that have become old.
        shown: citation key to the paper as it stands in lists.
        cards: citation key to the same as HTML, for pages in a folder.
        records: citation key to the records, by ending.
        citations: citation key to the citation in the first style.
        addresses: the pages made so far, and the days of their reviews.
    """

    def __init__(
        self, library: Library, url: str, style: str, progress: Progress | None = None
    ) -> None:
        """Sort the papers, load the templates and compile the styles.

        Args:
            library: the papers.
            url: absolute address of the site; empty for none.
            style: the citation style that is shown first.
            progress: told how many of how many steps are done.

        Raises:
            UsageError: Jinja2 is not installed.
            CslError: unknown style, or one without a bibliography.
        """
        self.library = library
        self.url = url
        self.papers = shelve(library.entries)
        self.by_key = {paper.entry.key: paper for paper in self.papers}
        self.by_author = authors_of(self.papers)
        self.site = views.site_of(library, self.papers)
        self.framer = views.Framer(self.site, url)
        self.renderer = Renderer(self.site)
        self.citers: tuple[Citer, ...] = tuple(citers(style, library.style_folders))
        self.today = today()
        self.shown: dict[str, Card] = {}
        self.cards: dict[str, Html] = {}
        self.records: dict[str, Mapping[str, str]] = {}
        self.citations: dict[str, RichText] = {}
        self.addresses: list[tuple[str, dt.date | None]] = []
        self._progress = progress
        self._done = 0
        self._steps = len(self.papers) + len(self.by_author) + len(self.site.conditions)

    def step(self) -> None:
        """Count a step: a paper, an author, a condition."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._steps)

    def page(
        self,
        folder: SiteFolder,
        address: str,
        template: str,
        frame: Frame,
        page: object,
        day: dt.date | None = None,
    ) -> None:
        """Make a page; ``day`` is the day of its last review."""
        folder.put(address, self.renderer.page(template, frame, page))
        self.addresses.append((address, day))

    def numbered(
        self,
        folder: SiteFolder,
        base: str,
        number: int,
        template: str,
        words: tuple[str, str],
        way: Sequence[Anchor],
        page: object,
    ) -> None:
        """Make a page of a list that goes on over several; those after the first say their number.

        Args:
            folder: where it goes.
            base: address of the first page.
            number: the page, from 1.
            template: its template.
            words: title and description.
            way: pages between home and the list.
            page: its values.
        """
        title, description = words
        name = title if number == 1 else f"{title}, page {number}"
        if number > 1 and not way:
            way = (Anchor(title, base),)
        address = page_address(base, number)
        frame = self.framer.frame(address, name, description, way)
        self.page(folder, address, template, frame, page)

    def downloads(self, folder: SiteFolder, name: str, papers: Sequence[Paper]) -> set[str]:
        """Write the records of a list as files, and return the endings of those that there are.

        Args:
            folder: where they go.
            name: address of the files without their ending.
            papers: the papers, in the order of the list.
        """
        joined = records.joined([self.records[paper.entry.key] for paper in papers])
        for ending, text in joined.items():
            folder.put(f"{name}.{ending}", text)
        return set(joined)
