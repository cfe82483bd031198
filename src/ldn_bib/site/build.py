"""Building the site of a library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib.bibliography import DEFAULT_STYLE
from ldn_bib.documents.links import safe_url
from ldn_bib.errors import UsageError
from ldn_bib.site.list_pages import make_authors, make_conditions
from ldn_bib.site.other_pages import (
    make_about,
    make_assets,
    make_feed,
    make_home,
    make_not_found,
    make_search_data,
)
from ldn_bib.site.paper_pages import make_paper_index, make_papers
from ldn_bib.site.workshop import Progress, Workshop
from ldn_bib.site.writing import SiteFolder

if TYPE_CHECKING:
    from ldn_bib.library import Library


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has done.

    Attributes:
        papers: number of papers.
        pages: number of pages.
        written: number of files that were new or different.
        unchanged: number of files that stayed as they were.
        removed: number of files of an earlier build that went.
        has_sitemap: whether there is one, which needs the address of the site.
    """

    papers: int
    pages: int
    written: int
    unchanged: int
    removed: int
    has_sitemap: bool


def build_site(
    library: Library,
    folder: Path,
    *,
    base_url: str | None = None,
    style: str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build the site of a library, or bring it up to date.

    Args:
        library: the papers.
        folder: where to; made if it is not there. See
            :class:`ldn_bib.site.writing.SiteFolder` for what happens to files in it.
        base_url: absolute address at which the site will stand; None for the one that the
            library names, if it does.
        style: citation style that is shown first; None for the library's default, else
            ``vancouver``.
        force: whether files in the folder that no build made may be overwritten.
        progress: called with the number of steps done and of all.

    Raises:
        UsageError: the address is none, or Jinja2 is not installed.
        CslError: unknown style, or one without a bibliography.
        FileError: the folder cannot be written, or holds files of others.
    """
    url = site_url(library.about.site_url if base_url is None else base_url)
    chosen = style or library.default_style or DEFAULT_STYLE
    shop = Workshop(library, url, chosen, progress)
    with SiteFolder(folder, force=force) as target:
        make_papers(shop, target)
        make_conditions(shop, target)
        make_authors(shop, target)
        make_paper_index(shop, target)
        make_home(shop, target)
        make_about(shop, target)
        make_not_found(shop, target)
        make_search_data(shop, target)
        make_assets(target)
        make_feed(shop, target)
    return Built(
        papers=len(shop.papers),
        pages=len(shop.addresses),
        written=target.written,
        unchanged=target.unchanged,
        removed=target.removed,
        has_sitemap=bool(url),
    )


def site_url(text: str) -> str:
    """Return the absolute address of a site with a slash at its end; empty for none.

    Raises:
        UsageError: it is no address of ``http`` or ``https``, or has a query or a fragment.
    """
    stripped = text.strip()
    if not stripped:
        return ""
    url = safe_url(stripped)
    if url is None or not url.startswith(("http://", "https://")) or "?" in url or "#" in url:
        raise UsageError(
            f"{text!r} is no address for a site; it has to look like https://example.org/lists/"
        )
    return f"{url.rstrip('/')}/"
