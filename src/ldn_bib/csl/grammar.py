"""The RELAX NG schema of CSL, read into patterns."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from ldn_bib.csl.patterns import (
    EMPTY,
    NOT_ALLOWED,
    Attribute,
    Element,
    Pattern,
    Text,
    Values,
    both,
    choice,
    repeated,
)

_RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
_XML: Final = "http://www.w3.org/XML/1998/namespace"


@cache
def style_roots() -> tuple[Element, Element]:
    """The ``style`` elements that the schema knows: of an independent and a dependent style."""
    grammar = _Grammar()
    independent = grammar.defined("independent-style.style")
    dependent = grammar.defined("dependent-style.style")
    assert isinstance(independent, Element)  # noqa: S101
    assert isinstance(dependent, Element)  # noqa: S101
    return independent, dependent


class _Grammar:
    def __init__(self) -> None:
        from lxml import etree

        from ldn_bib.csl.package import schema_path

        root: Any = etree.parse(str(schema_path())).getroot()
        self._defines = {node.get("name"): node for node in root.iter(f"{_RNG}define")}
        self._built: dict[str, Pattern] = {}

    def defined(self, name: str) -> Pattern:
        found = self._built.get(name)
        if found is None:
            found = self._built[name] = self._group(self._defines[name])
        return found

    def _group(self, node: Any, sign: str = ",") -> Pattern:
        pattern = EMPTY
        for child in _children(node):
            pattern = both(sign, pattern, self._pattern(child))
        return pattern

    def _choice(self, node: Any) -> Pattern:
        pattern: Pattern = NOT_ALLOWED
        for child in _children(node):
            pattern = choice(pattern, self._pattern(child))
        return pattern

    def _pattern(self, node: Any) -> Pattern:
        tag = _tag(node)
        if tag == "ref":
            return self.defined(node.get("name"))
        if tag == "choice":
            return self._choice(node)
        if tag == "optional":
            return choice(self._group(node), EMPTY)
        if tag == "zeroOrMore":
            return choice(repeated(self._group(node)), EMPTY)
        if tag == "oneOrMore":
            return repeated(self._group(node))
        if tag == "attribute":
            return Attribute(name=_name(node), values=self._values(node))
        if tag == "element":
            return Element(name=_name(node), build=lambda: self._group(node))
        if tag in ("text", "data", "value", "list"):
            return Text(tag == "text", self._value(node))
        if tag == "notAllowed":
            return NOT_ALLOWED
        return self._group(node, "&" if tag == "interleave" else ",")

    def _values(self, node: Any) -> Values:
        values = Values()
        for child in _children(node):
            values |= self._value(child)
        return values

    def _value(self, node: Any) -> Values:
        tag = _tag(node)
        if tag == "value":
            return Values(frozenset((node.text.strip(),)))
        if tag == "text":
            return Values(kinds=frozenset(("text",)))
        if tag == "data":
            return Values(kinds=frozenset((_kind(node),)))
        if tag == "ref":
            return self._values(self._defines[node.get("name")])
        inner = self._values(node)
        return Values(inner.choices, inner.kinds, inner.is_list or tag == "list")


def _tag(node: Any) -> str:
    return str(node.tag).removeprefix(_RNG)


def _name(node: Any) -> str:
    name = node.find(f"{_RNG}name")
    prefix = "xml:" if name.get("ns") == _XML else ""
    return prefix + str(name.text).strip()


def _children(node: Any) -> list[Any]:
    """Child elements that are patterns: no names, no parameters, nothing of other namespaces."""
    patterns = (child for child in node if isinstance(child.tag, str))
    return [
        child
        for child in patterns
        if child.tag.startswith(_RNG) and _tag(child) not in ("name", "param")
    ]


def _kind(node: Any) -> str:
    """Name of a datatype; with its parameter where it has one, such as ``integer > 0``."""
    for param in node.iter(f"{_RNG}param"):
        if param.get("name") == "pattern":
            return f"pattern {param.text}"
        if param.get("name") == "minExclusive":
            return f"{node.get('type')} > {param.text}"
    return str(node.get("type"))
