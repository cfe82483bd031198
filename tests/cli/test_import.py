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


FULLER = """@article{x,
  author = {Amsel, Anna Berta},
  title = {Cold skin in winter},
  date = {2019-03-05},
  pages = {1--9},
  doi = {10.5555/1},
  annote = {It helped.},
  file = {a.pdf},
}
"""


def test_what_a_record_has_fuller_is_shown_and_taken_on_request(
    ldnbib: Any, library: Path, tmp_path: Path
) -> None:
    library.write_text(OURS.replace("year ", "pages = {1},\n  year "), encoding="utf-8")
    record = tmp_path / "a.bib"
    record.write_text(FULLER, encoding="utf-8")
    result = ldnbib("import", record, "--into", library, "--yes")
    assert "≠ author: Amsel, Anna ≠ Amsel, Anna Berta" in result.out
    assert "≠ issued: 2019 ≠ 2019-03-05" in result.out
    assert "≠ page: 1 ≠ 1-9" in result.out
    assert "+ annote: It helped." in result.out
    assert "+ file: a.pdf" in result.out
    text = library.read_text(encoding="utf-8")
    assert "annote  = {It helped.}," in text
    assert "file    = {a.pdf}," in text
    assert "pages = {1}," in text
    again = ldnbib("import", record, "--into", library)
    assert "nothing is empty; --prefer-new takes what differs" in again.err
    result = ldnbib("import", record, "--into", library, "--yes", "--prefer-new")
    assert "→ page: 1 → 1-9" in result.out
    text = library.read_text(encoding="utf-8")
    assert "author  = {Amsel, Anna Berta}," in text
    assert "month   = mar," in text
    assert "pages = {1--9}," in text
    assert "has all of it" in ldnbib("import", record, "--into", library, "--prefer-new").err


def test_a_field_that_said_a_part_of_what_is_replaced_goes(ldnbib: Any, tmp_path: Path) -> None:
    library = tmp_path / "own.bib"
    library.write_text(
        "@article{a,\n  title = {Cold},\n  subtitle = {A trial},\n  year = 2019,\n"
        "  month = mar,\n  day = 5,\n  issn = {1234-5679},\n  eissn = {2049-3630},\n"
        "  doi = {10.5555/1},\n}\n",
        encoding="utf-8",
    )
    record = tmp_path / "a.ris"
    record.write_text(
        "TY  - JOUR\nTI  - Warm\nPY  - 2020\nSN  - 1476-4687, 2049-3630\nDO  - 10.5555/1\nER  -\n"
    )
    assert ldnbib("import", record, "--into", library, "--yes", "--prefer-new").code == 0
    assert library.read_text(encoding="utf-8") == (
        "@article{a,\n  title = {Warm},\n  year = 2020,\n  issn = {1234-5679, 1476-4687},\n"
        "  eissn = {2049-3630},\n  doi = {10.5555/1},\n}\n"
    )


def test_what_no_field_can_hold_is_said(ldnbib: Any, library: Path, tmp_path: Path) -> None:
    record = tmp_path / "a.json"
    record.write_text(
        '[{"id": "x", "type": "article-journal", "DOI": "10.5555/1", "categories": ["cold"]}]'
    )
    result = ldnbib("import", record, "--into", library, "--yes")
    assert "≠ categories: cold (not written: a .bib file has no field for it)" in result.out
    assert "has all that it can hold" in result.err


def test_a_broken_entry_does_not_keep_the_others_out(
    ldnbib: Any, library: Path, records: Path
) -> None:
    broken = "@article{amsel2019,\n  title = {Cold skin in winter},\n  doi = {10.5555/1},\n\n"
    whole = "@article{dorn2018,\n  title = {Wool},\n  year = 2018,\n}\n"
    library.write_text(broken + whole, encoding="utf-8")
    result = ldnbib("import", records, "--into", library, "--yes")
    assert result.code == 3
    assert f"{library}:1: the entry 'amsel2019' is broken and is not changed" in result.err
    assert "(broken, not changed)" in result.out
    text = library.read_text(encoding="utf-8")
    assert text.startswith(broken + whole)
    assert "@article{buche2020," in text


def test_keys_that_follow_no_pattern_are_said_once(
    ldnbib: Any, library: Path, records: Path
) -> None:
    assert "new keys" not in ldnbib("import", records, "--into", library).err
    library.write_text(OURS.replace("amsel2019", "x1"), encoding="utf-8")
    result = ldnbib("import", records, "--into", library)
    assert result.err.count("new keys are made like smith2020") == 1
    library.write_text(OURS.replace("amsel2019", "Amsel_2019_Cold"), encoding="utf-8")
    result = ldnbib("import", records, "--into", library)
    assert "new      Buche_2020_Warm: " in result.out
    assert "new keys" not in result.err


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


def test_the_summary_of_a_new_record_is_kept(ldnbib: Any, library: Path, tmp_path: Path) -> None:
    record = tmp_path / "a.ris"
    record.write_text("TY  - JOUR\nTI  - Dry skin\nN1  - Summary: It helped.\nN1  - Rare\nER  -\n")
    assert ldnbib("import", record, "--into", library, "--yes").code == 0
    text = library.read_text(encoding="utf-8")
    assert "  annote       = {It helped.},\n" in text
    assert "  note         = {Rare},\n" in text


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
