from __future__ import annotations

import datetime as dt

from ldn_bib.csl.richtext import RichText
from ldn_bib.documents.model import Document, Fact, ListedPaper
from ldn_bib.documents.words import counted, fact_rows, front_lines, long_date, tag_words
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
