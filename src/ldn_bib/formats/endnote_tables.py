"""EndNote XML as data: reference types, and the elements of a record in their order.

The order is that of EndNote's own document type. Elements that Zotero turns into a note or JabRef
into another field are left out: ``alt-title``, ``abbr-1`` of ``periodical``, ``auth-address``,
``remote-database-provider``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ldn_bib.formats.rows import Row, same

UNKNOWN_TYPE = "Generic"

TYPES: Mapping[str, str] = {
    "article": "Unpublished Work",  # preprints and working papers
    "article-journal": "Journal Article",
    "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Film or Broadcast",
    "chapter": "Book Section",
    "classic": "Classical Work",
    "collection": "Aggregated Database",
    "dataset": "Dataset",
    "document": "Generic",
    "entry": "Dictionary",
    "entry-dictionary": "Dictionary",
    "entry-encyclopedia": "Encyclopedia",
    "event": "Generic",
    "figure": "Figure",
    "graphic": "Artwork",
    "hearing": "Hearing",
    "interview": "Personal Communication",
    "legal_case": "Case",
    "legislation": "Statute",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Film or Broadcast",
    "musical_score": "Music",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference Proceedings",  # Conference Paper is a talk in Zotero
    "patent": "Patent",
    "performance": "Generic",
    "periodical": "Serial",
    "personal_communication": "Personal Communication",
    "post": "Web Page",
    "post-weblog": "Blog",
    "regulation": "Legal Rule or Regulation",
    "report": "Report",
    "review": "Journal Article",
    "review-book": "Journal Article",
    "software": "Computer Program",
    "song": "Audiovisual Material",
    "speech": "Generic",
    "standard": "Standard",
    "thesis": "Thesis",
    "treaty": "Legal Rule or Regulation",
    "webpage": "Web Page",
}
"""CSL type to EndNote's name; every type of CSL 1.0.2 is here."""

NUMBERS: Mapping[str, int] = {
    "Artwork": 2,
    "Audiovisual Material": 3,
    "Bill": 4,
    "Book Section": 5,
    "Book": 6,
    "Case": 7,
    "Catalog": 8,
    "Computer Program": 9,
    "Conference Proceedings": 10,
    "Web Page": 12,
    "Generic": 13,
    "Hearing": 14,
    "Journal Article": 17,
    "Magazine Article": 19,
    "Map": 20,
    "Film or Broadcast": 21,
    "Newspaper Article": 23,
    "Pamphlet": 24,
    "Patent": 25,
    "Personal Communication": 26,
    "Report": 27,
    "Edited Book": 28,
    "Statute": 31,
    "Thesis": 32,
    "Unpublished Work": 34,
    "Manuscript": 36,
    "Figure": 37,
    "Chart or Table": 38,
    "Equation": 39,
    "Electronic Article": 43,
    "Electronic Book": 44,
    "Online Database": 45,
    "Government Document": 46,
    "Conference Paper": 47,
    "Online Multimedia": 48,
    "Classical Work": 49,
    "Legal Rule or Regulation": 50,
    "Ancient Text": 51,
    "Dictionary": 52,
    "Encyclopedia": 53,
    "Grant": 54,
    "Aggregated Database": 55,
    "Blog": 56,
    "Serial": 57,
    "Standard": 58,
    "Dataset": 59,
    "Electronic Book Section": 60,
    "Music": 61,
}
"""EndNote's name to its number."""

ARTICLES = ("Journal Article", "Magazine Article", "Newspaper Article", "Serial")
"""Types whose container is a periodical."""

PARTS = ("Book Section", "Dictionary", "Encyclopedia")
WHOLES = ("Book", "Classical Work", "Thesis", "Manuscript", "Pamphlet", "Music")
"""Types whose ``pages`` count pages."""

MEETING = "Conference Proceedings"
WITH_PMCID = (*ARTICLES, "Book", "Book Section")
"""Types whose ``custom2`` is the PMCID in EndNote or Zotero."""

_FILM = "Film or Broadcast"
_WITHOUT_PAGES = ("Web Page", "Blog", "Computer Program", "Dataset", "Personal Communication")
_WITH_GENRE = (
    "Thesis", "Report", "Manuscript", "Unpublished Work", "Web Page", "Blog",
    "Personal Communication", "Artwork", "Map",
)  # fmt: skip
_LAWS = ("Case", "Statute", "Legal Rule or Regulation")

