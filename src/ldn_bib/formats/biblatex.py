"""biblatex, for LaTeX with biber, and for JabRef in its biblatex mode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ldn_bib.entry import Entry
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.bibtex_dialect import ARTICLES, COMMON, Dialect, Row, write_dialect
from ldn_bib.formats.bibtex_kept import kept_fields
from ldn_bib.formats.bibtex_parts import says_kind
from ldn_bib.values.finding import Finding

TYPES: Mapping[str, str] = {
    # Where «misc» stands for more than one type, ``entrysubtype`` says which
    "article": "online",
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
    "patent": "patent",
    "performance": "misc",
    "periodical": "misc",
    "personal_communication": "misc",
    "post": "online",
    "post-weblog": "online",
    "regulation": "misc",
    "report": "report",
    "review": "article",
    "review-book": "article",
    "software": "misc",
    "song": "misc",
    "speech": "misc",
    "standard": "misc",
    "thesis": "thesis",
    "treaty": "misc",
    "webpage": "online",
}
"""CSL type to entry type; every type of CSL 1.0.2 is here."""

DIALECT = Dialect(
    types=TYPES,
    masters="thesis",
    rows=(
        *COMMON,
        Row("journaltitle", "", dict.fromkeys((*ARTICLES, "book", "pamphlet"), "container-title")),
        Row("", "part:date", variables=("issued",)),
        Row("", "part:pages-biblatex", variables=("page", "number")),
        Row("", "part:genre-biblatex", variables=("genre",), always=says_kind),
        Row("", "part:eprint-biblatex", variables=("archive", "archive_location", "PMID")),
        Row("location", "publisher-place"),
        Row("", "part:language-biblatex", variables=("language",)),
    ),
    publisher={
        "manual": "organization",
        "online": "organization",
        "misc": "organization",
        "report": "institution",
        "thesis": "institution",
    },
)
"""Entry types and fields of the biblatex manual, version 3.20, sections 2.1 and 2.2.

Of its types only those are used that importers are known to read; they drop the others.
"""


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield one entry a piece, and the groups last."""
    return write_dialect(DIALECT, entries, options)


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read BibTeX or biblatex; both are read alike."""
    from ldn_bib.bibtex.reader import read_bibtex

    return read_bibtex(text, file)


FORMAT = Format(
    name="biblatex",
    title="biblatex",
    extension=".bib",
    media_type="application/x-bibtex",
    write=write,
    read=read,
    collections=True,
    has_ascii=True,
    has_status=True,
)

FIELDS: Mapping[str, str] = kept_fields(DIALECT)
"""CSL variable to what becomes of it on the way out and back."""
