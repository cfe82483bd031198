"""The examples in the README are run, and print what the README says they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


def examples() -> list[tuple[str, list[str]]]:
    """Commands after ``$`` in console blocks, each with the lines below it."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(README.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


EXAMPLES = [(command, lines) for command, lines in examples() if command.startswith("ldnbib")]


def test_the_readme_has_examples_with_output() -> None:
    assert len(EXAMPLES) >= 6
    assert sum(bool(lines) for _, lines in EXAMPLES) >= 2


@pytest.mark.parametrize(("command", "lines"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_example(command: str, lines: list[str], ldnbib: Any) -> None:
    Path("my.bib").write_text(
        "@article{smith2020, author={Smith, Ann}, title={Fibromyalgia in practice},"
        " journal={Pain}, year={2020}}\n",
        encoding="utf-8",
    )
    Path("new.ris").write_text("TY  - JOUR\nTI  - Cold\nPY  - 2021\nER  - \n", encoding="utf-8")
    result = ldnbib(*shlex.split(command)[1:])
    assert result.code == (1 if command.startswith("ldnbib check") else 0), result.err
    if not lines:
        return
    printed = [line.rstrip() for line in result.out.splitlines()]
    if "…" in lines:  # the rest is left out in the README
        at = lines.index("…")
        assert lines[at + 1 :] == []
        assert printed[:at] == lines[:at]
        assert len(printed) > at
    else:
        assert printed == lines
