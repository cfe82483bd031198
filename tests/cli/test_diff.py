from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

A = "@article{a2020, author={Doe, A}, title={Cold}, journal={J}, year={2020}, doi={10.1/a}}\n"
B = "@article{b2020, author={Roe, B}, title={Heat}, journal={J}, year={2020}}\n"
NOTE = """+++
conditions = []
design = "rct"
evidence.scheme = "OCEBM 2011"
evidence.level = "2"
finding = "{}"
reviewed = 2026-01-02
+++

A summary.
"""


def written(name: str, text: str) -> Path:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_files_are_compared_and_the_exit_code_is_0(ldnbib: Any) -> None:
    old, new = written("old.bib", A), written("new.bib", A.replace("Cold", "Cool") + B)
    result = ldnbib("diff", old, new)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("1 paper before, 2 now: 1 added, 1 changed.\n")
    assert "  - title: “Cold” → “Cool”\n" in result.out


@pytest.mark.parametrize(("new", "code"), [(A, 0), (A + B, 1), ("% moved\n\n" + A, 0)])
def test_the_exit_code_tells_of_changes_if_it_is_asked_to(new: str, code: int, ldnbib: Any) -> None:
    old = written("old.bib", A)
    result = ldnbib("diff", old, written("new.bib", new), "--exit-code")
    assert result.code == code
    assert (result.out == "") is (code == 0)
    assert ("no paper has changed (1 paper)" in result.err) is (code == 0)


@pytest.mark.parametrize("order", [("-", "my.bib"), ("my.bib", "-")])
def test_one_version_may_come_from_standard_input(order: tuple[str, str], ldnbib: Any) -> None:
    written("my.bib", A)
    written("notes/a2020.md", NOTE.format("x"))
    result = ldnbib("diff", *order, stdin=(A + B).encode())
    assert result.code == 0
    assert ("1 taken out" if order[0] == "-" else "1 added") in result.out
    assert "note" not in result.out
    assert result.err == "notes are not compared: standard input has none beside it\n"


def test_both_cannot(ldnbib: Any) -> None:
    result = ldnbib("diff", "-", "-")
    assert (result.code, result.err) == (
        2,
        "ldnbib: only one of the two versions can come from standard input\n",
    )


def test_notes_are_compared_where_each_file_has_some(ldnbib: Any) -> None:
    for folder, finding in (("old", "Less."), ("new", "More.")):
        written(f"{folder}/my.bib", A)
        written(f"{folder}/notes/a2020.md", NOTE.format(finding))
    result = ldnbib("diff", "old/my.bib", "new/my.bib", "--format", "json")
    assert json.loads(result.out)["notes_compared"] is True
    assert [one["words"] for one in json.loads(result.out)["changed"][0]["changes"]] == (
        ["finding: Less. → More."]
    )
    (Path("old/notes/a2020.md")).unlink()
    result = ldnbib("diff", "old/my.bib", "new/my.bib")
    assert result.out == ""
    assert "notes are not compared: old/my.bib has none beside it" in result.err


def test_the_notes_that_the_settings_name_are_those_of_the_library(ldnbib: Any) -> None:
    written("ldnbib.toml", 'library = "my.bib"\nnotes = "texts"\n')
    written("my.bib", A)
    written("texts/a2020.md", NOTE.format("More."))
    written("old/my.bib", A)
    written("old/notes/a2020.md", NOTE.format("Less."))
    result = ldnbib("diff", "old/my.bib", Path("my.bib").resolve())
    assert "  - finding: Less. → More." in result.out


def test_a_broken_entry_is_told_of_with_its_file(ldnbib: Any) -> None:
    written("old.bib", A)
    result = ldnbib("diff", "old.bib", written("new.bib", A + "@article{c, title={x\n"))
    assert "new.bib:2" in result.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("my.bib", "no.bib"), 3, "cannot read no.bib"),
        (("my.bib", "my.bib", "--format", "jsn"), 2, "did you mean 'json'?"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], code: int, said: str, ldnbib: Any
) -> None:
    written("my.bib", A)
    result = ldnbib("diff", *arguments)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_the_version_before_comes_from_git(ldnbib: Any) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    written("my.bib", A)
    for call in (["init", "-q"], ["add", "."], [*names, "commit", "-qm", "x"]):
        subprocess.run([git, *call], check=True, capture_output=True)
    written("my.bib", A + B)
    before = subprocess.run([git, "show", "HEAD:my.bib"], check=True, capture_output=True).stdout
    result = ldnbib("diff", "-", "my.bib", "--format", "markdown", stdin=before)
    assert (result.code, result.out) == (0, "### Added\n\n- b2020: Roe 2020. Heat. J.\n")


def test_what_is_only_doubtful_is_left_to_check(ldnbib: Any) -> None:
    written("old.bib", A.replace("{2020}", "{20x0}"))
    written("new.bib", A)
    written("notes/b2020.md", NOTE.format("x"))
    result = ldnbib("diff", "old.bib", "new.bib")
    assert "  - date: 20x0 → 2020\n" in result.out
    assert result.err == ""
