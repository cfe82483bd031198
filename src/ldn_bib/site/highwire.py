"""The ``citation_*`` tags in the head of a paper's page, known as Highwire Press tags.

Zotero's translator «Embedded Metadata», other reference managers and Google Scholar read them.
Which tags there are: Google Scholar, «Inclusion Guidelines for Webmasters»; what becomes of them
in Zotero was read from its translator.

* Names are ``Family, Given, Suffix``. Zotero splits a name at a semicolon, and the name of an
  only author at the comma where both of its sides have spaces; the one becomes a comma, the
  other a space that does not break, which Zotero turns back. A body ends with a comma, else its
  last word would be its family name.
* ``citation_public_url`` is where the paper itself stands: Zotero keeps it as the paper's
  address. Our own page is the one with the abstract, ``citation_abstract_html_url``.
* Keywords are divided by semicolons; each is one tag in Zotero. A retraction is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ldn_bib.documents.links import paper_links, safe_url
from ldn_bib.formats.rows import without_commas
from ldn_bib.formats.text import keywords
from ldn_bib.site.item_text import is_body, issued, line, people, text
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import Name
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

if TYPE_CHECKING:
    from ldn_bib.entry import CslItem, Entry
    from ldn_bib.values.date import DatePart

Pairs = Iterator[tuple[str, str]]

CONTAINERS: Mapping[str, str] = {
    "article-journal": "citation_journal_title",
    "article-magazine": "citation_journal_title",
    "article-newspaper": "citation_journal_title",
    "review": "citation_journal_title",
    "review-book": "citation_journal_title",
    "chapter": "citation_inbook_title",
    "entry": "citation_inbook_title",
    "entry-dictionary": "citation_inbook_title",
    "entry-encyclopedia": "citation_inbook_title",
    "paper-conference": "citation_conference_title",
}
"""CSL type to the tag of what it stands in, by which readers tell the type."""

PUBLISHERS: Mapping[str, str] = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}
"""CSL type to the tag of its publisher; ``citation_publisher`` for the others."""

TEXTS: Mapping[str, str] = {
    "container-title-short": "citation_journal_abbrev",
    "collection-title": "citation_series_title",
    "volume": "citation_volume",
    "issue": "citation_issue",
}
"""CSL variable to tag, whatever the type."""

_PDF = ".pdf"
_NO_BREAK = "\u00a0"


def meta_tags(
    entry: Entry, *, page_url: str = "", url_is_free: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return names and contents of the ``<meta>`` elements of a paper's page, unescaped.

    Args:
        entry: the paper; what is missing in it gives no tag.
        page_url: absolute address of its page; empty where that is not known.
        url_is_free: whether ``URL`` is known to be the free full text.
    """
    item = entry.item
    found: list[tuple[str, str]] = [("citation_title", text(item, "title"))]
    found += _people(item)
    found += _imprint(item)
    found += _identifiers(item)
    found.append(("citation_language", text(item, "language")))
    found.append(("citation_keywords", _keywords(entry)))
    found.append(("citation_abstract", text(item, "abstract")))
    found += _addresses(item, page_url, url_is_free=url_is_free)
    return tuple((name, content) for name, content in found if content)


def _people(item: CslItem) -> Pairs:
    for variable, tag in (("author", "citation_author"), ("editor", "citation_editor")):
        names = people(item, variable)
        for name in names:
            yield tag, _name(name, alone=len(names) == 1)


def _name(name: Name, *, alone: bool) -> str:
    if is_body(name):
        # A comma inside would divide a family name from a given one.
        return f"{without_commas(name.literal.replace(';', ','))},"
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    family = Name(family=name.family, non_dropping_particle=particles).short if name.family else ""
    given = name.given
    if alone and " " in family and given:
        given = given.replace(" ", _NO_BREAK)
    parts = (without_commas(part.replace(";", ",")) for part in (family, given, name.suffix))
    return ", ".join(filter(None, parts))


def _day(part: DatePart) -> str:
    return str(part).replace("-", "/")


def _imprint(item: CslItem) -> Pairs:
    kind = str(item.get("type") or "")
    day = issued(item)
    yield "citation_publication_date", _day(day) if day else ""
    if kind in CONTAINERS:
        yield CONTAINERS[kind], text(item, "container-title")
    yield from ((tag, text(item, variable)) for variable, tag in TEXTS.items())
    pages = Pages.parse(text(item, "page")).expanded()
    yield "citation_firstpage", pages.first or ""
    yield "citation_lastpage", pages.last or ""
    yield PUBLISHERS.get(kind, "citation_publisher"), text(item, "publisher")
    if kind == "report":
        yield "citation_technical_report_number", text(item, "number")


def _identifiers(item: CslItem) -> Pairs:
    yield "citation_doi", normalise_doi(text(item, "DOI")) or ""
    yield "citation_pmid", normalise_pmid(text(item, "PMID")) or ""
    yield "citation_pmcid", normalise_pmcid(text(item, "PMCID"), bare=True) or ""
    yield from (("citation_issn", number) for number in split_issns(text(item, "ISSN")))
    yield from (("citation_isbn", number.strip()) for number in text(item, "ISBN").split(","))


def _keywords(entry: Entry) -> str:
    words = [line(word).replace(";", ",") for word in keywords(entry)]
    if entry.status is not None and entry.status.is_alert:
        words.insert(0, entry.status.kind.label)
    return "; ".join(words)


def _addresses(item: CslItem, page_url: str, *, url_is_free: bool) -> Pairs:
    links = paper_links(item, url_is_free=url_is_free)
    doi = normalise_doi(text(item, "DOI"))
    own = safe_url(text(item, "URL")) or (doi_url(doi) if doi else "")
    yield "citation_public_url", own or next((link.url for link in links), "")
    yield "citation_abstract_html_url", page_url
    free = [link.url for link in links if link.label.startswith("Free full text")]
    for url in free[:1]:
        is_pdf = url.partition("?")[0].lower().endswith(_PDF)
        yield "citation_pdf_url" if is_pdf else "citation_fulltext_html_url", url
