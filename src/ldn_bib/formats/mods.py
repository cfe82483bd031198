"""MODS 3.8, the Metadata Object Description Schema of the Library of Congress: the writer.

The layout is data, in :mod:`ldn_bib.formats.mods_tables`. Conditions are subjects; one that a
person set and that has a MeSH descriptor is a subject of MeSH too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import rows
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.mods_tables import (
    GENRES,
    HOST,
    PARTS,
    PERIODICALS,
    RESOURCES,
    ROLES,
    ROWS,
    SERIES,
    TYPES,
    UNKNOWN_TYPE,
)
from ldn_bib.formats.text import fold, keywords, mend, own_annotation, plain
from ldn_bib.formats.xml_tree import grow, is_language, namer, pieces
from ldn_bib.values.date import Date, DatePart
from ldn_bib.values.issn import split_issns
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.name import OTHERS, Name
from ldn_bib.values.pages import Pages

NAMESPACE = "http://www.loc.gov/mods/v3"
VERSION = "3.8"

_DECLARED = f' xmlns="{NAMESPACE}"'
_MESH = "https://id.nlm.nih.gov/mesh/"
# RFC 3986, section 2: what may stand in an address as it is, and the sign of what is encoded.
_URL_SAFE = "%:/?#[]@!$&'()*+,;=-._~"


def _pages(entry: Entry, variable: str) -> Pages:
    return Pages.parse(plain(entry.item.get(variable))).expanded()


def _first(entry: Entry, variable: str) -> list[str]:
    return [_pages(entry, variable).first or ""]


def _last(entry: Entry, variable: str) -> list[str]:
    return [_pages(entry, variable).last or ""]


def _stretches(entry: Entry, variable: str) -> list[str]:
    pages = _pages(entry, variable)
    return [str(pages)] if len(pages.ranges) > 1 else []


def _leaves(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    return [f"{text} p." if text.isdecimal() else text]


def _each(entry: Entry, variable: str) -> list[str]:
    return split_issns(plain(entry.item.get(variable)))


def _date(entry: Entry, variable: str) -> list[str]:
    return [plain(str(rows.date_of(entry, variable)))]


def _tag(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    return [text] if is_language(text) else []


def _words(entry: Entry, variable: str) -> list[str]:
    text = plain(entry.item.get(variable))
    return [] if is_language(text) else [text]


def _paragraphs(entry: Entry, variable: str) -> list[str]:
    return [_shown(entry.item.get(variable))]


def _annotation(entry: Entry, _: str) -> list[str]:
    return [own_annotation(entry, _shown)]


def _shown(value: object) -> str:
    """A text with its lines."""
    return mend(strip_markup(value)).strip() if isinstance(value, str) else plain(value)


def _summary(entry: Entry, _: str) -> list[str]:
    return [fold(entry.annotation.summary) if entry.annotation else ""]


EXTRACTS: Mapping[str, rows.Extract] = {
    **rows.COMMON,
    "annotation": _annotation,
    "date": _date,
    "each": _each,
    "first": _first,
    "last": _last,
    "leaves": _leaves,
    "paragraphs": _paragraphs,
    "stretches": _stretches,
    "summary": _summary,
    "tag": _tag,
    "words": _words,
}
"""How a source of a row is read from an entry."""


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield a ``modsCollection``, one record a piece."""
    plans = rows.Plans(ROWS, EXTRACTS)
    name = namer()
    records = (_record(entry, name, plans, options) for entry in entries)
    start, end = f"<modsCollection{_DECLARED}>", "</modsCollection>"
    yield from pieces(start, records, end, declared=_DECLARED)


def _record(
    entry: Entry,
    name: Callable[[str], str],
    plans: rows.Plans,
    options: WriteOptions,
) -> Any:
    from lxml import etree

    kind = TYPES.get(str(entry.item.get("type")), UNKNOWN_TYPE)
    attributes = {"version": VERSION, "ID": name(entry.key)}
    record = etree.Element(f"{{{NAMESPACE}}}mods", attributes, nsmap={None: NAMESPACE})
    found = plans.values(entry, kind)
    titles = [pair for pair in found if pair[0].startswith("titleInfo")]
    for path, text in titles:
        _grow(record, path, text)
    _add_names(record, entry, kind)
    _add_type(record, kind)
    _add_date(record, rows.date_of(entry, "issued"))
    for path, text in found:
        if not path.startswith("titleInfo"):
            _grow(record, path, text)
    _add_subjects(record, entry, options)
    _add_location(record, entry)
    _grow(record, "recordInfo/recordIdentifier", plain(entry.key))
    return record


def _grow(root: Any, path: str, text: str | None) -> Any:
    return grow(root, path, text, NAMESPACE)


def _add_type(record: Any, kind: str) -> None:
    _grow(record, "typeOfResource", RESOURCES.get(kind, "text"))
    _grow(record, "genre authority=local", kind)
    if kind in GENRES:
        where = f"{HOST}/" if kind in PARTS else ""
        _grow(record, f"{where}genre authority=marcgt", GENRES[kind])
    if kind in PARTS:
        issuance = "continuing" if kind in PERIODICALS else "monographic"
        _grow(record, f"{HOST}/originInfo/issuance", issuance)


