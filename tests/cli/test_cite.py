"""``ldnbib cite``: citations in the text and in notes, from the shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

OWN = """@article{smith2020, author={Smith, Ann}, title={Fibromyalgia & more},
  journal={Pain}, year={2020}}
"""


def test_a_citation_with_a_place(ldnbib: Any) -> None:
    result = ldnbib("cite", "younger2013", "kim2020, p. 64", "--style", "apa")
    assert (result.code, result.err) == (0, "")
    assert result.out == "(Kim & Fishman, 2020, p. 64; Younger et al., 2013)\n"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("vancouver", "(1)\n"),
        ("nature", "¹\n"),
        ("ieee", "[1]\n"),
        ("mla", "(Kim and Fishman)\n"),
        ("harvard", "(Kim and Fishman, 2020)\n"),
    ],
)
def test_in_several_styles(style: str, expected: str, ldnbib: Any) -> None:
    assert ldnbib("cite", "kim2020", "--style", style).out == expected


def test_formats(ldnbib: Any) -> None:
    arguments = ("cite", "kim2020", "--style", "nature", "--format")
    assert ldnbib(*arguments, "html").out == "<sup>1</sup>\n"
    assert ldnbib(*arguments, "markdown").out == "<sup>1</sup>\n"
    assert ldnbib(*arguments, "text").out == "¹\n"


def test_a_note_style_prints_the_note(ldnbib: Any) -> None:
    result = ldnbib("cite", "kim2020, 64", "--style", "chicago-notes-bibliography", "--note", "12")
    assert result.code == 0
    assert result.out.startswith("Phillip S. Kim and Michael A. Fishman, “Low-Dose Naltrexone")
    assert result.out.count("\n") == 1


def test_separate_citations_stand_one_a_line(ldnbib: Any) -> None:
    result = ldnbib("cite", "kim2020", "younger2013", "kim2020", "--separate", "-s", "vancouver")
    assert result.out == "(1)\n(2)\n(1)\n"


def test_names(ldnbib: Any) -> None:
    assert ldnbib("cite", "kim2020", "-s", "apa", "--author-only").out == "Kim & Fishman\n"
    assert ldnbib("cite", "kim2020", "-s", "harvard", "--suppress-author").out == "(2020)\n"
    result = ldnbib("cite", "kim2020", "--author-only", "--suppress-author")
    assert (result.code, result.out) == (2, "")


def test_names_in_the_text(ldnbib: Any) -> None:
    assert ldnbib("cite", "@kim2020 [p. 64]", "-s", "apa").out == "Kim & Fishman (2020, p. 64)\n"
    told = ldnbib("cite", "kim2020", "--narrative", "--infix", "'s view", "-s", "nature")
    assert told.out == "Kim and Fishman’s view¹\n"
    html = ldnbib("cite", "younger2013", "--textual", "-s", "nature", "-f", "html")
    assert html.out == "Younger et al.<sup>1</sup>\n"
    assert ldnbib("cite", "see -@kim2020", "-s", "harvard").out == "(see 2020)\n"


def test_names_and_note_stand_on_two_lines(ldnbib: Any) -> None:
    result = ldnbib("cite", "@kim2020", "@kim2020", "--separate", "-s", "chicago-notes")
    names, note, again, _ = result.out.splitlines()
    assert (names, again) == ("Phillip S. Kim and Michael A. Fishman", "Kim and Fishman")
    assert note.startswith("Phillip S. Kim and Michael A. Fishman, “Low-Dose Naltrexone")


def test_numbers_as_the_export_has_them(ldnbib: Any) -> None:
    assert ldnbib("cite", "younger2013", "--whole-library").out == "(8)\n"


def test_own_library_and_language(ldnbib: Any) -> None:
    Path("my.bib").write_text(OWN, encoding="utf-8")
    arguments = ("cite", "smith2020, Kap. 3", "--library", "my.bib", "--style", "harvard")
    result = ldnbib(*arguments, "--locale", "de")
    assert result.code == 0
    assert "Kap. 3" in result.out
    piped = ldnbib("cite", "smith2020", "-l", "-", "-s", "harvard", stdin=OWN.encode())
    assert piped.out == "(Smith, 2020)\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["yonger2013, p. 3"], "unknown key 'yonger2013'; did you mean 'younger2013'"),
        (["kim2020", "--style", "aap"], "unknown style 'aap'"),
        (["kim2020", "--format", "ris"], "unknown document 'ris'"),
        (["kim2020", "--locale", "xx"], "unknown locale 'xx'"),
        (["kim2020", "--note", "0"], "Invalid value for '--note'"),
        (["@kim2020", "@younger2013"], "the text has the names of one paper only"),
        (["kim2020", "--narrative", "--author-only"], "exclude each other"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage(arguments: list[str], sentence: str, ldnbib: Any) -> None:
    result = ldnbib("cite", *arguments)
    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
