"""PMCID: the number of an article in PubMed Central."""

from __future__ import annotations

import re

_PMCID = re.compile(
    r"(?:PMCID\s*:?\s*|(?:https?://)?pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|(?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pmc/articles/)?"
    r"(PMC)?([1-9][0-9]{0,9})(?:\.[0-9]+)?(?:/(?:pdf/?)?)?(?:[?#]\S*)?",
    re.IGNORECASE,
)


def normalise_pmcid(text: str, *, bare: bool = False) -> str | None:
    """Return the PMCID as ``PMC123``, without its version; None where it is not one.

    Addresses of PubMed Central and ``PMCID: PMC123`` are understood.

    Args:
        text: what may be a PMCID.
        bare: whether digits alone count as one.
    """
    match = _PMCID.fullmatch(text.strip())
    if not match or not (match[1] or bare):
        return None
    return f"PMC{match[2]}"


def pmcid_url(pmcid: str) -> str:
    """Return the address of the free full text in PubMed Central."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
