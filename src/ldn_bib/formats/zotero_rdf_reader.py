"""Reading Zotero RDF: what we write, and what Zotero exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ldn_bib.entry import Entry, Origin
from ldn_bib.formats.provisional import Ids
from ldn_bib.formats.text import fold
from ldn_bib.formats.xml_text import parse_xml
from ldn_bib.formats.zotero_items import Creator, Link, Note, Record, from_record
from ldn_bib.formats.zotero_places import NAMESPACES, PATH, PLACES, role_property, tag
from ldn_bib.formats.zotero_types import FALLBACK, ITEM_TYPES, ItemType
from ldn_bib.values.finding import Finding, Severity

_RDF = NAMESPACES["rdf"]
_Z = f"{{{NAMESPACES['z']}}}"
_ABOUT, _ID, _NODE_ID = tag("rdf:about"), tag("rdf:ID"), tag("rdf:nodeID")
_RESOURCE, _TYPE, _DESCRIPTION = tag("rdf:resource"), tag("rdf:type"), tag("rdf:Description")
_LITERAL = tag("rdf:parseType")
_COLLECTION, _ATTACHMENT, _MEMO = tag("z:Collection"), tag("z:Attachment"), tag("bib:Memo")
_PART_OF = tag("dcterms:isPartOf")
_CHILDREN = frozenset(("attachment", "note", "annotation"))
_POINTERS = ("dcterms:isPartOf", "bib:presentedAt", "link:link", "dcterms:isReferencedBy")
_NO_FIELDS = frozenset(("itemType", "citationKey", "displayTitle", "path", "linkMode", "charset"))
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
_CONTAINERS = frozenset(kind.container for kind in ITEM_TYPES.values() if kind.container)
_MAX_DEPTH = 8


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read the items of a document with their notes, links and collections.

    Args:
        text: the content of the file.
        file: its name, for messages.

    Returns:
        The entries in the order of the file, and what was found wrong. An item without a
        citation key gets a provisional one.
    """
    root, findings = parse_xml(text, file)
    if root is None:
        if not findings:
            findings = [_finding("broken-xml", "there is no XML", Severity.ERROR, file, None)]
        return [], findings
    if root.tag != tag("rdf:RDF"):
        message = f"the document is no RDF: its element is {_shown(root.tag)!r}"
        return [], [*findings, _finding("not-rdf", message, Severity.ERROR, file, root.sourceline)]
    graph = _Graph(root)
    paths = _collection_paths(graph)
    entries: list[Entry] = []
    ids = Ids()
    for node in graph.nodes:
        record, item_type = _record(graph, node)
        if record is None:
            findings += _left_out(graph, node, file)
            continue
        record.collections = paths.get(graph.address(node), [])
        item, annotation = from_record(record, item_type)
        key = fold(record.key) or fold(str(item.pop("citation-key", "")))
        made = ids.give(item, key)
        if key and made != key:
            message = f"a second item has the citation key {key!r}; it is called {made!r}"
            findings.append(
                _finding("duplicate-key", message, Severity.WARNING, file, node.sourceline, made)
            )
        if item_type and item_type != item["type"]:
            message = f"Zotero has no item type {item_type!r}; it is taken for {item['type']!r}"
            findings.append(
                _finding("unknown-type", message, Severity.WARNING, file, node.sourceline, made)
            )
        item.pop("id", None)
        origin = Origin(file, node.sourceline)
        entries.append(Entry({"id": made, **item}, annotation=annotation, origin=origin))
    return entries, findings


def _finding(
    code: str,
    message: str,
    severity: Severity,
    file: str,
    line: int | None,
    key: str | None = None,
) -> Finding:
    loses = severity is Severity.ERROR
    return Finding(code, message, severity, file=file, line=line, key=key, loses_entry=loses)


def _shown(name: object) -> str:
    return str(name).rpartition("}")[2]


