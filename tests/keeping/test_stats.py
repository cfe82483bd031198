from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.keeping.stats import ConditionCount, Count, Lack, library_stats
from ldn_bib.keeping.stats_outputs import OUTPUTS, as_json, as_markdown, as_text
from ldn_bib.library import Library
from ldn_bib.values.condition import Condition
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind

CONDITIONS = {
    slug: Condition(slug, label)
    for slug, label in (("itch", "Itch"), ("cold", "Cold | *sore*"), ("gout", "Gout"))
}
DAY = dt.date(2026, 1, 2)


def paper(
    key: str,
    year: int | None = 2020,
    *tags: str,
    derived: bool = False,
    design: str | None = None,
    note: bool = True,
    reviewed: dt.date | None = DAY,
    evidence: Evidence | None = None,
    status: Status | None = None,
    unverified: tuple[str, ...] = (),
    **item: Any,
) -> Entry:
    issued = {"issued": {"date-parts": [[year]]}} if year is not None else {}
    return Entry(
        {"id": key, "type": "article-journal", "title": key.title(), **issued, **item},
        tuple(Tag(slug, CONDITIONS[slug].label, derived) for slug in tags),
        Annotation(design=design, evidence=evidence, reviewed=reviewed) if note else None,
        status=status,
        unverified=unverified,
    )


LIBRARY = Library(
    (
        paper("a", 2020, "itch", design="rct", DOI="10.1/a", PMID="1"),
        paper("b", 2018, "itch", "cold", design="narrative-review", reviewed=dt.date(2025, 3, 4)),
        paper("c", 2020, "cold", derived=True, note=False, PMID="2", type="book"),
        paper(
            "d",
            None,
            status=Status(StatusKind.RETRACTED, ("10.1/x",), DAY),
            unverified=("doi", "pages"),
            reviewed=None,
            evidence=Evidence("OCEBM 2011", "2"),
        ),
    ),
    conditions=CONDITIONS,
    source="my.bib",
)
STATS = library_stats(LIBRARY)


def gap(name: str) -> list[str]:
    (found,) = [one for one in STATS.gaps if one.name == name]
    return [str(lack) for lack in found.lacks]


def test_conditions_count_papers_trials_and_proposed_tags() -> None:
    assert STATS.conditions == (
        ConditionCount("itch", "Itch", 2, 0, 1),
        ConditionCount("cold", "Cold | *sore*", 2, 1, 0),
        ConditionCount("gout", "Gout", 0, 0, 0),
    )


def test_designs_levels_and_kinds_are_counted_with_what_is_not_on_record() -> None:
    assert STATS.designs == (
        Count("rct", "randomised controlled trial", 1),
        Count("narrative-review", "narrative review", 1),
        Count("", "no study design on record", 2),
    )
    assert STATS.evidence == (
        Count("OCEBM 2011 2", "Level 2 (OCEBM 2011)", 1),
        Count("", "no level of evidence on record", 3),
    )
    assert STATS.kinds == (Count("article-journal", "journal article", 3), Count("book", "book", 1))


def test_years_without_a_paper_stand_between_the_others() -> None:
    assert (STATS.years, STATS.undated) == (((2018, 1), (2019, 0), (2020, 2)), 1)


def test_a_slip_in_a_year_does_not_make_thousands_of_rows() -> None:
    stats = library_stats(Library((paper("a", 2011), paper("b", 20114))))
    assert stats.years == ((2011, 1), (20114, 1))


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("conditions-without-paper", ["gout"]),
        ("conditions-without-trial", ["cold"]),
        ("conditions-proposed-only", []),
        ("papers-without-condition", ["d"]),
        ("papers-without-note", ["c"]),
        ("notes-without-review", ["d"]),
        ("papers-without-doi", ["b", "c", "d"]),
        ("papers-without-pmid", ["b", "d"]),
        ("papers-without-identifier", ["b", "d"]),
        ("facts-unverified", ["d (doi, pages)"]),
        ("status-not-looked-up", ["a", "b", "c"]),
    ],
)
def test_gaps(name: str, lacks: list[str]) -> None:
    assert gap(name) == lacks


