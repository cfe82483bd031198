"""What readers of others leave out or change of our files, with the reason, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limit:
    """A fact that a reader, or the format itself, does not carry.

    Attributes:
        peer: the reader.
        formats: the formats in which it does so.
        fact: what is not as it was.
        keys: the awkward entries that show it.
        why: the reason, for a person.
    """

    peer: str
    formats: Sequence[str]
    fact: str
    keys: Sequence[str]
    why: str


SHIPPED: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("biblatex-csl-converter", "ris"): {"page": "joins SP and EP without a dash"},
    ("biblatex-csl-converter", "bibtex"): {"kind": "calls every @article an article"},
    ("biblatex-csl-converter", "biblatex"): {"kind": "calls every @article an article"},
    ("pandoc", "endnote-xml"): {"page": "calls them pages", "DOI": "reads none"},
}
"""Reader and format to the facts that do not arrive of the shipped papers."""

_ARTICLE, _BOOK, _CHAPTER, _THESIS = "vanderberg2021", "edited2018", "oe2018", "king1955"
_PAGE, _REPORT, _MEETING = "coldsociety-nd", "who2009", "plato2019"
_DATA, _PREPRINT, _PATENT = "itchdata2020", "delacruz2023", "nobel1867"

_MISC = "BibTeX has misc for it, and the reader does not look at entrysubtype"
_SERIES = "takes the series of a book for the work that holds it"
_LENGTH = "SP holds the number of pages where there are no pages, as EndNote writes it"
_EVENT = "takes T2, the name of the conference, for the title of the proceedings in C3"
_UNPUBLISHED = "a preprint is UNPB"
_WORDS = "takes the first four letters of a date in words for a year"
_SITE = "does not read booktitle of a page, where the name of the site stands"

AWKWARD: Final[Sequence[Limit]] = (
    Limit("citation-js", ["ris"], "container", [_PAGE], "reads T2 of a web page as a series"),
    Limit("citation-js", ["ris"], "container", [_MEETING], "does not read C3, the proceedings"),
    Limit("citation-js", ["ris"], "kind", [_PREPRINT], f"{_UNPUBLISHED}, read as a manuscript"),
    Limit("citation-js", ["bibtex"], "kind", [_PAGE, _DATA, _PREPRINT, _PATENT], _MISC),
    Limit(
        *("biblatex-csl-converter", ["ris"], "page", [_ARTICLE, _REPORT]),
        "joins SP and EP without a dash",
    ),
    Limit("biblatex-csl-converter", ["ris"], "container", [_BOOK], _SERIES),
    Limit("biblatex-csl-converter", ["ris"], "page", [_BOOK, _THESIS], _LENGTH),
    Limit("biblatex-csl-converter", ["ris"], "DOI", [_THESIS, _REPORT], "reads M3 as a DOI"),
    Limit("biblatex-csl-converter", ["ris"], "container", [_MEETING], _EVENT),
    Limit(
        *("biblatex-csl-converter", ["bibtex", "biblatex"], "kind", [_ARTICLE]),
        "calls every @article an article",
    ),
    Limit("biblatex-csl-converter", ["bibtex"], "kind", [_PAGE, _DATA, _PATENT], _MISC),
    Limit("biblatex-csl-converter", ["biblatex"], "kind", [_DATA], "calls @dataset an article"),
    Limit(
        *("biblatex-csl-converter", ["bibtex", "biblatex"], "page", [_CHAPTER]),
        "leaves out the space behind a comma",
    ),
    Limit(
        *("biblatex-csl-converter", ["bibtex", "biblatex"], "container", [_PAGE]), _SITE
    ),
    Limit("pandoc", ["bibtex", "biblatex"], "container", [_PAGE], _SITE),
    Limit("pandoc", ["bibtex"], "kind", [_PAGE, _DATA, _PREPRINT, _PATENT], _MISC),
    Limit("pandoc", ["biblatex"], "kind", [_DATA], "does not know @dataset"),
    Limit("pandoc", ["biblatex"], "kind", [_PREPRINT], "takes @online for a web page"),
    Limit("pandoc", ["ris", "endnote-xml"], "container", [_BOOK], _SERIES),
    Limit("pandoc", ["ris", "endnote-xml"], "container", [_MEETING], _EVENT),
    Limit("pandoc", ["ris", "endnote-xml"], "kind", [_PREPRINT], _UNPUBLISHED),
    Limit("pandoc", ["ris"], "page", [_BOOK, _THESIS], _LENGTH),
    Limit("pandoc", ["ris"], "kind", [_PAGE], "does not know ELEC"),
    Limit("pandoc", ["endnote-xml"], "page", [_ARTICLE, _CHAPTER, _REPORT, _MEETING], "calls them"
          " pages"),
    Limit(
        *("pandoc", ["endnote-xml"], "DOI", [_ARTICLE, _MEETING, _DATA, _PREPRINT]), "reads none"
    ),
    Limit("pandoc", ["endnote-xml"], "year", [_PAGE], "takes a date in words for the year 0"),
    Limit("pandoc", ["endnote-xml"], "kind", [_MEETING], "takes the proceedings for a periodical"),
    Limit(
        *("bibutils", ["ris", "endnote-xml"], "families", [_ARTICLE, _PAGE, _REPORT, _DATA]),
        "takes apart the name of a group, though a comma stands behind it",
    ),
    Limit("bibutils", ["ris", "endnote-xml", "bibtex", "biblatex"], "container", [_BOOK], _SERIES),
    Limit("bibutils", ["ris"], "container", [_CHAPTER], "takes T2 of a chapter for the series"),
    Limit("bibutils", ["ris", "endnote-xml"], "page", [_THESIS], _LENGTH),
    Limit("bibutils", ["ris"], "page", [_BOOK], _LENGTH),
    Limit("bibutils", ["ris", "endnote-xml", "bibtex", "biblatex"], "year", [_PAGE], _WORDS),
    Limit(
        *("bibutils", ["endnote-xml", "bibtex", "biblatex"], "container", [_PAGE]),
        "reads no name of a site",
    ),
    Limit("bibutils", ["ris", "endnote-xml"], "container", [_MEETING], _EVENT),
    Limit("bibutils", ["bibtex"], "page", [_REPORT], "reads no pages of a report"),
    Limit("rispy", ["ris"], "container", [_BOOK], _SERIES),
    Limit("rispy", ["ris"], "page", [_BOOK, _THESIS], _LENGTH),
    Limit("rispy", ["ris"], "container", [_MEETING], _EVENT),
    Limit(
        *("nbib", ["nbib"], "families", [_ARTICLE]),
        "reads no group, and a particle stands behind the given name, as PubMed writes it",
    ),
)  # fmt: skip
"""What does not arrive of the awkward entries, or arrives as something else."""
