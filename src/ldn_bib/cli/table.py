"""A plain table: columns side by side, the widest one cut to the terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence

_GAP = "  "


def width(text: str) -> int:
    """Columns that a text takes on a terminal (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, flexible: int) -> str:
    """Lay out rows under a header.

    Args:
        header: names of the columns.
        rows: cells, one line each.
        flexible: index of the column that is cut where the terminal is too narrow; nothing
            is cut where the output is not a terminal.
    """
    lines = [list(header), *[[_one_line(cell) for cell in row] for row in rows]]
    widths = [max(width(line[column]) for line in lines) for column in range(len(header))]
    if sys.stdout.isatty():
        spare = shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1)
        others = sum(widths) - widths[flexible]
        widths[flexible] = max(12, min(widths[flexible], spare - others))
    return "\n".join(
        _GAP.join(_fit(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _fit(text: str, size: int) -> str:
    used = width(text)
    if used <= size:
        return text + " " * (size - used)
    kept, room = [], size - 1
    for char in text:
        room -= width(char)
        if room < 0:
            break
        kept.append(char)
    return _fit("".join(kept) + "…", size)
