"""Braces in a value of BibTeX: what they hold together, and what they stand around."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACES = re.compile(r"[{}]")

AND_OR_BRACE = re.compile(r"[{}]|(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
"""What divides the names of a list, and braces; for :func:`split_outside`."""
COMMA_OR_BRACE = re.compile(r"[{},]")
"""What divides the parts of a name, and braces."""


def closing_brace(text: str, start: int) -> int:
    """Return the offset of the brace that closes the one at ``start``, or -1.

    Every brace counts, with a backslash before it or not, as in BibTeX itself.
    """
    depth = 0
    for match in _BRACES.finditer(text, start):
        if match[0] == "{":
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return match.start()
    return -1


def is_braced(text: str) -> bool:
    """Whether a text stands wholly in one pair of braces."""
    return text.startswith("{") and closing_brace(text, 0) == len(text) - 1


def split_outside(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Split at the matches of a pattern that also matches braces, outside braces.

    Yields:
        Each piece and where it begins.
    """
    depth = start = 0
    for match in pattern.finditer(text):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            yield text[start : match.start()], start
            start = match.end()
    yield text[start:], start
