"""The bibliographic facts that PubMed and Crossref are asked for, and the fields they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ldn_bib.bibtex.entry_types import BOOK_TYPES, CHAPTER_TYPES
from ldn_bib.entry import CslItem
from ldn_bib.errors import UsageError, did_you_mean
from ldn_bib.values.doi import lower_doi
from ldn_bib.values.pages import Pages

PUBMED: Final = "PubMed"
CROSSREF: Final = "Crossref"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a paper.

    Attributes:
        name: what people call it: the field of BibTeX.
        variable: the CSL variable.
        fields: fields of either dialect that it stands in, or a part of it.
        order: the sources, the one whose value is taken first; one that is left out is not heard.
        is_alone: whether only the first source that has it is heard.
        on_request: whether it is left out unless it is asked for by name.
        types: CSL types that have it; empty for all.
    """

    name: str
    variable: str
    fields: tuple[str, ...]
    order: tuple[str, ...] = (PUBMED, CROSSREF)
    is_alone: bool = False
    on_request: bool = False
    types: frozenset[str] = frozenset()

    def is_of(self, kind: str) -> bool:
        """Tell whether entries of a CSL type have the fact."""
        return not self.types or kind in self.types

    def of(self, item: CslItem) -> Any:
        """Return what a record says: last pages written out, DOIs in small letters."""
        value = item.get(self.variable)
        if self.variable == "page" and value:
            return str(Pages.parse(str(value)).expanded()) or value
        if self.variable == "DOI" and value:
            return lower_doi(str(value))
        return value


FACTS: Final[tuple[Fact, ...]] = (
    Fact("author", "author", ("author",)),
    # the editor in charge of an article is no part of its citation
    Fact("editor", "editor", ("editor",), types=frozenset((*BOOK_TYPES, *CHAPTER_TYPES))),
    Fact("title", "title", ("title", "subtitle")),
    # MEDLINE's titles of journals have no capitals but the first
    Fact("journal", "container-title",
         ("journal", "journaltitle", "journalsubtitle", "booktitle", "booksubtitle"),
         order=(CROSSREF, PUBMED)),
    # Crossref's are initials or whole titles as often as abbreviations
    Fact("shortjournal", "container-title-short", ("shortjournal",), order=(PUBMED,)),
    # Crossref's is the day on which the paper went online, where it has no other
    Fact("date", "issued", ("date", "year", "month", "day"), is_alone=True),
    Fact("volume", "volume", ("volume",)),
    Fact("number", "issue", ("number", "issue")),
    Fact("pages", "page", ("pages", "eid", "articleno")),
    Fact("doi", "DOI", ("doi",)),
    Fact("pmid", "PMID", ("pmid",)),
    Fact("pmcid", "PMCID", ("pmcid", "pmc")),
    Fact("issn", "ISSN", ("issn", "eissn"), is_alone=True),
    Fact("isbn", "ISBN", ("isbn",), types=frozenset((*BOOK_TYPES, *CHAPTER_TYPES))),
    Fact("edition", "edition", ("edition",)),
    Fact("publisher", "publisher", ("publisher", "institution", "school", "organization"),
         order=(CROSSREF, PUBMED), is_alone=True),
    Fact("language", "language", ("language", "langid"), is_alone=True),
    # others hold the rights in them
    Fact("abstract", "abstract", ("abstract",), is_alone=True, on_request=True),
    Fact("keywords", "keyword", ("keywords", "keyword"), is_alone=True, on_request=True),
)  # fmt: skip
"""In the order in which they are shown."""

OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "journal": ("journaltitle",),
    "journaltitle": ("journal",),
    "number": ("issue",),
    "pmcid": ("pmc",),
    "language": ("langid",),
    "langid": ("language",),
    "publisher": ("institution", "school", "organization"),
    "institution": ("publisher",),
    "organization": ("publisher",),
}
"""A field to those that say the same in files; the one that an entry has is written."""

GO_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("subtitle",),
    "journal": ("journalsubtitle", "booksubtitle"),
    "pages": ("eid", "articleno"),
    "issn": ("eissn",),
}
"""A fact to fields that hold a part of it, and go where all of it is replaced."""


def choose(names: Iterable[str]) -> tuple[Fact, ...]:
    """Return facts by their fields; all that need not be asked for where none is named.

    Raises:
        UsageError: no source is asked for such a field.
    """
    wanted = [name.lower() for name in names]
    if not wanted:
        return tuple(fact for fact in FACTS if not fact.on_request)
    known = [field for fact in FACTS for field in (fact.name, *fact.fields)]
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known)
            hint = hint or f"; there are {', '.join(fact.name for fact in FACTS)}"
            raise UsageError(f"neither PubMed nor Crossref is asked for {name!r}{hint}")
    return tuple(
        fact for fact in FACTS if any(name in (fact.name, *fact.fields) for name in wanted)
    )
