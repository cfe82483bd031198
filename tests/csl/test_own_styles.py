"""The styles of our own: valid, and printing what their golden files show.

``UPDATE_GOLDEN=1`` in the environment writes the golden files anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ldn_bib.csl.engine import format_bibliography
from ldn_bib.csl.finder import find_style
from ldn_bib.csl.schema import validate_style
from ldn_bib.csl.stylefile import parse_style, read_style, short_id

STYLES = Path(__file__).parents[2] / "styles"
GOLDEN = Path(__file__).with_name("golden")
CSL = {"cs": "http://purl.org/net/xbiblio/csl"}
OWN = ["ldn", "ldn-brief"]


def items(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return found


def printed(style: str, item: dict[str, Any]) -> str:
    return str(format_bibliography([{"id": "x", **item}], style, folders=[STYLES])[0])


def test_there_are_two() -> None:
    assert sorted(path.stem for path in STYLES.glob("*.csl")) == OWN


@pytest.mark.parametrize("style", OWN)
def test_valid_against_the_schema(style: str) -> None:
    assert validate_style(STYLES / f"{style}.csl") == []


@pytest.mark.parametrize("style", OWN)
def test_found_by_name_and_title(style: str) -> None:
    found = find_style(style, [STYLES])
    assert found.path == STYLES / f"{style}.csl"
    assert find_style(found.title.upper(), [STYLES]) == found


@pytest.mark.parametrize("style", OWN)
def test_the_head_is_our_own(style: str) -> None:
    path = STYLES / f"{style}.csl"
    info = parse_style(read_style(path), style).find("cs:info", CSL)
    assert info is not None
    assert short_id(info.findtext("cs:id", "", CSL)) == style
    assert [name.text for name in info.findall("cs:author/cs:name", CSL)] == ["The ldn-bib authors"]
    rights = info.find("cs:rights", CSL)
    assert rights is not None
    assert rights.get("license") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert len(info.findtext("cs:summary", "", CSL)) > 80


@pytest.mark.parametrize("style", OWN)
def test_every_macro_is_called_and_every_called_macro_is_there(style: str) -> None:
    root = parse_style(read_style(STYLES / f"{style}.csl"), style)
    there = [macro.get("name") for macro in root.findall("cs:macro", CSL)]
    called = {found.get("macro") for found in root.iter() if found.get("macro")}
    assert sorted(there, key=str) == sorted(called, key=str)


@pytest.mark.parametrize("name", ["journal_articles", "other_types"])
@pytest.mark.parametrize("style", OWN)
def test_golden(style: str, name: str) -> None:
    formatted = format_bibliography(items(name), style, folders=[STYLES])
    text = "".join(f"{entry}\n" for entry in formatted)
    path = GOLDEN / f"{style.replace('-', '_')}_{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_golden_items_cover_every_branch_of_kinds() -> None:
    root = parse_style(read_style(STYLES / "ldn.csl"), "ldn")
    macro = next(m for m in root.findall("cs:macro", CSL) if m.get("name") == "reference")
    branches = [set(test.get("type", "").split()) for test in macro.iter() if test.get("type")]
    kinds = {item["type"] for name in ("journal_articles", "other_types") for item in items(name)}
    assert [branch for branch in branches if not branch & kinds] == []


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([[2015]], "Acta. 2015;1."),
        ([[2015, 6]], "Acta. 2015 Jun;1."),
        ([[2015, 9, 30]], "Acta. 2015 Sep 30;1."),
        ([[2015, 5], [2015, 6]], "Acta. 2015 May-Jun;1."),
        ([[2015, 5, 3], [2015, 5, 9]], "Acta. 2015 May 3-9;1."),
    ],
)
def test_dates_of_journal_articles(parts: list[list[int]], shown: str) -> None:
    item = {
        "type": "article-journal",
        "title": "T",
        "container-title": "Acta",
        "volume": "1",
        "issued": {"date-parts": parts},
    }
    assert printed("ldn", item) == f"1. T. {shown}"


def test_an_uncertain_year_is_marked() -> None:
    item = {"type": "book", "title": "T", "issued": {"date-parts": [[1987]], "circa": True}}
    assert printed("ldn", item) == "1. T. [1987?]."


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ({"DOI": "10.5555/x"}, "1. T. [date unknown]. doi: 10.5555/x."),
        ({"PMID": "1"}, "1. T. [date unknown]. PubMed PMID: 1."),
        ({"PMCID": "PMC1"}, "1. T. [date unknown]. PubMed Central PMCID: PMC1."),
        (
            {"PMID": "1", "PMCID": "PMC1", "URL": "https://x.org/"},
            "1. T. [date unknown]. PubMed PMID: 1; PubMed Central PMCID: PMC1. "
            "Free full text: https://x.org/",
        ),
    ],
)
def test_numbers_and_the_free_full_text(item: dict[str, str], shown: str) -> None:
    assert printed("ldn", {"type": "article-journal", "title": "T", **item}) == shown


def test_brief_prefers_the_short_title_where_nobody_is_named() -> None:
    item = {"type": "book", "title": "A very long title", "title-short": "Long"}
    assert printed("ldn-brief", item) == "Long. n.d."
