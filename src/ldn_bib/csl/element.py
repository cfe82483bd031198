"""Elements of styles and locales as plain values, and the quick reader that makes them of XML.

The quick reader takes what nearly every file is. Anything unusual (a document type, broken XML,
an encoding of its own) it leaves to the guarded parser in :mod:`ldn_bib.csl.stylefile`, which is
slower to load and says in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
"""XML namespace of CSL."""

WHOLE_NUMBERS: Final = frozenset(
    (
        "entry-spacing",
        "et-al-min",
        "et-al-subsequent-min",
        "et-al-subsequent-use-first",
        "et-al-use-first",
        "line-spacing",
        "names-min",
        "names-use-first",
        "near-note-distance",
    )
)
"""Attributes that hold whole numbers, blanks around them allowed (CSL 1.0.2, the schema)."""

MOST_ATTRIBUTES: Final = 100
"""Attributes that an element may have; none of the schema has as many."""

_MOST_LEVELS: Final = 250  # the guarded parser takes no more than 255
_PREFIX: Final = f"{NAMESPACE} "
_XML_LANG: Final = "http://www.w3.org/XML/1998/namespace lang"


class Element(NamedTuple):
    """An element of a style or a locale.

    Attributes:
        tag: local name, such as ``text``.
        attrs: attributes; ``xml:lang`` is under ``lang``.
        children: child elements; comments are left out.
        text: character data of an element without children.
        line: line in the file, from 1.
    """

    tag: str
    attrs: Mapping[str, str]
    children: tuple[Element, ...] = ()
    text: str = ""
    line: int = 0

    def find(self, tag: str) -> Element | None:
        """First child with a tag, or None."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def all(self, tag: str) -> Iterator[Element]:
        """Children with a tag."""
        return (child for child in self.children if child.tag == tag)

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value, or a default."""
        return self.attrs.get(name, default)


class _UnusualError(Exception):
    """The file is for the guarded parser."""


def settled(attrs: dict[str, str]) -> dict[str, str]:
    """Settle the values of an element's attributes, in place, and return them.

    Some styles escape twice: a no-break space is ``&amp;#160;``.
    """
    for name, value in attrs.items():
        if "&" in value:
            from html import unescape

            attrs[name] = unescape(value)
    for name in WHOLE_NUMBERS & attrs.keys():
        attrs[name] = attrs[name].strip()
    return attrs


def _unusual(*said: object) -> None:
    del said
    raise _UnusualError


def _spelt(attrs: dict[str, str]) -> dict[str, str]:
    """Attributes by the names that they have here: ``xml:lang`` is ``lang``."""
    spelt = {("lang" if name == _XML_LANG else name): value for name, value in attrs.items()}
    if any(" " in name for name in spelt):
        raise _UnusualError
    return settled(spelt)


def read_element(data: bytes) -> Element | None:
    """Read the outermost element of a file, children and all; comments are left out.

    Args:
        data: the file's bytes.

    Returns:
        The element; None where the file is not plain well-formed XML that holds nothing but CSL,
        and the guarded parser has to tell what it is.
    """
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    tags: dict[str, str] = {}  # name with namespace to local name
    # of the elements that are open: tag, attributes and line; children, None where none was met
    heads: list[tuple[str, dict[str, str], int]] = []
    children: list[list[Element] | None] = [None]
    text = ""
    holds_no_number = WHOLE_NUMBERS.isdisjoint
    open_head, close_head = heads.append, heads.pop
    open_children, close_children = children.append, children.pop

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal text
        text = ""
        tag = tags.get(name)
        if tag is None:
            if not name.startswith(_PREFIX):
                raise _UnusualError
            tag = tags[name] = name.removeprefix(_PREFIX)
        if len(attrs) > MOST_ATTRIBUTES or len(heads) > _MOST_LEVELS:
            raise _UnusualError
        for attribute, value in attrs.items():
            if "&" in value or " " in attribute:
                attrs = _spelt(attrs)
                break
        if not holds_no_number(attrs):
            settled(attrs)
        open_head((tag, attrs, parser.CurrentLineNumber))
        open_children(None)

    def end(name: str) -> None:
        nonlocal text
        del name
        tag, attrs, line = close_head()
        below = close_children()
        made = Element(tag, attrs, tuple(below) if below else (), "" if below else text, line)
        text = ""
        siblings = children[-1]
        if siblings is None:
            children[-1] = [made]
        else:
            siblings.append(made)

    def characters(more: str) -> None:
        nonlocal text
        text += more

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _unusual
    parser.SkippedEntityHandler = _unusual
    try:
        parser.Parse(data, True)
    except (ExpatError, _UnusualError, ValueError, LookupError):
        return None
    top = children[0]
    return top[0] if top else None
