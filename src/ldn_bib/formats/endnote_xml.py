"""EndNote XML, as EndNote, Zotero and JabRef read it: the writer.

The layout is data, in :mod:`ldn_bib.formats.endnote_tables`. A text element holds text only:
Zotero drops what stands beside a child element, so markup in titles goes. A record stands on one
line, for white space inside an address or a date would belong to it.

* Names: particles stand in the family name, the suffix third; the name of a body ends with a
  comma, and one inside it becomes a space.
* Dates: ``year`` and words for the rest, ``Mar 5`` or ``May-Jun``, as EndNote's styles print them.
* Notes: the plain-language summary comes first, as ``Summary: …``, then the note, last what the
  item has for an annotation, as ``Annotation: …``. JabRef does not read ``research-notes``.
* Label: the key, and on lines below it the identifiers that have no other element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import rows
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.endnote_reader import read, sniff
from ldn_bib.formats.endnote_tables import NUMBERS, ROWS, TYPES, UNKNOWN_TYPE, WITH_PMCID
from ldn_bib.formats.text import ANNOTATION, fold, keywords, own_annotation, plain
from ldn_bib.formats.xml_text import legal
from ldn_bib.values.date import Date, DatePart
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.pages import Pages

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LINE_END = re.compile("\r\n?")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_FIRST_LINE = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
_LAST_LINE = "</records></xml>\n"


def _paragraphs(entry: Entry, variable: str) -> list[str]:
    return [_shown(entry.item.get(variable))]


def _shown(value: object) -> str:
    """Text whose line ends stay."""
    return _lines(value) if isinstance(value, str) else plain(value)


def _lines(text: str) -> str:
    lines = _LINE_END.sub("\n", strip_markup(text)).split("\n")
    return "\n".join(map(fold, lines)).strip()


def _pages(entry: Entry, variable: str) -> list[str]:
    pages = Pages.parse(plain(entry.item.get(variable))).expanded()
    one = len(pages.ranges) == 1 and pages.last == pages.first
    return [(pages.first if one else str(pages)) or ""]


def _year(entry: Entry, variable: str) -> list[str]:
    date = rows.date_of(entry, variable)
    if date.start is None:
        return [plain(date.literal)]
    start = rows.year_text(date.start.year)
    if date.end and len(date.start.parts) == len(date.end.parts) == 1:
        return [f"{start}-{rows.year_text(date.end.year)}"]
    return [start]


def _day(entry: Entry, variable: str) -> list[str]:
    """What stands beside the year: ``Mar 5``, ``Mar 5-Apr 7``, ``Winter``."""
    date = rows.date_of(entry, variable)
    start, end = date.start, date.end
    if start is None:
        return []
    if start.month is None and date.season:
        return [_SEASONS[date.season - 1]]
    if start.month is None or start.is_season:
        return []
    if not 1000 <= start.year <= 9999:
        return [str(start)]
    if end is None or end.month is None or end.is_season or not 1000 <= end.year <= 9999:
        return [_month_day(start)]
    if end.year != start.year:
        return [f"{start.year} {_month_day(start)}-{end.year} {_month_day(end)}"]
    return [f"{_month_day(start)}-{_month_day(end)}"]


def _month_day(part: DatePart) -> str:
    month = _MONTHS[(part.month or 1) - 1]
    return f"{month} {part.day}" if part.day is not None else month


def _iso(entry: Entry, variable: str) -> list[str]:
    date: Date = rows.date_of(entry, variable)
    return [str(date.start) if date.start else plain(date.literal)]


def _keywords(entry: Entry, _: str) -> list[str]:
    return keywords(entry)


def _label(entry: Entry, _: str) -> list[str]:
    lines = [fold(entry.key)]
    lines += [f"PMID: {pmid}" for pmid in rows.pmid(entry, "PMID") if pmid]
    if _type(entry) not in WITH_PMCID:
        lines += [f"PMCID: {pmcid}" for pmcid in rows.pmcid(entry, "PMCID") if pmcid]
    return ["\n".join(lines)]


def _notes(entry: Entry, variable: str) -> list[str]:
    summary = fold(entry.annotation.summary) if entry.annotation else ""
    parts = [f"Summary: {summary}"] if summary else []
    (note,) = _paragraphs(entry, variable)
    if note:
        parts.append(rows.guarded(note))
    annotation = own_annotation(entry, _shown)
    if annotation:
        parts.append(f"{ANNOTATION}{annotation}")
    return ["\n\n".join(parts)]


def _doi_link(entry: Entry, variable: str) -> list[str]:
    doi = normalise_doi(plain(entry.item.get(variable)))
    return [doi_url(doi)] if doi else []


EXTRACTS: Mapping[str, rows.Extract] = {
    **rows.COMMON,
    "day": _day,
    "doilink": _doi_link,
    "iso": _iso,
    "keywords": _keywords,
    "label": _label,
    "notes": _notes,
    "pages": _pages,
    "text": _paragraphs,
    "year": _year,
}
"""How a source of a row is read from an entry; the key of the empty one is plain text."""


def _type(entry: Entry) -> str:
    return TYPES.get(str(entry.item.get("type")), UNKNOWN_TYPE)


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield the document, one record a piece, with the two lines around them."""
    from lxml import etree

    del options  # there is one dialect only
    plans = rows.Plans(ROWS, EXTRACTS)
    yield _FIRST_LINE
    for number, entry in enumerate(entries, 1):
        name = _type(entry)
        record = etree.Element("record")
        # Names the record in pandoc; the others give it a number of their own.
        _add(record, "rec-number", str(number))
        _add(record, "ref-type", str(NUMBERS[name])).set("name", name)
        for path, text in plans.values(entry, name):
            _add(record, path, legal(text))
        yield etree.tostring(record, encoding="unicode") + "\n"
    yield _LAST_LINE


