"""Selecting papers: the bar, citations in a style, downloads in every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.browser.browsing import clipboard
from tests.site.browser.conftest import Opener

from ldn_bib.library import Library
from ldn_bib.site.records import FORMATS, joined, records

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIST = "papers/index.html"
BAR = ".selection-bar"
CHOSEN = ("younger2013", "kim2020", "aapract2021")


def select(page: Page, *keys: str) -> None:
    for key in keys:
        page.check(f".paper[data-key='{key}'] .paper-select input")


def expand(page: Page) -> None:
    page.click(f"{BAR} [aria-controls=selection-panel]")
    page.wait_for_selector(".selection-list li")


def downloaded(page: Page, name: str) -> tuple[str, str]:
    """Name and text of what a button of the bar downloads."""
    with page.expect_download() as download:
        page.click(f"{BAR} [data-format={name}]")
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    return download.value.suggested_filename, text


def test_the_bar_counts_and_remembers(visit: Opener, site: Path) -> None:
    watched = visit(site)
    page = watched.open(LIST)
    assert page.locator(BAR).count() == 0
    select(page, *CHOSEN)
    assert page.locator(".selection-count").inner_text() == "3 papers selected"
    watched.open("conditions/fibromyalgia.html")
    assert page.locator(".selection-count").inner_text() == "3 papers selected"
    assert page.is_checked(".paper[data-key=younger2013] input")
    page.uncheck(".paper[data-key=younger2013] input")
    assert page.locator(".selection-count").inner_text() == "2 papers selected"
    page.click(f"{BAR} >> text=Clear")
    assert page.locator(BAR).is_hidden()
    watched.open(LIST)
    assert page.locator(".paper-select input:checked").count() == 0


def test_a_paper_found_by_searching_can_be_selected(visit: Opener, site: Path) -> None:
    page = visit(site).open(f"{LIST}?q=burning+mouth")
    page.check(".live-results .paper-select input")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_selector(".all-papers", state="visible")
    assert page.is_checked(".all-papers .paper[data-key=aapract2021] input")


def test_a_paper_is_selected_on_its_own_page(visit: Opener, site: Path) -> None:
    watched = visit(site)
    page = watched.open("papers/kim2020.html")
    page.check(".paper-select input")
    expand(page)
    assert "Fishman" in page.locator(".selection-list").inner_text()


def test_citations_of_the_selection_are_copied(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    select(page, *CHOSEN)
    expand(page)
    page.select_option("#selection-style", "apa")
    page.wait_for_function(
        "() => document.querySelector('.selection-list').textContent.includes('(2013)')"
    )
    shown = page.locator(".selection-list li").all_inner_texts()
    assert len(shown) == 3
    assert shown == sorted(shown, key=str.casefold)
    status = page.locator(f"{BAR} .copy-status")
    page.click(f"{BAR} .copy-text")
    page.wait_for_function(
        "() => document.querySelector('.selection-bar .copy-status').textContent.length"
    )
    assert status.inner_text() == "Copied 3 citations as plain text."
    assert clipboard(page, "text/plain").split("\n") == shown
    page.click(f"{BAR} .copy-rich")
    page.wait_for_function(
        "() => document.querySelector('.selection-bar .copy-status').textContent.includes('with')"
    )
    rich = clipboard(page, "text/html")
    assert rich.count("<p>") == 3
    assert "<i>" in rich


def test_a_numbered_style_numbers_the_copy(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    select(page, *CHOSEN)
    expand(page)
    page.select_option("#selection-style", "vancouver")
    page.wait_for_selector(".selection-list.is-numbered")
    page.click(f"{BAR} .copy-rich")
    page.wait_for_function(
        "() => document.querySelector('.selection-bar .copy-status').textContent.length"
    )
    lines = clipboard(page, "text/plain").split("\n")
    assert [line.split(". ")[0] for line in lines] == ["1", "2", "3"]
    assert lines[0].startswith("1. Younger J")
    assert clipboard(page, "text/html").count("<li>") == 3


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_selection_is_downloaded_in_every_format(
    visit: Opener, site: Path, scheme: str
) -> None:
    page = visit(site, scheme).open(LIST)
    select(page, *CHOSEN)
    expand(page)
    library = Library.read()
    parts = [records([library.get(key)], library) for key in CHOSEN]
    wanted = joined(parts)
    for form in FORMATS:
        name, text = downloaded(page, form.name)
        assert name == f"selection.{form.extension}"
        if form.extension == "json":
            assert json.loads(text) == json.loads(wanted["json"])
        else:
            assert text == wanted[form.extension]
    told = page.locator(f"{BAR} .copy-status").inner_text()
    assert told.startswith("2 papers written to selection.nbib; 1 left out")
    assert wanted["ris"].count("\r\nER  - ") == 3


def test_escape_closes_the_panel(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    select(page, "kim2020")
    expand(page)
    page.focus("#selection-style")
    page.keyboard.press("Escape")
    assert page.locator("#selection-panel").is_hidden()
    assert page.locator(":focus").get_attribute("aria-expanded") == "false"