def _add_names(record: Any, entry: Entry, kind: str) -> None:
    for variable, (place, code) in ROLES.items():
        values = entry.item.get(variable)
        parts = values if isinstance(values, list | tuple) else ()
        names = [Name.from_csl(value) for value in parts if isinstance(value, Mapping)]
        names = [name for name in names if name.short]
        where = place
        if kind in PARTS:
            where = {"editor": HOST, "collection-editor": f"{HOST}/{SERIES}"}.get(variable, place)
        for name in names:
            is_last = name is names[-1] and len(names) > 1
            _add_name(record, f"{where}/" if where else "", name, code, is_last=is_last)
    event = plain(entry.item.get("event-title")) or plain(entry.item.get("event"))
    if event:
        meeting = _grow(record, "name type=conference", None)
        _grow(meeting, "namePart", event)
        # Without a role, or with a namePart for the date, bibutils makes an author of it.
        _grow(meeting, "role/roleTerm type=text", "conference")
        about = (*_date(entry, "event-date"), plain(entry.item.get("event-place")))
        if any(about):
            _grow(meeting, "description", ", ".join(filter(None, about)))


def _add_name(record: Any, where: str, name: Name, code: str, *, is_last: bool) -> None:
    if name.family or name.given:
        person = _grow(record, f"{where}name type=personal", None)
        particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
        family = Name(family=name.family, non_dropping_particle=particles)
        texts = (
            ("family", family.short if name.family else particles),
            ("given", name.given),
            ("termsOfAddress", name.suffix),
        )
        for part, text in texts:
            if text:
                _grow(person, f"namePart type={part}", plain(text))
    elif name.literal == OTHERS and is_last:
        person = _grow(record, f"{where}name", None)
        _grow(person, "etal", None)
    else:
        person = _grow(record, f"{where}name type=corporate", None)
        _grow(person, "namePart", plain(name.literal))
    _grow(person, "role/roleTerm type=code authority=marcrelator", code)


def _add_date(record: Any, date: Date) -> None:
    """``dateIssued``: a day or less as W3CDTF, a season as EDTF, words as they are."""
    path = "originInfo/dateIssued"
    if date.start is None:
        if date.literal:
            _grow(record, path, plain(date.literal))
        return
    about = " qualifier=approximate" if date.circa else ""
    if date.end or date.open_end:
        _grow(record, f"{path}{_encoding(date.start)} point=start{about}", str(date.start))
        if date.end:
            _grow(record, f"{path}{_encoding(date.end)} point=end{about}", str(date.end))
    elif date.season:
        season = str(Date(date.start, season=date.season))
        _grow(record, f"{path} encoding=edtf{about}", season)
    else:
        _grow(record, f"{path}{_encoding(date.start)}{about}", str(date.start))


def _encoding(part: DatePart) -> str:
    is_plain = 0 <= part.year <= 9999 and not part.is_season
    return f" encoding={'w3cdtf' if is_plain else 'edtf'}"


def _add_subjects(record: Any, entry: Entry, options: WriteOptions) -> None:
    for word in keywords(entry):
        _grow(record, "subject+/topic", word)
    for tag in entry.tags:
        condition = options.conditions.get(tag.slug)
        if condition and condition.mesh_name and condition.mesh_id and not tag.derived:
            subject = _grow(record, "subject authority=mesh", None)
            subject.set("valueURI", _MESH + condition.mesh_id)
            _grow(subject, "topic", plain(condition.mesh_name))


def _add_location(record: Any, entry: Entry) -> None:
    accessed = rows.date_of(entry, "accessed")
    url = plain(entry.item.get("URL"))
    if url:
        element = _grow(record, "location/url usage=primary", _address(url))
        if str(accessed):
            element.set("dateLastAccessed", plain(str(accessed)))
    elif accessed.start:
        path = f"originInfo/dateCaptured{_encoding(accessed.start)}"
        _grow(record, path, str(accessed.start))
    for pdf in rows.link(entry, "pdf") or rows.link(entry, "file"):
        path = "location/url displayLabel=PDF"
        _grow(record, path, _address(pdf)).set("access", "raw object")


def _address(text: str) -> str:
    """An address in the form that the type anyURI has."""
    from urllib.parse import quote

    return quote(text, safe=_URL_SAFE)


FIELDS: Mapping[str, str] = rows.fates(
    ROWS,
    {**TYPES, "": UNKNOWN_TYPE},
    {
        "id": "kept",
        "type": "changed: types that share a genre are no longer told apart",
        "tags": "changed: subjects; those that a person set are subjects of MeSH too",
        "summary": "kept",
        "suffix": "kept",
        "particles": "changed: stand in the family name",
        "corporate names": "kept",
        "markup in titles": "lost",
        "date ranges": "kept",
        "article number": "changed: the first page of an extent without a last one",
        "collections": "changed: no collections, but a subject for each condition",
        **dict.fromkeys(ROLES, "kept"),
        "issued": "kept",
        "accessed": "kept",
        "event-title": "kept",
        "event-date": "changed: only where there is an event-title",
        "event-place": "changed: only where there is an event-title",
        "keyword": "kept",
        "URL": "kept",
        "language": "kept",
        "page": "changed: shortened last pages are written out",
        "version": "changed: only where there is no edition",
        **dict.fromkeys(
            (
                "chapter-number",
                "collection-number",
                "collection-title",
                "edition",
                "ISBN",
                "ISSN",
                "issue",
                "number",
                "publisher",
                "publisher-place",
                "section",
                "supplement-number",
                "volume",
                "volume-title",
            ),
            "kept",
        ),
    },
)
"""What becomes of each variable."""

FORMAT = Format(
    name="mods",
    title="MODS",
    extension=".mods",
    media_type="application/mods+xml",
    write=write,
)
