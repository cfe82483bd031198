"""Formats and document writers, found through entry points: built-ins like plug-ins."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from ldn_bib.errors import UsageError, did_you_mean


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=group))}


def names(group: str) -> list[str]:
    """Names registered in an entry-point group, sorted."""
    return list(_points(group))


def load(group: str, name: str) -> Any:
    """Load what a name stands for.

    Raises:
        UsageError: nobody registered that name, or its module cannot be imported.
    """
    points = _points(group)
    if name not in points:
        kind = group.rpartition(".")[2].removesuffix("s")
        hint = did_you_mean(name, list(points)) or f"; there are {', '.join(points)}"
        raise UsageError(f"unknown {kind} {name!r}{hint}")
    try:
        return points[name].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"{name!r} ({points[name].value}) cannot be loaded: {error}") from error