def _add(record: Any, path: str, text: str) -> Any:
    """Add an element; the ones around it are shared with the element before where they can be."""
    *around, last = path.split("/")
    parent = record
    for name in around:
        child = parent[-1] if len(parent) else None
        parent = child if child is not None and child.tag == name else _sub(parent, name)
    element = _sub(parent, last)
    element.text = text
    return element


def _sub(parent: Any, name: str) -> Any:
    child = parent.makeelement(name)
    parent.append(child)
    return child


FIELDS: Mapping[str, str] = rows.fates(
    ROWS,
    TYPES,
    {
        "id": "kept",
        "type": "changed: comes back as the usual one of the types that share a name of EndNote",
        "tags": "changed: come back as keywords; a semicolon becomes a comma",
        "summary": "kept",
        "suffix": "kept",
        "particles": "changed: a dropping one comes back as a non-dropping one",
        "corporate names": "changed: a comma in the name becomes a space",
        "markup in titles": "lost",
        "date ranges": "changed: seasons in a range and open ends are left out",
        "article number": "kept",
        "collections": "lost",
        "accessed": "changed: of a range only the start, of a season only the year",
        "annote": "changed: what the summary or the note says is not repeated",
        "keyword": "kept",
        "note": "kept",
        "PMCID": "kept",
        "page": "changed: shortened last pages are written out, where the type has no "
        "number-of-pages",
        "submitted": "changed: only in Patent; of a range only the start, of a season only the "
        "year",
        "event-title": "changed: only in Conference Proceedings beside a container-title",
        "number": "changed: in pages where there are none, and comes back as page; "
        "kept in Patent, Report, Standard, Unpublished Work",
    },
)
"""What becomes of each variable."""

FORMAT = Format(
    name="endnote-xml",
    title="EndNote XML",
    extension=".xml",
    media_type="application/xml",
    write=write,
    read=read,
    sniff=sniff,
)
