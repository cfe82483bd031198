"""Papers that try to be something else than text are shown as text and run nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.browser.browsing import complaints_of_axe, missing_axe
from tests.site.browser.conftest import Opener
from tests.site.browser.libraries import ATTACK, RTL_TITLE

NARROW = {"width": 320, "height": 640}


def pages(site: Path) -> list[str]:
    return sorted(one.relative_to(site).as_posix() for one in site.rglob("*.html"))


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_no_page_runs_or_loads_anything(visit: Opener, hostile_site: Path, scheme: str) -> None:
    watched = visit(hostile_site, scheme, viewport=NARROW)
    for path in pages(hostile_site):
        page = watched.open(path)
        assert page.evaluate("window.attacked") is None, path
        assert page.locator("main :is(img, iframe, object, script, style)").count() == 0
        assert page.locator("a[href^='javascript'], [onload], [onerror]").count() == 0
        assert page.locator("[onmouseover]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_hostile_titles_are_read_as_text(visit: Opener, hostile_site: Path) -> None:
    page = visit(hostile_site).open("papers/index.html")
    title = page.locator(".paper[data-key=script2020] .paper-title").inner_text()
    assert ATTACK.replace("'", "’") in title.replace("'", "’")
    page.fill("[name=q]", "attacked")
    page.wait_for_selector(".live-results .paper")
    found = page.locator(".live-results .paper-title").first.inner_text()
    assert found == title
    assert page.evaluate("window.attacked") is None
    page.click(".live-results .paper-title a")
    assert page.locator("h1").inner_text() == title
    page.check(".paper-select input")
    page.click("[aria-controls=selection-panel]")
    page.wait_for_selector(".selection-list li")
    assert "<script>" in page.locator(".selection-list").inner_text()
    assert page.locator(".selection-list :is(img, script, svg)").count() == 0
    page.click(".selection-bar .copy-rich")
    page.keyboard.press("Escape")
    page.click(".cite-box .copy-rich")
    assert page.evaluate("window.attacked") is None


def test_both_ways_of_writing_stand_side_by_side(visit: Opener, hostile_site: Path) -> None:
    page = visit(hostile_site).open("papers/index.html")
    title = page.locator(".paper[data-key=rtl2018] .paper-title a")
    assert title.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert "נלטרקסון" in title.inner_text()
    assert title.inner_text() == RTL_TITLE.replace("<b>", "").replace("</b>", "")
    page.fill("[name=q]", "נלטר")
    page.wait_for_selector(".live-results .paper")
    assert page.locator(".live-results .paper").count() == 1


def test_a_key_may_be_any_word(visit: Opener, hostile_site: Path) -> None:
    page = visit(hostile_site).open("papers/index.html")
    page.check(".paper[data-key=__proto__] .paper-select input")
    page.click("[aria-controls=selection-panel]")
    page.wait_for_selector(".selection-list li")
    assert "Prototype" in page.locator(".selection-list").inner_text()


@pytest.mark.parametrize("path", ["index.html", "papers/index.html"])
def test_axe_finds_nothing_among_them(visit: Opener, hostile_site: Path, path: str) -> None:
    if missing_axe():
        pytest.skip(missing_axe())
    assert complaints_of_axe(visit(hostile_site).open(path)) == []
