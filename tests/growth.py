"""Whether work grows with the length of a text and no faster, told by runs against each other."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_SHORTEST = 0.02
_LONGEST_TEXT = 4_000_000
_FACTOR = 4
_MOST = 10.0
"""Between 4, for work that grows with the length, and 16, for work that grows with its square."""


def check_growth(work: Callable[[str], object], text: Callable[[int], str]) -> None:
    """Assert that a text of four times the length takes some four times as long, and not sixteen.

    Args:
        work: what is done with a text.
        text: makes a text whose length grows with a number.
    """
    size = 64
    while (took := _seconds(work, text(size))) < _SHORTEST and len(text(size)) < _LONGEST_TEXT:
        size *= 2
    ratio = _seconds(work, text(_FACTOR * size)) / max(took, _SHORTEST)
    assert ratio < _MOST, f"{_FACTOR} times the length takes {ratio:.1f} times as long"


def _seconds(work: Callable[[str], object], text: str) -> float:
    """CPU seconds of the best of three runs; the collector counts other objects too and rests."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            work(text)
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best
