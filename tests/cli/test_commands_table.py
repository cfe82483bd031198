"""Commands load when they are wanted, and none is forgotten."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import ldn_bib.cli
from ldn_bib.cli.app import app
from ldn_bib.cli.commands import COMMANDS, Lazy

FOLDER = Path(ldn_bib.cli.__file__).parent


def test_every_module_with_a_command_is_in_the_table() -> None:
    modules = {
        path.stem
        for path in FOLDER.glob("*.py")
        if re.search(r"^def register\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert set(COMMANDS.values()) == modules


@pytest.mark.parametrize("name", COMMANDS)
def test_each_loads_under_its_name(name: str) -> None:
    assert Lazy(COMMANDS)[name].name == name


def test_an_unknown_name_is_none() -> None:
    commands = Lazy(COMMANDS)
    assert commands.get("exprt") is None
    with pytest.raises(KeyError):
        commands["exprt"]


def test_a_command_loads_no_other() -> None:
    script = (
        "import sys; sys.argv = ['ldnbib', 'papers', '--help']\n"
        "from ldn_bib.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', 'ldn_bib.cli.papers' in sys.modules, 'ldn_bib.cli.export' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED True False"


def test_the_group_lists_them_in_order() -> None:
    group = typer.main.get_command(app)
    assert list(group.commands) == list(COMMANDS)  # type: ignore[attr-defined]
