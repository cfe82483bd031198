from __future__ import annotations

import os
import shutil
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.cli.table import table, width


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("疼痛", 4), ("e\u0301", 1), ("", 0)])
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up_and_nothing_is_cut_in_a_pipe() -> None:
    long = "x" * 300
    assert table(("A", "B"), [("1", long), ("22", "y")], flexible=1) == f"A   B\n1   {long}\n22  y"


def test_the_flexible_column_is_cut_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((30, 24)))
    lines = table(("KEY", "TITLE", "N"), [("k", "疼" * 40, "1")], flexible=1).splitlines()
    assert all(width(line) <= 30 for line in lines)
    assert "…" in lines[1]
    assert lines[1].endswith("1")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_one_line_a_row_whatever_the_cells(rows: list[tuple[str, str]]) -> None:
    assert len(table(("A", "B"), rows, flexible=1).split("\n")) == len(rows) + 1
