"""Zotero RDF: the way into Zotero on which nothing gets lost.

* Text keeps CSL's markup, which Zotero sets as rich text. Characters that XML cannot hold go.
* Names: particles stand where Zotero looks for them, a suffix behind a comma in the first name.
* Dates are EDTF or words, which Zotero keeps as they are.
* What Zotero has no field for becomes a line ``variable: value`` in Extra, from which it cites.
* Tags stand as they are, whatever they hold; one that no person has set is an automatic tag.
* The summary is a note with the tag ``summary``, the annotation one without; links are linked
  attachments.
* Each condition is a collection within one that is named after the library. Groups of JabRef,
  and the collections that an item came from, are collections too.

The reader takes this back, and reads what Zotero exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from ldn_bib.entry import Entry
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
)
from ldn_bib.formats.text import fold
from ldn_bib.formats.xml_text import legal
from ldn_bib.formats.zotero_items import Creator, Link, Record, to_record
from ldn_bib.formats.zotero_places import NAMESPACES, PATH, PLACES, role_property, tag
from ldn_bib.formats.zotero_rdf_reader import read
from ldn_bib.formats.zotero_types import ITEM_TYPES

DEFAULT_TITLE = "ldn-bib"
"""Name of the collection around the conditions, where the library has no title."""

_ABOUT = tag("rdf:about")
_RESOURCE = tag("rdf:resource")
_LINKED_URL = "3"
_SNIFFED = ("www.zotero.org/namespaces/export", "purl.org/net/biblio")


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield one item a piece with its notes and links, then the collections."""
    collections = _Collections(options)
    head, tail = "", ""
    for entry in entries:
        record = to_record(entry)
        collections.add(entry, record)
        head, text, tail = _pieces(_nodes(record))
        yield text if collections.count > 1 else head + text
    if collections.slugs or collections.own:
        head, text, tail = _pieces(collections.nodes())
        yield text
    if not head:
        head, _, tail = _pieces([])
        yield head
    yield tail


def _pieces(nodes: Iterable[Any]) -> tuple[str, str, str]:
    """Return what stands before, in and after the document's element."""
    from lxml import etree

    root = etree.Element(tag("rdf:RDF"), nsmap=dict(NAMESPACES))
    # an element that is never empty, so that the document's has an end tag
    root.text = "\n"
    root.extend(nodes)
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    start, end = text.index(">") + 1, text.rindex("</")
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{text[:start]}\n'
    inner = text[start:end].strip("\n")
    return head, f"{inner}\n" if inner.strip() else "", f"{text[end:]}\n"


def _address(kind: str, *names: str) -> str:
    return f"#{kind}_{'_'.join(quote(name, safe='') for name in names)}"


def _nodes(record: Record) -> list[Any]:
    from lxml import etree

    kind = record.item_type
    node = etree.Element(tag(kind.node), {_ABOUT: _address("item", record.key)})
    nodes = [node]
    etree.SubElement(node, tag("z:itemType")).text = kind.name
    within = node
    if kind.container:
        part = etree.SubElement(node, tag("dcterms:isPartOf"))
        within = etree.SubElement(part, tag(kind.container))
    for creator in record.creators:
        _add_creator(node, creator)
    dated = "date" in record.fields
    for name in sorted(record.fields, key=_rank):
        # Zotero takes the date of access for the date of an item that has no other.
        place = f"z:{name}" if name == "accessDate" and not dated else _place(name, kind.container)
        _put(node, within, place, record.fields[name])
    if within is not node and not len(within):
        node.remove(within.getparent())
    etree.SubElement(node, tag("z:citationKey")).text = record.key
    for word, automatic in record.tags:
        subject = etree.SubElement(node, tag("dc:subject"))
        if automatic:
            subject = etree.SubElement(subject, tag("z:AutomaticTag"))
            subject = etree.SubElement(subject, tag("rdf:value"))
        subject.text = word
    for number, note in enumerate(record.notes, 1):
        address = _address("note", record.key, str(number))
        etree.SubElement(node, tag("dcterms:isReferencedBy"), {_RESOURCE: address})
        memo = etree.Element(tag("bib:Memo"), {_ABOUT: address})
        etree.SubElement(memo, tag("rdf:value")).text = note.html
        for word in note.tags:
            etree.SubElement(memo, tag("dc:subject")).text = word
        nodes.append(memo)
    for number, link in enumerate(record.links, 1):
        address = _address("link", record.key, str(number))
        etree.SubElement(node, tag("link:link"), {_RESOURCE: address})
        nodes.append(_link_node(address, link))
    return nodes


_RANKS = {name: rank for rank, name in enumerate(PLACES)}


def _rank(name: str) -> tuple[int, str]:
    return _RANKS.get(name, len(_RANKS)), name


def _place(name: str, container: str) -> str:
    place = PLACES.get(name, (f"z:{name}",))[0]
    return f"z:{name}" if place.startswith("within/") and not container else place


def _put(node: Any, within: Any, place: str, text: str) -> None:
    """Put a value into its place, making the elements on the way there."""
    from lxml import etree

    place, _, label = place.partition("~")
    steps = place.split("/")
    if steps[0] in ("in", "within"):
        node = within
        del steps[0]
    while len(steps) > 1:
        prop, kind = tag(steps.pop(0)), tag(steps.pop(0))
        found = next(
            (child[0] for child in node.iterchildren(prop) if len(child) and child[0].tag == kind),
            None,
        )
        node = found if found is not None else etree.SubElement(etree.SubElement(node, prop), kind)
    etree.SubElement(node, tag(steps[0])).text = f"{label} {text}" if label else text


