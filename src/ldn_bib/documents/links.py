"""The links of a paper, and which addresses may be links at all."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from ldn_bib.documents.characters import clean
from ldn_bib.documents.model import Link
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.pmcid import normalise_pmcid, pmcid_url
from ldn_bib.values.pmid import normalise_pmid, pmid_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ldn_bib.entry import CslItem

# RFC 3986 allows none of these in an address; browsers would guess at them.
_UNSAFE = re.compile(r'[ "<>\\^`{|}]')


def safe_url(url: str) -> str | None:
    """Return an address that may be a link: ``http``, ``https`` or ``ftp`` with a host, else None.

    Characters that no address may hold are percent-encoded.
    """
    stripped = url.strip()
    if clean(stripped) != stripped:
        return None
    try:
        parts = urlsplit(stripped)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "ftp") or not parts.netloc:
        return None
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", stripped)


def ascii_url(url: str) -> str:
    """Return a safe address in ASCII: all other characters are percent-encoded as UTF-8."""
    return quote(url, safe=string.punctuation)


def paper_links(item: CslItem, *, url_is_free: bool = False) -> tuple[Link, ...]:
    """Return the links of a paper: free full text, PubMed, DOI, then any other page.

    Args:
        item: CSL-JSON item; identifiers that are none give no link.
        url_is_free: whether ``URL`` is known to be the free full text, as in a library that
            says so. Without it only PubMed Central counts as free.
    """
    url = safe_url(_text(item, "URL"))
    pmcid = normalise_pmcid(_text(item, "PMCID"), bare=True)
    pmid = normalise_pmid(_text(item, "PMID"))
    doi = normalise_doi(_text(item, "DOI"))
    is_doi = False
    if url:
        at_doi = normalise_doi(url)
        is_doi = bool(doi and at_doi and at_doi.lower() == doi.lower())
        at_pmc = normalise_pmcid(url)
        pmcid = pmcid or at_pmc
        if (pmcid and at_pmc == pmcid) or (pmid and normalise_pmid(url) == pmid):
            url = None
    links: list[Link] = []
    if pmcid:
        links.append(Link("Free full text (PubMed Central)", pmcid_url(pmcid)))
    if url and url_is_free:
        links.append(Link("Free full text (DOI)" if is_doi else "Free full text", url))
    if pmid:
        links.append(Link("PubMed", pmid_url(pmid)))
    if doi and not (is_doi and url_is_free):
        links.append(Link("DOI", doi_url(doi)))
    if url and not url_is_free and not is_doi:
        links.append(Link("Web page", url))
    return tuple(links)


def notice_links(notices: Iterable[str]) -> tuple[Link, ...]:
    """Return links to the notices on a paper, such as that of its retraction.

    Args:
        notices: DOIs and PMIDs; what is neither gives no link.
    """
    links: list[Link] = []
    for notice in notices:
        if doi := normalise_doi(clean(notice)):
            links.append(Link("Notice (DOI)", doi_url(doi)))
        elif pmid := normalise_pmid(clean(notice)):
            links.append(Link("Notice (PubMed)", pmid_url(pmid)))
    return tuple(links)


def _text(item: CslItem, variable: str) -> str:
    value = item.get(variable)
    return clean(str(value)) if isinstance(value, str | int) else ""
