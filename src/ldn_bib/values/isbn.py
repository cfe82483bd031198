"""ISBN: International Standard Book Number, after ISO 2108 and the ISBN Users' Manual."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\s‐‑‒–—-]+")
_DIGITS = re.compile(r"[0-9]{9}[0-9Xx]|[0-9]{13}")
_LABEL = re.compile(r"(?:urn:)?(?:[ep][‐‑-]?)?ISBN(?:[‐‑– -]?1[03](?![0-9]))?\s*[:=]?\s*", re.I)


def without_label(text: str) -> str:
    """Return the text without an ``ISBN`` or ``ISBN-13:`` at its beginning."""
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def isbn_digits(text: str) -> str | None:
    """Return the ten or thirteen signs of an ISBN without hyphens; None where it is none.

    The check digit may be wrong; :func:`is_valid` says so.
    """
    digits = _SIGNS.sub("", without_label(text.strip()))
    return digits.upper() if _DIGITS.fullmatch(digits) else None


def check_digit(digits: str) -> str:
    """Return the check digit of the first nine or twelve digits of an ISBN.

    An ISBN of ten signs is weighted with 10 to 2 modulo 11, where ``X`` stands for ten; one of
    thirteen is weighted with 1 and 3 in turn modulo 10.
    """
    if len(digits) == 9:
        total = sum(weight * int(d) for weight, d in zip(range(10, 1, -1), digits, strict=True))
        return "0123456789X"[-total % 11]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def is_valid(digits: str) -> bool:
    """Whether the last of the ten or thirteen signs is the check digit of the others."""
    return check_digit(digits[:-1]) == digits[-1]
