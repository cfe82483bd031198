"""The citation box of a paper: choosing a style, copying, downloading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.browser.browsing import clipboard
from tests.site.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAPER = "papers/younger2013.html"
VISIBLE = ".citation:not([hidden])"


def copied(page: Page, button: str) -> None:
    page.click(button)
    page.wait_for_function(
        "() => document.querySelector('.copy-status').textContent.startsWith('Copied')"
    )


def test_a_style_is_chosen_and_kept(visit: Opener, site: Path) -> None:
    watched = visit(site)
    page = watched.open(PAPER)
    assert page.locator(".cite-style option").count() >= 12
    assert page.locator(".citation").count() == page.locator(".cite-style option").count()
    first = page.locator(VISIBLE).inner_text()
    page.select_option(".cite-style", "apa")
    assert page.locator(VISIBLE).count() == 1
    assert page.locator(VISIBLE).inner_text() != first
    assert "(2013)" in page.locator(VISIBLE).inner_text()
    watched.open("papers/kim2020.html")
    assert page.input_value(".cite-style") == "apa"
    assert page.locator(VISIBLE).get_attribute("data-style") == "apa"


def test_rich_text_is_copied(visit: Opener, site: Path) -> None:
    page = visit(site).open(PAPER)
    page.select_option(".cite-style", "apa")
    copied(page, ".copy-rich")
    rich = clipboard(page, "text/html")
    assert "<i>Arthritis" in rich
    assert 'href="https://doi.org/10.1002/art.37734"' in rich
    assert clipboard(page, "text/plain") == page.locator(VISIBLE).inner_text()


def test_plain_text_is_copied(visit: Opener, site: Path) -> None:
    page = visit(site).open(PAPER)
    copied(page, ".copy-text")
    assert clipboard(page, "text/plain") == page.locator(VISIBLE).inner_text()
    assert clipboard(page, "text/html") == ""


@pytest.mark.parametrize("button", [".copy-rich", ".copy-text"])
def test_without_a_clipboard_a_selection_is_copied(visit: Opener, site: Path, button: str) -> None:
    watched = visit(site, "foreign")
    page = watched.open(PAPER)
    assert page.evaluate("navigator.clipboard === undefined")
    page.select_option(".cite-style", "apa")
    copied(page, button)
    assert page.locator(":focus").get_attribute("class") == button[1:]
    text = page.locator(VISIBLE).inner_text()
    reader = visit(site).open(PAPER)
    assert clipboard(reader, "text/plain") == text
    assert ("<i>Arthritis" in clipboard(reader, "text/html")) == (button == ".copy-rich")


def test_a_record_is_downloaded(visit: Opener, site: Path) -> None:
    page = visit(site).open(PAPER)
    texts = {}
    for link in page.locator(".cite-box .downloads a").all():
        with page.expect_download() as download:
            link.click()
        name = download.value.suggested_filename
        texts[Path(name).suffix] = Path(download.value.path()).read_text("utf-8")
    assert sorted(texts) == [".bib", ".json", ".nbib", ".ris"]
    assert json.loads(texts[".json"])[0]["DOI"] == "10.1002/art.37734"
    assert "PMID- 23359310" in texts[".nbib"]
    assert all("10.1002/art.37734" in text for text in texts.values())


def test_without_script_the_citation_is_there(visit: Opener, site: Path) -> None:
    page = visit(site, java_script_enabled=False).open(PAPER)
    assert page.locator(VISIBLE).count() == 1
    assert "Arthritis Rheum" in page.locator(VISIBLE).inner_text()
    assert page.locator(".cite-box :is(button, select)").first.is_hidden()
    assert page.locator(".cite-box .downloads a").first.is_visible()
