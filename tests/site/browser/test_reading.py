"""Reading the pages: with tools for the disabled, on narrow screens, in the dark, on paper."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.browser.browsing import complaints_of_axe, missing_axe
from tests.site.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Route

PAGES = {
    "home": "index.html",
    "papers": "papers/index.html",
    "search": "papers/index.html?q=naltrexone&condition=fibromyalgia",
    "paper": "papers/younger2013.html",
    "condition": "conditions/fibromyalgia.html",
    "author": "authors/*.html",
    "authors": "authors/index.html",
    "about": "about.html",
    "not-found": "404.html",
}
KINDS = pytest.mark.parametrize("kind", PAGES)


def path_of(site: Path, kind: str) -> str:
    """Return a page of a kind; for an author, the first by name."""
    if "*" not in PAGES[kind]:
        return PAGES[kind]
    found = sorted(one for one in site.glob(PAGES[kind]) if one.name != "index.html")
    return found[0].relative_to(site).as_posix()


@KINDS
def test_axe_finds_nothing(visit: Opener, site: Path, kind: str) -> None:
    if missing_axe():
        pytest.skip(missing_axe())
    page = visit(site, reduced_motion="reduce").open(path_of(site, kind))
    if kind == "search":
        page.check(".live-results .paper-select input >> nth=0")
        page.click("[aria-controls=selection-panel]")
        page.wait_for_selector(".selection-list li")
    assert complaints_of_axe(page) == []


def test_axe_would_find_something(visit: Opener, site: Path) -> None:
    if missing_axe():
        pytest.skip(missing_axe())
    page = visit(site).open(PAGES["papers"])
    page.evaluate("document.querySelector('label[for=search-q]').remove()")
    page.evaluate("document.querySelector('.page-meta').style.color = '#777'")
    found = complaints_of_axe(page)
    assert any(line.startswith("label:") for line in found)
    assert any(line.startswith("color-contrast:") for line in found)


@KINDS
@pytest.mark.parametrize("width", [320, 1180])
def test_pages_fit_and_stand_still(visit: Opener, site: Path, kind: str, width: int) -> None:
    watched = visit(site, viewport={"width": width, "height": 640})

    def late(route: Route) -> None:
        """Let the page be painted before its script runs."""
        time.sleep(0.15)
        route.continue_()

    watched.page.route("**/assets/*.js", late)
    page = watched.open(path_of(site, kind))
    if kind == "search":
        page.wait_for_selector(".live-results .paper")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter((one) => !one.closest('.sr-only, .table-scroll, .skip-link'))
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert wide == []
    if kind != "search":  # there, results take the place of the list
        assert page.evaluate("window.shifts") == []


@pytest.mark.parametrize("width", [320, 1180])
def test_targets_are_large_enough(visit: Opener, site: Path, width: int) -> None:
    page = visit(site, viewport={"width": width, "height": 800}).open("papers/index.html")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, .tag, .site-nav a, label')]
            .filter((one) => one.checkVisibility() && !one.matches('.field > label[for]'))
            .map((one) => [one.closest('label') ?? one, one])
            .map(([target, one]) => [target.getBoundingClientRect(), one])
            .filter(([box]) => box.width < 24 || box.height < 24)
            .map(([, one]) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_the_dark_is_dark(visit: Opener, site: Path) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page = visit(site, color_scheme=scheme).open("index.html")
        grounds[scheme] = page.evaluate(
            """() => [document.body, document.querySelector('.chart .bar')].map((one) => {
                const style = getComputedStyle(one);
                const colour = one === document.body ? style.backgroundColor : style.fill;
                return colour.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
            })"""
        )
    assert grounds["light"][0] > 700
    assert grounds["dark"][0] < 100
    assert grounds["dark"][1] > grounds["light"][1]


def test_on_paper_addresses_are_printed_and_tools_are_not(visit: Opener, site: Path) -> None:
    page = visit(site).open("conditions/fibromyalgia.html")
    page.emulate_media(media="print")
    link = page.locator(".paper-links a").first
    printed = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert str(link.get_attribute("href")) in printed
    for tool in (".site-nav", ".paper-tools", ".downloads", ".breadcrumbs"):
        assert page.locator(tool).first.is_hidden()
    assert page.locator(".paper-summary").first.is_visible()


def test_a_focused_link_shows_it(visit: Opener, site: Path) -> None:
    page = visit(site).open("index.html")
    for _ in range(3):
        page.keyboard.press("Tab")
    outline = page.locator(":focus").evaluate("one => getComputedStyle(one).outlineWidth")
    assert outline == "3px"
