from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BIB = "@article{a2020, author={A, B}, title={Fibromyalgia}, journal={J}, year={2020}}\n"


def test_the_default_library_is_counted(ldnbib: Any) -> None:
    result = ldnbib("stats")
    assert (result.code, result.err) == (0, "")
    assert ": 14 papers, 2009–2021\n" in result.out
    assert "  Fibromyalgia  " in result.out
    assert "\nGaps\n- " in result.out


def test_proposed_tags_count_unless_they_are_not_wanted(ldnbib: Any) -> None:
    Path("my.bib").write_text(BIB, encoding="utf-8")
    found = [
        {one["slug"]: one["proposed"] for one in json.loads(ldnbib(*call).out)["conditions"]}
        for call in (
            ("stats", "my.bib", "--format", "json"),
            ("stats", "my.bib", "-f", "json", "--no-derived-tags"),
        )
    ]
    assert [one["fibromyalgia"] for one in found] == [1, 0]


def test_a_library_comes_from_standard_input(ldnbib: Any) -> None:
    result = ldnbib("stats", "-", "--format", "markdown", stdin=BIB.encode())
    assert result.code == 0
    assert "| 2020 | 1 |" in result.out


def test_an_unknown_format_is_named_with_the_choices(ldnbib: Any) -> None:
    result = ldnbib("stats", "--format", "yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ldnbib: unknown format 'yaml'; there are text, markdown, json\n"
