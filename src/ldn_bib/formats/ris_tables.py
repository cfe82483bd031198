"""RIS as data: the record types, and the layouts that each program loses least of.

What a record cannot say, or what an importer would spoil, is written as follows.

* Names: particles stand in the family name and the suffix third. A comma divides the parts of
  a name, so one inside a family name or the name of a body becomes a space.
* Dates: of a range only the start is written, of a season only the year. A date in words
  goes into ``DA`` as it is.
* Keywords: importers split ``KW`` at semicolons, and at commas where a record has one ``KW``
  only. A semicolon becomes a comma; in a single ``KW`` a comma becomes a spaced hyphen.
* Pages: an article number stands in ``SP`` alone. Several stretches stay together in ``SP``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ldn_bib.formats.rows import Row, same

UNKNOWN_TYPE = "GEN"

TYPES: Mapping[str, str] = {
    "article": "UNPB",  # preprints and working papers
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",  # never EDBOOK: Zotero makes editors of its AU, JabRef a misc of it
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "AGGR",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "DICT",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "event": "GEN",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "performance": "GEN",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
"""CSL type to RIS type; every type of CSL 1.0.2 is here."""

_ARTICLES = ("JOUR", "MGZN", "NEWS", "JFULL")
_PARTS = ("CHAP", "DICT", "ENCYC")
_EDITED = (*_PARTS, "CPAPER", "JOUR", "GEN")
_WHOLES = ("BOOK", "CLSWK", "THES", "MANSCPT", "PAMP", "MUSIC")
_WITH_GENRE = ("THES", "RPRT", "MANSCPT", "UNPB", "SLIDE", "ELEC", "BLOG", "PCOMM", "ART", "MAP")
_ARCHIVED = ("MANSCPT", "PCOMM", "ART", "MAP", "GEN")
_WITHOUT_PAGES = ("ELEC", "BLOG", "COMP", "DATA", "PCOMM")


@dataclass(frozen=True, slots=True)
class Profile:
    """A dialect of RIS: record types, and tags in the order in which they are written."""

    name: str
    types: Mapping[str, str]
    rows: tuple[Row, ...]


DEFAULT_PROFILE = Profile(
    name="default",
    types=TYPES,
    rows=(
        Row(
            "AU",
            "names:author",
            {"MPCT": "names:director|names:author", "MUSIC": "names:composer|names:author"},
        ),
        Row(
            "A2",
            "",
            {
                **same(_EDITED, "names:editor"),
                "BOOK": "names:collection-editor",
                "PCOMM": "names:interviewer|names:recipient",
                "PAT": "body:authority",  # Zotero: issuing authority
                "SOUND": "names:performer",
            },
        ),
        Row(
            "A3",
            "",
            {
                "BOOK": "names:editor",
                "MPCT": "names:producer",
                **same(_PARTS, "names:collection-editor"),
            },
        ),
        Row("A4", "names:translator"),
        Row("ED", "names:editor", same((*_EDITED, "BOOK"), "")),
        Row("TI", "title"),
        Row("ST", "title-short"),
        Row(
            "T2",
            "container-title",
            {
                **same(_WHOLES, "collection-title"),
                "RPRT": "collection-title|container-title",
                "CPAPER": "event-title|event|container-title",
            },
        ),
        # After T2: JabRef takes the first of the two for the journal.
        Row("J2", "", same(_ARTICLES, "container-title-short|journalAbbreviation")),
        Row("T3", "", same((*_PARTS, "CPAPER"), "collection-title")),
        Row("C3", "", {"CPAPER": "proceedings:container-title", "PAT": "jurisdiction"}),
        Row("PY", "year:issued"),
        Row("DA", "day:issued"),
        Row("VL", "volume", {"PAT": ""}),
        # Before IS: JabRef takes AN for the issue, unless an issue follows.
        Row("AN", "pmid:PMID", same(_ARCHIVED, "pmid:PMID|archive_location")),
        Row("DB", "database:PMID", same(_ARCHIVED, "database:PMID|archive")),
        Row("IS", "issue", {"PAT": "", "RPRT": "", "BOOK": "collection-number"}),
        Row("M1", "", {"UNPB": "number"}),
        Row(
            "SP",
            "first:page|number",
            {
                **same(_WHOLES, "number-of-pages"),
                **same(("RPRT", "PAT", "STAND", "BILL", "LEGAL", "UNPB"), "first:page"),
                **same(_WITHOUT_PAGES, ""),
            },
        ),
        Row("EP", "last:page", same((*_WHOLES, *_WITHOUT_PAGES), "")),
        # Not on articles: Zotero puts it into Extra.
        Row(
            "ET",
            "",
            {
                **same((*_PARTS, *_WHOLES, "RPRT", "MAP", "STAND"), "edition"),
                **same(("COMP", "DATA", "UNPB"), "version"),
            },
        ),
        Row("NV", "", same(("BOOK", "CHAP"), "number-of-volumes")),
        Row("PB", "publisher", same(("CASE", "STAT", "LEGAL"), "authority|publisher")),
        # EndNote and Zotero: CY of a conference paper is where they met, C1 where it was printed.
        Row("CY", "publisher-place|event-place", {"CPAPER": "event-place|publisher-place"}),
        Row("C1", "", {"CPAPER": "publisher-place", "PAT": "day:submitted", "MAP": "scale"}),
        # Not on the others: Zotero takes it for a DOI there.
        Row("M3", "", same(_WITH_GENRE, "genre")),
        Row("DO", "doi:DOI"),
        # Elsewhere the tag has another meaning, on CHAP in Zotero the author of the book.
        Row("C2", "", same((*_ARTICLES, "UNPB", "CPAPER"), "pmcid:PMCID")),
        Row(
            "SN",
            "ISBN|issns:ISSN",
            {
                **same(_ARTICLES, "issns:ISSN"),
                **same(("RPRT", "PAT", "STAND"), "number|ISBN|issns:ISSN"),
            },
        ),
        Row("SE", "", same(("NEWS", "STAT", "BILL", "HEAR"), "section")),
        Row("CN", "call-number"),
        Row("DP", "source"),
        Row("LA", "language", {"COMP": ""}),  # Zotero: programming language
        Row("AB", "abstract"),
        Row("N1", "summary:"),
        Row("N1", "note:note"),
        Row("N1", "annotation:annote"),
        Row("KW", "keywords:"),
        Row("Y2", "day:accessed"),
        Row("UR", "URL"),
        Row("L1", "link:pdf|link:file"),
    ),
)
"""The layout that Zotero, EndNote and JabRef lose least of."""


def _changed(
    rows: Iterable[Row], instead: Mapping[str, tuple[Row, ...]], last: tuple[Row, ...] = ()
) -> tuple[Row, ...]:
    """Return rows with others in the place of some tags, and more at the end."""
    kept: list[Row] = []
    for row in rows:
        kept.extend(instead.get(row.tag, (row,)))
    return (*kept, *last)


ZOTERO_PROFILE = Profile(
    name="zotero",
    types=TYPES,
    rows=_changed(
        DEFAULT_PROFILE.rows,
        {},
        # Into Extra, and from there into the fields of Zotero 7.0.31 and later.
        (Row("M2", "line:PMID"), Row("M2", "line:PMCID")),
    ),
)
"""The default layout with lines for identifiers that Zotero reads nowhere else."""

_JABREF_PARTS = (*_PARTS, "CONF")

JABREF_PROFILE = Profile(
    name="jabref",
    types={**TYPES, "paper-conference": "CONF"},  # CPAPER becomes a misc
    rows=_changed(
        DEFAULT_PROFILE.rows,
        {
            # A body's name is inverted unless it stands in braces.
            "AU": (
                Row(
                    "AU",
                    "braced:author",
                    {
                        "MPCT": "braced:director|braced:author",
                        "MUSIC": "braced:composer|braced:author",
                    },
                ),
            ),
            # A2, A3 and A4 are authors there, T2 is a journal.
            "A2": (Row("ED", "braced:editor"),),
            "A3": (),
            "ED": (),
            "A4": (Row("TA", "joined:translator"),),
            "T2": (
                Row("BT", "", same(_JABREF_PARTS, "container-title")),
                Row(
                    "T2",
                    "container-title",
                    {
                        **same((*_WHOLES, *_JABREF_PARTS), ""),
                        "RPRT": "container-title",
                    },
                ),
            ),
            "T3": (Row("T3", "", same((*_WHOLES, *_JABREF_PARTS, "RPRT"), "collection-title")),),
            "C3": (Row("C3", "", {"CONF": "event-title|event"}),),
            # With PY the month is not read, but Y1 goes before it; PY is for the others.
            "PY": (Row("PY", "year:issued"), Row("Y1", "start:issued")),
            "DA": (),
            # AN would be the issue. C2 becomes eprint, with eprinttype pubmed.
            "AN": (),
            "DB": (),
            "IS": (
                Row(
                    "IS",
                    "issue",
                    {"BOOK": "collection-number", **same(("RPRT", "PAT", "STAND"), "number")},
                ),
            ),
            "SP": (
                Row(
                    "SP",
                    "first:page|number",
                    {
                        **same((*_WHOLES, *_WITHOUT_PAGES), ""),
                        **same(("RPRT", "PAT", "STAND", "BILL", "LEGAL", "UNPB"), "first:page"),
                    },
                ),
            ),
            "CY": (Row("CY", "publisher-place|event-place"),),
            "C1": (),
            "C2": (Row("C2", "pmid:PMID"),),
            "SN": (Row("SN", "ISBN|issns:ISSN", same(_ARTICLES, "issns:ISSN")),),
            # It would be the date of what has none.
            "Y2": (),
        },
    ),
)
"""The layout that JabRef loses least of; others read names and identifiers of it less well."""

PROFILES: Mapping[str, Profile] = {
    profile.name: profile for profile in (DEFAULT_PROFILE, ZOTERO_PROFILE, JABREF_PROFILE)
}
"""The dialects by name."""
