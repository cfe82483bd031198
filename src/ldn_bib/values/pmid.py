"""PMID: the number of a record in PubMed."""

from __future__ import annotations

import re

_PMID = re.compile(
    r"(?:PMID\s*:?\s*|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/"
    r"|(?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/)?"
    r"([1-9][0-9]{0,7})(?:/?(?:[?#]\S*)?)",
    re.IGNORECASE,
)


def normalise_pmid(text: str) -> str | None:
    """Return the PMID, one to eight digits without leading zeros; None where it is not one.

    ``PMID: 123`` and addresses of PubMed are understood.
    """
    match = _PMID.fullmatch(text.strip())
    return match[1] if match else None


def pmid_url(pmid: str) -> str:
    """Return the address of the record in PubMed."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
