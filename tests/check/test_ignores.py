from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.check.tools import TODAY

from ldn_bib.check.ignores import words
from ldn_bib.checking import check
from ldn_bib.config import Config

BARE = "@misc{a,\n  unverified = {doi},\n}\n"
"""An entry in which FIELD001 and FACT001 are found."""


def codes(text: str, folder: Path) -> list[tuple[str, int | None]]:
    path = folder / "my.bib"
    path.write_text(text, encoding="utf-8")
    found = check(path, config=Config(), today=TODAY).found
    return [(one.rule.code if one.rule else "", one.finding.line) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ID001", ["ID001"]),
        ("ID001, DUP ,similar-title", ["ID001", "DUP", "similar-title"]),
        ("ID001 -- looked at", ["ID001"]),
        ("ID001 looked at", ["ID001"]),
        ("ID001,-- looked at", ["ID001"]),
        ("", []),
    ],
)
def test_words_end_where_the_list_ends(text: str, found: list[str]) -> None:
    assert [word for word, _ in words(text)] == found
    assert all(text[offset:].startswith(word) for word, offset in words(text))


def test_without_a_comment_both_are_found(tmp_path: Path) -> None:
    assert codes(BARE, tmp_path) == [("FIELD001", 1), ("FACT001", 2)]


@pytest.mark.parametrize(
    "before",
    [
        "% ldnbib: ignore FACT001\n",
        "# ldnbib: ignore FACT001\n",
        "%% LDNBIB: ignore: fact001\n",
        "% ldnbib: ignore unverified -- nobody can look it up\n",
        "% ldnbib: ignore FACT\n% words\n",
        "@string{x = {y}} \n% ldnbib: ignore FACT001\n",
        "@misc{b, title = {T}}\n% ldnbib: ignore FACT001\n  ",
    ],
)
def test_a_comment_before_an_entry_silences_a_rule(before: str, tmp_path: Path) -> None:
    assert [code for code, _ in codes(before + BARE, tmp_path)] == ["FIELD001"]


def test_several_comments_and_codes_add_up(tmp_path: Path) -> None:
    text = f"% ldnbib: ignore FACT001\n% ldnbib: ignore FIELD001\n{BARE}"
    assert codes(text, tmp_path) == []
    assert codes(f"% ldnbib: ignore FACT001, FIELD001\n{BARE}", tmp_path) == []


def test_a_field_and_a_comment_in_the_entry_silence_as_well(tmp_path: Path) -> None:
    field = BARE.replace("}\n", "}\n", 1).replace("},\n}", "},\n  ldnbib = {ignore FACT001},\n}")
    assert codes(field, tmp_path) == [("FIELD001", 1)]
    comment = BARE.replace("@misc{a,\n", "@misc{a,\n  % ldnbib: ignore FACT001\n")
    assert codes(comment, tmp_path) == [("FIELD001", 1)]


@pytest.mark.parametrize(
    "text",
    [
        BARE.replace("{doi},", "{doi}, % ldnbib: ignore FACT001"),
        BARE.replace("{doi},", "{doi}, % ldnbib: ignore unverified -- seen"),
        BARE.replace("@misc{a,", "@misc{a, %% ldnbib: ignore FACT001"),
        BARE.replace("}\n\n", "}\n").rstrip("\n") + " % ldnbib: ignore FACT001\n",
    ],
)
def test_a_comment_behind_something_in_the_entry_silences_as_well(
    text: str, tmp_path: Path
) -> None:
    assert codes(text, tmp_path) == [("FIELD001", 1)]


@pytest.mark.parametrize(
    "before",
    ["% Write “% ldnbib: ignore FACT001” to silence it.\n", "ldnbib: ignore FACT001\n"],
)
def test_words_that_speak_of_it_silence_nothing(before: str, tmp_path: Path) -> None:
    assert codes(before + BARE, tmp_path) == [("FIELD001", 2), ("FACT001", 3)]


def test_a_value_that_speaks_of_it_silences_nothing(tmp_path: Path) -> None:
    text = BARE.replace("{doi},", "{doi}, note = {100% ldnbib: ignore FACT001},")
    assert ("FACT001", 2) in codes(text, tmp_path)


def test_a_comment_is_for_one_entry_only(tmp_path: Path) -> None:
    other = BARE.replace("{a,", "{b,")
    found = codes(f"% ldnbib: ignore FACT001, FIELD001\n{BARE}{other}", tmp_path)
    assert found == [("FIELD001", 5), ("FACT001", 6)]


@pytest.mark.parametrize("between", ["\n", "words\n", "@string{x = {y}}\n"])
def test_a_comment_that_stands_at_no_entry_is_told(between: str, tmp_path: Path) -> None:
    found = codes(f"% ldnbib: ignore FACT001\n{between}{BARE}", tmp_path)
    assert ("CHECK001", 1) in found
    assert "FACT001" in [code for code, _ in found]


def test_a_comment_at_the_end_of_the_file_is_told(tmp_path: Path) -> None:
    assert ("CHECK001", 4) in codes(f"{BARE}% ldnbib: ignore FACT001", tmp_path)


def test_a_line_within_a_value_is_no_comment(tmp_path: Path) -> None:
    text = "@misc{a,\n  title = {T},\n  note = {x\n% ldnbib: ignore FACT001\n},\n}\n"
    assert codes(text, tmp_path) == []


def test_what_is_ignored_in_vain_or_unknown_is_told(tmp_path: Path) -> None:
    text = f"% ldnbib: ignore DUP002, FCT001\n{BARE}"
    assert codes(text, tmp_path)[:2] == [("CHECK001", 1), ("CHECK002", 1)]


def test_rules_that_do_not_run_are_not_ignored_in_vain(tmp_path: Path) -> None:
    from ldn_bib.check.registry import choose

    path = tmp_path / "my.bib"
    path.write_text(f"% ldnbib: ignore FACT001\n{BARE}", encoding="utf-8")
    found = check(path, choose(["FIELD", "CHECK"]), config=Config(), today=TODAY).found
    assert [one.finding.code for one in found] == ["missing-field"]


def test_findings_of_the_readers_can_be_ignored(tmp_path: Path) -> None:
    text = "% ldnbib: ignore FILE018\n@misc{a,\n  title = {T}, year = {2020}, month = {foo},\n}\n"
    assert codes(text, tmp_path) == []


def test_bibtex_reads_a_file_with_comments_and_fields(tmp_path: Path) -> None:
    if shutil.which("bibtex") is None:
        pytest.skip("bibtex is not installed")
    (tmp_path / "my.bib").write_text(
        "% ldnbib: ignore FIELD001\n# ldnbib: ignore DUP\n"
        "@misc{a,\n  title = {T},\n  ldnbib = {ignore FACT001},\n}\n",
        encoding="utf-8",
    )
    aux = "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{my}\n"
    (tmp_path / "my.aux").write_text(aux, encoding="utf-8")
    run = subprocess.run(
        ["bibtex", "my"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "error message" not in run.stdout
    assert run.returncode == 0, run.stdout
    assert "\\bibitem{a}" in (tmp_path / "my.bbl").read_text(encoding="utf-8")
