"""RIS, as Zotero, EndNote and JabRef read it: the writer.

The layouts are data, in :mod:`ldn_bib.formats.ris_tables`; :mod:`ldn_bib.formats.ris_reader`
reads the dialects of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ldn_bib.entry import Entry
from ldn_bib.formats import rows
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.ris_tables import DEFAULT_PROFILE, PROFILES, TYPES, UNKNOWN_TYPE, Profile
from ldn_bib.formats.text import ANNOTATION, fold, keywords, own_annotation, plain
from ldn_bib.values.date import Date, plain_date, plain_parts
from ldn_bib.values.finding import Finding
from ldn_bib.values.keywords import without_semicolons
from ldn_bib.values.pages import Pages

LINE_END = "\r\n"
"""The RIS specification asks for CR LF."""

_WHOLE_PAGES = re.compile(r"([0-9]+)-([0-9]+)")
_COMMA = re.compile(r"\s*,\s*")


def _year(entry: Entry, variable: str) -> list[str]:
    return [_dated(entry, variable)[0]]


def _start(entry: Entry, variable: str) -> list[str]:
    """The start of a date, as far as it is known, with slashes."""
    return [_dated(entry, variable)[1]]


def _day(entry: Entry, variable: str) -> list[str]:
    shown = _dated(entry, variable)[1]
    if not shown:
        return [plain(rows.date_of(entry, variable).literal)]
    # A year alone stands in PY; other dates have no such second tag.
    return [] if variable == "issued" and "/" not in shown else [shown]


def _dated(entry: Entry, variable: str) -> tuple[str, str]:
    """Year, and start as far as it is known, of a date."""
    parts = plain_parts(entry.item.get(variable))
    return _shown_parts(parts) if parts else _shown(rows.date_of(entry, variable))


@lru_cache(maxsize=4096)
def _shown_parts(parts: tuple[int, ...]) -> tuple[str, str]:
    return _shown(plain_date(parts))


def _shown(date: Date) -> tuple[str, str]:
    start = date.start
    if start is None:
        return "", ""
    parts = [rows.year_text(start.year)]
    if start.month is not None and not start.is_season:
        parts.append(f"{start.month:02d}")
        if start.day is not None:
            parts.append(f"{start.day:02d}")
    return parts[0], "/".join(parts)


def _first(entry: Entry, variable: str) -> list[str]:
    return [_span(plain(entry.item.get(variable)))[0]]


def _last(entry: Entry, variable: str) -> list[str]:
    return [_span(plain(entry.item.get(variable)))[1]]


@lru_cache(maxsize=64)  # once for SP and EP
def _span(text: str) -> tuple[str, str]:
    """First and last page; what is no single range is whole in the first."""
    whole = _WHOLE_PAGES.fullmatch(text)
    if whole:
        first, last = whole.groups()
        if len(first) <= len(last):
            return first, last if first != last else ""
    pages = Pages.parse(text).expanded()
    if len(pages.ranges) > 1:
        return str(pages), ""
    last = pages.last or ""
    return pages.first or "", last if last != pages.first else ""


def _database(entry: Entry, variable: str) -> list[str]:
    return ["PubMed"] if plain(entry.item.get(variable)) else []


def _line(entry: Entry, variable: str) -> list[str]:
    """An identifier with its name before it."""
    (text,) = rows.COMMON[variable.lower()](entry, variable)
    return [f"{variable}: {text}"] if text else []


def _joined(entry: Entry, variable: str) -> list[str]:
    """Names in one text, as BibTeX has them."""
    return [" and ".join(rows.braced_names(entry, variable))]


def _summary(entry: Entry, _: str) -> list[str]:
    text = fold(entry.annotation.summary) if entry.annotation else ""
    # Zotero takes other first words followed by a colon for names of fields.
    return [f"Summary: {text}"] if text else []


def _note(entry: Entry, variable: str) -> list[str]:
    # Brackets keep "Language: …" from being taken for a field of ProCite.
    return [rows.guarded(plain(entry.item.get(variable)))]


def _annotation(entry: Entry, _: str) -> list[str]:
    text = own_annotation(entry)
    return [f"{ANNOTATION}{text}"] if text else []


def _keywords(entry: Entry, _: str) -> list[str]:
    if not entry.tags and "keyword" not in entry.item:
        return []
    words = [word for word in map(without_semicolons, keywords(entry)) if word]
    if len(words) == 1:
        # Zotero splits the only KW of a record at commas.
        return [_COMMA.sub(" - ", words[0])]
    return words


EXTRACTS: Mapping[str, rows.Extract] = {
    **rows.COMMON,
    "annotation": _annotation,
    "braced": rows.braced_names,
    "database": _database,
    "day": _day,
    "first": _first,
    "joined": _joined,
    "keywords": _keywords,
    "last": _last,
    "line": _line,
    "note": _note,
    "start": _start,
    "summary": _summary,
    "year": _year,
}
"""How a source of a row is read from an entry; the key of the empty one is plain text."""


def record(entry: Entry, profile: Profile = DEFAULT_PROFILE) -> list[tuple[str, str]]:
    """Return the tags and values of an entry, from ``TY`` to before ``ER``."""
    ris_type = _ris_type(entry, profile)
    return [("TY", ris_type), *rows.Plans(profile.rows, EXTRACTS).values(entry, ris_type)]


def _ris_type(entry: Entry, profile: Profile) -> str:
    return profile.types.get(str(entry.item.get("type")), UNKNOWN_TYPE)


def write_profile(entries: Iterable[Entry], profile: Profile) -> Iterator[str]:
    """Yield one record a piece, with CR LF line ends and without a byte order mark."""
    plans = rows.Plans(profile.rows, EXTRACTS)
    for entry in entries:
        ris_type = _ris_type(entry, profile)
        lines = [f"TY  - {ris_type}"]
        lines += [f"{tag}  - {value}" for tag, value in plans.values(entry, ris_type)]
        lines += ["ER  - ", "", ""]
        yield LINE_END.join(lines)


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield one record a piece, in the profile that the options name."""
    return write_profile(entries, PROFILES[options.profile or DEFAULT_PROFILE.name])


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read records as :mod:`ldn_bib.formats.ris_reader` does, which a writer need not load."""
    from ldn_bib.formats import ris_reader

    return ris_reader.read(text, file)


def sniff(text: str) -> bool:
    """Tell from the first characters whether a text is RIS."""
    from ldn_bib.formats import ris_reader

    return ris_reader.sniff(text)


FIELDS: Mapping[str, str] = rows.fates(
    DEFAULT_PROFILE.rows,
    TYPES,
    {
        "id": "lost",
        "type": "changed: comes back as the usual one of the types that share a code of RIS",
        "tags": "changed: come back as keywords; a semicolon becomes a comma",
        "summary": "kept",
        "suffix": "kept",
        "particles": "changed: a dropping one comes back as a non-dropping one",
        "corporate names": "changed: a comma in the name becomes a space",
        "markup in titles": "lost",
        "date ranges": "changed: only the start is written, and of a season only the year",
        "article number": "kept",
        "collections": "lost",
        "abstract": "changed: one paragraph",
        "accessed": "changed: of a range only the start, of a season only the year",
        "annote": "changed: one paragraph; what the summary or the note says is not repeated",
        "note": "changed: one paragraph",
        "keyword": "changed: a comma in the only keyword becomes a spaced hyphen",
        "page": "changed: shortened last pages are written out, where the type has no "
        "number-of-pages",
        "submitted": "changed: only in PAT; of a range only the start, of a season only the year",
        "collection-editor": "changed: only in CHAP, DICT, ENCYC; and in BOOK beside an author, "
        "editor or collection-title",
        "event-title": "changed: only in CPAPER beside a container-title",
        "number": "changed: in SP where there are no pages, and comes back as page; "
        "kept in PAT, RPRT, STAND, UNPB",
    },
)
"""What becomes of each variable, in the default profile."""

FORMAT = Format(
    name="ris",
    title="RIS",
    extension=".ris",
    media_type="application/x-research-info-systems",
    write=write,
    read=read,
    sniff=sniff,
    profiles=tuple(PROFILES),
)
