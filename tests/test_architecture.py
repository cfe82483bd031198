"""Who may import whom: the rooms of docs/decisions/0001, checked on the sources."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import ldn_bib

SOURCE = Path(ldn_bib.__file__).parent

# room to what it may import of ours, by prefix; "errors" holds the exceptions people see
ALLOWED: dict[str, tuple[str, ...]] = {
    "values": ("values",),
    "entry": ("values",),
    "errors": (),
    "library": ("values", "entry", "errors"),
    "bibtex": ("bibtex", "values", "entry", "errors"),
    "enrich": ("enrich", "values", "entry", "errors"),
    "csl": ("csl",),
    "formats": ("formats", "bibtex", "values", "entry", "errors"),
    "documents": ("documents", "values", "entry", "errors", "csl.richtext"),
    "check": ("check", "values", "entry", "errors"),
    "sources": ("sources", "values", "entry", "errors"),
}
# the two doors of Library, imported when called (docs/decisions/0001)
EXCEPTIONS = {("library", "opening"), ("library", "bibliography")}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("ldn_bib.") for name in found if name.startswith("ldn_bib.")}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_room_imports_only_what_the_house_allows(room: str) -> None:
    files = [path for path in SOURCE.rglob("*.py") if room_of(path) == room]
    assert files, f"the room {room} is empty"
    for path in files:
        for name in imports(path):
            allowed = any(name == to or name.startswith(f"{to}.") for to in ALLOWED[room])
            door = any(room == a and name.split(".")[0] == b for a, b in EXCEPTIONS)
            assert allowed or door, f"{path.relative_to(SOURCE)} imports ldn_bib.{name}"


def test_every_module_stands_in_a_room_or_joins_rooms() -> None:
    joiners = {
        "__init__", "__main__", "bibliography", "citing", "config", "exporting", "importing",
        "opening", "output", "plugins", "resources", "saving", "searching", "streaming",
        "styling", "cli", "site", "checking", "completing", "keeping",
    }  # fmt: skip
    seen = {room_of(path) for path in SOURCE.rglob("*.py")}
    assert seen == joiners | set(ALLOWED)


def test_no_module_is_past_five_hundred_lines() -> None:
    lengths = {
        path.relative_to(SOURCE): len(path.read_text(encoding="utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    assert {path: length for path, length in lengths.items() if length > 500} == {}


def test_version_loads_nothing_slow() -> None:
    import subprocess

    script = (
        "import sys; sys.argv = ['ldnbib', '--version']\n"
        "from ldn_bib.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "slow = {'lxml', 'citeproc', 'bibtexparser', 'ldn_bib.library', 'ldn_bib.entry',"
        " 'importlib.metadata'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    base = subprocess.run(
        [sys.executable, "-c", "import sys, typer; print('importlib.metadata' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = run.stdout.splitlines()[-1]
    if base.stdout.strip() == "True":  # typer's own doing
        loaded = loaded.replace("'importlib.metadata'", "").replace("[, ", "[")
    assert loaded == "[]"
