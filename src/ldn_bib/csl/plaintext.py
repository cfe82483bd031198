"""Plain text: of a JSON value of whatever kind, and of the terms of a locale."""

from __future__ import annotations

import re
from typing import Any, Final

_LARGEST: Final = 10**21  # JavaScript writes larger numbers with an exponent
_STRAIGHT: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def text_of(value: Any) -> str:
    """Text of a JSON value; empty where it has none.

    Args:
        value: text as it is; a number written out; a list of these, joined by commas.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, list | tuple):
        texts = [text_of(one) for one in value if not isinstance(one, list | tuple)]
        return ", ".join(text for text in texts if text)
    return ""


def _number(value: float) -> str:
    if not -_LARGEST < value < _LARGEST:  # not a number is not within, either
        return ""
    return str(int(value)) if value == int(value) else str(value)


def with_apostrophes(text: str) -> str:
    """Write apostrophes inside the words of a term as in print: «l’adresse»."""
    return _STRAIGHT.sub("’", text) if "'" in text else text