def test_every_gap_is_tested() -> None:
    (marks,) = test_gaps.pytestmark  # type: ignore[attr-defined]
    assert [name for name, _ in marks.args[1]] == [one.name for one in STATS.gaps]


def test_a_condition_with_proposed_tags_only_is_a_gap() -> None:
    library = Library((paper("a", 2020, "gout", derived=True, note=False),), conditions=CONDITIONS)
    found = {one.name: one.lacks for one in library_stats(library).gaps}
    assert found["conditions-proposed-only"] == (Lack("gout"),)


def test_the_oldest_review_is_named() -> None:
    assert STATS.oldest_review == ("b", dt.date(2025, 3, 4))


def test_text_has_bars_and_the_retracted_paper_first() -> None:
    text = as_text(STATS)
    assert text.splitlines()[:3] == [
        "my.bib: 4 papers, 2018–2020",
        "",
        "! d: Retracted. Notice: 10.1/x. D",
    ]
    assert "  Itch           2  ██  (1 trial)\n" in text
    assert "  Cold | *sore*  2  ██  (1 proposed)\n" in text
    assert "  Gout           0\n" in text
    assert "- Papers without a PMID: 2: b, d\n" in text
    assert "- Oldest review of a note: 2025-03-04 (b)\n" in text


def test_text_names_some_papers_and_markdown_all() -> None:
    stats = library_stats(Library(tuple(paper(f"p{n}", 2020, note=False) for n in range(30))))
    assert "p10, p11 and 18 more" in " ".join(as_text(stats).split())
    assert "`p29`" in as_markdown(stats)
    assert max(map(len, as_text(stats).splitlines())) <= 79


def test_the_longest_bar_has_a_limit_and_no_paper_an_empty_one() -> None:
    entries = (*(paper(f"p{n}", 2020) for n in range(300)), paper("q", 2019))
    rows = re.findall(r"^  (20\d\d) +(\d+)  (█+)$", as_text(library_stats(Library(entries))), re.M)
    assert [(year, papers, len(bar)) for year, papers, bar in rows] == [
        ("2019", "1", 1),
        ("2020", "300", 24),
    ]


def test_many_years_are_put_together_as_decades() -> None:
    text = as_text(library_stats(Library((paper("a", 1931), paper("b", 1939), paper("c", 2020)))))
    assert "  1930–1939  2  ██\n" in text
    assert "  2020–2029  1  █\n" in text


def test_markdown_keeps_what_would_be_markup_as_text() -> None:
    text = as_markdown(STATS)
    assert "| Cold \\| \\*sore\\* | 2 | 1 | 0 |\n" in text
    assert "- `d`: Retracted. Notice: 10.1/x. D\n" in text
    assert "- Papers with facts that nobody has confirmed (1): `d` (doi, pages)\n" in text


def test_json_holds_everything() -> None:
    read = json.loads(as_json(STATS))
    assert (read["version"], read["papers"]) == (1, 4)
    assert read["years"] == {"2018": 1, "2019": 0, "2020": 2}
    assert read["oldest_review"] == {"key": "b", "reviewed": "2025-03-04"}
    assert read["alerts"] == [{"key": "d", "title": "D", "sentence": "Retracted. Notice: 10.1/x."}]
    assert {one["name"] for one in read["gaps"]} == {one.name for one in STATS.gaps}


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_empty_library_can_be_counted(name: str) -> None:
    assert "0" in OUTPUTS[name](library_stats(Library(source="my.bib")))


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_key_and_title_stays_in_its_line(key: str, title: str) -> None:
    status = Status(StatusKind.CONCERN)
    stats = library_stats(Library((paper(key, title=title, status=status),)))
    plain = library_stats(Library((paper("x", title="x", status=status),)))
    assert as_markdown(stats).count("\n") == as_markdown(plain).count("\n")
    json.loads(as_json(stats))
