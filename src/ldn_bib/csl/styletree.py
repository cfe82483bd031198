"""The tree of a style: XML turned into plain values once; nothing behind it touches XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ldn_bib.csl.element import MOST_ATTRIBUTES, NAMESPACE, Element, read_element, settled
from ldn_bib.csl.errors import StyleFileError
from ldn_bib.csl.stylefile import is_understood, parse_style
from ldn_bib.csl.treecheck import Traits, check_tree

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIX: Final = f"{{{NAMESPACE}}}"
_NOT_CHECKED: Final = Traits()


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
        traits: what the check of the tree saw.
    """

    name: str
    root: Element
    macros: Mapping[str, Element]
    locales: tuple[Element, ...]
    citation: Element
    bibliography: Element | None
    traits: Traits = _NOT_CHECKED

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
    if len(node.attrib) > MOST_ATTRIBUTES:
        raise StyleFileError(
            source, f"has an element with {len(node.attrib):,} attributes (line {node.sourceline})"
        )
    attrs = {
        ("lang" if name == _XML_LANG else name): value
        for name, value in node.attrib.items()
        if name[0] != "{" or name == _XML_LANG
    }
    children: list[Element] = []
    for child in node:  # no generator: a style may be 250 levels deep
        if isinstance(child.tag, str) and child.tag.startswith(_PREFIX):
            children.append(to_element(child, source))  # noqa: PERF401
    text = ""
    if not children:
        text = "".join([node.text or "", *(child.tail or "" for child in node)])
    tag, line = node.tag.removeprefix(_PREFIX), node.sourceline or 0
    return Element(tag, settled(attrs), tuple(children), text, line)


def load_tree(data: bytes, name: str, path: str | None = None) -> StyleTree:
    """Build the tree of a style from its file.

    Args:
        data: the file's bytes.
        name: id or path, for messages.
        path: the file's path, for messages about the file as such; None takes the name.

    Raises:
        StyleFileError: it is no CSL 1.0 style (see :func:`ldn_bib.csl.stylefile.parse_style`),
            or cannot be compiled.
    """
    style = read_element(data)
    if style is None or style.tag != "style" or not is_understood(style.get("version")):
        style = to_element(parse_style(data, path or name), name)
    return _tree(style, name)


def to_tree(root: Any, name: str) -> StyleTree:
    """Build the tree of a style from its parsed XML.

    Raises:
        StyleFileError: a part is missing, or the style cannot be compiled; see
            :func:`ldn_bib.csl.treecheck.check_tree`.
    """
    return _tree(to_element(root, name), name)


def _tree(style: Element, name: str) -> StyleTree:
    citation = style.find("citation")
    if citation is None or citation.find("layout") is None:
        raise StyleFileError(name, "has no citation layout; a dependent style has none of its own")
    macros = {macro.get("name"): macro for macro in style.all("macro")}
    tree = StyleTree(
        name, style, macros, tuple(style.all("locale")), citation, style.find("bibliography")
    )
    return replace(tree, traits=check_tree(tree))


__all__ = ["Element", "StyleTree", "load_tree", "to_element", "to_tree"]
