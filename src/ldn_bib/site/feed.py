"""The newest papers as an Atom 1.0 feed, RFC 4287.

A paper's id is the address of its DOI, else of its PubMed record, else a UUID made from its key:
none changes when the site moves. Without an absolute address of the site the links are relative
to the feed, which RFC 4287 allows. Nothing depends on the day of the build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from ldn_bib.documents.links import paper_links
from ldn_bib.formats.text import PROPOSED
from ldn_bib.site.item_text import description, issued, line, people, text, warned_title
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.pmid import normalise_pmid, pmid_url

if TYPE_CHECKING:
    from ldn_bib.entry import Entry

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
FILE = "feed.xml"
LIMIT = 50

_NEVER = dt.date(1970, 1, 1)
_HTML = "text/html"


def feed(
    entries: Iterable[Entry],
    *,
    title: str,
    page_of: Callable[[Entry], str],
    site_url: str = "",
    subtitle: str = "",
    author: str = "",
    rights: str = "",
    updated: dt.date | None = None,
    limit: int = LIMIT,
) -> bytes:
    """Return the feed in UTF-8.

    Papers of which neither the day of publication nor that of a review is known are left out:
    nobody can say whether they are new.

    Args:
        entries: the papers, in any order.
        title: title of the feed.
        page_of: gives the address of a paper's page, relative to the root, percent-encoded.
        site_url: absolute address of the root with a slash at its end; empty where unknown.
        subtitle: what the feed is, in a sentence.
        author: who keeps the library; the title stands for nobody.
        rights: licence of the feed.
        updated: day of the last change of the library; None takes that of the newest paper.
        limit: how many papers.
    """
    from lxml import etree

    dated = [(day, entry) for entry in entries if (day := _published(entry) or _changed(entry))]
    dated.sort(key=lambda pair: (-pair[0].toordinal(), pair[1].key))
    newest = [entry for _, entry in dated[:limit]]
    days = [_changed(entry) or day for day, entry in dated[:limit]]
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    _add(root, "id", site_url or uuid5(NAMESPACE_URL, f"ldn-bib:feed:{title!a}").urn)
    _add(root, "title", line(title))
    if subtitle:
        _add(root, "subtitle", line(subtitle))
    _add(root, "updated", _instant(updated or max(days, default=_NEVER)))
    _link(root, "self", urljoin(site_url, FILE), MEDIA_TYPE)
    _link(root, "alternate", urljoin(site_url, "index.html"), _HTML)
    # each entry without authors takes this one, which RFC 4287 wants to be there
    _add(_add(root, "author"), "name", line(author) or line(title) or "Unknown")
    if rights:
        _add(root, "rights", line(rights))
    _add(root, "generator", "ldn-bib")
    taken: set[str] = set()
    for entry, day in zip(newest, days, strict=True):
        _entry(root, entry, day, urljoin(site_url, page_of(entry)), taken)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _entry(root: Any, entry: Entry, day: dt.date, page: str, taken: set[str]) -> None:
    one = _add(root, "entry")
    own = _identifier(entry)
    if own in taken:
        own = _by_key(entry)
    taken.add(own)
    _add(one, "id", own)
    _add(one, "title", warned_title(entry))
    _add(one, "updated", _instant(day))
    published = _published(entry)
    if published:
        _add(one, "published", _instant(published))
    _link(one, "alternate", page, _HTML)
    for link in paper_links(entry.item, url_is_free=entry.annotation is not None):
        _link(one, "related", link.url, title=link.label)
    for name in people(entry.item, "author"):
        _add(_add(one, "author"), "name", str(name))
    for tag in entry.tags:
        category = _add(one, "category")
        category.set("term", line(tag.slug))
        category.set("label", line(tag.label) + (PROPOSED if tag.derived else ""))
    summary = description(entry) or _place(entry)
    if summary:
        _add(one, "summary", summary)


def _add(parent: Any, name: str, words: str = "") -> Any:
    from lxml import etree

    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if words:
        element.text = words
    return element


def _link(parent: Any, relation: str, address: str, kind: str = "", title: str = "") -> None:
    element = _add(parent, "link")
    element.set("rel", relation)
    for name, value in (("type", kind), ("title", title)):
        if value:
            element.set(name, value)
    element.set("href", address)


def _published(entry: Entry) -> dt.date | None:
    """Return the first day of the time in which a paper came out."""
    part = issued(entry.item)
    return dt.date(part.year, part.month or 1, part.day or 1) if part else None


def _changed(entry: Entry) -> dt.date | None:
    """Return the last day on which somebody looked at the paper."""
    days = [entry.annotation.reviewed if entry.annotation else None]
    if entry.status is not None and entry.status.is_alert:
        days.append(entry.status.checked)
    return max((day for day in days if day), default=None)


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _identifier(entry: Entry) -> str:
    doi = normalise_doi(text(entry.item, "DOI"))
    if doi:
        # DOIs that differ in case only are the same; ids are compared letter by letter
        return doi_url(doi.lower())
    pmid = normalise_pmid(text(entry.item, "PMID"))
    return pmid_url(pmid) if pmid else _by_key(entry)


def _by_key(entry: Entry) -> str:
    return uuid5(NAMESPACE_URL, f"ldn-bib:paper:{entry.key!a}").urn


def _place(entry: Entry) -> str:
    year = str(entry.year) if entry.year is not None else ""
    return ", ".join(filter(None, (text(entry.item, "container-title"), year)))
