"""An entry as Zotero keeps it, and back."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ldn_bib.entry import Annotation, Entry
from ldn_bib.formats.csl_items import DATE_VARIABLES, FALLBACK_TYPE, TYPES, clean_item
from ldn_bib.formats.text import (
    PROPOSED,
    fold,
    group_names,
    keywords,
    own_annotation,
    plain,
    unique,
)
from ldn_bib.formats.xml_text import legal
from ldn_bib.formats.zotero_extra import csl_name, extra_text, read_extra, zotero_name
from ldn_bib.formats.zotero_names import BASE_NAMES, OTHER_FIELDS
from ldn_bib.formats.zotero_types import (
    BY_CSL,
    FALLBACK,
    ITEM_TYPES,
    NEAREST,
    ItemType,
    field_variables,
)
from ldn_bib.values.date import Date
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.keywords import join_keywords, split_keywords
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.name import Name
from ldn_bib.values.pmcid import normalise_pmcid, pmcid_url
from ldn_bib.values.pmid import normalise_pmid, pmid_url

SUMMARY_TAG = "summary"
"""Tag of the note that holds the plain summary, by which it is known again."""

_MULTILINE = frozenset(("abstract",))
_NOT_WRITTEN = frozenset(("id", "type", "note", "annote", "custom", "keyword"))
_LINKS = (("pdf", "PDF", "application/pdf"), ("file", "File", ""))
_NOTE_GAP = "\n\n"
_BLANK_LINES = re.compile(r"\n\s*\n")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T].*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Creator:
    """A name: its role, last and first name; a body has no first name.

    Attributes:
        is_person: whether one that has no first name is a person all the same.
    """

    role: str
    last: str
    first: str = ""
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web that belongs to an item."""

    title: str
    url: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note in HTML and its tags."""

    html: str
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Record:
    """An item of Zotero.

    Attributes:
        item_type: its type.
        fields: its fields by name, in their order.
        creators: its names in their order.
        tags: tag, and whether it was set automatically.
        notes: its child notes.
        links: its linked addresses.
        key: citation key; empty where it has none.
        others: names of roles that have no CSL variable.
        collections: paths of the collections that it is in.
    """

    item_type: ItemType
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[Creator] = field(default_factory=list)
    tags: list[tuple[str, bool]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    key: str = ""
    collections: list[str] = field(default_factory=list)


def to_record(entry: Entry) -> Record:
    """Return the entry as an item of Zotero, with text that XML can hold."""
    item, _ = clean_item(entry.item)
    custom = dict(item.get("custom", {}))
    csl_type = str(entry.item.get("type") or FALLBACK_TYPE)
    item_type = _item_type(csl_type, custom.pop("itemType", None))
    record = Record(item_type, key=legal(entry.key))
    rest: dict[str, Any] = {}
    for variable, value in item.items():
        if variable in item_type.fields:
            text = _field_text(variable, value)
            if text:
                record.fields[item_type.fields[variable]] = text
        elif variable in item_type.roles:
            role = item_type.roles[variable]
            for name in map(Name.from_csl, value):
                last, first = map(legal, zotero_name(name))
                if last:
                    record.creators.append(Creator(role, last, first, bool(name.family)))
        elif variable not in _NOT_WRITTEN:
            rest[variable] = value
    record.tags = _tags(entry, _taken(custom, "tags"))
    record.links = _links(item, custom)
    record.collections = [legal(name) for name in group_names(custom)]
    _taken(custom, "collections")
    _taken(custom, "groups", str)
    own_notes = _own_notes(entry, _taken(custom, "notes"))
    for other in sorted(OTHER_FIELDS & custom.keys()):
        if isinstance(custom[other], str):
            record.fields[other] = legal(fold(custom.pop(other)))
    named_type = csl_type if csl_type != item_type.csl else ""
    extra = legal(extra_text(legal(item.get("note", "")), fold(named_type), rest, custom))
    if extra:
        record.fields["extra"] = extra
    summary = legal(entry.annotation.summary).strip() if entry.annotation else ""
    if summary:
        record.notes.append(Note(_note_html(summary), (SUMMARY_TAG,)))
    record.notes += [Note(_note_html(text)) for text in own_notes]
    return record


def _taken(custom: dict[str, Any], name: str, kind: type = list) -> object:
    """Take out what a reader put there; a field of the same name is of another kind and stays."""
    return custom.pop(name) if isinstance(custom.get(name), kind) else None


def _own_notes(entry: Entry, read: object) -> list[str]:
    """Return the annotation; where it is what a reader found in several notes, those."""
    text = own_annotation(entry, _paragraphs)
    if isinstance(read, list) and all(isinstance(note, str) for note in read):
        notes = list(map(_paragraphs, read))
        if text in ("", _NOTE_GAP.join(notes)):
            return notes
    return [text] if text else []


def _paragraphs(value: object) -> str:
    lines = strip_markup(value).splitlines() if isinstance(value, str) else [plain(value)]
    return legal("\n".join(map(fold, lines))).strip()


def _item_type(csl_type: str, wanted: object) -> ItemType:
    chosen = ITEM_TYPES.get(wanted) if isinstance(wanted, str) else None
    if chosen and chosen.csl == csl_type:
        return chosen
    return BY_CSL.get(csl_type) or ITEM_TYPES.get(NEAREST.get(csl_type, ""), FALLBACK)


def _field_text(variable: str, value: Any) -> str:
    if variable in DATE_VARIABLES:
        return legal(fold(str(Date.from_csl(value))))
    return legal(str(value)).strip() if variable in _MULTILINE else legal(fold(str(value)))


def _tags(entry: Entry, read: object) -> list[tuple[str, bool]]:
    """Return the tags and keywords; those that a reader found are taken as it found them."""
    words = keywords(entry)
    if isinstance(read, list):
        labels = keywords(replace(entry, item={"id": ""}))
        words = unique([*labels, *(fold(word) for word in read if isinstance(word, str))])
    proposed = {plain(tag.label) + PROPOSED for tag in entry.tags if tag.derived}
    return [(legal(word), word in proposed) for word in words if legal(word)]


def _derived_links(item: Mapping[str, Any]) -> list[Link]:
    """Links that follow from the identifiers and the address of an item."""
    links = []
    doi = normalise_doi(str(item.get("DOI", "")))
    if doi:
        links.append(Link("DOI", doi_url(doi), "text/html"))
    pmid = normalise_pmid(str(item.get("PMID", "")))
    if pmid:
        links.append(Link("PubMed", pmid_url(pmid), "text/html"))
    pmcid = normalise_pmcid(str(item.get("PMCID", "")))
    if pmcid:
        links.append(Link("PubMed Central", pmcid_url(pmcid), "text/html"))
    url = fold(str(item.get("URL", "")))
    if url.startswith(("http://", "https://")):
        links.append(Link("Web page", legal(url), "text/html"))
    return links


def _links(item: Mapping[str, Any], custom: dict[str, Any]) -> list[Link]:
    links = _derived_links(item)
    for name, title, media_type in _LINKS:
        value = custom.get(name)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            links.append(Link(title, legal(fold(custom.pop(name))), media_type))
    more = custom.get("links")
    if isinstance(more, str):
        more = custom["links"] = more.split("; ")
    if isinstance(more, list) and all(isinstance(url, str) for url in more):
        links += [Link(url, url) for url in map(legal, map(fold, custom.pop("links")))]
    return list({link.url: link for link in reversed(links)}.values())[::-1]


def _note_html(text: str) -> str:
    paragraphs = _BLANK_LINES.split(text)
    return "\n".join(
        f"<p>{html.escape(paragraph.strip(), quote=False).replace(chr(10), '<br/>')}</p>"
        for paragraph in paragraphs
    )


def from_record(record: Record, csl_type: str = "") -> tuple[dict[str, Any], Annotation | None]:
    """Return the CSL item without its id, and the annotation, if there is a summary."""
    kind = record.item_type
    item: dict[str, Any] = {"type": csl_type if csl_type in TYPES else kind.csl}
    custom: dict[str, Any] = {}
    if BY_CSL[kind.csl] is not kind:
        custom["itemType"] = kind.name
    variables = field_variables(kind)
    roles = {"creator": "author", **{role: variable for variable, role in kind.roles.items()}}
    for creator in record.creators:
        variable = roles.get(creator.role)
        if variable:
            item.setdefault(variable, []).append(_csl_name(creator))
        else:
            shown = ", ".join(filter(None, (creator.last, creator.first)))
            custom.setdefault(creator.role, []).append(shown)
    for name, text in record.fields.items():
        variable = variables.get(name) or variables.get(BASE_NAMES.get(name, name))
        if name == "extra":
            continue
        if variable is None:
            custom[name] = text
        elif variable not in item:
            item[variable] = _date(text) if variable in DATE_VARIABLES else text
    read_extra(record.fields.get("extra", ""), item, custom)
    _read_tags(record, item, custom)
    summary = _read_notes(record, item, custom)
    _read_links(record, item, custom)
    if record.collections:
        custom["collections"] = record.collections
    item, _ = clean_item({**item, "custom": custom} if custom else item)
    return item, Annotation(summary=summary) if summary else None


def _csl_name(creator: Creator) -> dict[str, Any]:
    if creator.is_person and not creator.first:
        return Name(family=creator.last).to_csl()
    return csl_name(creator.last, creator.first)


def _date(text: str) -> dict[str, Any]:
    return Date.parse(_TIME.sub(r"\1", text)).to_csl()


def _read_tags(record: Record, item: dict[str, Any], custom: dict[str, Any]) -> None:
    words = unique(fold(tag) for tag, _ in record.tags)
    if not words:
        return
    item["keyword"] = join_keywords(words)
    if split_keywords(item["keyword"]) != words:
        custom["tags"] = words


def _read_notes(record: Record, item: dict[str, Any], custom: dict[str, Any]) -> str:
    """Make the annotation of the notes; return the summary."""
    summary = ""
    own: list[str] = []
    for note in record.notes:
        text = note_text(note.html)
        if SUMMARY_TAG in note.tags and not summary:
            summary = text
        elif text:
            own.append(text)
    if own:
        present = item.get("annote")
        item["annote"] = _NOTE_GAP.join([present, *own] if present else own)
    if len(own) > 1:
        custom["notes"] = own
    return summary


def note_text(source: str) -> str:
    """Return the text of a note in HTML, with an empty line between its paragraphs."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fragment_fromstring(source, create_parent=True)
    except (etree.ParserError, ValueError):
        return fold(source)
    for element in root.iter("br"):
        element.tail = "\n" + (element.tail or "").lstrip("\n")
    for element in root.iter("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"):
        element.tail = "\n\n" + (element.tail or "")
    lines = [fold(line) for line in str(root.text_content()).strip().split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _read_links(record: Record, item: Mapping[str, Any], custom: dict[str, Any]) -> None:
    known = {link.url for link in _derived_links(item)}
    for link in record.links:
        if link.url in known:
            continue
        known.add(link.url)
        name = next(
            (
                n
                for n, title, kind in _LINKS
                if link.title == title or link.media_type == kind != ""
            ),
            "links",
        )
        if name != "links" and name not in custom:
            custom[name] = link.url
        else:
            custom.setdefault("links", []).append(link.url)
