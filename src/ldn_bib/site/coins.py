"""COinS: a paper as an OpenURL ContextObject in the title of a ``<span class="Z3988">``.

The keys are those of the KEV formats of ANSI/NISO Z39.88-2004 (``info:ofi/fmt:kev:mtx:journal``,
``book``, ``dissertation``, ``patent`` and ``dc``), chosen by what Zotero's translator makes of
them.

* The first author stands in ``aulast`` and ``aufirst``, or in ``aucorp`` where it is a body; the
  others stand in ``au`` as ``Family, Given``. The first one is not repeated in ``au``: Zotero
  puts full stops behind initials and would take it for another person.
* A body that is not the first author ends with a comma, else Zotero takes it for a person; in
  ``aucorp`` it would become the first.
* Which of two ISSNs is the electronic one is not on record; the second is taken for it.
* Zotero reads a plus sign as a space, in whatever way it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from ldn_bib.documents.links import safe_url
from ldn_bib.formats.rows import without_commas
from ldn_bib.formats.zotero_types import BY_CSL, FALLBACK, NEAREST
from ldn_bib.site.item_text import is_body, issued, people, text
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import Name
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid, pmcid_url
from ldn_bib.values.pmid import normalise_pmid

if TYPE_CHECKING:
    from ldn_bib.entry import CslItem
    from ldn_bib.values.status import Status

Pairs = Iterator[tuple[str, str]]

JOURNAL, BOOK, DISSERTATION, PATENT, DUBLIN_CORE = "journal", "book", "dissertation", "patent", "dc"

KINDS: Mapping[str, tuple[str, str]] = {
    "article-journal": (JOURNAL, "article"),
    "review": (JOURNAL, "article"),
    "review-book": (JOURNAL, "article"),
    "book": (BOOK, "book"),
    "classic": (BOOK, "book"),
    "chapter": (BOOK, "bookitem"),
    "paper-conference": (BOOK, "proceeding"),
    "report": (BOOK, "report"),
    "thesis": (DISSERTATION, ""),
    "patent": (PATENT, ""),
}
"""CSL type to KEV format and genre; the other types are in Dublin Core."""

_PLACE = {"publisher-place": "place", "publisher": "publisher", "edition": "edition"}

VARIABLES: Mapping[tuple[str, str], Mapping[str, str]] = {
    (JOURNAL, "article"): {
        "title": "atitle",
        "container-title": "jtitle",
        "container-title-short": "stitle",
        "volume": "volume",
        "issue": "issue",
    },
    (BOOK, "book"): {"title": "btitle", "collection-title": "series", **_PLACE},
    (BOOK, "bookitem"): {
        "title": "atitle",
        "container-title": "btitle",
        "collection-title": "series",
        **_PLACE,
    },
    (BOOK, "proceeding"): {
        "title": "atitle",
        "container-title": "btitle",
        "collection-title": "series",
        **_PLACE,
    },
    (BOOK, "report"): {"title": "btitle", "collection-title": "series", **_PLACE},
    (DISSERTATION, ""): {"title": "title", "publisher": "inst", "genre": "degree"},
    (PATENT, ""): {"title": "title", "number": "number"},
    (DUBLIN_CORE, ""): {"title": "title", "container-title": "source", "publisher": "publisher"},
}
"""CSL variable to key, by KEV format and genre, in the order in which they are written."""

_PAGED = (JOURNAL, BOOK)


def coins(item: CslItem, status: Status | None = None) -> str:
    """Return the ContextObject of a paper, percent-encoded UTF-8, for the title of the span.

    Ampersands are as they are: the writer of the attribute escapes them.

    Args:
        item: CSL-JSON item; what is missing in it is left out.
        status: where it is an alert, a subject says so, which Zotero keeps as a tag.
    """
    kind = str(item.get("type") or "")
    form, genre = KINDS.get(kind, (DUBLIN_CORE, ""))
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}")]
    pairs += (("rft_id", address) for address in _addresses(item))
    if genre:
        pairs.append(("rft.genre", genre))
    if form == DUBLIN_CORE:
        name = NEAREST.get(kind) or BY_CSL.get(kind, FALLBACK).name
        pairs.append(("rft.type", name))
    variables = VARIABLES[form, genre]
    pairs += ((f"rft.{key}", text(item, variable)) for variable, key in variables.items())
    pairs += ((f"rft.{key}", value) for key, value in _names(item, form))
    pairs += ((f"rft.{key}", value) for key, value in _details(item, form))
    if status is not None and status.is_alert:
        pairs.append(("rft.subject", status.kind.label))
    return "&".join(f"{key}={quote_plus(value, safe=':/,')}" for key, value in pairs if value)


def _addresses(item: CslItem) -> Iterator[str]:
    """Identifiers first; then the one address that Zotero keeps."""
    doi = normalise_doi(text(item, "DOI"))
    pmid = normalise_pmid(text(item, "PMID"))
    pmcid = normalise_pmcid(text(item, "PMCID"), bare=True)
    if doi:
        yield f"info:doi/{doi}"
    if pmid:
        yield f"info:pmid/{pmid}"
    yield safe_url(text(item, "URL")) or (pmcid_url(pmcid) if pmcid else "")


def _names(item: CslItem, form: str) -> Pairs:
    authors = people(item, "author")
    if form == PATENT:
        yield from (("inventor", _inverted(name)) for name in authors)
        return
    if form == DUBLIN_CORE:
        yield from (("creator", _inverted(name)) for name in authors)
        yield from (("contributor", _inverted(name)) for name in people(item, "editor"))
        return
    for first in authors[:1]:
        if is_body(first):
            yield "aucorp", first.literal
        else:
            yield "aulast", _family(first)
            yield "aufirst", first.given
            yield "ausuffix", first.suffix
    yield from (("au", _inverted(name)) for name in authors[1:])


def _family(name: Name) -> str:
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    return Name(family=name.family, non_dropping_particle=particles).short


def _inverted(name: Name) -> str:
    """Return ``Family, Given``; a comma ends a name without given names."""
    if is_body(name):
        return f"{without_commas(name.literal)},"
    family = _family(name) if name.family else ""
    if not (family and name.given):
        return f"{without_commas(family or name.given)},"
    return ", ".join(filter(None, (without_commas(family), name.given, name.suffix)))


def _details(item: CslItem, form: str) -> Pairs:
    day = issued(item)
    yield "date", str(day) if day else ""
    if form in _PAGED:
        pages = Pages.parse(text(item, "page")).expanded()
        yield "pages", str(pages)
        if pages.is_article_number and form == JOURNAL:
            yield "artnum", pages.first or ""
        elif len(pages.ranges) == 1:
            yield "spage", pages.first or ""
            yield "epage", pages.last or ""
    if form == JOURNAL:
        issns = split_issns(text(item, "ISSN"))
        yield from zip(("issn", "eissn"), issns, strict=False)
    if form in (BOOK, DISSERTATION):
        yield "isbn", text(item, "ISBN").split(",")[0].strip()
        yield "tpages", text(item, "number-of-pages")
    yield "language", text(item, "language")
