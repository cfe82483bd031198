"""``ldnbib import``: what is new, what is there, and a file that is otherwise left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

OURS = """% my list
@string{cold = "J Cold"}

@article{amsel2019,
  author  = {Amsel, Anna},
  title   = {Cold skin in winter},
  journal = cold,   % of the north
  year    = 2019,
  doi     = {10.5555/1},
}

@comment{kept as it is}
"""
RIS = """TY  - JOUR
AU  - Amsel, Anna
TI  - Cold skin in winter
PY  - 2019
VL  - 7
DO  - 10.5555/1
ER  -

TY  - JOUR
AU  - Buche, Berta
TI  - Warm & dry
T2  - J Warm
PY  - 2020
DO  - 10.5555/2
ER  -
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / "own.bib"
    file.write_text(OURS, encoding="utf-8")
    return file


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "new.ris"
    file.write_text(RIS, encoding="utf-8")
    return file


def test_the_plan_is_shown_and_nothing_written(ldnbib: Any, library: Path, records: Path) -> None:
    result = ldnbib("import", records, "--into", library)
    assert result.code == 0
    assert "present  amsel2019 (DOI): Cold skin in winter" in result.out
    assert "+ volume: 7" in result.out
    assert "new      buche2020: Warm & dry" in result.out
    assert "2 records: 1 new, 1 present, 0 similar" in result.err
    assert "nothing written; give --yes" in result.err
    assert library.read_text(encoding="utf-8") == OURS


def test_the_rest_of_the_file_stays(ldnbib: Any, library: Path, records: Path) -> None:
    assert ldnbib("import", records, "--into", library, "--yes").code == 0
    text = library.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert [line for line in OURS.splitlines() if line not in lines] == []
    assert "  volume  = 7," in lines  # as the year is written
    assert "@article{buche2020," in lines
    assert r"Warm \& dry" in text
    again = ldnbib("import", records, "--into", library, "--yes")
    assert "nothing to write" in again.err
    assert library.read_text(encoding="utf-8") == text


def test_a_conflict_is_shown_and_taken_on_request(
    ldnbib: Any, library: Path, tmp_path: Path
) -> None:
    record = tmp_path / "a.ris"
    record.write_text("TY  - JOUR\nTI  - Cold skin in summer\nDO  - 10.5555/1\nER  -\n")
    result = ldnbib("import", record, "--into", library, "--yes")
    assert "≠ title: Cold skin in winter ≠ Cold skin in summer" in result.out
    assert library.read_text(encoding="utf-8") == OURS
    assert ldnbib("import", record, "--into", library, "--yes", "--prefer-new").code == 0
    expected = OURS.replace("Cold skin in winter", "Cold skin in summer")
    assert library.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(("how", "added"), [("merge", 0), ("skip", 0), ("new", 1)])
def test_papers_that_are_alike(
    ldnbib: Any, library: Path, tmp_path: Path, how: str, added: int
) -> None:
    record = tmp_path / "a.ris"
    record.write_text(
        "TY  - JOUR\nAU  - Amsel, A.\nTI  - Cold skin in the winter\nPY  - 2019\nIS  - 2\nER  -\n"
    )
    result = ldnbib("import", record, "--into", library, "--yes", "--similar", how)
    assert result.code == 0
    text = library.read_text(encoding="utf-8")
    assert text.count("@article{") == 1 + added
    assert ("amsel2019 (title, 9" in result.out) == (how != "new")
    assert text.count("number") == (how != "skip")


def test_a_new_file_is_made(ldnbib: Any, records: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.bib"
    assert ldnbib("import", records, "--into", made, "--yes").code == 0
    assert made.read_text(encoding="utf-8").count("@article{") == 2


def test_standard_input_and_a_named_format(ldnbib: Any, library: Path) -> None:
    arguments = ("import", "-", "--format", "ris", "--into", library, "--yes")
    assert ldnbib(*arguments, stdin=RIS.encode()).code == 0
    assert "buche2020" in library.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(
    ldnbib: Any, library: Path, records: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.doc"
    letter.write_text("Dear Anna,\nthank you.\n")
    asked = ("import", tmp_path / "gone.ris", letter, records, "--into", library, "--yes")
    before = library.read_text(encoding="utf-8")
    strict = ldnbib(*asked, "--strict")
    assert (strict.code, library.read_text(encoding="utf-8")) == (3, before)
    result = ldnbib(*asked)
    assert result.code == 3
    assert "gone.ris: No such file or directory; the file is left out" in result.err
    assert "cannot tell in which format" in result.err
    assert "2 records: 1 new, 1 present" in result.err
    assert "Warm \\& dry" in library.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["x.ris", "--into", "own.json"], 2, "only BibTeX files (.bib) are written"),
        (["missing.ris", "--into", "own.bib"], 3, "cannot read missing.ris"),
        (["x.ris", "--into", "own.bib", "--format", "riss"], 2, "no reader for the format 'riss'"),
        (["x.ris", "--into", "own.bib", "--similar", "ask"], 2, "choose merge, new, skip"),
    ],
)
def test_what_cannot_be_done(ldnbib: Any, arguments: list[str], code: int, message: str) -> None:
    result = ldnbib("import", *arguments)
    assert result.code == code
    assert message in result.err


def test_a_text_in_no_format(ldnbib: Any, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter.doc"
    file.write_text("Dear Anna,\nthank you.\n")
    result = ldnbib("import", file, "--into", library)
    assert result.code == 2
    assert "cannot tell in which format" in result.err
    assert "zotero-rdf" in result.err
