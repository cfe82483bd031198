from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.richtext import RichText
from ldn_bib.documents.model import Document, Fact, ListedPaper, Section
from ldn_bib.documents.words import (
    all_rows,
    counted,
    fact_rows,
    front_lines,
    linked,
    long_date,
    table_labels,
    tag_words,
)
from ldn_bib.entry import Reason, Tag


def test_date_has_english_words_whatever_the_locale() -> None:
    assert long_date(dt.date(2026, 3, 1)) == "1 March 2026"
    assert long_date(dt.date(1999, 12, 31)) == "31 December 1999"


def test_counts_agree_with_their_noun() -> None:
    assert counted(1, "study", "studies") == "1 study"
    assert counted(0, "study", "studies") == "0 studies"


def test_derived_tag_says_so_and_why() -> None:
    reasons = (Reason("title", "dry skin"), Reason("keyword", "xerosis"))
    assert tag_words(Tag("a", "A")) == "A"
    assert tag_words(Tag("a", "A", True)) == "A (proposed automatically)"
    assert tag_words(Tag("a", "A", True, reasons)) == (
        "A (proposed automatically, from title: “dry skin”; keyword: “xerosis”)"
    )


def test_tags_stand_behind_the_facts_under_the_documents_label() -> None:
    paper = ListedPaper(
        "k", RichText(), facts=(Fact("Dose", "1 mg"),), tags=(Tag("a", "A"), Tag("b", "B"))
    )
    rows = fact_rows(Document("T", (), tags_label="Also in"), paper)
    assert rows == (Fact("Dose", "1 mg"), Fact("Also in", "A; B"))
    assert fact_rows(Document("T", ()), ListedPaper("k", RichText())) == ()


def test_front_lines_leave_out_what_is_not_there() -> None:
    assert front_lines(Document("T", ())) == ()
    full = Document("T", (), "Scope.", dt.date(2026, 3, 1), (("trials", 2), ("review", 1)))
    assert front_lines(full) == (
        "Scope.",
        "By study design: 2 trials; 1 review.",
        "Generated on 1 March 2026.",
    )


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("CC0 (https://example.org/a); more", ["https://example.org/a"]),
        (
            "See https://example.org/. And http://b.example?x=1,",
            ["https://example.org/", "http://b.example?x=1"],
        ),
        ("javascript:alert(1) https:// ftp://example.org", []),
    ],
)
def test_addresses_in_sentences_become_links(text: str, links: list[str]) -> None:
    assert [run.link for run in linked(text).runs if run.link] == links


@given(st.text() | st.text(st.sampled_from("https:/ .)a")))
def test_linked_text_is_the_text(text: str) -> None:
    rich = linked(text)
    assert str(rich) == text
    assert all(run.link in (None, run.text) for run in rich.runs)


def test_a_table_needs_the_same_cells_for_every_paper() -> None:
    def paper(*labels: str) -> ListedPaper:
        return ListedPaper("k", RichText(), row=tuple(Fact(label, "x") for label in labels))

    assert table_labels(Section("", (paper("A", "B"), paper("A", "B")))) == ("A", "B")
    assert table_labels(Section("", (paper("A"), paper("B")))) == ()
    assert table_labels(Section("", ())) == table_labels(Section("", (paper(),))) == ()
    assert all_rows(Document("T", ()), paper("A")) == (Fact("A", "x"),)
