"""``ldnbib reading-list``: to standard output, to a file, to a folder, for each audience."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BEGINNING = {"latex": "\\documentclass", "rtf": "{\\rtf1", "html": "<!DOCTYPE html>"}
BINARY = {"docx": b"PK", "epub": b"PK", "pdf": b"%PDF-"}
OWN = """@article{{{key}, author={{Smith, Ann}}, title={{Fibromyalgia}}, journal={{Pain}}, \
year={{2020}}}}
"""


@pytest.mark.parametrize("output", BEGINNING)
def test_files_that_cannot_stand_one_behind_the_other_need_a_folder(
    output: str, ldnbib: Any
) -> None:
    result = ldnbib("reading-list", "--all", "--format", output)
    assert (result.code, result.out) == (2, "")
    assert f"several {output} lists need a folder: give --output-dir" in result.err
    one = ldnbib("reading-list", "fibromyalgia", "--format", output)
    assert one.code == 0
    assert one.out.startswith(BEGINNING[output])
    assert one.out.count(BEGINNING[output]) == 1
    made = ldnbib("reading-list", "--all", "--format", output, "-d", "lists")
    assert (made.code, made.out) == (0, "")
    for path in Path("lists").iterdir():
        assert path.read_text(encoding="utf-8").startswith(BEGINNING[output])


@pytest.mark.parametrize("output", BINARY)
def test_no_bytes_go_to_a_terminal(
    output: str, ldnbib: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    result = ldnbib("reading-list", "fibromyalgia", "--format", output)
    assert (result.code, result.out) == (2, "")
    assert f"{output} is no text for a terminal: give --output FILE" in result.err
    exported = ldnbib("export", "--format", output)
    assert (exported.code, exported.out) == (2, "")
    assert "give --output FILE" in exported.err


@pytest.mark.parametrize(
    ("output", "module"), [("docx", "docx"), ("pdf", "typst"), ("epub", "zlib")]
)
def test_bytes_go_to_files_folders_and_pipes(output: str, module: str, ldnbib: Any) -> None:
    pytest.importorskip(module)
    name = f"list.{output}"
    made = ldnbib("reading-list", "burning-mouth-syndrome", "--output", name)
    assert (made.code, made.out) == (0, "")
    data = Path(name).read_bytes()
    assert data.startswith(BINARY[output])
    several = ldnbib("reading-list", "orofacial-pain", "palliative-care", "-f", output)
    assert (several.code, several.out) == (2, "")
    assert f"several {output} lists need a folder: give --output-dir" in several.err
    folder = ldnbib("reading-list", "orofacial-pain", "palliative-care", "-f", output, "-d", "all")
    assert folder.code == 0
    assert sorted(path.name for path in Path("all").iterdir()) == [
        f"reading-list-orofacial-pain.{output}",
        f"reading-list-palliative-care.{output}",
    ]
    piped = subprocess.run(
        [sys.executable, "-m", "ldn_bib", "reading-list", "burning-mouth-syndrome", "-f", output],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert piped.stdout == data


def test_output_file_chooses_the_format_and_takes_several_texts(ldnbib: Any) -> None:
    made = ldnbib("reading-list", "orofacial-pain", "palliative-care", "-o", "lists.md")
    assert (made.code, made.out) == (0, "")
    assert Path("lists.md").read_text(encoding="utf-8").count("\n# Reading list on") == 1
    unknown = ldnbib("reading-list", "orofacial-pain", "-o", "list.bib")
    assert unknown.code == 2
    assert "no document writer makes 'list.bib'" in unknown.err
    both = ldnbib("reading-list", "orofacial-pain", "-o", "list.md", "-d", "lists")
    assert both.code == 2
    assert "give --output-dir or --output, not both" in both.err


def test_one_list_for_all_is_one_file_in_any_format(ldnbib: Any) -> None:
    Path("my.bib").write_text(OWN.format(key="a"), encoding="utf-8")
    for output in BEGINNING:
        result = ldnbib("reading-list", "--all", "--format", output, "--library", "my.bib")
        assert result.code == 0
        assert result.out.startswith(BEGINNING[output])


@pytest.mark.parametrize("output", ["text", "markdown", "rst"])
def test_texts_follow_one_another(output: str, ldnbib: Any) -> None:
    result = ldnbib("reading-list", "--all", "--format", output)
    assert result.code == 0
    assert len(re.findall(r"^(?:# )?Reading list on", result.out, re.MULTILINE)) >= 10


def headings(text: str) -> list[str]:
    return [line[3:] for line in text.splitlines() if line.startswith("## ")][:-1]


def test_groups_and_orders(ldnbib: Any) -> None:
    def grouped(*options: str) -> list[str]:
        result = ldnbib("reading-list", "fibromyalgia", "-f", "markdown", *options)
        assert result.code == 0
        return headings(result.out)

    assert grouped()[0] == "Level 2 (OCEBM 2011)"
    assert grouped("--group-by", "design")[-1] == "Narrative reviews"
    years = grouped("--group-by", "year")
    assert years == sorted(years, reverse=True)
    assert grouped("--group-by", "year", "--sort", "year") == years[::-1]
    assert grouped("--group-by", "condition")[0] == "Only Fibromyalgia"


@pytest.mark.parametrize("by", ["evidence", "design", "year", "condition"])
@pytest.mark.parametrize("sort", ["newest", "year", "author", "title", "key", "file"])
def test_numbers_follow_the_printed_order(by: str, sort: str, ldnbib: Any) -> None:
    result = ldnbib("reading-list", "fibromyalgia", "--group-by", by, "--sort", sort)
    assert result.code == 0
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", result.out, re.MULTILINE)]
    assert numbers == list(range(1, 8))


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--group-by", "evidense", "did you mean 'evidence'"),
        ("--sort", "size", "unknown order 'size'"),
        ("--audience", "patient", "did you mean 'patients'"),
    ],
)
def test_unknown_words_are_named_with_the_choices(
    option: str, value: str, words: str, ldnbib: Any
) -> None:
    result = ldnbib("reading-list", "fibromyalgia", option, value)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_audiences_and_summaries(ldnbib: Any) -> None:
    summary = "A case report tells what happened to one patient."
    citation = "Utilization of Low-Dose Naltrexone for Burning Mouth Syndrome"

    def shown(*options: str) -> str:
        result = ldnbib("reading-list", "burning-mouth-syndrome", *options)
        assert result.code == 0
        return " ".join(result.out.split())

    patients = shown("--audience", "patients")
    assert patients.index("off-label") < patients.index(summary) < patients.index(citation)
    everyone = shown()
    assert everyone.index(citation) < everyone.index(summary) < everyone.index("off-label")
    clinicians = shown("--audience", "clinicians")
    assert "Design: case report" in clinicians
    assert summary not in clinicians
    assert summary in shown("--audience", "clinicians", "--summary")
    assert summary not in shown("--no-summary")


def test_search_date_of_an_own_library_is_printed(ldnbib: Any) -> None:
    Path("my.bib").write_text(OWN.format(key="a"), encoding="utf-8")
    vocabulary = 'searched = 2025-12-24\n[[condition]]\nslug = "fm"\nlabel = "Fibromyalgia"\n'
    Path("conditions.toml").write_text(vocabulary, encoding="utf-8")
    result = ldnbib("reading-list", "fm", "-l", "my.bib")
    assert result.code == 0
    assert "Search: Last searched on 24 December 2025." in result.out
    assert "naltrexone" not in result.out
