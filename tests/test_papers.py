"""The shipped papers in the styles that people name, as golden files.

``UPDATE_GOLDEN=1`` writes them anew; read the difference against the style's own guide before you
commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ldn_bib.library import Library

FOLDER = Path(__file__).parent / "papers"
LIBRARY = Path(__file__).parents[1] / "references" / "ldn.bib"
STYLES = (
    "vancouver", "ama", "apa", "mla", "chicago", "chicago-notes-bibliography", "harvard", "ieee",
    "nature", "bmj", "lancet", "nejm",
)  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_papers(style: str) -> None:
    text = Library.read(LIBRARY).format(style, output="markdown")
    golden = FOLDER / f"{style}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(STYLES)