ROWS: tuple[Row, ...] = (
    Row(
        "contributors/authors/author",
        "names:author",
        {_FILM: "names:director|names:author", "Music": "names:composer|names:author"},
    ),
    Row(
        "contributors/secondary-authors/author",
        "names:editor",
        {
            "Book": "names:collection-editor",
            "Personal Communication": "names:interviewer|names:recipient",
            "Patent": "body:authority",
            "Audiovisual Material": "names:performer",
        },
    ),
    Row(
        "contributors/tertiary-authors/author",
        "",
        {
            "Book": "names:editor",
            _FILM: "names:producer",
            **same(PARTS, "names:collection-editor"),
        },
    ),
    Row("contributors/subsidiary-authors/author", "names:translator"),
    Row("titles/title", "title"),
    Row(
        "titles/secondary-title",
        "container-title",
        {
            **same(WHOLES, "collection-title"),
            "Report": "collection-title|container-title",
            MEETING: "event-title|event|container-title",
        },
    ),
    Row("titles/tertiary-title", "", same((*PARTS, MEETING), "collection-title")),
    Row("titles/short-title", "title-short"),
    Row("periodical/full-title", "", same(ARTICLES, "container-title")),
    Row("alt-periodical/abbr-1", "", same(ARTICLES, "container-title-short|journalAbbreviation")),
    Row(
        "pages",
        "pages:page|number",
        {
            **same(WHOLES, "number-of-pages"),
            **same(("Report", "Patent", "Standard", "Unpublished Work"), "pages:page"),
            **same(_WITHOUT_PAGES, ""),
        },
    ),
    Row("volume", "volume", {"Patent": ""}),
    Row(
        "number",
        "issue",
        {"Book": "collection-number", "Unpublished Work": "number", "Patent": "", "Report": ""},
    ),
    Row("num-vols", "", same(("Book", "Classical Work"), "number-of-volumes")),
    # Not on articles: a note in Zotero.
    Row(
        "edition",
        "",
        {
            **same((*PARTS, *WHOLES, "Report", "Map", "Standard"), "edition"),
            **same(("Computer Program", "Dataset", "Unpublished Work"), "version"),
        },
    ),
    Row("section", "", same(("Newspaper Article", "Statute", "Bill", "Hearing"), "section")),
    Row("keywords/keyword", "keywords:"),
    Row("dates/year", "year:issued"),
    Row("dates/pub-dates/date", "day:issued"),
    Row("pub-location", "publisher-place|event-place", {MEETING: "event-place|publisher-place"}),
    Row("publisher", "publisher", same(_LAWS, "authority|publisher")),
    Row(
        "isbn",
        "ISBN|issns:ISSN",
        {
            **same(ARTICLES, "issns:ISSN"),
            **same(("Report", "Patent", "Standard"), "number|ISBN|issns:ISSN"),
        },
    ),
    Row("accession-num", "pmid:PMID"),
    Row("call-num", "call-number"),
    Row("electronic-resource-num", "doi:DOI"),
    Row("abstract", "text:abstract"),
    # Key and identifiers: Zotero has the PMID from here only.
    Row("label", "label:"),
    Row("notes", "notes:note"),
    Row("work-type", "", same(_WITH_GENRE, "genre")),
    Row("remote-database-name", "source"),
    Row("language", "language", {"Computer Program": ""}),
    # One only: Zotero joins several to one address.
    Row("urls/web-urls/url", "URL"),
    Row("urls/pdf-urls/url", "link:pdf|link:file"),
    # EndNote's own place for addresses. JabRef takes the last one.
    Row("urls/related-urls/url", "doilink:DOI"),
    Row("urls/related-urls/url", "URL"),
    Row("access-date", "iso:accessed"),
    Row("custom1", "", {MEETING: "publisher-place", "Patent": "iso:submitted", "Map": "scale"}),
    Row("custom2", "", same(WITH_PMCID, "pmcid:PMCID")),
    Row("custom3", "", {MEETING: "proceedings:container-title", "Patent": "jurisdiction"}),
)
"""Path of an element under ``record``, and what goes into it."""
