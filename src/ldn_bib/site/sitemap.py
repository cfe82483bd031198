"""What crawlers ask for: ``sitemap.xml`` after sitemaps.org 0.9, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    import datetime as dt

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

FILE = "sitemap.xml"
"""Name of the file that ``robots.txt`` points to."""

MOST = 50_000
"""Addresses that one file may hold, by the protocol."""


def sitemaps(
    pages: Iterable[tuple[str, dt.date | None]], site_url: str, *, most: int = MOST
) -> dict[str, bytes]:
    """Return the files of the sitemap by their names, in UTF-8.

    Args:
        pages: address relative to the root of the site, percent-encoded, and the day of the
            last change, None where it is not known.
        site_url: absolute address of the root, with a slash at its end.
        most: addresses that one file may hold; where there are more, :data:`FILE` is an index
            of ``sitemap-1.xml`` and so on.
    """
    known = list(pages)
    if len(known) <= most:
        return {FILE: _file("urlset", "url", known, site_url)}
    files = {}
    parts: list[tuple[str, dt.date | None]] = []
    for number, start in enumerate(range(0, len(known), most), 1):
        part = known[start : start + most]
        name = FILE.replace(".", f"-{number}.")
        files[name] = _file("urlset", "url", part, site_url)
        parts.append((name, max((day for _, day in part if day), default=None)))
    return {FILE: _file("sitemapindex", "sitemap", parts, site_url), **files}


def robots(site_url: str = "") -> str:
    """Return ``robots.txt``: everything may be read, and where the sitemap is.

    Args:
        site_url: absolute address of the root; without it no sitemap is named.
    """
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines += ["", f"Sitemap: {urljoin(site_url, FILE)}"]
    return "\n".join((*lines, ""))


def _file(
    root: str, element: str, pages: Iterable[tuple[str, dt.date | None]], site_url: str
) -> bytes:
    from lxml import etree

    tree = etree.Element(f"{{{NAMESPACE}}}{root}", nsmap={None: NAMESPACE})
    for address, day in pages:
        one = etree.SubElement(tree, f"{{{NAMESPACE}}}{element}")
        etree.SubElement(one, f"{{{NAMESPACE}}}loc").text = urljoin(site_url, address)
        if day is not None:
            etree.SubElement(one, f"{{{NAMESPACE}}}lastmod").text = day.isoformat()
    written: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written
