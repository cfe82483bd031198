"""``ldnbib status``: retractions with their notices, and an exit code that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.online import enter
from tests.completing.world import MITTENS, SOCKS, World

OURS = """@article{frost2021,
  title = {Warm socks and cold skin: a randomised trial},
  pmid  = {90000001},
}

@article{polar2022,
  title = {Mittens in the arctic night},
  doi   = {10.5555/cold.2},
}

@misc{nobody,
  title = {Without a number},
}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "own.bib"
    made.write_text(OURS, encoding="utf-8")
    return made


def test_what_is_found_is_said_and_written_on_request(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(SOCKS, MITTENS), tmp_path / "cache")
    result = ldnbib("status", "--library", file)
    assert result.code == 1
    assert result.out == (
        "frost2021: No notice known\n"
        "polar2022: RETRACTED\n"
        "  RetractionIn: PMID 90000003, J Cold Skin. 2023;9:1. doi: 10.5555/cold.3. (PubMed)\n"
        "nobody: cannot be checked, for it has no DOI, PMID or PMCID "
        "(ldnbib complete looks for one)\n"
    )
    assert "3 papers, 1 retracted or of concern" in result.err
    assert file.read_text() == OURS
    assert ldnbib("status", "--library", file, "--yes").code == 1
    assert "status = {retracted}" in " ".join(file.read_text().split())
    assert ldnbib("check", file).code == 1


def test_one_paper_that_is_fine(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(SOCKS), tmp_path / "cache")
    result = ldnbib("status", "frost2021", "--library", file)
    assert (result.code, result.out) == (0, "frost2021: No notice known\n")


def test_a_day_on_which_one_source_is_down(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world = World(SOCKS)
    world.bad["crossref"] = b"<!doctype html>"
    enter(monkeypatch, world, tmp_path / "cache")
    result = ldnbib("status", "frost2021", "--library", file, "--yes")
    assert result.code == 3
    assert "frost2021: No notice in the sources that could be asked\n" in result.out
    assert "not written: not all sources could be asked" in result.out
    assert "Crossref sent a web page instead of data" in result.err
    assert file.read_text() == OURS


def test_what_was_looked_at_lately_is_not_asked_about(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = enter(monkeypatch, World(), tmp_path / "cache")
    file.write_text(
        OURS.replace("  pmid ", "  status = {retracted},\n  statuschecked = {2026-01-01},\n  pmid ")
    )
    result = ldnbib("status", "frost2021", "--library", file, "--max-age", "36500")
    assert result.code == 1
    assert result.out == "frost2021: RETRACTED, as the file says, checked on 2026-01-01\n"
    assert asked == []
