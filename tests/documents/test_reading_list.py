from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from ldn_bib import plugins
from ldn_bib.csl.richtext import RichText
from ldn_bib.documents.grouping import Layout, layout_of
from ldn_bib.documents.model import Document, DocumentWriter, Fact, Link, ListedPaper
from ldn_bib.documents.reading_list import (
    NO_SUMMARY,
    NOT_APPLICABLE,
    UNKNOWN,
    reading_list,
    reading_order,
)
from ldn_bib.documents.statements import NOT_ADVICE
from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.library import SORTS
from ldn_bib.values.about import About
from ldn_bib.values.condition import Condition
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind

TAG = Tag("itch", "Itch")
ITCH = Condition("itch", "Itch")


def paper(
    key: str,
    *date: int,
    level: str | None = None,
    scheme: str = "OCEBM 2011",
    **note: Any,
) -> Entry:
    evidence = Evidence(scheme, level) if level else None
    item: dict[str, Any] = {"id": key}
    if date:
        item["issued"] = {"date-parts": [list(date)]}
    return Entry(item, tags=(TAG,), annotation=Annotation(evidence=evidence, **note))


def listing(*entries: Entry, condition: Condition = ITCH, layout: Layout | None = None) -> Document:
    citations = {entry.key: RichText.plain(f"{entry.key}.") for entry in entries}
    day = dt.date(2026, 3, 1)
    return reading_list(condition, entries, citations, generated=day, layout=layout or Layout())


def listed_for(audience: str, entry: Entry, *, summaries: bool | None = None) -> ListedPaper:
    (listed,) = listing(entry, layout=layout_of(audience=audience, summaries=summaries)).papers
    return listed


def facts(entry: Entry) -> dict[str, str]:
    (listed,) = listing(entry).papers
    return {fact.label: fact.value for fact in listed.facts}


def test_title_names_the_condition_and_the_subject_only_when_given() -> None:
    assert listing().title == "Reading list: Itch"
    about = About(subject="cold ointments")
    titled = reading_list(ITCH, (), {}, generated=None, about=about)
    assert titled.title == "Reading list on cold ointments: Itch"


def test_order_is_level_then_newest_then_key() -> None:
    entries = (
        paper("none", 2024),
        Entry({"id": "no-note", "issued": {"date-parts": [[2025]]}}, tags=(TAG,)),
        paper("undated", level="2"),
        paper("b", 2020, level="2"),
        paper("a", 2020, level="2"),
        paper("may", 2020, 5, level="2"),
        paper("day", 2020, 5, 2, level="2"),
        paper("new", 2023, level="4"),
        paper("old", 1990, level="1"),
        paper("odd", 2026, level="9"),
    )
    order = ["old", "day", "may", "a", "b", "undated", "new", "odd", "no-note", "none"]
    newest = sorted(entries, key=SORTS["newest"])
    assert [entry.key for entry in reading_order(ITCH, newest)] == order
    assert [listed.key for listed in listing(*newest).papers] == order


@pytest.mark.parametrize("issued", [{"literal": "long ago"}, {}, "2020", None, {"raw": "2020-05"}])
def test_odd_dates_do_no_harm(issued: object) -> None:
    odd = Entry({"id": "odd", "issued": issued}, tags=(TAG,))
    papers = sorted([odd, paper("b", 2021)], key=SORTS["newest"])
    assert [entry.key for entry in reading_order(ITCH, papers)] == ["b", "odd"]
    assert listing(odd, layout=layout_of("year")).sections[0].papers[0].key == "odd"


def test_papers_without_the_tag_are_left_out() -> None:
    other = replace(paper("other"), tags=(Tag("cough", "Cough"),))
    citations = {"mine": RichText.plain("Mine.")}
    document = reading_list(ITCH, [other, paper("mine")], citations, generated=None)
    assert [listed.key for listed in document.papers] == ["mine"]


