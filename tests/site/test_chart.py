from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ldn_bib.entry import Annotation, Entry
from ldn_bib.site.chart import GROUPS, HEIGHT, MOST_BARS, WIDTH, Chart, chart, group_of
from ldn_bib.values.design import DESIGNS

TYPE = 15  # units: the largest type that the style sheet sets
DIGIT = 0.62  # of the type, in the widest of the system's faces


def paper(year: int | None, design: str | None = None) -> Entry:
    item: dict[str, Any] = {"id": "a", "type": "article-journal"}
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    return Entry(item, annotation=Annotation(design=design) if design else None)


def parsed(made: Chart) -> Any:
    return etree.fromstring(made.svg)


def heights(made: Chart) -> dict[str, float]:
    """Papers by group, measured on the bars by the marks of the axis."""
    root = parsed(made)
    marks = [(float(text.get("y")), int(text.text)) for text in root.iter("text") if text.get("dy")]
    (bottom, zero), (top, most) = max(marks), min(marks)
    assert zero == 0
    unit = (bottom - top) / most
    return {
        group.get("data-design"): sum(float(bar.get("height")) for bar in group) / unit
        for group in root.iter("g")
    }


def test_heights_are_the_counts_of_the_groups() -> None:
    papers = [
        *[paper(2019, "rct")] * 3,
        paper(2019, "crossover-rct"),
        paper(2021, "case-report"),
        paper(2021),
        paper(2021, "of our own"),
    ]
    made = chart(papers)
    assert made.legend == (
        ("rct", "Randomised trials", 4),
        ("case-report", "Case reports and case series", 1),
        ("laboratory", "Laboratory studies and other papers", 1),
        ("none", "No study design on record", 1),
    )
    expected = {group: count for group, _, count in made.legend}
    assert heights(made) == pytest.approx(expected, abs=0.01)
    assert made.caption == "Papers per year by study design, 2019–2021"
    assert made.header == ("Year", *(name for _, name, _ in made.legend), "All")
    assert made.rows == (
        ("2019", "4", "0", "0", "0", "4"),
        ("2021", "0", "1", "1", "1", "3"),
        ("All", "4", "1", "1", "1", "7"),
    )


def test_every_design_has_a_group() -> None:
    grouped = [design for _, designs in GROUPS.values() for design in designs]
    assert sorted(grouped) == sorted(DESIGNS)
    assert group_of(paper(2020, "guideline")) == "narrative-review"


def test_bars_stand_on_each_other() -> None:
    made = chart([*[paper(2020, "rct")] * 2, paper(2020, "cohort"), paper(2020)])
    bars = [(float(bar.get("y")), float(bar.get("height"))) for bar in parsed(made).iter("rect")]
    for (below, _), (y, height) in pairwise(bars):
        assert y + height == pytest.approx(below, abs=0.01)


def test_papers_without_a_year_are_counted_but_not_drawn() -> None:
    made = chart([paper(2020), paper(None), paper(None)])
    assert made.rows == (("2020", "1", "1"), ("No year", "2", "2"), ("All", "3", "3"))
    assert "2 papers without a year are not shown." in made.svg
    assert sum(heights(made).values()) == pytest.approx(1)
    assert chart([paper(None)]).is_empty
    assert chart([]).is_empty


def test_a_reader_of_screens_is_told_what_it_is() -> None:
    root = parsed(chart([paper(2020), paper(2019), paper(2020)], name="home"))
    assert root.get("role") == "img"
    title, words = root[0], root[1]
    assert root.get("aria-labelledby").split() == [title.get("id"), words.get("id")]
    assert title.text == "Papers per year by study design"
    assert words.text.startswith("3 papers, 2019–2020. The highest bar, 2, is that of 2020.")


def test_there_is_nothing_that_a_strict_policy_would_drop() -> None:
    for element in parsed(chart([paper(year, "rct") for year in range(1990, 2020)])).iter():
        names = {str(name) for name in element.keys()}  # noqa: SIM118
        assert not names & {"style", "href", "fill", "stroke"}
        assert not any(name.startswith("on") for name in names)


def check(made: Chart) -> None:
    """Whole ticks, nothing outside the picture, labels apart, no more bars than fit."""
    root = parsed(made)
    ticks = [int(text.text) for text in root.iter("text") if text.get("dy")]
    assert 2 <= len(ticks) <= 6
    assert len(ticks) == len(set(ticks))
    labels = [text for text in root.iter("text") if text.get("text-anchor") == "middle"]
    assert labels
    before = 0.0
    for label in labels:
        middle, half = float(label.get("x")), len(label.text) * DIGIT * TYPE / 2
        assert before <= middle - half, f"{label.text} stands on the one before it"
        assert middle + half <= WIDTH
        before = middle + half
    places = set()
    for bar in root.iter("rect"):
        x, y, width, height = (float(bar.get(name)) for name in ("x", "y", "width", "height"))
        assert width > 1
        assert 0 <= x <= x + width <= WIDTH
        assert 0 <= y <= y + height <= HEIGHT
        places.add(x)
    assert len(places) <= MOST_BARS


@pytest.mark.parametrize("years", [1, 2, 3, 7, 8, 9, 13, 20, 35, 40, 59, 60, 61, 127, 1027])
@pytest.mark.parametrize("each", [1, 7, 5000])
def test_few_and_many_years_and_papers_fit(years: int, each: int) -> None:
    papers = [paper(year, "rct") for year in range(2027 - years, 2027)]
    papers += [papers[0]] * (each - 1)
    made = chart(papers)
    check(made)
    assert sum(heights(made).values()) == pytest.approx(len(papers), rel=0.01)
    assert made.rows[0][0] == ("2026" if years == 1 else made.rows[0][0])
    assert int((made.rows if years == 1 else made.rows[-1:])[0][-1]) == len(papers)


def test_many_years_stand_together_in_bars() -> None:
    made = chart([paper(1953), paper(2026), paper(2025)])
    assert made.caption == "Papers per 2 years by study design, 1953–2026"
    assert [row[0] for row in made.rows] == ["1952–1953", "2024–2025", "2026–2027", "All"]


@given(
    st.lists(
        st.tuples(st.none() | st.integers(-3000, 3000), st.none() | st.sampled_from([*DESIGNS])),
        max_size=40,
    )
)
@settings(max_examples=60)
def test_whatever_the_papers_table_and_bars_say_the_same(
    papers: list[tuple[int | None, str | None]],
) -> None:
    made = chart([paper(*one) for one in papers])
    assert made.is_empty == all(year is None for year, _ in papers)
    if made.is_empty:
        return
    dated = Counter(group_of(paper(*one)) for one in papers if one[0] is not None)
    measured = {group: round(count) for group, count in heights(made).items()}
    assert {group: count for group, count in measured.items() if count} == dict(dated)
    body = [row for row in made.rows if row[0] != "All"]
    assert sum(int(row[-1]) for row in body) == len(papers)
    assert sum(count for _, _, count in made.legend) == len(papers)
