from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.robotparser import RobotFileParser

from lxml import etree

from ldn_bib.site.sitemap import FILE, robots, sitemaps

SITE = "https://example.org/papers/"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def rows(data: bytes) -> list[tuple[str | None, str | None]]:
    root: Any = etree.fromstring(data)
    return [(one.findtext(f"{NS}loc"), one.findtext(f"{NS}lastmod")) for one in root]


def test_every_page_has_its_absolute_address_and_its_day() -> None:
    files = sitemaps([("index.html", dt.date(2026, 1, 2)), ("papers/a%26b.html", None)], SITE)
    assert list(files) == [FILE]
    assert etree.fromstring(files[FILE]).tag == f"{NS}urlset"
    assert rows(files[FILE]) == [
        ("https://example.org/papers/index.html", "2026-01-02"),
        ("https://example.org/papers/papers/a%26b.html", None),
    ]


def test_addresses_are_escaped_for_xml() -> None:
    files = sitemaps([("a.html?x=1&y=<2>", None)], SITE)
    assert rows(files[FILE]) == [(f"{SITE}a.html?x=1&y=<2>", None)]


def test_more_pages_than_a_file_may_hold_make_an_index() -> None:
    pages = [(f"{number}.html", dt.date(2026, 1, 1 + number)) for number in range(5)]
    files = sitemaps(pages, SITE, most=2)
    assert list(files) == [FILE, "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert etree.fromstring(files[FILE]).tag == f"{NS}sitemapindex"
    assert rows(files[FILE]) == [
        (f"{SITE}sitemap-1.xml", "2026-01-02"),
        (f"{SITE}sitemap-2.xml", "2026-01-04"),
        (f"{SITE}sitemap-3.xml", "2026-01-05"),
    ]
    assert [row for name in files if name != FILE for row in rows(files[name])] == [
        (f"{SITE}{address}", str(day)) for address, day in pages
    ]


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    parser = RobotFileParser()
    parser.parse(robots(SITE).splitlines())
    assert parser.can_fetch("anybody", f"{SITE}papers/a.html")
    assert parser.site_maps() == [f"{SITE}{FILE}"]


def test_without_an_address_no_sitemap_is_named() -> None:
    parser = RobotFileParser()
    parser.parse(robots().splitlines())
    assert parser.site_maps() is None
    assert parser.can_fetch("anybody", "/")
