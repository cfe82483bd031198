"""``--jobs``: several processes, the same bibliography."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ldn_bib.csl.parallel import LEAST_SHARE

COUNT = 2 * LEAST_SHARE + 50


@pytest.mark.parametrize(("style", "output"), [("vancouver", "text"), ("apa", "html")])
def test_the_result_is_the_same(style: str, output: str, ldnbib: Any) -> None:
    items = [
        {
            "id": f"p{number}",
            "type": "article-journal",
            "title": f"On <i>trial</i> {number}",
            "author": [{"family": f"Doe{number % 90}", "given": "Jane"}],
            "issued": {"date-parts": [[2000 + number % 5]]},
            "DOI": f"10.5555/{number}",
        }
        for number in range(COUNT)
    ]
    Path("my.json").write_text(json.dumps(items), encoding="utf-8")
    arguments = ("export", "my.json", "--style", style, "--format", output, "--links")
    alone, shared = ldnbib(*arguments), ldnbib(*arguments, "--jobs", "2")
    assert (shared.code, shared.err) == (0, "")
    assert shared.out == alone.out
    assert shared.out.count("On ") == COUNT


@pytest.mark.parametrize("jobs", ["0", "-1", "65", "two", "1.5"])
def test_bad_numbers_are_refused(jobs: str, ldnbib: Any) -> None:
    result = ldnbib("export", "--jobs", jobs)
    assert (result.code, result.out) == (2, "")
    assert "Invalid value for '--jobs' / '-j'" in result.err
    assert "Traceback" not in result.err
