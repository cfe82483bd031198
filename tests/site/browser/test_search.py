"""Searching and filtering the papers: words, filters, the address, the keyboard, speed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.site.browser.conftest import Opener

from ldn_bib.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIST = "papers/index.html"
COUNT = ".result-count"
SHOWN = ".live-results .paper"


def titles(page: Page) -> list[str]:
    return page.locator(f"{SHOWN} .paper-title").all_text_contents()


def settled(page: Page, text: str) -> None:
    """Wait until the count says something."""
    page.wait_for_function(
        "([where, text]) => document.querySelector(where).textContent.includes(text)",
        arg=[COUNT, text],
    )


def test_words_find_papers_and_the_count_is_told(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    page.fill("[name=q]", "burning mouth")
    settled(page, "1 of 14 papers")
    assert titles(page) == [
        "Utilization of Low-Dose Naltrexone for Burning Mouth Syndrome: A Case Report"
    ]
    assert page.locator(f"{SHOWN} mark").count() > 0
    assert page.locator(COUNT).get_attribute("aria-live") == "polite"
    assert not page.locator(".all-papers").is_visible()


def test_a_word_may_be_begun_only(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    page.fill("[name=q]", "fibromyal")
    settled(page, "of 14 papers")
    assert all("fibromyal" in one.inner_text().lower() for one in page.locator(SHOWN).all())
    page.fill("[name=q]", "bromyalgia")
    settled(page, "No paper matches")
    assert titles(page) == []


def test_a_result_says_what_its_card_in_the_list_says(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    said = ("h3", ".paper-byline", ".paper-kind", ".paper-summary", ".tags", ".paper-links")
    listed = [page.locator(f"[data-key=younger2013] {one}").inner_text() for one in said]
    page.fill("[name=q]", "younger counterbalanced")
    settled(page, "1 of 14 papers")
    found = [page.locator(f"{SHOWN} {one}").inner_text() for one in said]
    assert found == listed
    assert "Level 2 (OCEBM 2011)" in found[2]


def test_a_result_marks_a_condition_that_was_proposed(visit: Opener, proposed_site: Path) -> None:
    page = visit(proposed_site).open(f"{LIST}?q=itch")
    settled(page, "1 of 1 paper")
    assert page.locator(f"{SHOWN} .tag").all_inner_texts() == ["Fibromyalgia (proposed)"]


def test_titles_come_before_summaries(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    page.fill("[name=q]", "fibromyalgia")
    settled(page, "of 14 papers")
    hits = ["fibromyalgia" in one.lower() for one in titles(page)]
    assert hits == sorted(hits, reverse=True)
    assert hits[0]


def test_marks_on_letters_do_not_matter(visit: Opener, hostile_site: Path) -> None:
    page = visit(hostile_site).open(LIST)
    for words in ("CAFE capek naive", "nothing", "ÇAFÉ čapek", "nothing", "muller angstrom zoe"):
        page.fill("[name=q]", words)
        settled(page, "No paper matches" if words == "nothing" else "1 of 5 papers")
    assert titles(page) == ["Café-au-lait spots in Čapek's naïve patients"]


def test_filters_agree_with_the_library(visit: Opener, site: Path) -> None:
    library = Library.read()
    page = visit(site).open(LIST)
    page.select_option("[name=condition]", "fibromyalgia")
    wanted = len(library.with_condition("fibromyalgia"))
    settled(page, f"{wanted} of 14 papers")
    page.select_option("[name=design]", "narrative-review")
    reviews = library.with_condition("fibromyalgia").where(
        lambda entry: entry.annotation is not None and entry.annotation.design == "narrative-review"
    )
    settled(page, f"{len(reviews)} of 14 papers")
    page.fill("[name=year_from]", "2018")
    settled(page, f"{len(reviews.since(2018))} of 14 papers")
    page.fill("[name=year_to]", "2018")
    only = reviews.since(2018).where(lambda entry: entry.year == 2018)
    settled(page, f"{len(only)} of 14 papers")
    keys = page.locator(SHOWN).evaluate_all("all => all.map((one) => one.dataset.key)")
    assert sorted(keys) == sorted(only.keys)
    page.click("button[type=reset]")
    page.wait_for_selector(".all-papers", state="visible")
    assert page.url.endswith(LIST)


def test_free_full_text_only(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    free = page.locator(".paper[data-free='1']").count()
    assert 0 < free < 14
    page.check("[name=free]")
    settled(page, f"{free} of 14 papers")
    for card in page.locator(SHOWN).all():
        assert "Free full text" in card.inner_text()


def test_the_address_holds_the_state(visit: Opener, site: Path) -> None:
    watched = visit(site)
    page = watched.open(LIST)
    page.fill("[name=q]", "placebo")
    settled(page, "of 14 papers")
    words_only = page.locator(COUNT).inner_text()
    assert page.url.endswith("?q=placebo")
    page.select_option("[name=condition]", "fibromyalgia")
    page.wait_for_url("**?q=placebo&condition=fibromyalgia")
    page.go_back()
    page.wait_for_url("**?q=placebo")
    settled(page, words_only)
    assert page.input_value("[name=condition]") == ""
    page.go_back()
    page.wait_for_url(f"**/{LIST}")
    page.wait_for_selector(".all-papers", state="visible")
    assert page.input_value("[name=q]") == ""
    page.go_forward()
    settled(page, words_only)
    assert page.input_value("[name=q]") == "placebo"


def test_a_link_with_a_search_opens_filtered(visit: Opener, site: Path) -> None:
    page = visit(site).open(f"{LIST}?q=naltrexone&design=case-report&year_from=2020")
    settled(page, "1 of 14 papers")
    assert page.input_value("[name=q]") == "naltrexone"
    assert page.input_value("[name=design]") == "case-report"
    assert page.input_value("[name=year_from]") == "2020"
    page.click(f"{SHOWN} .paper-title a")
    page.wait_for_url("**/papers/aapract2021.html")
    page.go_back()
    settled(page, "1 of 14 papers")


def test_the_keyboard_is_enough(visit: Opener, site: Path) -> None:
    page = visit(site).open(LIST)
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip-link"
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "main"
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("name") == "q"
    page.keyboard.type("mouth/")
    assert page.input_value("[name=q]") == "mouth/"
    settled(page, "of 14 papers")
    order = []
    for _ in range(6):
        page.keyboard.press("Tab")
        order.append(page.locator(":focus").get_attribute("name"))
    assert order == ["condition", "design", "year_from", "year_to", "free", None]
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text().startswith("Utilization of Low-Dose")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_selector(".all-papers", state="visible")
    assert page.input_value("[name=q]") == ""
    assert page.locator(":focus").get_attribute("name") == "q"


def test_the_box_of_the_home_page_leads_to_the_list(visit: Opener, site: Path) -> None:
    page = visit(site).open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("crohn's disease")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/index.html?q=*")
    settled(page, "of 14 papers")
    assert page.input_value("[name=q]") == "crohn's disease"


def test_without_script_the_whole_list_is_there(visit: Opener, site: Path) -> None:
    page = visit(site, java_script_enabled=False).open(LIST)
    assert page.locator(".results .paper").count() == 14
    assert page.locator("form.search").is_hidden()
    shown = page.locator(".results .paper").first
    assert shown.locator(".paper-title").is_visible()
    assert shown.locator(".paper-summary").is_visible()


@pytest.mark.parametrize("words", ["cytokines people", "s", "sorensen third"])
def test_thousands_of_papers_answer_at_once(visit: Opener, large_site: Path, words: str) -> None:
    page = visit(large_site).open(f"{LIST}?q=study")
    settled(page, "5,000 of 5,000 papers")
    assert page.locator(SHOWN).count() == 30
    # the answer stands in the very next frame, however many papers there are
    answered = page.evaluate(
        """async (words) => {
            const box = document.querySelector('[name=q]');
            const answers = [];
            for (const text of ['no such word', words]) {
                box.value = text;
                box.dispatchEvent(new Event('input', { bubbles: true }));
                await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
                const papers = [...document.querySelectorAll('.results .paper')];
                answers.push(papers.filter((paper) => paper.checkVisibility()).length);
            }
            return answers;
        }""",
        words,
    )
    assert answered[0] == 0
    assert answered[1] > 0
    page.click("button.more")
    assert page.locator(SHOWN).count() == 60
    assert (
        page.locator(f"{SHOWN} >> nth=30")
        .locator("a")
        .first.evaluate("one => one === document.activeElement")
    )
