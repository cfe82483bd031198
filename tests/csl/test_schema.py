from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.package import styles_folder
from ldn_bib.csl.schema import SchemaProblem, validate_style

WriteStyle = Callable[..., Path]


def test_a_valid_style(write_style: WriteStyle) -> None:
    path = write_style("fine")
    assert validate_style(path) == []
    assert validate_style(str(path)) == []
    assert validate_style(path.read_bytes()) == []


def test_a_packaged_style_is_valid() -> None:
    assert validate_style(styles_folder() / "apa.csl") == []


@pytest.mark.parametrize(
    "layout", ['<text variabel="title"/>', '<text variable="titel"/>', "<txt/>"]
)
def test_problems_have_a_place_and_a_message(layout: str, write_style: WriteStyle) -> None:
    path = write_style("wrong", layout=layout)
    line = next(n for n, t in enumerate(path.read_text().splitlines(), 1) if layout in t)
    problems = validate_style(path)
    assert any(problem.line == line and "bibliography" in problem.message for problem in problems)
    assert problems == sorted(problems, key=lambda problem: (problem.line, problem.column))


def test_a_problem_prints_as_editors_read_it() -> None:
    assert str(SchemaProblem(3, 7, "no")) == "3:7: no"


@pytest.mark.parametrize("content", [b"", b"not XML", b"<html/>"])
def test_what_is_no_style_at_all_is_an_error(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(StyleFileError):
        validate_style(content)
    path = tmp_path / "bad.csl"
    path.write_bytes(content)
    with pytest.raises(StyleFileError, match=r"bad\.csl"):
        validate_style(path)
