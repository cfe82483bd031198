"""``ldnbib new``: candidates with what is needed to decide on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.online import enter
from tests.completing.world import MITTENS, RETRACTION, SOCKS, World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    made = World(SOCKS, MITTENS, RETRACTION)
    made.query = ("90000003", "90000002", "90000001")
    made.search = {"errorlist": {"phrasesnotfound": ["mitens"], "fieldsnotfound": []}}
    enter(monkeypatch, made, tmp_path / "cache")
    return made


def settings() -> None:
    Path("own.bib").write_text("@article{a,\n  doi = {10.5555/COLD.3},\n}\n")
    Path("ldnbib.toml").write_text(
        'library = "own.bib"\n[online]\nquery = "socks OR mitens"\ncontact = "you@example.org"\n'
    )


@pytest.mark.usefixtures("world")
def test_candidates_with_their_conditions_and_commands(ldnbib: Any) -> None:
    settings()
    result = ldnbib("new", "--since", "2021")
    assert result.code == 0
    first, second = result.out.strip().split("\n\n")
    assert first.startswith("Polar A. Mittens in the arctic night. J Cold Skin. 2022")
    assert "\n    RETRACTED: PMID 90000003\n    PMID 90000002\n" in first
    assert "conditions (proposed): fibromyalgia, crohn-disease\n" in second
    assert second.endswith("\n    ldnbib add 90000001")
    assert "PubMed found 3, as: socks OR mitens" in result.err
    assert "1 present, 2 new" in result.err
    assert "PubMed ignored a part of the query: mitens" in result.err


@pytest.mark.usefixtures("world")
def test_other_formats(ldnbib: Any) -> None:
    settings()
    assert ldnbib("new", "--format", "ids").out == "90000002\n90000001\n"
    listed = json.loads(ldnbib("new", "--format", "json").out)
    assert (listed["found"], listed["present"], listed["ignored"]) == (3, 1, ["mitens"])
    assert [one["pmid"] for one in listed["new"]] == ["90000002", "90000001"]
    assert listed["new"][0]["status"] == "retracted"
    assert listed["new"][1]["conditions"] == ["fibromyalgia", "crohn-disease"]
    assert listed["new"][1]["add"] == "ldnbib add 90000001"


def test_nothing_new(ldnbib: Any, world: World) -> None:
    settings()
    world.query = ("90000003",)
    for name in ("text", "ids"):
        result = ldnbib("new", "--format", name)
        assert (result.code, result.out) == (0, "")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "unknown format 'xml'; there are text, json, ids"),
        (["--since", "soon"], "'soon' is no year or day"),
        ([], "there is no query to look for new papers with"),
    ],
)
def test_what_cannot_be_done(ldnbib: Any, arguments: list[str], message: str) -> None:
    result = ldnbib("new", *arguments)
    assert result.code == 2
    assert message in result.err


def test_a_search_that_fails(ldnbib: Any, world: World) -> None:
    settings()
    world.bad["pubmed"] = b"<!doctype html>"
    result = ldnbib("new")
    assert (result.code, result.out) == (3, "")
    assert "PubMed sent a web page instead of data" in result.err
