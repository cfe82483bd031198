from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.items import entries

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.site.opengraph import LONGEST, page_tags, paper_tags, shortened
from ldn_bib.values.status import Status, StatusKind

ENTRY = Entry(
    {
        "id": "a",
        "type": "article-journal",
        "title": "Cold <i>itch</i>",
        "container-title": "Journal of Cold",
        "issued": {"date-parts": [[2021, 3]]},
    },
    tags=(Tag("itch", "Itch"), Tag("cold", "Cold", derived=True)),
    annotation=Annotation(summary="People itched less."),
)


def test_a_paper_is_an_article_with_its_summary() -> None:
    assert paper_tags(ENTRY, site_name="Papers", page_url="https://example.org/a.html") == (
        ("og:type", "article"),
        ("og:title", "Cold itch"),
        ("og:description", "In plain language: People itched less."),
        ("og:site_name", "Papers"),
        ("og:url", "https://example.org/a.html"),
        ("article:published_time", "2021-03"),
        ("article:tag", "Itch"),
    )


def test_without_an_address_none_is_named() -> None:
    assert "og:url" not in dict(paper_tags(ENTRY, site_name="Papers"))
    assert "og:url" not in dict(page_tags("Home", "All papers.", site_name="Papers"))


def test_without_a_summary_journal_and_year_describe_it() -> None:
    bare = Entry(ENTRY.item)
    assert dict(paper_tags(bare, site_name="P"))["og:description"] == "Journal of Cold, 2021"


def test_a_retraction_stands_first() -> None:
    entry = Entry(ENTRY.item, annotation=ENTRY.annotation, status=Status(StatusKind.RETRACTED))
    found = dict(paper_tags(entry, site_name="P"))
    assert found["og:title"] == "Retracted: Cold itch"
    assert found["og:description"] == "Retracted. People itched less."


def test_a_book_is_a_book() -> None:
    found = dict(paper_tags(Entry({**ENTRY.item, "type": "book"}), site_name="P"))
    assert found["og:type"] == "book"
    assert found["book:release_date"] == "2021-03"


def test_another_page_is_a_part_of_a_website() -> None:
    found = page_tags("Itch", "Papers on itch.", site_name="P", page_url="https://example.org/i")
    assert dict(found) == {
        "og:type": "website",
        "og:title": "Itch",
        "og:description": "Papers on itch.",
        "og:site_name": "P",
        "og:url": "https://example.org/i",
    }


@given(st.text(), st.integers(2, 40))
def test_a_shortened_text_is_the_beginning_of_the_text(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest
    assert short == text or text.startswith(short.removesuffix("…"))


@given(entries())
@settings(max_examples=40)
def test_whatever_the_paper_the_contents_are_lines(entry: Entry) -> None:
    for _, content in paper_tags(entry, site_name="P"):
        assert content
        assert content.isprintable() or "\u00a0" in content
        assert len(content) <= max(LONGEST, len(entry.title))
