"""Identifiers as people paste them: bare, labelled, with a full stop behind, as addresses."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

FORMS: Final = (
    "a PMID (23359310), a DOI (10.1002/art.37734), a PMCID (PMC2891387), or an address with one "
    "in it"
)

_OPENING: Final = "<([{\"'“”‘«„"
_CLOSING: Final = ".,;:!\"'“”’»>]}"
_SPACED: Final = re.compile(r"(?:PMCID\s*:?\s*)?PMC\s+(?=[0-9])", re.I)
_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
# what publishers put behind a DOI in their addresses
_AROUND: Final = re.compile(
    r"(?:/(?:abstract|full|fulltext|full-text|pdf|epdf|html?))+/?$|/$|\.pdf$", re.I
)
_PMC_PAGE: Final = re.compile(r"/(PMC[0-9]+)(?:[/.]|$)", re.I)
_MED_PAGE: Final = re.compile(r"/(?:med|pubmed)/([0-9]+)/?$", re.I)
_TERM: Final = re.compile(r"(?:^|&)term=([0-9]+)(?:\[(?:pm)?uid\])?(?:&|$)", re.I)
_HOSTS: Final = ("ncbi.nlm.nih.gov", "europepmc.org")
_RESOLVERS: Final = ("doi.org",)


def read_identifier(text: str) -> tuple[str, str] | None:
    """Return the CSL variable and the value of an identifier or address.

    Quotes, brackets and full stops around it go: a DOI may end in such a sign, but one that is
    pasted with the end of a sentence is far more frequent. An address of a publisher counts
    where it has a DOI in it. None for anything else.
    """
    word = _SPACED.sub("PMC", _bare(text))
    found = _number(word)
    if found is not None:
        return found
    if word.lower().startswith(("http://", "https://")):
        return _in_address(word)
    doi = normalise_doi(word)
    return ("DOI", doi) if doi else None


def _bare(text: str) -> str:
    """Return a word without quotes, brackets and full stops around it."""
    word = text.strip()
    while True:
        shorter = word.lstrip(_OPENING).rstrip(_CLOSING).strip()
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == word:
            return word
        word = shorter


def _number(word: str) -> tuple[str, str] | None:
    pmid, pmcid = normalise_pmid(word), normalise_pmcid(word)
    if pmid:
        return "PMID", pmid
    return ("PMCID", pmcid) if pmcid else None


def _in_address(word: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(word)
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if _is_of(host, _HOSTS):
        found = _at_library(parts)
        if found is not None:
            return found
    is_resolver = _is_of(host, _RESOLVERS)
    for part in (parts.path, parts.query):
        match = _DOI.search(unquote(part))
        if match:
            name = match[0] if part is parts.path else match[0].partition("&")[0]
            doi = normalise_doi(_bare(name if is_resolver else _AROUND.sub("", name)))
            return ("DOI", doi) if doi else None
    return None


def _at_library(parts: SplitResult) -> tuple[str, str] | None:
    """Return the number in an address of PubMed, PubMed Central or Europe PMC."""
    page = _PMC_PAGE.search(parts.path)
    if page:
        return "PMCID", page[1].upper()
    number = _MED_PAGE.search(parts.path) or _TERM.search(unquote(parts.query))
    return _number(number[1]) if number else None


def _is_of(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
