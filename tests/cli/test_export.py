"""``ldnbib export`` of exchange files: dialects, collections, one file per condition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ldn_bib.cli.beyond_ascii import BeyondAscii


def test_a_profile_adds_its_lines(ldnbib: Any) -> None:
    assert "M2  - PMID:" not in ldnbib("export", "--format", "ris").out
    assert "M2  - PMID:" in ldnbib("export", "--format", "ris", "--profile", "zotero").out


def test_an_unknown_profile_is_refused_with_the_choices(ldnbib: Any) -> None:
    result = ldnbib("export", "--format", "ris", "--profile", "endnote")
    assert result.code == 2
    assert "unknown profile 'endnote': ris has default, zotero, jabref" in result.err
    result = ldnbib("export", "--format", "nbib", "--profile", "zotero")
    assert "nbib has none" in result.err


def test_one_file_per_condition(ldnbib: Any, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    result = ldnbib(
        *("export", "--format", "ris", "--split-by", "condition", "--output-dir", str(folder))
    )
    assert result.code == 0
    files = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert f"{len(files)} files in {folder}" in result.err
    assert files["fibromyalgia.ris"].count("TY  - ") == 7
    assert "AU  - Younger, Jarred" in files["fibromyalgia.ris"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--split-by", "year", "--output-dir", "x"], "cannot split by 'year'"),
        (["--split-by", "condition"], "--split-by condition and --output-dir FOLDER go together"),
        (["--output-dir", "x"], "--split-by condition and --output-dir FOLDER go together"),
        (
            ["--split-by", "condition", "--output-dir", "x", "--output", "y"],
            "give --output-dir or --output, not both",
        ),
    ],
)
def test_what_does_not_go_together(ldnbib: Any, arguments: list[str], message: str) -> None:
    result = ldnbib("export", "--format", "ris", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_all_conditions_are_collections(ldnbib: Any) -> None:
    text = ldnbib("export", "--format", "zotero-rdf", "--all-conditions").out
    assert text.count("<z:Collection ") == 11  # ten conditions in one collection
    assert "<dc:title>Fibromyalgia</dc:title>" in text
    result = ldnbib("export", "--format", "ris", "--all-conditions")
    assert "ris carries no collections" in result.err


def test_papers_without_a_condition_stay_away(ldnbib: Any, tmp_path: Path) -> None:
    library = tmp_path / "own.bib"
    library.write_text("@misc{a, title={Gardening}}\n", encoding="utf-8")
    for more in ([], ["--sort", "year"]):
        result = ldnbib("export", str(library), "--format", "csl-json", "--all-conditions", *more)
        assert (result.code, result.out) == (1, "")
        assert "none of the one paper" in result.err


def test_what_a_format_cannot_hold_is_named_and_counted(ldnbib: Any) -> None:
    result = ldnbib("export", "--format", "nbib")
    assert "kim2019 is left out" in result.err
    assert "3 of 14 papers cannot stand in nbib" in result.err
    assert result.out.count("PMID- ") == 11


def test_ascii_is_for_latex(ldnbib: Any, tmp_path: Path) -> None:
    library = tmp_path / "own.bib"
    library.write_text("@book{a, title={Über Kälte}, author={Ø, Å}}\n", encoding="utf-8")
    made = ldnbib("export", str(library), "--format", "bibtex", "--ascii").out
    assert made.isascii()
    assert '\\"' in made
    assert "Über Kälte" in ldnbib("export", str(library), "--format", "bibtex").out
    assert "--ascii is not used" in ldnbib("export", str(library), "-f", "ris", "--ascii").err


def test_what_ascii_cannot_write_is_named_with_its_entries(ldnbib: Any, tmp_path: Path) -> None:
    library = tmp_path / "own.bib"
    library.write_text(
        "@book{ümlaut:1, title={Șase 日本 ﬁne x\u0331}}\n\n@book{b, title={A 日 and 😀\u200b}}\n\n"
        "@book{c, title={Größe}}\n",
        encoding="utf-8",
    )
    for more in ([], ["--sort", "key"], ["--output", str(tmp_path / "made.bib")]):
        made = ldnbib("export", str(library), "--format", "biblatex", "--ascii", *more)
        (line,) = made.err.splitlines()
        assert "6 characters cannot be written as LaTeX commands" in line
        for sign in ("ü (U+00FC)", "日 (U+65E5)", "本 (U+672C)", "😀 (U+1F600)", " U+200B"):
            assert sign in line
        assert "Ș" not in line
        assert "citation keys stay as they are (ümlaut:1)" in line
        assert ", c" not in line
    made = ldnbib("export", str(library), "--format", "bibtex", "--ascii", "--key", "c")
    assert (made.err, made.out.isascii()) == ("", True)
    assert "LaTeX commands" not in ldnbib("export", str(library), "--format", "bibtex").err


def test_only_the_first_signs_and_entries_are_named() -> None:
    beyond = BeyondAscii()
    pieces = [
        f"@book{{k{number},\n  title = {{{chr(0x4E00 + number)}}},\n}}\n" for number in range(9)
    ]
    assert "".join(map(str, beyond.watch(["".join(pieces[:4]), *pieces[4:]]))) == "".join(pieces)
    message = beyond.message()
    assert "9 characters" in message
    assert "丄 (U+4E04) and 4 more in k0, k1, k2, k3, k4 and 4 more;" in message
    assert BeyondAscii().message() == ""
