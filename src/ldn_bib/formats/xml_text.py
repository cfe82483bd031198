"""XML in and out, for every format that is XML: safe parsing, and text that XML can hold."""

from __future__ import annotations

import html
import re
from typing import Any

from ldn_bib.formats.text import mend
from ldn_bib.values.finding import Finding, Severity

# XML 1.0, production 2: the characters that no document may hold, not even as references.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_DOCTYPE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE", re.DOTALL)
_DECLARATION = re.compile(r"<\?xml\s[^>]*>")
_REFERENCE = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&([A-Za-z][A-Za-z0-9]*);", re.DOTALL)
_START_TAG = re.compile(r"<[A-Za-z_][\w.:-]*[\s/>]")
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_SEVERAL = (5, 64)  # libxml2: content behind the root, an XML declaration that is not the first
_WRAPPER = "documents"
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "encoding": "utf-8",
}


def legal(text: str) -> str:
    """Return the text without the characters that XML cannot hold, with plain line ends."""
    if text.isprintable():
        return text
    return _ILLEGAL.sub("", _LINE_END.sub("\n", mend(text)))


def parse_xml(text: str, file: str, *, several: bool = False) -> tuple[Any, list[Finding]]:
    """Parse a document with entities, DTDs and the network off.

    A document that is broken is read as far as it goes. In it names of HTML's characters, such
    as ``&nbsp;``, stand for them, and what looks like another name stays as it is written.

    Args:
        text: the document; its encoding declaration is ignored.
        file: name for messages.
        several: whether a file may hold documents one after another; they are put below a root
            of ours then.

    Returns:
        The root element of lxml, or None where nothing could be read, and what was wrong.
    """
    from lxml import etree

    text = _from_first_line(text.removeprefix("\ufeff"))
    doctype = _DOCTYPE.match(text)
    entity = text.find("<!ENTITY", doctype.end()) if doctype else -1
    if entity >= 0:
        line = text.count("\n", 0, entity) + 1
        message = "the document declares entities of its own, which are not read for safety"
        return None, [_error("xml-entities", message, file, line)]
    data = mend(text).encode()
    try:
        return etree.fromstring(data, etree.XMLParser(**_SAFE)), []
    except etree.XMLSyntaxError as error:
        line = int(error.lineno or 1)
        reason = (error.msg or "there is no XML").split(", line ")[0]
        findings = [_error("broken-xml", f"the XML is broken: {reason}", file, line)]
        if several and error.code in _SEVERAL:
            root, more = _parse_several(text, file, line)
            if root is not None and len(root) > 1:
                return root, more
    text = mend(_REFERENCE.sub(_character, text))
    for attempt in (text, _from_first_tag(text)):
        try:
            root = etree.fromstring(attempt.encode(), etree.XMLParser(**_SAFE, recover=True))
        except etree.XMLSyntaxError:
            continue
        if root is not None:
            return root, findings
    return None, findings


def _from_first_line(text: str) -> str:
    """Return the text so that it may begin with blank lines: lines keep their numbers."""
    start = text.lstrip()
    if start == text or not start:
        return text
    ahead = text[: len(text) - len(start)].replace("\r\n", "\n").replace("\r", "\n").count("\n")
    declaration = _DECLARATION.match(start)
    if declaration:
        start = "\n" * declaration[0].count("\n") + start[declaration.end() :]
    return "\n" * ahead + start


def _from_first_tag(text: str) -> str:
    """Return the text without what stands before its first start tag, but with its line ends."""
    tag = _START_TAG.search(text)
    return "\n" * text.count("\n", 0, tag.start()) + text[tag.start() :] if tag else ""


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name is None or name in _PREDEFINED:
        return found[0]
    character = html.unescape(found[0])
    return f"&amp;{name};" if character == found[0] else html.escape(character)


def _parse_several(text: str, file: str, line: int) -> tuple[Any, list[Finding]]:
    """Parse documents that stand one after another."""
    bare = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
    root, findings = parse_xml(f"<{_WRAPPER}>{bare}</{_WRAPPER}>", file)
    message = "a second document begins in the file; it is read too"
    found = Finding("several-documents", message, Severity.WARNING, file=file, line=line)
    return root, [found, *findings]


def _error(code: str, message: str, file: str, line: int | None) -> Finding:
    return Finding(code, message, Severity.ERROR, file=file, line=line)
