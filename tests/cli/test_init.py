from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

RIS = "TY  - JOUR\nTI  - Chronic pain and cold\nPY  - 2021\nAU  - Doe, Jo\nJO  - Pain\nER  - \n"


def test_the_files_are_named_and_what_comes_next(ldnbib: Any) -> None:
    result = ldnbib("init", "mine", "--name", "my.bib", "--subject", "cold")
    assert (result.code, result.out.splitlines()) == (
        0,
        [
            "mine/ldnbib.toml",
            "mine/my.bib",
            "mine/conditions.toml",
            "mine/notes/note-template.txt",
        ],
    )
    assert result.err.startswith("Edit conditions.toml")


@pytest.mark.parametrize(
    ("arguments", "said", "printed"),
    [
        (["papers"], "library.bib holds no papers yet", ""),
        (["check"], "0 findings in 0 papers of library.bib", ""),
        (["check", "--output-format", "github"], "0 findings in 0 papers", ""),
        (["conditions"], "", "chronic-pain  Chronic pain"),
        (["reading-list", "--all"], "library.bib holds no papers yet", ""),
        (
            ["reading-list", "chronic-pain"],
            "no paper in library.bib is tagged",
            "Reading list: Chronic pain",
        ),
        (["stats"], "", "library.bib: 0 papers"),
        (["fmt", "--check"], "", ""),
        (["fmt"], "library.bib: nothing to change", ""),
        (["diff", "library.bib", "library.bib"], "no paper has changed (0 papers)", ""),
    ],
)
def test_a_library_without_papers_is_no_error(
    arguments: list[str], said: str, printed: str, ldnbib: Any
) -> None:
    ldnbib("init")
    result = ldnbib(*arguments)
    assert result.code == 0, result.err
    assert said in result.err
    assert printed in result.out


def test_a_new_library_takes_papers_and_notes(ldnbib: Any) -> None:
    ldnbib("init", "--subject", "cold")
    header = Path("library.bib").read_text(encoding="utf-8")
    Path("x.ris").write_text(RIS, encoding="utf-8")
    assert ldnbib("import", "x.ris", "--into", "library.bib", "--yes").code == 0
    assert Path("library.bib").read_text(encoding="utf-8").startswith(header)
    shown = ldnbib("papers")
    assert shown.out.splitlines()[1].split() == (
        ["doe2021", "2021", "Chronic", "pain", "and", "cold", "chronic-pain*"]
    )
    listed = ldnbib("reading-list", "--all")
    assert "Reading list on cold: Chronic pain" in listed.out
    Path("notes/doe2021.md").write_bytes(Path("notes/note-template.txt").read_bytes())
    checked = ldnbib("check")
    assert checked.code == 1
    assert "the note has no 'design'" in checked.out


def test_nothing_is_written_over(ldnbib: Any) -> None:
    Path("conditions.toml").write_text("mine", encoding="utf-8")
    result = ldnbib("init")
    assert (result.code, result.out) == (3, "")
    assert result.err == "ldnbib: conditions.toml is there already; nothing is written\n"
    assert [path.name for path in Path().iterdir()] == ["conditions.toml"]


@pytest.mark.parametrize(
    ("option", "value"), [("--name", "a/b.bib"), ("--github", "x"), ("--subject", "a\x1bb")]
)
def test_wrong_usage_makes_no_folder(option: str, value: str, ldnbib: Any) -> None:
    result = ldnbib("init", "new", option, value)
    assert (result.code, Path("new").exists()) == (2, False)


def test_selecting_nothing_is_still_said(ldnbib: Any) -> None:
    ldnbib("init")
    result = ldnbib("papers", "--since", "2000")
    assert (result.code, result.err) == (1, "ldnbib: library.bib holds no entries\n")
