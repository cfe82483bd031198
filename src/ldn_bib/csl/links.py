"""Addresses of the identifiers that styles print: URL, DOI, PMID and PMCID.

CSL 1.0.2, Appendix VI «Links»: a printed identifier becomes a link, and so does the part of an
address that stands before it, such as ``https://doi.org/``; no other text does. Only addresses
of the web and of file servers are links, whatever a field holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ldn_bib.csl.tokens import LINK

_ADDRESS: Final = re.compile(r"(?:https?|ftp)://[^\s\x00-\x1f\x7f-\x9f/?#]\S*", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DOI: Final = re.compile(
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10(?:\.[0-9]+)*/\S+)", re.IGNORECASE
)
_PMID: Final = re.compile(
    r"(?:PMID:?\s*|https?://(?:pubmed\.ncbi|www\.ncbi)\.nlm\.nih\.gov/(?:pubmed/)?)?"
    r"([1-9][0-9]{0,7})/?",
    re.IGNORECASE,
)
_PMCID: Final = re.compile(
    r"(?:PMCID:?\s*|https?://(?:pmc\.ncbi|www\.ncbi)\.nlm\.nih\.gov/(?:pmc/)?articles/)?"
    r"(?:PMC)?([1-9][0-9]{0,9})(?:\.[0-9]+)?/?",
    re.IGNORECASE,
)
# an address that ends a text, behind which an identifier goes on: in its last word
_BETWEEN: Final = re.compile(r"[\s\"<>“”«»]")
_BEGUN: Final = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
# what an address holds as it is (RFC 3986, with the percent sign of what is encoded already)
_SAFE: Final = "/:;?#[]@!$&'()*+,=~-._%"
_SAFE_IN_NAME: Final = "/:;()!$&'*,=@~-._"


class LinkTo(int):
    """The operator that opens a link; its negative closes it.

    Attributes:
        address: where it goes, in ASCII.
    """

    address: str

    def __new__(cls, address: str) -> LinkTo:
        """Make the operator for an address."""
        made = super().__new__(cls, LINK)
        made.address = address
        return made


def _url(text: str) -> str | None:
    return _quoted(text, _SAFE) if _ADDRESS.fullmatch(text) else None


def _doi(text: str) -> str | None:
    found = _DOI.fullmatch(text)
    if found is None:
        return None
    name = found[1]
    if "%" in name and found.start(1):
        from urllib.parse import unquote

        name = unquote(name)
    return f"https://doi.org/{_quoted(name, _SAFE_IN_NAME)}"


def _pmid(text: str) -> str | None:
    found = _PMID.fullmatch(text)
    return f"https://pubmed.ncbi.nlm.nih.gov/{found[1]}/" if found else None


def _pmcid(text: str) -> str | None:
    found = _PMCID.fullmatch(text)
    return f"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC{found[1]}/" if found else None


_ADDRESSES: Final[Mapping[str, Callable[[str], str | None]]] = {
    "URL": _url,
    "DOI": _doi,
    "PMID": _pmid,
    "PMCID": _pmcid,
}

LINKED: Final = frozenset(_ADDRESSES)
"""Variables that may be links."""


def link_to(variable: str, text: str) -> LinkTo | None:
    """The operator that opens the link of an identifier.

    Args:
        variable: one of :data:`LINKED`.
        text: what an item has in it.

    Returns:
        None where the text is no such identifier, or no address that is safe to follow.
    """
    text = text.strip()
    if _CONTROL.search(text) is not None:
        return None
    address = _ADDRESSES[variable](text)
    return LinkTo(address) if address is not None else None


def begun_address(text: str) -> int:
    """Where in a text an address begins that is not at its end yet; its length for nowhere."""
    last_word = _BETWEEN.split(text)[-1]
    found = _BEGUN.search(last_word)
    return len(text) - len(last_word) + found.start() if found is not None else len(text)


def _quoted(text: str, safe: str) -> str:
    from urllib.parse import quote

    return quote(text, safe=safe)


__all__ = ["LINKED", "LinkTo", "begun_address", "link_to"]
