"""``ldnbib add``: what would be written is shown; entry and note come together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.online import enter
from tests.completing.world import MITTENS, SOCKS, World

OURS = "@article{amsel2019,\n  author = {Amsel, A.},\n  title = {Skin},\n  year = {2019},\n}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "own.bib"
    made.write_text(OURS, encoding="utf-8")
    return made


def test_shown_first(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(SOCKS), tmp_path / "cache")
    result = ldnbib("add", "90000001", "--into", file)
    assert result.code == 0
    assert "@article{frost2021,\n" in result.out
    assert f"{tmp_path / 'notes' / 'frost2021.md'}:\n+++\n" in result.out
    assert 'conditions = ["fibromyalgia", "crohn-disease"]' in result.out
    assert "nothing written; give --yes" in result.err
    assert file.read_text() == OURS
    assert not (tmp_path / "notes").exists()


def test_several_and_one_that_leads_nowhere(
    ldnbib: Any, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    enter(monkeypatch, World(SOCKS, MITTENS), tmp_path / "cache")
    result = ldnbib("add", "PMC9000001", "https://doi.org/10.5555/cold.2", "99", "--library", file,
                    "--yes")  # fmt: skip
    assert result.code == 1
    assert "99 is not added: neither PubMed nor Crossref has such a paper" in result.err
    assert "is in its sources as: Retracted. Notice: PMID 90000003." in result.err
    assert "with 2 notes" in result.err
    text = file.read_text()
    assert text.startswith(OURS)
    assert [line for line in text.splitlines() if line.startswith("@")] == [
        "@article{amsel2019,",
        "@article{frost2021,",
        "@article{polar2022,",
    ]
    again = ldnbib("add", "90000001", "--library", file, "--yes")
    assert again.code == 1
    assert "it is there already: frost2021 has the same PMID" in again.err
    assert file.read_text() == text
    checked = ldnbib("check", file)
    assert "retracted" in checked.out.lower()
    assert "the note has no summary below its front matter" in checked.out
    shown = ldnbib("export", file, "--key", "polar2022")
    assert "retracted" in (shown.out + shown.err).lower()


def test_a_library_of_ones_own_is_wanted(
    ldnbib: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = enter(monkeypatch, World(SOCKS), tmp_path / "cache")
    result = ldnbib("add", "90000001")
    assert result.code == 2
    assert "name a .bib file with --library" in result.err
    assert asked == []
    Path("ldnbib.toml").write_text('library = "own.bib"\nnotes = "n"\n')
    Path("n").mkdir()
    result = ldnbib("add", "90000001", "--yes")
    assert result.code == 0
    assert Path("own.bib").read_text().startswith("@article{frost2021,")
    assert Path("n/frost2021.md").is_file()
    assert (
        ldnbib("papers", "--condition", "fibromyalgia").out.splitlines()[1].startswith("frost2021")
    )
