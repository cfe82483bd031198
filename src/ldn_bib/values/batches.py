"""Working through a stream in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH = 500
"""Entries at a time."""

T = TypeVar("T")


def in_batches(stream: Iterable[T], size: int = BATCH) -> Iterator[T]:
    """Yield the same things, taken from the stream in batches.

    One kind of work on many things runs faster than many kinds on one: processors remember.
    """
    source = iter(stream)
    while batch := list(islice(source, size)):
        yield from batch
