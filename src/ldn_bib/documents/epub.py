"""EPUB 3.3 for e-readers and telephones: one page a section, with a table of contents.

The pages are the parts of an HTML page (:mod:`ldn_bib.documents.html`) as XHTML; the rest follows
the W3C recommendations «EPUB 3.3» and «EPUB Accessibility 1.1». Colours and typeface are left to
the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING
from uuid import UUID

from ldn_bib.documents.archive import zipped
from ldn_bib.documents.characters import clean
from ldn_bib.documents.html import BARE_TITLE, Anchors, closing, escape, front, section_lines
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.words import ABOUT_HEADING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldn_bib.documents.model import Document

_MEDIA_TYPE = "application/epub+zip"
_ROOT = "EPUB"
_XML = '<?xml version="1.0" encoding="utf-8"?>'
_CONTAINER = f"""{_XML}
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{_ROOT}/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# Schema.org's words, which the accessibility metadata of EPUB are made of.
_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "All content is text with headings, lists and tables marked as such; there are no images.",
    ),
)
# EPUB asks for a time of change; without a day it is the first that the archive knows.
_NO_DAY = "1980-01-01"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# ISO 639: a language that is not determined.
_NO_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the book.

    Attributes:
        name: name of its file without the ending.
        label: what the table of contents calls it.
        lines: its body.
    """

    name: str
    label: str
    lines: tuple[str, ...]


def write(document: Document) -> bytes:
    """Return the document as an EPUB file; the same document gives the same bytes."""
    pages = list(_pages(document))
    texts = {f"{page.name}.xhtml": _page(document, page) for page in pages}
    texts["nav.xhtml"] = _contents(document, pages)
    texts["style.css"] = files(__package__).joinpath("book.css").read_text(encoding="utf-8")
    package = _package(document, pages, _identifier(texts))
    parts = {
        "mimetype": _MEDIA_TYPE,
        "META-INF/container.xml": _CONTAINER,
        f"{_ROOT}/package.opf": package,
        **{f"{_ROOT}/{name}": text for name, text in texts.items()},
    }
    return zipped(
        ((name, text.encode()) for name, text in parts.items()), stored=frozenset({"mimetype"})
    )


def _title(document: Document) -> str:
    return clean(document.title).strip() or BARE_TITLE


def _language(document: Document) -> str:
    return document.language if _LANGUAGE.fullmatch(document.language) else _NO_LANGUAGE


def _pages(document: Document) -> Iterator[_Page]:
    title = _title(document)
    before = tuple(front(document))
    if before or not document.sections:
        yield _Page("front", title, before)
    anchors = Anchors()
    for number, section in enumerate(document.sections, 1):
        label = clean(section.heading).strip()
        if not label:
            label = title if len(document.sections) == 1 else f"{title} {number}"
        lines = tuple(section_lines(document, section, number, anchors))
        yield _Page(f"section-{number}", label, lines)
    after = tuple(closing(document))
    if after:
        yield _Page("about", ABOUT_HEADING, after)


def _page(document: Document, page: _Page) -> str:
    body = [f'<body class="{document.audience.value}">', *page.lines, "</body>"]
    return _xhtml(document, page.label, body)


def _contents(document: Document, pages: Iterable[_Page]) -> str:
    title = escape(_title(document))
    items = [f'<li><a href="{page.name}.xhtml">{escape(page.label)}</a></li>' for page in pages]
    body = [
        "<body>",
        '<nav epub:type="toc" role="doc-toc" id="toc">',
        f'<h1 dir="auto">{title}</h1>',
        "<ol>",
        *items,
        "</ol>",
        "</nav>",
        "</body>",
    ]
    return _xhtml(document, _title(document), body)


def _xhtml(document: Document, title: str, body: Iterable[str]) -> str:
    language = _language(document)
    lines = [
        _XML,
        "<!DOCTYPE html>",
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}" xml:lang="{language}">',
        "<head>",
        '<meta charset="utf-8"/>',
        f"<title>{escape(title)}</title>",
        '<link rel="stylesheet" type="text/css" href="style.css"/>',
        "</head>",
        *body,
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _identifier(texts: dict[str, str]) -> str:
    """Return a UUID that follows from the pages, RFC 9562, version 8."""
    digest = sha256()
    for name, text in texts.items():
        digest.update(f"{name}\n{len(text)}\n{text}".encode())
    octets = bytearray(digest.digest()[:16])
    octets[6] = octets[6] & 0x0F | 0x80
    octets[8] = octets[8] & 0x3F | 0x80
    return UUID(bytes=bytes(octets)).urn


def _package(document: Document, pages: Iterable[_Page], identifier: str) -> str:
    language = _language(document)
    day = document.generated.isoformat() if document.generated else _NO_DAY
    names = [page.name for page in pages]
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml"/>'
    lines = [
        _XML,
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book"'
        f' xml:lang="{language}">',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<dc:identifier id="book">{identifier}</dc:identifier>',
        f"<dc:title>{escape(_title(document))}</dc:title>",
        f"<dc:language>{language}</dc:language>",
        f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>',
        *(f'<meta property="schema:{name}">{value}</meta>' for name, value in _ACCESSIBILITY),
        "</metadata>",
        "<manifest>",
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(item.format(name) for name in names),
        "</manifest>",
        "<spine>",
        *(f'<itemref idref="{name}"/>' for name in names),
        "</spine>",
        "</package>",
    ]
    return "\n".join(lines) + "\n"


WRITER = DocumentWriter(
    "epub", "EPUB book", ".epub", _MEDIA_TYPE, write, is_binary=True, is_whole=True
)
