from __future__ import annotations

import io
import sys
import time
from typing import Any

import pytest

from ldn_bib.cli import session


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_only_on_a_terminal_and_without_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert session.paint("error") == "error"
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert session.paint("error") == "\x1b[31merror\x1b[0m"
    assert session.paint("info") == "info"
    monkeypatch.setenv("NO_COLOR", "1")
    assert session.paint("error") == "error"


@pytest.mark.parametrize(("stream", "drawn"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_is_drawn_on_a_terminal_alone(
    stream: io.StringIO, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(session, "_PATIENCE", 0.0)
    clock = iter(range(100))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    with session.progress("formatting") as report:
        report(1, 2)
    assert ("formatting [###############...............] 1/2" in stream.getvalue()) is drawn


def test_no_bar_in_the_first_second(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with session.progress("formatting") as report:
        report(1, 2)
    assert stream.getvalue() == ""


def test_many_findings_are_cut_and_check_is_named(ldnbib: Any) -> None:
    text = "".join(
        f"@article{{k{n}, title={{A}}, title={{B}}, author={{C, D}}, journal={{J}}, year=2000}}\n"
        for n in range(25)
    )
    result = ldnbib("export", "-", stdin=text.encode())
    assert result.code == 0
    lines = result.err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "ldnbib: … and 5 more; `ldnbib check` lists all"