class _Graph:
    """The nodes of a document, and where its references lead."""

    def __init__(self, root: Any) -> None:
        self.nodes: list[Any] = [node for node in root if isinstance(node.tag, str)]
        self.by_address: dict[str, Any] = {}
        for node in root.iter("*"):
            address = self.address(node)
            if address and (len(node) or address not in self.by_address):
                self.by_address.setdefault(address, node)
        pointers = set(map(tag, _POINTERS))
        self.pointed_at = {
            self._reference(prop) for prop in root.iter(*pointers) if self._reference(prop)
        }

    @staticmethod
    def address(node: Any) -> str:
        """Return the address of a node; empty where it has none."""
        about = node.get(_ABOUT)
        if about is not None:
            return str(about)
        name = node.get(_ID)
        if name is not None:
            return f"#{name}"
        label = node.get(_NODE_ID)
        # of a property this is where it leads
        return f"_:{label}" if label is not None and not _is_property(node) else ""

    @staticmethod
    def _reference(prop: Any) -> str:
        resource = prop.get(_RESOURCE)
        if resource is not None:
            return str(resource)
        label = prop.get(_NODE_ID)
        return f"_:{label}" if label is not None else ""

    def targets(self, node: Any, name: str) -> Iterator[Any]:
        """Yield what a property of a node holds: text, or elements."""
        if node.get(name):
            yield node.get(name)
        for prop in node.iterchildren(name):
            yield from self.values(prop)

    def values(self, prop: Any) -> Iterator[Any]:
        """Yield the text or the element that a property element holds or leads to."""
        reference = self._reference(prop)
        if reference:
            yield self.by_address.get(reference, reference)
        elif prop.get(_LITERAL) == "Literal":
            yield "".join(prop.itertext())
        else:
            inner = [child for child in prop if isinstance(child.tag, str)]
            if inner:
                yield from inner
            elif prop.text:
                yield "".join(prop.itertext())

    def kind(self, node: Any) -> str:
        """Return the class of a node as ``prefix:Class``; empty where it has none."""
        name = node.tag
        if name == _DESCRIPTION:
            found = node.find(_TYPE)
            uri = found.get(_RESOURCE, "") if found is not None else ""
            space = next((space for space in _PREFIXES if uri.startswith(space)), "")
            return f"{_PREFIXES[space]}:{uri[len(space) :]}" if space else ""
        space, _, local = name.removeprefix("{").partition("}")
        return f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else ""

    def text(self, node: Any, name: str) -> str:
        """Return the first text of a property; empty where there is none."""
        return next((v.strip() for v in self.targets(node, tag(name)) if isinstance(v, str)), "")

    def along(self, node: Any, steps: list[str]) -> Iterator[str]:
        """Yield the texts at the end of a place."""
        if len(steps) == 1:
            for value in self.targets(node, tag(steps[0])):
                if isinstance(value, str):
                    yield value.strip()
            return
        for value in self.targets(node, tag(steps[0])):
            if not isinstance(value, str) and self.kind(value) == steps[1]:
                yield from self.along(value, steps[2:])


def _is_property(node: Any) -> bool:
    """Whether an element is a property: in RDF/XML nodes and properties alternate."""
    depth = sum(1 for _ in node.iterancestors())
    return depth % 2 == 0


def _parts(graph: _Graph, node: Any) -> list[Any]:
    """Return what a node is part of, and what that is part of."""
    parts: list[Any] = []
    level = [node]
    for _ in range(_MAX_DEPTH):
        level = [
            part
            for one in level
            for part in graph.targets(one, _PART_OF)
            if not isinstance(part, str) and part is not node and part not in parts
        ]
        if not level:
            break
        parts += level
    return parts


def _record(graph: _Graph, node: Any) -> tuple[Record | None, str]:
    """Return the record of a node, and its type where Zotero does not know that."""
    if graph.address(node) in graph.pointed_at:
        return None, ""
    parts = _parts(graph, node)
    containers = {graph.kind(part): part for part in reversed(parts)}
    named = graph.text(node, "z:itemType") or graph.text(node, "z:type")
    if named in _CHILDREN or node.tag in (_COLLECTION, _ATTACHMENT, _MEMO):
        return None, ""
    item_type = ITEM_TYPES.get(named) or _guessed(graph.kind(node), containers)
    if item_type is None:
        if not graph.text(node, "z:itemType"):
            return None, ""
        item_type = FALLBACK
    record = Record(item_type, key=graph.text(node, "z:citationKey"))
    within = containers.get(item_type.container)
    if within is None:
        within = next((part for kind, part in containers.items() if kind in _CONTAINERS), None)
    _read_fields(graph, node, within, parts, record)
    _read_creators(graph, node, record)
    _read_children(graph, node, record)
    return record, "" if named in ITEM_TYPES else named


def _guessed(kind: str, containers: dict[str, Any]) -> ItemType | None:
    """Return the item type of a node that does not name one."""
    fitting = [row for row in ITEM_TYPES.values() if row.node == kind and kind != "rdf:Description"]
    best = [row for row in fitting if row.container in containers]
    return next(iter(best or fitting), None)


def _read_fields(graph: _Graph, node: Any, within: Any, parts: list[Any], record: Record) -> None:
    names = set(record.item_type.fields.values())
    for name, places in PLACES.items():
        if name in ("issue", "number") and name != ("issue" if "issue" in names else "number"):
            continue
        text = next((t for place in places for t in _at(graph, node, within, parts, place)), "")
        if name == "edition" and "edition" not in names and "versionNumber" in names:
            name = "versionNumber"
        if text:
            record.fields[name] = text
    titles = [text for text in graph.along(node, ["dc:title"]) if text]
    if within is None and len(titles) > 1:
        # what Zotero makes of a title and the title of what has no class of its own
        record.fields["publicationTitle"] = titles[1]
    for prop in node.iterchildren(f"{_Z}*"):
        name = _shown(prop.tag)
        values = [value for value in graph.values(prop) if isinstance(value, str)]
        if name not in _NO_FIELDS and values and values[0].strip():
            record.fields[name] = values[0].strip()


