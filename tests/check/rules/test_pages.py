from __future__ import annotations

import pytest
from tests.check.tools import entry, findings, fixed, messages

from ldn_bib.check.rule import Rule
from ldn_bib.check.rules.pages import RULES

REVERSED, SHORTENED, DASH, NUMBER, LABEL = RULES


@pytest.mark.parametrize(
    "pages",
    [
        "907--912",
        "64",
        "891--902.e1",
        "E393--E406",
        "S12--S18",
        "12--12",
        "iv--xii",
        "907--912, 915",
        "12-1--12-8",
        "1:1--1:20",
        "2019-0123",
        "99--101",
        r"\pageref{a}--12",
    ],
)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_sound_pages(rule: Rule, pages: str) -> None:
    assert messages(rule, f"pages = {{{pages}}}") == []


@pytest.mark.parametrize("pages", ["912--907", "912-907", "E406--E393", "99--1", "1--5, 28--22"])
def test_pages_that_run_backwards(pages: str) -> None:
    (found,) = messages(REVERSED, f"pages = {{{pages}}}")
    assert "run backwards" in found
    assert messages(SHORTENED, f"pages = {{{pages}}}") == []


def test_pages_of_csl_json_run_backwards_too() -> None:
    item = '[{"id": "a", "type": "article-journal", "title": "x", "page": "%s"}]'
    assert len(messages(REVERSED, item % "912-907")) == 1
    assert messages(REVERSED, item % "907-12") == []
    assert messages(SHORTENED, item % "907-12") == []
    assert messages(DASH, item % "907-12") == []


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("907--12", "907--912"),
        ("1024--30", "1024--1030"),
        ("907-12", "907-912"),
        ("E393--406", "E393--E406"),
        ("S12--8", "S12--S18"),
        ("907--12, 915--8", "907--912, 915--918"),
    ],
)
def test_shortened_pages_are_written_out(pages: str, written: str) -> None:
    assert len(messages(SHORTENED, f"pages = {{{pages}}}")) == 1
    assert f"  pages = {{{written}}},\n" in fixed(SHORTENED, f"pages = {{{pages}}}")


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("907-912", "907--912"),
        ("907–912", "907--912"),
        ("907 - 912", "907--912"),
        ("907---912", "907--912"),
        ("907{\\textendash}912", "907--912"),
        ("907\\textendash 912", "907--912"),
        ("e12-e20,e22", "e12--e20,e22"),
    ],
)
def test_the_dash_is_mended(pages: str, written: str) -> None:
    assert len(messages(DASH, f"pages = {{{pages}}}")) == 1
    assert f"  pages = {{{written}}},\n" in fixed(DASH, f"pages = {{{pages}}}")


def test_in_a_manual_a_hyphen_may_join_chapter_and_page() -> None:
    assert messages(DASH, entry("pages = {3-12}", "manual")) == []
    assert messages(REVERSED, entry("pages = {12-3}", "manual")) == []
    assert len(messages(DASH, entry("pages = {3–12}", "manual"))) == 1


@pytest.mark.parametrize("pages", ["e01475", "E123", "CD001234", "101886"])
def test_article_numbers(pages: str) -> None:
    (found,) = findings(NUMBER, f"pages = {{{pages}}}")
    assert found.severity == "info"
    assert messages(NUMBER, f"pages = {{{pages}}}\neid = {{{pages}}}") == []
    assert messages(NUMBER, entry(f"pages = {{{pages}}}", "book")) == []


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ("pp. 907--912", "907--912"),
        ("p. 64", "64"),
        ("pp907--912", "907--912"),
        ("Pages 907--912", "907--912"),
        ("p. 1, pp. 5--8", "1, 5--8"),
        ("pp. S1--S8", "S1--S8"),
    ],
)
def test_the_word_before_the_pages_goes(pages: str, written: str) -> None:
    assert len(messages(LABEL, f"pages = {{{pages}}}")) == 1
    assert f"  pages = {{{written}}},\n" in fixed(LABEL, f"pages = {{{pages}}}")


@pytest.mark.parametrize("pages", ["P123", "p12--p15", "pending"])
def test_letters_of_the_page_are_no_word(pages: str) -> None:
    assert messages(LABEL, f"pages = {{{pages}}}") == []
