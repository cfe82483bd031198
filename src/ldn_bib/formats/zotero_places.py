"""Where each field of Zotero stands in its RDF.

A place is a chain ``property/Class/property/…`` that begins at the item. ``in/`` begins at what
the item is part of, or at the item where it is part of nothing; ``within/`` counts only where it
is part of something. ``~`` gives the label before a value.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMESPACES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "video": "http://ogp.me/ns/video#",
    "so": "http://schema.org/",
}

PATH = " / "
"""What stands between a collection and one inside it."""

_SERIES = "dcterms:isPartOf/bib:Series/"
_PUBLISHER = "dc:publisher/foaf:Organization/"
_EVENT = "bib:presentedAt/bib:Conference/dc:title"

PLACES: Mapping[str, tuple[str, ...]] = {
    "title": ("dc:title",),
    "publicationTitle": ("within/dc:title",),
    "journalAbbreviation": ("in/dcterms:alternative",),
    "volume": ("in/prism:volume",),
    "issue": ("in/prism:number",),
    "number": ("in/prism:number",),
    "ISSN": ("in/dc:identifier~ISSN",),
    "ISBN": ("in/dc:identifier~ISBN",),
    # Zotero itself puts the DOI of an article with the journal.
    "DOI": ("dc:identifier~DOI", "in/dc:identifier~DOI"),
    "url": ("dc:identifier/dcterms:URI/rdf:value",),
    "series": (_SERIES + "dc:title",),
    "seriesTitle": (_SERIES + "dcterms:alternative",),
    "seriesText": (_SERIES + "dc:description",),
    "seriesNumber": (_SERIES + "dc:identifier",),
    "section": ("dcterms:isPartOf/bib:Part/dc:title",),
    "publisher": (_PUBLISHER + "foaf:name",),
    "place": (_PUBLISHER + "vcard:adr/vcard:Address/vcard:locality",),
    "conferenceName": (_EVENT,),
    "edition": ("prism:edition",),
    "date": ("dc:date", "dcterms:issued"),
    "accessDate": ("dcterms:dateSubmitted",),
    "pages": ("bib:pages",),
    "callNumber": ("dc:subject/dcterms:LCC/rdf:value",),
    "archiveLocation": ("dc:coverage",),
    "rights": ("dc:rights",),
    "language": ("z:language", "dc:language"),
    "medium": ("z:medium", "dcterms:medium"),
    "type": ("z:type", "dc:type"),
    "abstractNote": ("dcterms:abstract",),
    "extra": ("dc:description",),
}
"""Field to the place where it is written, then other places where it is read.

A field that is not named here stands in ``z:`` under its own name.
"""

ROLE_PROPERTIES: Mapping[str, str] = {
    "author": "bib:authors",
    "contributor": "bib:contributors",
    "editor": "bib:editors",
    # Zotero writes these three as z:…s, and reads them here only.
    "castMember": "video:actor",
    "producer": "so:producer",
    "scriptwriter": "video:writer",
}
"""Role to the property that holds its names; the others stand in ``z:`` in the plural."""


def role_property(role: str) -> str:
    """Return the property that holds the names of a role."""
    return ROLE_PROPERTIES.get(role, f"z:{role}s")


def tag(name: str) -> str:
    """Return ``prefix:name`` as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
