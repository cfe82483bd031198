"""New papers are those that the query finds and the library does not have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.completing.world import MITTENS, RETRACTION, SOCKS, World, door

from ldn_bib.completing.candidates import find_new, read_day
from ldn_bib.completing.kept import Kept, open_kept
from ldn_bib.config import Config
from ldn_bib.errors import UsageError
from ldn_bib.sources.settings import OnlineTable

OURS = """@article{frost2021,
  author = {Frost, Y.},
  title  = {Warm Socks and Cold Skin: A Randomised Trial},
  year   = {2021},
}
"""


def library(folder: Path, query: str = "socks OR mittens") -> Kept:
    file = folder / "own.bib"
    file.write_text(OURS)
    return open_kept(str(file), config=Config(online_table=OnlineTable(query=query)))


def test_those_that_are_there_are_left_out(tmp_path: Path) -> None:
    world = World(SOCKS, MITTENS, RETRACTION)
    world.query = ("90000003", "90000002", "90000001")
    world.search = {"errorlist": {"phrasesnotfound": ["mitens"], "fieldsnotfound": []}}
    services, transport = door(world, tmp_path / "cache")
    found = find_new(library(tmp_path), services, since=dt.date(2021, 1, 1))
    assert [one.pmid for one in found.new] == ["90000003", "90000002"]
    assert (found.count, found.looked_at, found.present) == (3, 3, 1)
    assert found.understood == "socks OR mittens"
    assert found.ignored == ("mitens",)
    assert found.new[0].record.notice_of == ("PMID 90000002",)
    assert found.new[1].status.is_alert
    assert found.new[1].command == "ldnbib add 90000002"
    (_, _, params), *_ = transport.asked
    assert (params["mindate"], params["datetype"]) == ("2021/01/01", "pdat")


def test_conditions_are_proposed(tmp_path: Path) -> None:
    world = World(SOCKS)
    world.query = ("90000001",)
    services, _ = door(world, tmp_path / "cache")
    kept = library(tmp_path)
    (tmp_path / "own.bib").write_text("")
    empty = open_kept(str(tmp_path / "own.bib"), config=kept.config)
    (one,) = find_new(empty, services).new
    assert [tag.slug for tag in one.tags] == ["fibromyalgia", "crohn-disease"]


def test_without_a_query_nobody_is_asked(tmp_path: Path) -> None:
    services, transport = door(World(), tmp_path / "cache")
    with pytest.raises(UsageError, match=r"put \[online\] query"):
        find_new(library(tmp_path, ""), services)
    assert transport.asked == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", dt.date(2024, 1, 1)),
        ("2024-03", dt.date(2024, 3, 1)),
        (" 2024-3-15 ", dt.date(2024, 3, 15)),
    ],
)
def test_days(text: str, day: dt.date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "last year", "0000"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UsageError, match="is no year or day"):
        read_day(text)
