"""The wheel carries the library and the styles, works in any folder, and carries nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_data_and_styles_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for name in (
        "ldn_bib/references/ldn.bib",
        "ldn_bib/references/conditions.toml",
        "ldn_bib/references/notes/younger2013.md",
        "ldn_bib/references/LICENSE",
        "ldn_bib/styles/ldn.csl",
        "ldn_bib/styles/ldn-brief.csl",
        "ldn_bib/documents/page.css",
        "ldn_bib/site/assets/site.css",
        "ldn_bib/site/assets/site.js",
        "ldn_bib/site/templates/base.html",
        "ldn_bib/py.typed",
    ):
        assert name in names
    assert sum(name.startswith("ldn_bib/references/notes/") for name in names) == 14
    assert [name for name in names if name.startswith(("tests", "docs"))] == []


def test_the_wheel_prints_the_bibliography_in_any_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    script = (
        "import ldn_bib, sys; assert ldn_bib.__file__.startswith(sys.argv.pop(1))\n"
        "from ldn_bib.cli.main import main\nmain()"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(site), "export", "--style", "ldn"],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert len(run.stdout.splitlines()) == 14
    assert list(work.iterdir()) == []
