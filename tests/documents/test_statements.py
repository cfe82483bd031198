from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.documents.grouping import Layout, layout_of
from ldn_bib.documents.statements import (
    NO_SEARCH_DATE,
    NOT_ADVICE,
    about_facts,
    closing_notes,
    remarks,
    scope_sentences,
    warnings,
)
from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.values.about import About
from ldn_bib.values.condition import Condition
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind

TODAY = dt.date(2026, 3, 1)
ITCH = Condition("itch", "Itch", "It itches.")
PAPER = Entry({"id": "a"}, tags=(Tag("itch", "Itch"),))
ABOUT = About(
    subject="ointments",
    scope="Papers on ointments.",
    included="Trials.",
    excluded="Letters.",
    search="PubMed was searched.",
    searched=dt.date(2026, 1, 31),
    caution="This use is off-label.",
    licence="CC0 1.0",
    licence_url="https://example.org/cc0",
    report="Write to us.",
    site_url="https://example.org/",
)


def reviewed(*days: dt.date | None) -> list[Entry]:
    return [replace(PAPER, annotation=Annotation(reviewed=day)) for day in days]


def facts(
    papers: list[Entry], about: About = ABOUT, layout: Layout | None = None
) -> dict[str, str]:
    return {fact.label: fact.value for fact in about_facts(papers, about, layout or Layout())}


def test_scope_has_condition_library_and_number() -> None:
    assert scope_sentences(ITCH, [PAPER], ABOUT) == (
        "It itches. Papers on ointments. This list holds 1 paper tagged “Itch”; a person set the "
        "tag."
    )


def test_all_that_a_library_says_is_told_in_order() -> None:
    assert facts(reviewed(dt.date(2026, 2, 1))) == {
        "What is in": "Trials.",
        "What is left out": "Letters.",
        "Search": "PubMed was searched. Last searched on 31 January 2026.",
        "Last reviewed": "1 February 2026.",
        "Licence": "CC0 1.0 (https://example.org/cc0); the papers themselves have terms of their "
        "own.",
        "Report an error": "Write to us.",
        "Web site": "https://example.org/",
    }


def test_a_library_that_says_nothing_has_no_search_date_on_record() -> None:
    assert facts([PAPER], About()) == {
        "Search": NO_SEARCH_DATE,
        "Last reviewed": "No day of review is on record.",
    }
    assert facts([], About()) == {"Search": NO_SEARCH_DATE}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([None], "No day of review is on record."),
        ([dt.date(2026, 2, 1)] * 2, "1 February 2026."),
        (
            [dt.date(2026, 2, 1), dt.date(2024, 5, 6), None],
            "Between 6 May 2024 and 1 February 2026; for 1 paper no day of review is on record.",
        ),
    ],
)
def test_days_of_review(days: list[dt.date | None], words: str) -> None:
    assert facts(reviewed(*days))["Last reviewed"] == words


def test_levels_are_explained_where_no_heading_does() -> None:
    paper = replace(PAPER, annotation=Annotation(evidence=Evidence("OCEBM 2011", "2")))
    assert "Levels of evidence" not in facts([paper])
    assert (
        "level 1 is the strongest" in facts([paper], layout=layout_of("year"))["Levels of evidence"]
    )
    assert "Levels of evidence" not in facts([PAPER], layout=layout_of("year"))


def test_review_of_more_than_two_years_ago_is_warned_of() -> None:
    on_the_day = reviewed(dt.date(2024, 3, 1))
    assert warnings(on_the_day, TODAY) == ()
    one = reviewed(dt.date(2024, 2, 29), dt.date(2026, 1, 1))
    assert warnings(one, TODAY) == (
        "What this list says about 1 paper was last reviewed on 29 February 2024, more than two "
        "years before the list was made. Newer research may say otherwise.",
    )
    two = reviewed(dt.date(2024, 2, 28), dt.date(2023, 1, 1))
    assert warnings(two, TODAY) == (
        "What this list says about 2 papers was last reviewed more than two years before the list "
        "was made; the oldest of these reviews is of 1 January 2023. Newer research may say "
        "otherwise.",
    )
    assert warnings(two, None) == ()


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)), st.dates())
def test_warning_agrees_with_the_calendar(day: dt.date, generated: dt.date) -> None:
    warned = bool(warnings(reviewed(day), generated))
    try:
        limit = day.replace(year=min(day.year + 2, 9999))
    except ValueError:  # 29 February
        limit = dt.date(day.year + 2, 2, 28)
    if day.year + 2 > 9999:
        assert not warned
    else:
        assert warned is (generated > limit)


def test_retracted_papers_are_counted_at_the_top() -> None:
    retracted = replace(PAPER, status=Status(StatusKind.RETRACTED))
    concern = replace(PAPER, status=Status(StatusKind.CONCERN))
    corrected = replace(PAPER, status=Status(StatusKind.CORRECTED))
    assert warnings([PAPER, corrected], TODAY) == ()
    assert warnings([retracted, PAPER, concern, concern], TODAY) == (
        "1 of the 4 papers in this list has been retracted. It is marked, and the counts include "
        "it.",
        "2 of the 4 papers in this list carry an expression of concern. They are marked, and the "
        "counts include them.",
    )
    assert warnings([retracted], TODAY) == (
        "The only paper in this list has been retracted. It is marked, and the counts include it.",
    )


def test_caution_stands_above_for_patients_and_below_for_others() -> None:
    patients = layout_of(audience="patients")
    assert remarks(ABOUT, patients) == (ABOUT.caution,)
    assert remarks(About(), patients) == ()
    assert closing_notes(ABOUT, patients) == (NOT_ADVICE,)
    assert remarks(ABOUT, Layout()) == ()
    assert closing_notes(ABOUT, Layout()) == (ABOUT.caution, NOT_ADVICE)
    assert closing_notes(About(), Layout()) == (NOT_ADVICE,)
