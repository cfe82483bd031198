"""The guide for people who keep a library: its commands are run, in order, in one folder."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from ldn_bib.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "keeping-a-library.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
RIS = "TY  - JOUR\nTI  - Chronic pain and cold\nPY  - 2021\nAU  - Doe, Jo\nJO  - Pain\nER  - \n"


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCK.findall(PAGE) if name == kind]


def commands() -> list[tuple[str, list[str]]]:
    """Commands after ``$``, each with the lines below it."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks("console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def test_the_commands_print_what_the_page_says(ldnbib: Any) -> None:
    ran = 0
    for command, lines in commands():
        words = shlex.split(command)
        if words[0] == "cd":
            os.chdir(words[1])
            Path("before.bib").write_bytes(Path("migraine.bib").read_bytes())
            Path("found.ris").write_text(RIS, encoding="utf-8")
            continue
        assert words[0] == "ldnbib"
        result = ldnbib(*words[1:])
        assert result.code == 0, (command, result.err)
        ran += 1
        printed = result.out.splitlines()
        if "…" in lines:
            assert lines[-1] == "…"
            assert printed[: len(lines) - 1] == lines[:-1]
        elif lines:
            assert printed == lines
    assert ran >= 8
    assert Path("lists").is_dir()
    assert Path("public/index.html").is_file()


def known_commands() -> dict[str, set[str]]:
    group = typer.main.get_command(app)
    return {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in group.commands.items()  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize("line", [one for text in blocks("sh") for one in text.splitlines()])
def test_commands_that_are_not_run_are_there_with_their_options(line: str) -> None:
    known = known_commands()
    for part in line.split("|"):
        words = shlex.split(part)
        if words[0] != "ldnbib":
            assert words[0] == "git"
            continue
        assert {word for word in words if word.startswith("--")} <= known[words[1]]


def test_commands_within_the_text_are_there() -> None:
    known = known_commands()
    named = re.findall(r"`ldnbib ([a-z-]+)((?: [^`]*)?)`", PAGE)
    assert len(named) > 10
    for command, rest in named:
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known[command], command


def test_the_yaml_of_the_page_fits_action_and_hooks() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML reads the files")
    config, workflow = (yaml.safe_load(text) for text in blocks("yaml"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    used = [hook["id"] for repository in config["repos"] for hook in repository["hooks"]]
    assert sorted(used) == sorted(hook["id"] for hook in hooks)
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (given,) = [one["with"] for one in workflow["jobs"]["check"]["steps"] if "with" in one]
    assert set(given) <= set(action["inputs"])
    table = re.findall(r"^\| `([\w-]+)` \|", PAGE.rpartition("| input |")[2], re.MULTILINE)
    assert table == list(action["inputs"])
