"""ORCID iD: the identifier of a researcher, a block of ISNI (ISO 27729)."""

from __future__ import annotations

import re

_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|ORCID(?:\s*iD)?\s*:?\s*)?"
    r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?",
    re.IGNORECASE,
)


def check_digit(digits: str) -> str:
    """Return the ISO 7064 11-2 check digit, ``0`` to ``9`` or ``X``, of fifteen digits."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def normalise_orcid(text: str) -> str | None:
    """Return the iD as ``0000-0002-1825-0097``; None where it is not one.

    The address ``https://orcid.org/…`` is understood; a wrong check digit is not.
    """
    match = _ORCID.fullmatch(text.strip())
    if not match:
        return None
    groups = [group.upper() for group in match.groups()]
    digits = "".join(groups)
    return "-".join(groups) if check_digit(digits[:15]) == digits[15] else None


def orcid_url(orcid: str) -> str:
    """Return the address of the researcher's record."""
    return f"https://orcid.org/{orcid}"
