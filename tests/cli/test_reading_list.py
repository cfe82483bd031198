"""``ldnbib reading-list`` to standard output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ldn_bib.cli.reading_list import WHOLE_FILES
from ldn_bib.exporting import document_names

BEGINNING = {"latex": "\\documentclass", "rtf": "{\\rtf1", "html": "<!DOCTYPE html>"}


@pytest.mark.parametrize("output", ["latex", "rtf", "html"])
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


def test_one_list_for_all_is_one_file_in_any_format(ldnbib: Any) -> None:
    Path("my.bib").write_text(
        "@article{a, author={Smith, Ann}, title={Fibromyalgia}, journal={Pain}, year={2020}}\n",
        encoding="utf-8",
    )
    for output in BEGINNING:
        result = ldnbib("reading-list", "--all", "--format", output, "--library", "my.bib")
        assert result.code == 0
        assert result.out.startswith(BEGINNING[output])


@pytest.mark.parametrize("output", sorted(set(document_names()) - WHOLE_FILES))
def test_texts_follow_one_another(output: str, ldnbib: Any) -> None:
    result = ldnbib("reading-list", "--all", "--format", output)
    assert result.code == 0
    assert result.out.count("Reading list on") >= 10
