"""Only the room of the sources can reach the network."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import ldn_bib

SOURCE = Path(ldn_bib.__file__).parent
NETWORK = frozenset({"httpx2", "urllib.request", "http.client", "ftplib", "smtplib"})


def network_imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found & NETWORK


def test_no_other_room_imports_what_makes_requests() -> None:
    importing = {
        path.relative_to(SOURCE).parts[0]: network_imports(path)
        for path in SOURCE.rglob("*.py")
        if network_imports(path)
    }
    assert set(importing) == {"sources"}


def test_reading_the_settings_of_a_folder_loads_no_network() -> None:
    script = (
        "import sys, ldn_bib.config, ldn_bib.library\n"
        "print(sorted({'httpx2', 'lxml', 'ldn_bib.sources.transport', 'ldn_bib.sources.online'}"
        " & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
