"""The one door to the splitting of a file into blocks."""

from __future__ import annotations

from ldn_bib.bibtex.blocks import Block
from ldn_bib.bibtex.tolerant import Scanner, scan
from ldn_bib.values.finding import Finding

__all__ = ["Scanner", "split_blocks"]


def split_blocks(text: str, file: str | None = None) -> tuple[list[Block], list[Finding]]:
    """Split a file into blocks.

    Args:
        text: the file, without a byte order mark.
        file: its name, for findings.

    Returns:
        The blocks in order, and what was broken or repaired.
    """
    return scan(text, file)
