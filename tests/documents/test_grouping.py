from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.documents.grouping import (
    LAST_NOTE,
    NO_LEVEL,
    NO_LEVEL_NOTE,
    SEVERAL_NOTE,
    Grouping,
    Layout,
    grouped,
    layout_of,
)
from ldn_bib.documents.model import Audience
from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.errors import UsageError
from ldn_bib.values.condition import Condition
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import Evidence

ITCH = Condition("itch", "Itch")
VOCABULARY = ["cough", "itch", "cold", "rash"]


def paper(
    key: str,
    *also: str,
    year: int | None = None,
    design: str | None = None,
    level: str | None = None,
    scheme: str = "OCEBM 2011",
) -> Entry:
    item: dict[str, Any] = {"id": key}
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    tags = tuple(Tag(slug, slug.title()) for slug in ("itch", *also))
    evidence = Evidence(scheme, level) if level else None
    return Entry(item, tags=tags, annotation=Annotation(design=design, evidence=evidence))


def headings(entries: list[Entry], by: str, *, oldest_first: bool = False) -> dict[str, list[str]]:
    layout = Layout(Grouping(by), oldest_first=oldest_first)
    groups = grouped(entries, ITCH, layout, VOCABULARY)
    return {group.heading: [entry.key for entry in group.entries] for group in groups}


def test_levels_begin_with_the_strongest_and_unknown_ones_come_last() -> None:
    entries = [
        paper("none"),
        paper("odd", level="9"),
        paper("weak", level="4"),
        Entry({"id": "no-note"}, tags=(Tag("itch", "Itch"),)),
        paper("strong", level="1"),
    ]
    assert list(headings(entries, "evidence").items()) == [
        ("Level 1 (OCEBM 2011)", ["strong"]),
        ("Level 4 (OCEBM 2011)", ["weak"]),
        ("9 (OCEBM 2011)", ["odd"]),
        (NO_LEVEL, ["none", "no-note"]),
    ]


def test_each_scheme_is_explained_once() -> None:
    entries = [
        paper("a", level="1"),
        paper("b", level="2"),
        paper("c", level="I", scheme="Own"),
        paper("d"),
    ]
    notes = {group.heading: group.note for group in grouped(entries, ITCH, Layout())}
    assert "level 1 is the strongest" in notes["Level 1 (OCEBM 2011)"]
    assert notes["Level 2 (OCEBM 2011)"] == notes["I (Own)"] == ""
    assert notes[NO_LEVEL] == f"{NO_LEVEL_NOTE} {LAST_NOTE}"
    (alone,) = grouped([paper("d")], ITCH, Layout())
    assert (alone.heading, alone.note) == (NO_LEVEL, NO_LEVEL_NOTE)


def test_levels_are_put_in_plain_words_for_patients() -> None:
    entries = [
        paper("a", level="2"),
        paper("b", level="4"),
        paper("c", level="I", scheme="Own"),
        paper("d"),
    ]
    notes = {
        group.heading: group.note
        for group in grouped(entries, ITCH, layout_of(audience="patients"))
    }
    assert list(notes) == [
        "Second strongest kind of evidence (level 2 of 5)",
        "Second weakest kind of evidence (level 4 of 5)",
        "I (Own)",
        NO_LEVEL,
    ]
    first, second, *_ = notes.values()
    assert "does not tell how well the treatment worked" in first
    assert second == ""


def test_designs_follow_their_list_in_the_number_that_fits() -> None:
    entries = [
        paper("none"),
        paper("own", design="own-kind"),
        paper("report", design="case-report"),
        paper("b", design="rct"),
        paper("a", design="rct"),
    ]
    assert list(headings(entries, "design").items()) == [
        ("Randomised controlled trials", ["b", "a"]),
        ("Case report", ["report"]),
        ("Own-kind", ["own"]),
        ("Study design not on record", ["none"]),
    ]


def test_years_begin_with_the_newest_unless_asked() -> None:
    entries = [paper("a", year=2019), paper("none"), paper("b", year=2021), paper("c", year=2019)]
    newest = [("2021", ["b"]), ("2019", ["a", "c"]), ("Year not on record", ["none"])]
    assert list(headings(entries, "year").items()) == newest
    oldest = headings(entries, "year", oldest_first=True)
    assert list(oldest) == ["2019", "2021", "Year not on record"]


def test_conditions_are_the_other_ones_and_papers_on_this_alone_come_first() -> None:
    entries = [
        paper("far", "unknown"),
        paper("both", "rash", "cold"),
        paper("cold", "cold"),
        paper("rash", "rash"),
        paper("only"),
    ]
    assert list(headings(entries, "condition").items()) == [
        ("Only Itch", ["only"]),
        ("Also Cold", ["both", "cold"]),
        ("Also Rash", ["rash"]),
        ("Also Unknown", ["far"]),
    ]
    notes = [group.note for group in grouped(entries, ITCH, layout_of("condition"), VOCABULARY)]
    assert notes == ["", SEVERAL_NOTE, "", ""]


PAPERS = st.lists(
    st.builds(
        paper,
        st.text(min_size=1),
        st.sampled_from(["cold", "rash", "cough"]),
        year=st.none() | st.integers(-50, 2100),
        design=st.none() | st.sampled_from([*DESIGNS, "own-kind"]),
        level=st.none() | st.sampled_from(["1", "4", "odd"]),
    ),
    unique_by=lambda entry: entry.key,
)


@given(PAPERS, st.sampled_from(Grouping), st.booleans())
def test_every_paper_stands_in_one_group_in_its_order(
    entries: list[Entry], by: Grouping, oldest_first: bool
) -> None:
    groups = grouped(entries, ITCH, Layout(by, oldest_first=oldest_first), VOCABULARY)
    keys = [entry.key for group in groups for entry in group.entries]
    assert sorted(keys) == sorted(entry.key for entry in entries)
    assert len({group.heading for group in groups}) == len(groups)
    places = {entry.key: place for place, entry in enumerate(entries)}
    for group in groups:
        order = [places[entry.key] for entry in group.entries]
        assert order == sorted(order)


def test_layout_is_made_of_words_and_names_the_choices() -> None:
    layout = layout_of("year", "patients", summaries=False)
    assert layout == Layout(Grouping.YEAR, Audience.PATIENTS, summaries=False)
    with pytest.raises(UsageError, match="unknown grouping 'evidense'; did you mean 'evidence'"):
        layout_of("evidense")
    with pytest.raises(UsageError, match="there are everyone, patients, clinicians"):
        layout_of(audience="dogs")


@pytest.mark.parametrize(
    ("audience", "asked", "printed"),
    [
        ("everyone", None, True),
        ("patients", None, True),
        ("clinicians", None, False),
        ("clinicians", True, True),
        ("everyone", False, False),
    ],
)
def test_summaries_are_for_all_but_clinicians_unless_asked(
    audience: str, asked: bool | None, printed: bool
) -> None:
    assert layout_of(audience=audience, summaries=asked).has_summaries is printed
