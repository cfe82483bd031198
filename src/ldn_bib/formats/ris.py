"""RIS, as Zotero, EndNote and JabRef read it.

The layout is data: a :class:`Profile` holds the record types and the rows of tags in their
order. Each row says which variable of the item goes into the tag, and for which record types
it is another one or none.

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

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ldn_bib.entry import Entry
from ldn_bib.formats.base import Format
from ldn_bib.formats.text import fold, keywords, plain
from ldn_bib.values.date import Date
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import Name
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

LINE_END = "\r\n"
"""The RIS specification asks for CR LF."""

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
_WHOLES = ("BOOK", "CLSWK", "THES", "MANSCPT", "PAMP", "MUSIC")


def _for(types: Iterable[str], source: str) -> dict[str, str]:
    return dict.fromkeys(types, source)


@dataclass(frozen=True, slots=True)
class Row:
    """One tag of a record.

    Attributes:
        tag: the two characters.
        source: ``reader:variable`` or ``variable``, with alternatives divided by ``|``, the
            first one that gives anything counting; empty for a tag that is not written. The
            readers are the keys of :data:`READERS`.
        by_type: other sources for some RIS types.
    """

    tag: str
    source: str = ""
    by_type: Mapping[str, str] = field(default_factory=dict)


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
                **_for((*_PARTS, "CPAPER", "JOUR", "GEN"), "names:editor"),
                "BOOK": "names:collection-editor",
                "PCOMM": "names:interviewer|names:recipient",
            },
        ),
        Row("A3", "", {"BOOK": "names:editor", **_for(_PARTS, "names:collection-editor")}),
        Row("A4", "names:translator"),
        Row("TI", "title"),
        Row("ST", "title-short"),
        Row(
            "T2",
            "container-title",
            {
                **_for(_WHOLES, "collection-title"),
                "RPRT": "collection-title|container-title",
                "CPAPER": "event-title|event|container-title",
            },
        ),
        # After T2: JabRef takes the first of the two for the journal.
        Row("J2", "", _for(_ARTICLES, "container-title-short|journalAbbreviation")),
        Row("T3", "", _for((*_PARTS, "CPAPER"), "collection-title")),
        Row("C3", "", {"CPAPER": "proceedings:container-title"}),
        Row("PY", "year:issued"),
        Row("DA", "day:issued"),
        Row("VL", "volume", {"PAT": ""}),
        # Before IS: JabRef takes AN for the issue, unless an issue follows.
        Row("AN", "pmid:PMID"),
        Row("DB", "database:PMID"),
        Row("IS", "issue", {"PAT": "", "RPRT": "", "BOOK": "collection-number"}),
        Row(
            "SP",
            "first:page|number",
            {
                **_for(_WHOLES, "number-of-pages"),
                **_for(("RPRT", "PAT", "STAND", "BILL", "LEGAL"), "first:page"),
                **_for(("ELEC", "BLOG", "COMP", "DATA", "PCOMM"), ""),
            },
        ),
        Row("EP", "last:page", _for((*_WHOLES, "ELEC", "BLOG", "COMP", "DATA", "PCOMM"), "")),
        # Not on articles: Zotero puts it into Extra.
        Row(
            "ET",
            "",
            {
                **_for((*_PARTS, *_WHOLES, "RPRT", "MAP", "STAND"), "edition"),
                **_for(("COMP", "DATA", "UNPB"), "version"),
            },
        ),
        Row("NV", "", _for(("BOOK", "CHAP"), "number-of-volumes")),
        Row("PB", "publisher", _for(("CASE", "STAT", "LEGAL"), "authority|publisher")),
        Row("CY", "publisher-place|event-place"),
        Row(
            "M3",
            "",  # Zotero takes it for a DOI elsewhere
            _for(
                ("THES", "RPRT", "MANSCPT", "SLIDE", "ELEC", "BLOG", "PCOMM", "ART", "MAP"), "genre"
            ),
        ),
        Row("DO", "doi:DOI"),
        # Elsewhere the tag has another meaning, on CHAP in Zotero the author of the book.
        Row("C2", "", _for((*_ARTICLES, "UNPB", "CPAPER"), "pmcid:PMCID")),
        Row(
            "SN",
            "ISBN|issns:ISSN",
            {
                **_for(_ARTICLES, "issns:ISSN"),
                **_for(("RPRT", "PAT", "STAND"), "number|ISBN|issns:ISSN"),
            },
        ),
        Row("LA", "language", {"COMP": ""}),  # Zotero: programming language
        Row("AB", "abstract"),
        Row("N1", "summary:"),
        Row("N1", "note:note"),
        Row("KW", "keywords:"),
        Row("Y2", "", _for(("ELEC", "BLOG", "DATA", "COMP", "RPRT", "GEN"), "day:accessed")),
        Row("UR", "URL"),
        Row("L1", "link:pdf|link:file"),
    ),
)
"""The layout that Zotero, EndNote and JabRef lose least of."""


_COMMA = re.compile(r"\s*,\s*")
_SEMICOLON = re.compile(r"\s*;[\s;]*")
_FIELD_NAME = re.compile(r"[^\W\d_][\w .-]{0,30}:")


def _names(entry: Entry, variable: str) -> list[str]:
    names = entry.item.get(variable)
    if not isinstance(names, list | tuple):
        return []
    return [text for text in map(_name, names) if text]


def _name(value: object) -> str:
    if isinstance(value, Mapping):
        name = Name.from_csl(value)
    elif isinstance(value, str):
        name = Name.parse(value)
    else:
        return ""
    if not (name.family or name.given):
        body = _without_commas(plain(name.literal))
        # The comma tells EndNote and Zotero that this is one name.
        return f"{body}," if body else ""
    particles = (name.dropping_particle, name.non_dropping_particle)
    inverted = Name(
        family=_without_commas(plain(name.family)),
        given=plain(name.given),
        non_dropping_particle=_without_commas(plain(" ".join(filter(None, particles)))),
        suffix=plain(name.suffix),
    )
    return inverted.inverted()


def _without_commas(text: str) -> str:
    return _COMMA.sub(" ", text).strip()


def _date(entry: Entry, variable: str) -> Date:
    value = entry.item.get(variable)
    if isinstance(value, Mapping):
        return Date.from_csl(value)
    return Date.parse(plain(value))


def _year(entry: Entry, variable: str) -> list[str]:
    start = _date(entry, variable).start
    return [_year_text(start.year)] if start else []


def _year_text(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _day(entry: Entry, variable: str) -> list[str]:
    date = _date(entry, variable)
    if date.start is None:
        return [plain(date.literal)]
    month, day = date.start.month, date.start.day
    if month is None or date.start.is_season:
        # A year alone stands in PY; an access date has no such second tag.
        return [] if variable == "issued" else [_year_text(date.start.year)]
    shown = f"{_year_text(date.start.year)}/{month:02d}"
    return [shown if day is None else f"{shown}/{day:02d}"]


def _pages(entry: Entry, variable: str) -> Pages:
    return Pages.parse(plain(entry.item.get(variable))).expanded()


def _first(entry: Entry, variable: str) -> list[str]:
    pages = _pages(entry, variable)
    if len(pages.ranges) > 1:
        return [str(pages)]
    return [pages.first] if pages.first else []


def _last(entry: Entry, variable: str) -> list[str]:
    pages = _pages(entry, variable)
    if len(pages.ranges) > 1 or pages.last is None or pages.last == pages.first:
        return []
    return [pages.last]


def _pmid(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    return [normalise_pmid(text) or text]


def _database(entry: Entry, variable: str) -> list[str]:
    return ["PubMed"] if plain(entry.item.get(variable)) else []


def _pmcid(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    return [normalise_pmcid(text, bare=True) or text]


def _doi(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    return [normalise_doi(text) or text]


def _issns(entry: Entry, variable: str) -> list[str]:
    # On one line: Zotero reads the first SN only, JabRef the last.
    return [" ".join(split_issns(plain(entry.item.get(variable))))]


def _proceedings(entry: Entry, variable: str) -> list[str]:
    if plain(entry.item.get("event-title")) or plain(entry.item.get("event")):
        return [plain(entry.item.get(variable))]
    return []


def _summary(entry: Entry, _: str) -> list[str]:
    text = fold(entry.annotation.summary) if entry.annotation else ""
    # Zotero takes other first words followed by a colon for names of fields.
    return [f"Summary: {text}"] if text else []


def _note(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    # Brackets keep "Language: …" from being taken for a field of ProCite.
    return [f"[{text}]" if _FIELD_NAME.match(text) else text]


def _keywords(entry: Entry, _: str) -> list[str]:
    words = [_SEMICOLON.sub(", ", word).strip(" ,") for word in keywords(entry)]
    words = [word for word in words if word]
    if len(words) == 1:
        # Zotero splits the only KW of a record at commas.
        return [_COMMA.sub(" - ", words[0])]
    return words


def _link(entry: Entry, variable: str) -> list[str]:
    custom = entry.item.get("custom")
    text = plain(custom.get(variable)) if isinstance(custom, Mapping) else ""
    return [text] if text.startswith(("http://", "https://")) else []


def _plain(entry: Entry, variable: str) -> list[str]:
    return [plain(entry.item.get(variable))]


READERS: Mapping[str, Callable[[Entry, str], list[str]]] = {
    "": _plain,
    "database": _database,
    "day": _day,
    "doi": _doi,
    "first": _first,
    "issns": _issns,
    "keywords": _keywords,
    "last": _last,
    "link": _link,
    "names": _names,
    "note": _note,
    "pmcid": _pmcid,
    "pmid": _pmid,
    "proceedings": _proceedings,
    "summary": _summary,
    "year": _year,
}
"""How a source of a row is read from an entry; the key of the empty one is plain text."""


def _values(entry: Entry, source: str) -> list[str]:
    for alternative in source.split("|"):
        reader, _, variable = alternative.rpartition(":")
        values = [value for value in READERS[reader](entry, variable) if value]
        if values:
            return values
    return []


def record(entry: Entry, profile: Profile = DEFAULT_PROFILE) -> list[tuple[str, str]]:
    """Return the tags and values of an entry, from ``TY`` to before ``ER``."""
    ris_type = profile.types.get(str(entry.item.get("type")), UNKNOWN_TYPE)
    tags = [("TY", ris_type)]
    for row in profile.rows:
        source = row.by_type.get(ris_type, row.source)
        if source:
            tags.extend((row.tag, value) for value in _values(entry, source))
    return tags


def write(entries: Iterable[Entry], profile: Profile = DEFAULT_PROFILE) -> Iterator[str]:
    """Yield one record a piece, with CR LF line ends and without a byte order mark."""
    for entry in entries:
        lines = [f"{tag}  - {value}{LINE_END}" for tag, value in record(entry, profile)]
        yield f"{''.join(lines)}ER  - {LINE_END}{LINE_END}"


FORMAT = Format(
    name="ris",
    title="RIS",
    extension=".ris",
    media_type="application/x-research-info-systems",
    write=write,
)
