"""DOI: Digital Object Identifier, after ISO 26324 and the DOI Handbook."""

from __future__ import annotations

import re

_URL = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+", re.IGNORECASE)
_LABEL = re.compile(r"(?:info:doi/|urn:doi:|doi\s*:|doi\s+(?=10\.))\s*", re.IGNORECASE)
# Nearly all prefixes have four digits or more, a few, such as 10.21, fewer; sub-prefixes such as
# 10.1000.10 are legal.
_DOI = re.compile(r"10\.[0-9]{2,9}(?:\.[0-9]+)*/[^\s\x00-\x1f\x7f-\x9f]+")
_PLAIN = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9./()_:;-]+")
# DOI Handbook, "Encoding of DOI names": these need no encoding in a URL; the rest gets it.
_SAFE = "/:;()!$&'*,=@~-._"
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def is_plain_doi(text: str) -> bool:
    """Tell whether a text is a bare DOI without signs that any format writes in its own way."""
    return _PLAIN.fullmatch(text) is not None


def normalise_doi(text: str) -> str | None:
    """Return the bare DOI, ``10.1000/182``; None where the text is not one.

    Resolver addresses, ``doi:`` and space around it go; the address form is percent-decoded.
    The case is kept, though DOIs that differ only in the case of ASCII letters are the same. A
    full stop at the end is kept in every form: the DOI Handbook lets any graphic character
    stand anywhere in the suffix, so taking it away could name another object.
    """
    name = text.strip()
    if name.startswith("<") and name.endswith(">"):
        name = name[1:-1].strip()
    if name.startswith("10."):
        return name if _DOI.fullmatch(name) else None
    label = _LABEL.match(name)
    if label:
        name = name[label.end() :]
    address = _URL.match(name)
    if address:
        name = name[address.end() :]
        if "%" in name:
            from urllib.parse import unquote

            name = unquote(name)
    name = name.strip()
    return name if _DOI.fullmatch(name) else None


def lower_doi(doi: str) -> str:
    """Return a DOI with the letters of ASCII small, the only ones whose case means nothing."""
    return doi.translate(_LOWER)


def doi_url(doi: str) -> str:
    """Return the address of a bare DOI, percent-encoded where an address must be."""
    from urllib.parse import quote

    return f"https://doi.org/{quote(doi, safe=_SAFE)}"