def _at(graph: _Graph, node: Any, within: Any, parts: list[Any], place: str) -> Iterator[str]:
    """Yield the texts at a place of an item."""
    place, _, label = place.partition("~")
    steps = place.split("/")
    starts = [node]
    if steps[0] in ("in", "within"):
        starts = [within] if steps[0] == "within" else [within, node]
        del steps[0]
    elif steps[0] == "dcterms:isPartOf":
        starts = [part for part in parts if graph.kind(part) == steps[1]]
        del steps[:2]
    for start in starts:
        if start is None:
            continue
        for text in graph.along(start, steps):
            if not text:
                continue
            if not label:
                yield text
            elif text.upper().startswith(f"{label} "):
                yield text[len(label) + 1 :].strip()


_ROLES = sorted({role for kind in ITEM_TYPES.values() for role in kind.roles.values()})
_MORE_ROLES = ("attorneyAgent", "commenter", "cosponsor", "counsel", "creator", "wordsBy")


def _read_creators(graph: _Graph, node: Any, record: Record) -> None:
    for role in (*_ROLES, *_MORE_ROLES):
        for prop in dict.fromkeys((role_property(role), f"z:{role}s")):
            for holder in graph.targets(node, tag(prop)):
                if not isinstance(holder, str):
                    record.creators += _people(graph, holder, role)


def _people(graph: _Graph, holder: Any, role: str) -> Iterator[Creator]:
    members = [
        value
        for prop in holder
        if isinstance(prop.tag, str) and prop.tag.startswith((f"{{{_RDF}}}li", f"{{{_RDF}}}_"))
        for value in graph.values(prop)
    ]
    for person in members:
        if isinstance(person, str):
            last, _, first = person.partition(",")
            yield Creator(role, last.strip(), first.strip())
            continue
        alone = graph.text(person, "foaf:familyName")
        last = alone or graph.text(person, "foaf:surname")
        first = graph.text(person, "foaf:givenName")
        if last or first:
            yield Creator(role, last or first, first if last else "", bool(alone))


def _read_children(graph: _Graph, node: Any, record: Record) -> None:
    for subject in graph.targets(node, tag("dc:subject")):
        if isinstance(subject, str):
            record.tags.append((subject, False))
        elif graph.kind(subject) == "z:AutomaticTag":
            record.tags.append((graph.text(subject, "rdf:value"), True))
    for memo in graph.targets(node, tag("dcterms:isReferencedBy")):
        if not isinstance(memo, str):
            words = (w for w in graph.targets(memo, tag("dc:subject")) if isinstance(w, str))
            record.notes.append(Note(graph.text(memo, "rdf:value"), tuple(words)))
    for attachment in graph.targets(node, tag("link:link")):
        if isinstance(attachment, str):
            continue
        url = next(graph.along(attachment, PLACES["url"][0].split("/")), "")
        path = attachment.find(tag("z:path"))
        source = attachment.find(tag("rdf:resource"))
        holder = path if path is not None else source
        where = (holder.get(_RESOURCE) or (holder.text or "")) if holder is not None else ""
        if where or url:
            title, kind = graph.text(attachment, "dc:title"), graph.text(attachment, "link:type")
            record.links.append(Link(title, fold(url or where), kind))


def _collection_paths(graph: _Graph) -> dict[str, list[str]]:
    """Return the address of each item to the paths of the collections that hold it."""
    members: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for node in graph.nodes:
        if graph.kind(node) == "z:Collection":
            address = graph.address(node)
            titles[address] = fold(graph.text(node, "dc:title"))
            members[address] = [
                value if isinstance(value, str) else graph.address(value)
                for value in graph.targets(node, tag("dcterms:hasPart"))
            ]
    inner = {address for inside in members.values() for address in inside if address in titles}
    paths: dict[str, list[str]] = {}
    waiting = [(address, titles[address]) for address in titles if address not in inner]
    seen: set[str] = set()
    while waiting:
        address, path = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        for member in members[address]:
            if member in titles:
                waiting.append((member, f"{path}{PATH}{titles[member]}"))
            else:
                paths.setdefault(member, []).append(path)
    return paths


def _left_out(graph: _Graph, node: Any, file: str) -> list[Finding]:
    """Name a node that is neither an item nor part of one."""
    kind = graph.kind(node)
    address = graph.address(node)
    if address in graph.pointed_at or kind == "z:Collection":
        return []
    what = {"bib:Memo": "a note", "z:Attachment": "an attachment"}.get(kind)
    if what is None:
        if kind.startswith(("foaf:", "vcard:", "rdf:")) and kind != "rdf:Description":
            return []
        message = f"a node of class {_shown(node.tag)!r} is no reference and is left out"
        return [_finding("not-a-reference", message, Severity.WARNING, file, node.sourceline)]
    message = f"{what} that belongs to no item is left out"
    return [_finding("not-a-reference", message, Severity.WARNING, file, node.sourceline)]
