"""Choosing by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from ldn_bib.errors import UsageError, did_you_mean

T = TypeVar("T")


def choice(outputs: Mapping[str, T], name: str) -> T:
    """Return the output of a name.

    Raises:
        UsageError: there is none.
    """
    if name not in outputs:
        hint = did_you_mean(name, list(outputs)) or f"; there are {', '.join(outputs)}"
        raise UsageError(f"unknown format {name!r}{hint}")
    return outputs[name]
