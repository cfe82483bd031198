"""ISSN: International Standard Serial Number, after ISO 3297."""

from __future__ import annotations

import re

_ISSN = re.compile(
    r"(?:[ep]?-?ISSN\s*(?:-L)?\s*:?\s*)?([0-9]{4})\s?[-‐‑–]?\s?([0-9]{3}[0-9X])", re.I
)
_SEPARATORS = re.compile(r"[,;/\s]+")
_LABELS = frozenset(
    (
        "issn",
        "eissn",
        "e-issn",
        "pissn",
        "p-issn",
        "issn-l",
        "print",
        "online",
        "electronic",
        "linking",
        "and",
        "",
    )
)


def check_digit(digits: str) -> str:
    """Return the check digit, ``0`` to ``9`` or ``X``, of the first seven digits of an ISSN."""
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True))
    return "0123456789X"[-total % 11]


def normalise_issn(text: str) -> str | None:
    """Return the ISSN as ``1234-567X``; None where it is not one or its check digit is wrong."""
    match = _ISSN.fullmatch(text.strip())
    if not match:
        return None
    first, last = match[1], match[2].upper()
    return f"{first}-{last}" if check_digit(first + last[:3]) == last[3] else None


def split_issns(text: str) -> list[str]:
    """Return the ISSNs of a field that holds several, without repeats.

    Labels such as ``ISSN`` and ``(print)`` go; what is no valid ISSN stays as it is written.
    """
    found: dict[str, None] = {}
    for piece in _SEPARATORS.split(text):
        word = piece.strip("():.")
        if word.lower() not in _LABELS:
            found[normalise_issn(word) or word] = None
    return list(found)