def test_paper_without_a_citation_is_an_error_and_not_lost() -> None:
    with pytest.raises(KeyError, match="mine"):
        reading_list(ITCH, [paper("mine")], {}, generated=None)


def test_facts_name_what_is_missing_for_the_reader() -> None:
    assert facts(paper("a", design="cohort")) == {
        "Design": "cohort study",
        "Participants": "not on record",
        "Dose": "not on record",
    }
    assert facts(paper("a", design="narrative-review")) == {
        "Design": "narrative review",
        "Dose": "not on record",
    }


def test_facts_stand_in_their_order() -> None:
    evidence = Evidence("OCEBM 2011", "2", "Because.")
    full = Annotation(
        "rct", "12 adults", "1 g", "8 weeks", "placebo", evidence, "No change.", "Summary."
    )
    (listed,) = listing(replace(paper("a"), annotation=full)).papers
    assert listed.facts == (
        Fact("Design", "randomised controlled trial"),
        Fact("Participants", "12 adults"),
        Fact("Dose", "1 g"),
        Fact("Duration", "8 weeks"),
        Fact("Comparator", "placebo"),
        Fact("Finding", "No change."),
        Fact("Why this level", "Because."),
    )
    assert (listed.summary, listed.notices) == ("Summary.", ())


def test_paper_without_a_note_says_so_and_claims_nothing() -> None:
    (listed,) = listing(Entry({"id": "a"}, tags=(TAG,))).papers
    assert listed.notices == (NO_SUMMARY,)
    assert listed.facts == ()


def test_proposed_tags_are_marked_wherever_they_stand(listed: Document) -> None:
    hostile = next(entry for entry in listed.papers if entry.key == "a<b>:c&d")
    assert "“Winter itch” was proposed automatically, from title: “<itch>" in hostile.notices[1]
    assert [tag.slug for tag in hostile.tags] == ["dry-skin"]
    for name in ("text", "markdown", "html"):
        writer: DocumentWriter = plugins.load("ldn_bib.documents", name)
        assert writer.name == name
        assert str(writer.write(listed)).count("proposed automatically") == 3


def test_unverified_fields_are_printed_nowhere(listed: Document) -> None:
    for name in ("text", "markdown", "html"):
        writer: DocumentWriter = plugins.load("ldn_bib.documents", name)
        text = str(writer.write(listed))
        assert not re.search(r"unverified|confirmed|author", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("derived", "sentence"),
    [
        ([], "No paper in this library is tagged “Itch”."),
        ([False], "This list holds 1 paper tagged “Itch”; a person set the tag."),
        ([False, False], "This list holds 2 papers tagged “Itch”; a person set the tags."),
        (
            [True],
            "This list holds 1 paper tagged “Itch”; the tag was proposed automatically and not "
            "checked by a person.",
        ),
        (
            [True, True],
            "This list holds 2 papers tagged “Itch”; all tags were proposed automatically and "
            "not checked by a person.",
        ),
        (
            [True, False, True],
            "This list holds 3 papers tagged “Itch”: 1 tag was set by a person, 2 tags were "
            "proposed automatically and not checked.",
        ),
    ],
)
def test_scope_says_how_the_tags_came_about(derived: list[bool], sentence: str) -> None:
    entries = [
        replace(paper(str(number)), tags=(replace(TAG, derived=flag),))
        for number, flag in enumerate(derived)
    ]
    assert listing(*entries).scope == sentence
    described = replace(ITCH, description="It itches.")
    assert listing(*entries, condition=described).scope == f"It itches. {sentence}"


def test_empty_list_has_no_sections_and_still_the_line_on_advice() -> None:
    document = listing()
    assert (document.sections, document.counts, document.notes) == ((), (), (NOT_ADVICE,))


FULL = Annotation(
    "rct",
    "12 adults",
    "1 g",
    "8 weeks",
    "placebo",
    Evidence("OCEBM 2011", "2", "Because."),
    "No change.",
    "Summary.",
)


