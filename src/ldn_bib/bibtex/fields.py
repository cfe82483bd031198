"""Fields of BibTeX and biblatex, and the CSL variables that they become."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """How a field's value is read."""

    TEXT = "text"
    """LaTeX; braces go."""
    TITLE = "title"
    """LaTeX; braces protect the case of what they hold."""
    VERBATIM = "verbatim"
    """An address or identifier, never decoded."""
    NAMES = "names"
    """A list of names."""
    DATE = "date"
    """A date as biblatex writes it."""
    CUSTOM = "custom"
    """LaTeX without a CSL variable, kept under its own name in ``custom``."""
    CUSTOM_VERBATIM = "custom-verbatim"
    """The same without decoding."""
    SPECIAL = "special"
    """Read together with other fields, by ``convert``."""


class FieldRule(NamedTuple):
    """How a field is read and which CSL variable it becomes."""

    kind: Kind
    variable: str = ""


def _rules(kind: Kind, names: str) -> dict[str, FieldRule]:
    return dict.fromkeys(names.split(), FieldRule(kind))


FIELDS: Mapping[str, FieldRule] = {
    # BibTeX, «BibTeXing» (Patashnik 1988), section 3.2
    "author": FieldRule(Kind.NAMES, "author"),
    "address": FieldRule(Kind.TEXT, "publisher-place"),
    "annote": FieldRule(Kind.TEXT, "annote"),
    "chapter": FieldRule(Kind.TEXT, "chapter-number"),
    "edition": FieldRule(Kind.TEXT, "edition"),
    "journal": FieldRule(Kind.TEXT, "container-title"),
    "note": FieldRule(Kind.TEXT, "note"),
    "series": FieldRule(Kind.TEXT, "collection-title"),
    "volume": FieldRule(Kind.TEXT, "volume"),
    # biblatex 3.20, manual section 2.2.2
    "abstract": FieldRule(Kind.TEXT, "abstract"),
    "annotation": FieldRule(Kind.TEXT, "annote"),
    "bookauthor": FieldRule(Kind.NAMES, "container-author"),
    "eventdate": FieldRule(Kind.DATE, "event-date"),
    "eventtitle": FieldRule(Kind.TEXT, "event-title"),
    "isbn": FieldRule(Kind.TEXT, "ISBN"),
    "keywords": FieldRule(Kind.TEXT, "keyword"),
    "library": FieldRule(Kind.TEXT, "call-number"),
    "location": FieldRule(Kind.TEXT, "publisher-place"),
    "origdate": FieldRule(Kind.DATE, "original-date"),
    "origlocation": FieldRule(Kind.TEXT, "original-publisher-place"),
    "origpublisher": FieldRule(Kind.TEXT, "original-publisher"),
    "origtitle": FieldRule(Kind.TITLE, "original-title"),
    "pagetotal": FieldRule(Kind.TEXT, "number-of-pages"),
    "part": FieldRule(Kind.TEXT, "part-number"),
    "pubstate": FieldRule(Kind.TEXT, "status"),
    "shortjournal": FieldRule(Kind.TEXT, "container-title-short"),
    "shorttitle": FieldRule(Kind.TITLE, "title-short"),
    "translator": FieldRule(Kind.NAMES, "translator"),
    "url": FieldRule(Kind.VERBATIM, "URL"),
    "urldate": FieldRule(Kind.DATE, "accessed"),
    "venue": FieldRule(Kind.TEXT, "event-place"),
    "version": FieldRule(Kind.TEXT, "version"),
    "volumes": FieldRule(Kind.TEXT, "number-of-volumes"),
    # Names that reference managers write for the same things
    "accessed": FieldRule(Kind.DATE, "accessed"),
    "conference": FieldRule(Kind.TEXT, "event-title"),
    "keyword": FieldRule(Kind.TEXT, "keyword"),
    "lastchecked": FieldRule(Kind.DATE, "accessed"),
    "numpages": FieldRule(Kind.TEXT, "number-of-pages"),
    # Read together with other fields
    **_rules(
        Kind.SPECIAL,
        """title subtitle booktitle booksubtitle maintitle mainsubtitle journaltitle
        journalsubtitle year month day date number issue pages eid articleno type
        publisher institution school organization howpublished editor editortype
        doi pmid pmcid pmc eprint eprinttype archiveprefix issn eissn language langid
        unverified entrysubtype status statusnotice statuschecked""",
    ),
    # Programs' own data: kept, never read as LaTeX
    **_rules(
        Kind.CUSTOM_VERBATIM,
        """crossref xdata xref entryset related ids options file local-url bdsk-url-1
        bdsk-url-2 bdsk-file-1 groups timestamp creationdate modificationdate owner
        date-added date-modified ldnbib sortkey presort eprintclass primaryclass""",
    ),
}
"""Lower-case field name to what becomes of it; all other fields are kept in ``custom``."""

UNKNOWN = FieldRule(Kind.CUSTOM)
"""What becomes of a field that stands in no table."""

PUBLISHERS: tuple[str, ...] = (
    "publisher",
    "institution",
    "school",
    "organization",
    # pandoc reads it so too; an address in it becomes the URL instead
    "howpublished",
)
"""Fields that can name the publisher, the first one found wins; the others go to ``custom``."""

EDITOR_ROLES: Mapping[str, str] = {
    "editor": "editor",
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
}
"""biblatex ``editortype`` to CSL variable; other roles are shown as editors."""

ARCHIVES: Mapping[str, tuple[str, str]] = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "biorxiv": ("bioRxiv", "https://doi.org/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
    "hdl": ("Handle", "https://hdl.handle.net/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "medrxiv": ("medRxiv", "https://doi.org/"),
}
"""``eprinttype`` in lower case to ``archive`` and the front of an address.

biblatex 3.20, section 3.14.7, names arXiv, JSTOR, Google Books and Handle; the preprint servers
number with DOIs.
"""

ISSUE_TYPES = frozenset(
    {
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "periodical",
        "review",
        "review-book",
    }
)
"""CSL types whose ``number`` is the issue."""
