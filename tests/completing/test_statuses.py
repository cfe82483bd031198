"""Retractions are found, written, and never lost by a day on which not all could be asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.completing.world import MITTENS, SOCKS, World, door

from ldn_bib.completing.kept import open_kept
from ldn_bib.completing.statuses import Outcome, Standings, look_up
from ldn_bib.config import Config
from ldn_bib.errors import UnreachableError
from ldn_bib.opening import open_library
from ldn_bib.values.status import StatusKind

TODAY = dt.date(2026, 1, 2)
OURS = """@article{frost2021,
  title  = {Warm socks and cold skin: a randomised trial},
  pmid   = {90000001},
}

@article{polar2022, % of the north
  title  = {Mittens in the arctic night},
  doi    = {10.5555/cold.2},
}

@article{nobody2000,
  title  = {A paper that nobody counts},
}
"""


def run(
    folder: Path, text: str, world: World, *, older_than: dt.timedelta | None = None
) -> Standings:
    file = folder / "own.bib"
    file.write_text(text)
    services, _ = door(world, folder / "cache")
    kept = open_kept(str(file), config=Config())
    return look_up(kept, services, older_than=older_than, today=TODAY)


def test_what_was_found_is_written(tmp_path: Path) -> None:
    done = run(tmp_path, OURS, World(SOCKS, MITTENS))
    assert [(one.entry.key, one.outcome, one.is_alert) for one in done.standings] == [
        ("frost2021", Outcome.CHECKED, False),
        ("polar2022", Outcome.CHECKED, True),
        ("nobody2000", Outcome.WITHOUT_IDENTIFIER, False),
    ]
    done.write()
    assert (tmp_path / "own.bib").read_text() == OURS.replace(
        "  pmid   = {90000001},\n",
        "  pmid   = {90000001},\n  status = {none},\n  statuschecked = {2026-01-02},\n",
    ).replace(
        "  doi    = {10.5555/cold.2},\n",
        "  doi    = {10.5555/cold.2},\n  status = {retracted},\n"
        "  statusnotice = {PMID 90000003},\n  statuschecked = {2026-01-02},\n",
    )
    library = open_library(tmp_path / "own.bib", config=Config())
    status = library.get("polar2022").status
    assert status is not None
    assert status.is_alert
    again = run(tmp_path, (tmp_path / "own.bib").read_text(), World(SOCKS, MITTENS))
    assert again.edits == []


@pytest.mark.parametrize("down", ["pubmed", "crossref"])
def test_no_notice_is_written_only_where_all_were_asked(tmp_path: Path, down: str) -> None:
    world = World(SOCKS, MITTENS)
    world.bad[down] = UnreachableError("it is down")
    done = run(tmp_path, OURS, world)
    assert done.standings[0].outcome is Outcome.PARTLY
    assert done.failures == ("it is down",)
    assert list(done.standings[0].edits) == []
    # a retraction is one, whoever says so
    assert done.standings[1].is_alert == (down == "crossref")
    assert bool(list(done.standings[1].edits)) == (down == "crossref")


def test_a_retraction_in_the_file_is_not_taken_back(tmp_path: Path) -> None:
    text = OURS.replace("  pmid ", "  status = {retracted},\n  pmid ")
    done = run(tmp_path, text, World(SOCKS))
    (one, *_) = done.standings
    assert one.status is not None
    assert one.status.kind is StatusKind.RETRACTED
    assert "no source does" in one.objection
    assert done.edits == []


def test_a_field_of_another_program_is_left_alone(tmp_path: Path) -> None:
    text = OURS.replace("  pmid ", "  status = {to read},\n  pmid ")
    done = run(tmp_path, text, World(SOCKS))
    assert done.standings[0].objection.startswith("its status fields hold something else")
    assert done.edits == []


@pytest.mark.parametrize(("days", "asked"), [(None, True), (2, False), (1, True)])
def test_papers_that_were_looked_at_lately(tmp_path: Path, days: int | None, asked: bool) -> None:
    text = OURS.replace("  pmid ", "  status = {none},\n  statuschecked = {2026-01-01},\n  pmid ")
    older_than = None if days is None else dt.timedelta(days=days)
    (one, *_) = run(tmp_path, text, World(SOCKS), older_than=older_than).standings
    assert (one.outcome is Outcome.CHECKED) == asked
    assert (one.outcome is Outcome.RECENT) != asked
    assert bool(list(one.edits)) == asked


def test_an_older_answer_does_not_set_the_day_back(tmp_path: Path) -> None:
    text = OURS.replace("  pmid ", "  status = {none},\n  statuschecked = {2026-05-01},\n  pmid ")
    done = run(tmp_path, text, World(SOCKS))
    assert list(done.standings[0].edits) == []


def test_a_paper_that_nobody_knows_and_an_identifier_of_another_one(tmp_path: Path) -> None:
    text = OURS.replace("10.5555/cold.2", "10.5555/unknown").replace("90000001", "90000002")
    done = run(tmp_path, text, World(MITTENS))
    first, second, _ = done.standings
    assert first.outcome is Outcome.UNKNOWN
    assert first.gathered is not None
    assert len(first.gathered.others) == 1
    assert second.outcome is Outcome.UNKNOWN
    assert not done.alerts
    assert done.edits == []
