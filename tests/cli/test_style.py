"""``ldnbib style check`` and ``ldnbib style show``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SHIPPED = Path(__file__).parents[2] / "styles"
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
  <info>
    <title>Mine</title><id>urn:test:mine</id><updated>2025-01-01T00:00:00+00:00</updated>
  </info>
  <citation><layout suffix="."><text variable="title"/></layout></citation>
</style>
"""


def test_the_shipped_styles_are_clean(ldnbib: Any) -> None:
    result = ldnbib("style", "check", *sorted(SHIPPED.glob("*.csl")))
    assert (result.code, result.out, result.err) == (0, "", "0 findings in 2 styles\n")


def test_findings_have_file_line_and_column(ldnbib: Any) -> None:
    Path("mine.csl").write_text(STYLE.replace('"title"/>', '"titel"/>'), encoding="utf-8")
    result = ldnbib("style", "check", "mine.csl")
    assert result.code == 1
    assert result.out == (
        "mine.csl:6:38: unknown-variable: there is no variable 'titel'; did you mean 'title'?\n"
    )
    assert result.err == "1 finding in 1 style\n"


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"<html/>", 2, "style file 'mine.csl' is XML but not CSL"),
        (b"not XML", 2, "style file 'mine.csl' is not well-formed XML"),
        (b"", 2, "style file 'mine.csl' is empty"),
        (b"<!DOCTYPE style [<!ENTITY a 'b'>]><style/>", 2, "holds a document type declaration"),
        (None, 3, "cannot read mine.csl: it does not exist"),
    ],
)
def test_what_cannot_be_checked(data: bytes | None, code: int, sentence: str, ldnbib: Any) -> None:
    if data is not None:
        Path("mine.csl").write_bytes(data)
    result = ldnbib("style", "check", "mine.csl")
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
    assert len(result.err.splitlines()) == 1


def test_a_folder_cannot_be_read_and_the_other_files_are_checked(ldnbib: Any) -> None:
    Path("folder.csl").mkdir()
    Path("mine.csl").write_text(STYLE.replace("suffix", "sufix"), encoding="utf-8")
    result = ldnbib("style", "check", "folder.csl", "mine.csl")
    assert result.code == 3
    assert result.out.startswith("mine.csl:6:21: unknown-attribute: <layout> has no attribute")
    assert result.err == "ldnbib: cannot read folder.csl: it is a folder\n"


def test_the_facts_and_a_sample(ldnbib: Any) -> None:
    result = ldnbib("style", "show", "vancouver")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    for line in (
        "id            nlm-citation-sequence",
        "aliases       vancouver, nlm, citing-medicine",
        "class         in-text: citations in the text",
        "format        number",
        "sorted by     nothing: the order of citation stays",
        "tells apart   nothing: like citations stay alike",
        "runs together ranges of numbers, such as 1–3",
        "In the text:",
        "  (1,2)",
        "In the bibliography:",
    ):
        assert line in lines
    assert "creativecommons.org/licenses/by-sa" in result.out
    assert lines[-2].startswith("  1. Younger J")
    assert lines[-1].startswith("  2. Kim PS")


def test_how_an_author_date_style_sorts_and_tells_apart(ldnbib: Any) -> None:
    flat = " ".join(ldnbib("style", "show", "harvard").out.split())
    assert "sorted by author, year date, title" in flat
    assert "a letter after the year" in flat
    assert "(Younger et al., 2013; Kim and Fishman, 2020)" in flat


def test_a_dependent_style_names_its_parent_and_its_own_file(ldnbib: Any) -> None:
    out = ldnbib("style", "show", "jama").out
    assert "parent        american-medical-association\n" in out
    assert "dependent/jama.csl\n" in out.replace("\\", "/")


def test_a_file_in_a_note_style_without_a_bibliography(ldnbib: Any) -> None:
    Path("mine.csl").write_text(STYLE, encoding="utf-8")
    result = ldnbib("style", "show", "./mine.csl", "--locale", "de")
    assert (result.code, result.err) == (0, "")
    assert "class         note: citations in notes" in result.out
    assert "bibliography  none: it formats citations only" in result.out
    assert "In the bibliography" not in result.out
    assert result.out.splitlines()[-2] == "In a note:"
    assert "naltrexone for the treatment of fibromyalgia" in result.out.splitlines()[-1].casefold()


def test_a_style_of_the_folder(ldnbib: Any) -> None:
    Path("mystyles").mkdir()
    Path("mystyles/mine.csl").write_text(STYLE, encoding="utf-8")
    Path("ldnbib.toml").write_text('styles = "mystyles"\n', encoding="utf-8")
    assert "title         Mine\n" in ldnbib("style", "show", "mine").out


def test_unknown_styles_get_near_names(ldnbib: Any) -> None:
    result = ldnbib("style", "show", "vancouvr")
    assert (result.code, result.out) == (2, "")
    assert "unknown style 'vancouvr'; did you mean 'vancouver'" in result.err
