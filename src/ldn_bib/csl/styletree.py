"""The tree of a style: XML turned into plain values once; nothing behind it touches XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.stylefile import NAMESPACE
from ldn_bib.csl.treecheck import WHOLE_NUMBERS, check_tree

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIX: Final = f"{{{NAMESPACE}}}"
_MOST_ATTRIBUTES: Final = 100  # no element of the schema has as many; lxml is slow with thousands


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a style or a locale.

    Attributes:
        tag: local name, such as ``text``.
        attrs: attributes; ``xml:lang`` is under ``lang``.
        children: child elements; comments are left out.
        text: character data before the first child.
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


@dataclass(frozen=True, slots=True)
class StyleTree:
    """A parsed style.

    Attributes:
        name: id or path, for messages.
        root: the ``style`` element, for its attributes.
        macros: macro name to its element.
        locales: ``locale`` elements of the style, in order.
        citation: the ``citation`` element.
        bibliography: the ``bibliography`` element; None where there is none.
    """

    name: str
    root: Element
    macros: Mapping[str, Element]
    locales: tuple[Element, ...]
    citation: Element
    bibliography: Element | None

    @property
    def is_note(self) -> bool:
        """Whether citations stand in notes (``class="note"``)."""
        return self.root.get("class") == "note"


def to_element(node: Any, source: str = "locale") -> Element:
    """Turn an lxml element of the CSL namespace into a plain one, children and all.

    Comments, processing instructions and elements of other namespaces are left out.

    Args:
        node: the element.
        source: what it was read from, for messages.

    Raises:
        StyleFileError: an element has far more attributes than there are in CSL.
    """
    if len(node.attrib) > _MOST_ATTRIBUTES:
        raise StyleFileError(
            source, f"has an element with {len(node.attrib):,} attributes (line {node.sourceline})"
        )
    attrs = {
        # some styles escape twice: a no-break space is ``&amp;#160;``
        ("lang" if name == _XML_LANG else name): unescape(value) if "&" in value else value
        for name, value in node.attrib.items()
    }
    for name in WHOLE_NUMBERS & attrs.keys():
        attrs[name] = attrs[name].strip()
    children: list[Element] = []
    for child in node:  # no generator: a style may be 250 levels deep
        if isinstance(child.tag, str) and child.tag.startswith(_PREFIX):
            children.append(to_element(child, source))  # noqa: PERF401
    return Element(
        node.tag.removeprefix(_PREFIX),
        attrs,
        tuple(children),
        node.text or "",
        node.sourceline or 0,
    )


def to_tree(root: Any, name: str) -> StyleTree:
    """Build the tree of a style from its parsed XML.

    Raises:
        StyleFileError: a part is missing, or the style cannot be compiled; see
            :func:`ldn_bib.csl.treecheck.check_tree`.
    """
    style = to_element(root, name)
    citation = style.find("citation")
    if citation is None or citation.find("layout") is None:
        raise StyleFileError(name, "has no citation layout; a dependent style has none of its own")
    macros = {macro.get("name"): macro for macro in style.all("macro")}
    tree = StyleTree(
        name, style, macros, tuple(style.all("locale")), citation, style.find("bibliography")
    )
    check_tree(tree)
    return tree
