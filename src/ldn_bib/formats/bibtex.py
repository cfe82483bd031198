"""BibTeX, with the entry types and fields that its own styles, Zotero and JabRef know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ldn_bib.entry import Entry
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.bibtex_dialect import ARTICLES, COMMON, Dialect, Row, write_dialect
from ldn_bib.formats.bibtex_kept import kept_fields
from ldn_bib.formats.bibtex_parts import says_kind
from ldn_bib.formats.bibtex_sniff import looks_like_bibtex
from ldn_bib.values.finding import Finding

TYPES: Mapping[str, str] = {
    # Where «misc» stands for more than one type, ``entrysubtype`` says which
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "misc",
    "book": "book",
    "broadcast": "misc",
    "chapter": "incollection",
    "classic": "book",
    "collection": "misc",
    "dataset": "misc",
    "document": "misc",
    "entry": "misc",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "event": "misc",
    "figure": "misc",
    "graphic": "misc",
    "hearing": "misc",
    "interview": "misc",
    "legal_case": "misc",
    "legislation": "misc",
    "manuscript": "unpublished",
    "map": "misc",
    "motion_picture": "misc",
    "musical_score": "misc",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "patent": "misc",
    "performance": "misc",
    "periodical": "misc",
    "personal_communication": "misc",
    "post": "misc",
    "post-weblog": "misc",
    "regulation": "misc",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "software": "misc",
    "song": "misc",
    "speech": "misc",
    "standard": "misc",
    "thesis": "phdthesis",
    "treaty": "misc",
    "webpage": "misc",
}
"""CSL type to entry type; every type of CSL 1.0.2 is here."""

DIALECT = Dialect(
    types=TYPES,
    masters="mastersthesis",
    rows=(
        *COMMON,
        Row("journal", "", dict.fromkeys((*ARTICLES, "book", "pamphlet"), "container-title")),
        Row("", "part:year-month-day", variables=("issued",)),
        Row("", "part:pages", variables=("page", "number")),
        Row("", "part:genre", variables=("genre",), always=says_kind),
        Row("", "part:eprint", variables=("archive", "archive_location")),
        Row("address", "publisher-place"),
        Row("", "part:language", variables=("language",)),
    ),
    publisher={
        "manual": "organization",
        "phdthesis": "school",
        "mastersthesis": "school",
        "techreport": "institution",
    },
)
"""Entry types and fields of «BibTeXing», and those that JabRef and Zotero have added."""


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield one entry a piece, and the groups last."""
    return write_dialect(DIALECT, entries, options)


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read BibTeX or biblatex; both are read alike."""
    from ldn_bib.bibtex.reader import read_bibtex

    return read_bibtex(text, file)


FORMAT = Format(
    name="bibtex",
    title="BibTeX",
    extension=".bib",
    media_type="application/x-bibtex",
    write=write,
    read=read,
    sniff=looks_like_bibtex,
    collections=True,
    has_ascii=True,
    has_status=True,
)

FIELDS: Mapping[str, str] = kept_fields(DIALECT)
"""CSL variable to what becomes of it on the way out and back."""
