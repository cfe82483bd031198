"""No command but the four that say so asks anybody."""

from __future__ import annotations

import ast
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

import ldn_bib
from ldn_bib.cli.commands import COMMANDS
from ldn_bib.cli.main import main

SOURCE = Path(ldn_bib.__file__).parent
ASKING = {"complete", "add", "status", "new"}
DOORS = ("ldn_bib.sources", "ldn_bib.completing")
OURS = "@article{a2020,\n  author = {A, B},\n  title = {T},\n  journal = {J},\n  year = {2020},\n"
CALLS: dict[str, tuple[str, ...]] = {
    "export": ("own.bib",),
    "import": ("new.ris", "--into", "own.bib", "--yes"),
    "cite": ("a2020", "--library", "own.bib"),
    "reading-list": ("fibromyalgia", "--library", "own.bib"),
    "site": ("build", "own.bib", "--output-dir", "out"),
    "papers": ("own.bib",),
    "show": ("a2020", "own.bib"),
    "search": ("t", "--library", "own.bib"),
    "conditions": ("own.bib",),
    "styles": ("apa",),
    "style": ("show", "apa"),
    "check": ("own.bib",),
    "fmt": ("own.bib",),
    "init": ("made",),
    "stats": ("own.bib",),
    "diff": ("own.bib", "own.bib"),
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_only_they_reach_the_sources() -> None:
    reaching = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if any(name.startswith(DOORS) for name in imported(path))
        and path.relative_to(SOURCE).parts[0] not in ("sources", "completing")
    }
    # the settings know the table [online]; what the four share knows the type of a library
    assert reaching == {f"cli/{COMMANDS[name]}.py" for name in ASKING} | {
        "config.py",
        "cli/asking.py",
    }


def test_every_other_command_is_tried() -> None:
    assert set(CALLS) == set(COMMANDS) - ASKING


@pytest.mark.parametrize("command", list(CALLS))
def test_no_other_command_opens_a_connection(
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def forbidden(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError(f"{command} opens a connection")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("own.bib").write_text(OURS + "  doi = {10.5555/1},\n}\n")
    Path("new.ris").write_text("TY  - JOUR\nTI  - Other\nDO  - 10.5555/2\nER  -\n")
    monkeypatch.setattr(sys, "argv", ["ldnbib", command, *CALLS[command]])
    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket.socket, "connect_ex", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code in (None, 0, 1), capsys.readouterr().err