def test_patients_get_the_summary_and_the_facts_that_place_it() -> None:
    listed = listed_for("patients", replace(paper("a"), annotation=FULL))
    assert listed.summary == "Summary."
    assert [fact.label for fact in listed.facts] == ["Design", "Participants"]
    assert listed.row == ()
    without = listed_for("patients", replace(paper("a"), annotation=replace(FULL, summary="")))
    assert [fact.label for fact in without.facts] == ["Design", "Participants", "Finding"]
    assert without.notices == (NO_SUMMARY,)


def test_clinicians_get_a_row_and_no_summary_unless_they_ask() -> None:
    entry = replace(paper("a"), annotation=FULL)
    listed = listed_for("clinicians", entry)
    assert listed.row == (
        Fact("Design", "randomised controlled trial"),
        Fact("Participants", "12 adults"),
        Fact("Dose", "1 g"),
        Fact("Comparator", "placebo"),
        Fact("Finding", "No change."),
    )
    assert [fact.label for fact in listed.facts] == ["Duration", "Why this level"]
    assert (listed.summary, listed.notices) == ("", ())
    assert listed_for("clinicians", entry, summaries=True).summary == "Summary."


@pytest.mark.parametrize(
    ("annotation", "cells"),
    [
        (None, [UNKNOWN] * 5),
        (Annotation(design="cohort"), ["cohort study", *[UNKNOWN] * 4]),
        (
            Annotation(design="narrative-review"),
            ["narrative review", NOT_APPLICABLE, *[UNKNOWN] * 3],
        ),
    ],
)
def test_rows_have_all_cells_and_none_is_empty(
    annotation: Annotation | None, cells: list[str]
) -> None:
    listed = listed_for("clinicians", replace(paper("a"), annotation=annotation))
    assert [cell.value for cell in listed.row] == cells


@pytest.mark.parametrize("audience", ["everyone", "patients", "clinicians"])
def test_summaries_can_be_left_out_and_are_then_not_missed(audience: str) -> None:
    entry = replace(paper("a"), annotation=FULL)
    assert listed_for(audience, entry, summaries=False).summary == ""
    missing = listed_for(audience, paper("a"), summaries=False)
    assert missing.notices == ()


def test_level_stands_with_the_paper_where_no_heading_says_it() -> None:
    entry = replace(paper("a"), annotation=FULL)
    (listed,) = listing(entry, layout=layout_of("design")).papers
    assert Fact("Level of evidence", "Level 2 (OCEBM 2011)") in listed.facts
    assert "Level of evidence" not in facts(entry)


@pytest.mark.parametrize("audience", ["everyone", "patients", "clinicians"])
@pytest.mark.parametrize("kind", [StatusKind.RETRACTED, StatusKind.CONCERN])
def test_alert_and_links_stand_with_the_paper_for_every_audience(
    audience: str, kind: StatusKind
) -> None:
    status = Status(kind, ("10.5555/notice", "PMID 123", "a letter"))
    listed = listed_for(audience, replace(paper("a"), status=status))
    assert listed.alerts == (f"{kind.label}. Notice: 10.5555/notice, PMID 123, a letter.",)
    assert listed.links == (
        Link("Notice (DOI)", "https://doi.org/10.5555/notice"),
        Link("Notice (PubMed)", "https://pubmed.ncbi.nlm.nih.gov/123/"),
    )


def test_correction_is_a_notice_and_no_alert() -> None:
    corrected = replace(paper("a"), status=Status(StatusKind.CORRECTED, ("10.5555/fix",)))
    (listed,) = listing(corrected).papers
    assert (listed.alerts, listed.notices[0]) == ((), "Corrected. Notice: 10.5555/fix.")
    (clear,) = listing(replace(paper("a"), status=Status(StatusKind.NONE))).papers
    assert (clear.alerts, clear.notices) == ((), (NO_SUMMARY,))