def _add_creator(node: Any, creator: Creator) -> None:
    from lxml import etree

    prop = tag(role_property(creator.role))
    holder = node.find(prop)
    if holder is None:
        holder = etree.SubElement(node, prop)
        etree.SubElement(holder, tag("rdf:Seq"))
    item = etree.SubElement(holder[0], tag("rdf:li"))
    person = etree.SubElement(item, tag("foaf:Person"))
    # Zotero reads both; it writes foaf:surname, which without a given name is a body.
    alone = creator.is_person and not creator.first
    name = "foaf:familyName" if alone else "foaf:surname"
    etree.SubElement(person, tag(name)).text = creator.last
    if creator.first:
        etree.SubElement(person, tag("foaf:givenName")).text = creator.first


def _link_node(address: str, link: Link) -> Any:
    from lxml import etree

    node = etree.Element(tag("z:Attachment"), {_ABOUT: address})
    etree.SubElement(node, tag("z:itemType")).text = "attachment"
    _put(node, node, PLACES["url"][0], link.url)
    etree.SubElement(node, tag("dc:title")).text = link.title
    etree.SubElement(node, tag("z:linkMode")).text = _LINKED_URL
    if link.media_type:
        etree.SubElement(node, tag("link:type")).text = link.media_type
    return node


class _Collections:
    """The conditions that are met on the way, and who has them."""

    def __init__(self, options: WriteOptions) -> None:
        self.options = options
        self.count = 0
        self.slugs: dict[str, list[str]] = {}
        self.labels: dict[str, str] = {}
        self.without: list[str] = []
        self.own: dict[tuple[str, ...], list[str]] = {}

    def add(self, entry: Entry, record: Record) -> None:
        self.count += 1
        address = _address("item", legal(entry.key))
        for found in entry.tags:
            self.slugs.setdefault(found.slug, []).append(address)
            self.labels.setdefault(found.slug, found.label)
        if not entry.tags:
            self.without.append(address)
        for path in record.collections:
            names = tuple(filter(None, path.split(PATH)))
            self.own.setdefault(names, []).append(address)

    def nodes(self) -> list[Any]:
        """The collections of the conditions, then those that the entries had before."""
        made = self._of_conditions() if self.slugs else []
        nodes = [node for _, node in made]
        places = {tuple(map(self._title, place)): node for place, node in made}
        for names, members in self.own.items():
            for depth in range(1, len(names) + 1):
                place = names[:depth]
                if place not in places:
                    address = _address("group", PATH.join(place))
                    places[place] = self._node(address, place[-1], ())
                    nodes.append(places[place])
                    if depth > 1:
                        self._add_parts(places[place[:-1]], [address])
            if names:
                self._add_parts(places[names], members)
        return nodes

    def _of_conditions(self) -> list[tuple[tuple[str, ...], Any]]:
        """Place and node of the library's, then of one for each condition, in their order."""
        known = self.options.conditions
        order = [slug for slug in known if slug in self.slugs]
        order += [slug for slug in self.slugs if slug not in known]
        addresses = {slug: _address("collection", slug) for slug in order}
        title = self.options.title or DEFAULT_TITLE
        top = self._node("#collection", title, [*addresses.values(), *self.without])
        labels = {slug: known[slug].label if slug in known else self.labels[slug] for slug in order}
        inner = [
            ((title, labels[slug]), self._node(addresses[slug], labels[slug], self.slugs[slug]))
            for slug in order
        ]
        return [((title,), top), *inner]

    @staticmethod
    def _title(text: str) -> str:
        return legal(fold(text)) or DEFAULT_TITLE

    def _node(self, address: str, title: str, members: Iterable[str]) -> Any:
        from lxml import etree

        node = etree.Element(tag("z:Collection"), {_ABOUT: address})
        etree.SubElement(node, tag("dc:title")).text = self._title(title)
        self._add_parts(node, members)
        return node

    @staticmethod
    def _add_parts(node: Any, members: Iterable[str]) -> None:
        from lxml import etree

        there = {part.get(_RESOURCE) for part in node}
        for member in members:
            if member not in there:
                etree.SubElement(node, tag("dcterms:hasPart"), {_RESOURCE: member})


def sniff(head: str) -> bool:
    """Tell Zotero RDF by its namespaces."""
    return "RDF" in head and any(name in head for name in _SNIFFED)


def _fields() -> dict[str, str]:
    variables = TEXT_VARIABLES | NUMBER_VARIABLES | DATE_VARIABLES | NAME_VARIABLES
    placed = {name for kind in ITEM_TYPES.values() for name in (*kind.fields, *kind.roles)}
    in_extra = "changed: a line of Zotero’s Extra, from which it cites and which comes back"
    return {
        **{
            name: "kept" if name in placed else in_extra
            for name in sorted(variables - {*OLD_NAMES})
        },
        "annote": "changed: a child note, without markup; comes back, and so do notes of one’s own",
        "keyword": "kept",
        "note": "kept",
        "custom": "changed: lines of Zotero’s Extra; pdf, file and links are linked attachments, "
        "groups are collections",
        "tags": "kept",
        "summary": "kept",
        "suffix": "changed: behind a comma in the first name, as Zotero wants it; comes back",
        "particles": "changed: before the last or behind the first name; come back",
        "corporate names": "kept",
        "markup in titles": "kept",
        "date ranges": "kept",
        "article number": "kept",
        "collections": "kept",
        "id": "kept",
        "type": "changed: Zotero's item type, and a line in Extra where that says less",
    }


FIELDS: Mapping[str, str] = _fields()
"""What becomes of each variable on the way into the format and back."""

FORMAT = Format(
    name="zotero-rdf",
    title="Zotero RDF",
    extension=".rdf",
    media_type="application/rdf+xml",
    write=write,
    read=read,
    sniff=sniff,
    collections=True,
)
