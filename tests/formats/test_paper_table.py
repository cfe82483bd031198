from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from tests.formats.items import entries as made_entries

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.formats.paper_table import COLUMNS, FIELDS, header, is_formula, row
from ldn_bib.values.evidence import Evidence


def cells(entry: Entry) -> dict[str, str]:
    return dict(zip(header(), row(entry), strict=True))


def cell(name: str, **variables: Any) -> str:
    item = {key.replace("_", "-"): value for key, value in variables.items()}
    return cells(Entry({"id": "a", "type": "book", **item}))[name]


def test_the_first_columns_stay_as_they_are() -> None:
    assert header()[:12] == [
        "key",
        "type",
        "title",
        "authors",
        "editors",
        "year",
        "date",
        "journal",
        "abbreviation",
        "volume",
        "issue",
        "pages",
    ]
    assert len(set(header())) == len(COLUMNS)
    assert all(column.meaning and column.width for column in COLUMNS)


@pytest.mark.parametrize(
    ("name", "variables", "text"),
    [
        ("title", {"title": "H<sub>2</sub>O\n<i>in</i>"}, "H2O in"),
        ("year", {"issued": {"date-parts": [[-50]]}}, "-0050"),
        ("year", {"issued": {"literal": "in press"}}, ""),
        ("date", {"issued": {"literal": "in press"}}, "in press"),
        ("date", {"issued": {"date-parts": [[2021, 3], [2021, 4]]}}, "2021-03/2021-04"),
        ("pages", {"page": "529-38"}, "529–538"),
        ("pages", {"page": "e01475"}, "e01475"),
        ("pages", {"page": "S1-S9"}, "S1-S9"),
        ("issue", {"issue": "1-2"}, "1–2"),
        ("volume", {"volume": 7}, "7"),
        ("DOI", {"DOI": "https://doi.org/10.1000/x"}, "10.1000/x"),
        ("PMID", {"PMID": "PMID: 12"}, "12"),
        ("PMCID", {"PMCID": "12"}, "PMC12"),
        ("ISSN", {"ISSN": "1234-5679, 20493630"}, "1234-5679; 2049-3630"),
        ("keywords", {"keyword": "a, b, A"}, "a; b"),
        ("keywords", {"keyword": "a, b; c"}, "a, b; c"),
        ("authors", {"author": "Berg"}, ""),
        (
            "authors",
            {"author": [{"family": "Berg", "given": "A", "suffix": "Jr."}, {"literal": "A; B"}]},
            "Berg, A, Jr.; A, B",
        ),
    ],
)
def test_cells(name: str, variables: dict[str, Any], text: str) -> None:
    assert cell(name, **variables) == text


def test_the_note_and_the_tags() -> None:
    annotation = Annotation(
        design="rct",
        participants="10 adults",
        dose="4.5 mg",
        duration="8 weeks",
        comparator="placebo",
        evidence=Evidence("OCEBM 2011", "2"),
        finding="It\nhelped.",
        summary="It helped some.",
        reviewed=dt.date(2026, 1, 2),
    )
    tags = (Tag("a", "Itch; cold"), Tag("b", "Pain"), Tag("c", "Gout", derived=True))
    found = cells(Entry({"id": "a", "type": "book"}, tags, annotation, unverified=("doi", "year")))
    assert found["conditions"] == "Itch, cold; Pain"
    assert found["proposed conditions"] == "Gout"
    assert found["design"] == "randomised controlled trial"
    assert found["evidence"] == "Level 2 (OCEBM 2011)"
    assert found["finding"] == "It helped."
    assert found["reviewed"] == "2026-01-02"
    assert found["unverified"] == "doi; year"
    assert (found["dose"], found["duration"], found["comparator"]) == (
        "4.5 mg",
        "8 weeks",
        "placebo",
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("10.1000/a<b", "https://doi.org/10.1000/a%3Cb"),
        ("no doi", ""),
        ("=HYPERLINK(1)", ""),
    ],
)
def test_links(text: str, address: str) -> None:
    (column,) = [column for column in COLUMNS if column.name == "DOI"]
    assert column.link is not None
    assert column.link(text) == address


@pytest.mark.parametrize("text", ["javascript:alert(1)", "file:///etc/passwd", "internal:A1", "x"])
def test_only_web_addresses_are_links(text: str) -> None:
    (column,) = [column for column in COLUMNS if column.name == "URL"]
    assert column.link is not None
    assert column.link(text) == ""
    assert column.link("https://example.org/") == "https://example.org/"


@pytest.mark.parametrize("text", ["=1", "+1", "-5 °C", "@a", "\t=1", "\r=1", "＝1"])
def test_formulas(text: str) -> None:
    assert is_formula(text)
    assert not is_formula(f"a{text}")


def test_every_column_has_a_fate() -> None:
    sources = {column.source for column in COLUMNS}
    told = {name for name, fate in FIELDS.items() if fate != "lost"}
    assert {"id", "type", "title", "author", "DOI", "abstract"} <= told & sources
    assert FIELDS["event-title"] == "lost"


@given(made_entries())
def test_every_cell_is_one_line(entry: Entry) -> None:
    for text in row(entry):
        assert text == text.strip()
        assert not set(text) & set("\n\r\t\x0b\x0c\u2028")
