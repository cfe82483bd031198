"""Growing XML along paths, and writing it in pieces, for every format that is written as XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ldn_bib.formats.text import fold
from ldn_bib.formats.xml_text import legal

NAMESPACES: Mapping[str, str] = {
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""Prefixes that attributes in a path may have."""

TEXT = "@"
"""As the value of an attribute in a path: the text that is added."""

_NO_NAME_CHARACTER = re.compile(r"[^\w.-]|[^\x00-\x7f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@lru_cache(maxsize=512)
def _steps(path: str, namespace: str) -> tuple[tuple[str, tuple[tuple[str, str], ...], bool], ...]:
    """Split ``a b=c/d+`` into tag, attributes and whether the step is always a new element."""
    steps = []
    for step in path.split("/"):
        tag, *attributes = step.removesuffix("+").split(" ")
        pairs = (attribute.partition("=") for attribute in attributes)
        named = tuple((qualified(name), value.replace("_", " ")) for name, _, value in pairs)
        steps.append((f"{{{namespace}}}{tag}" if namespace else tag, named, step.endswith("+")))
    return tuple(steps)


def qualified(name: str) -> str:
    """Return the name of an attribute with its namespace."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def grow(root: Any, path: str, text: str | None, namespace: str = "") -> Any:
    """Add an element with its text below a root and return it.

    Args:
        root: an element of lxml.
        path: tags divided by ``/``, each with its attributes as ``name=value``, where ``_``
            stands for a space. Elements on the way are used again where they are the last of
            their kind, unless their step ends with ``+``; the last step is always new.
        text: the text; None for none.
        namespace: address of the namespace of the tags; empty for none.
    """
    from lxml import etree

    steps = _steps(path, namespace)
    element = root
    clean = legal(text or "")
    for place, (tag, attributes, is_new) in enumerate(steps, 1):
        wanted = {name: clean if value == TEXT else value for name, value in attributes}
        found = None
        if place < len(steps) and not is_new:
            same = [child for child in element.iterchildren(tag) if dict(child.attrib) == wanted]
            found = same[-1] if same else None
        element = etree.SubElement(element, tag, wanted) if found is None else found
    if text is not None:
        element.text = clean
    return element


def pieces(
    start: str,
    elements: Iterable[Any],
    end: str,
    *,
    declared: str = "",
    mixed: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """Yield a document, one element of the list a piece.

    Args:
        start: start tag of the root, with its namespaces.
        elements: what it holds.
        end: its end tag.
        declared: declarations of namespaces in the start tag, which the elements need not
            repeat, as lxml writes them.
        mixed: tags of elements in which text and elements stand side by side.
    """
    from lxml import etree

    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{start}\n'
    for element in elements:
        _indent(element, "\n  ", mixed)
        text = etree.tostring(element, encoding="unicode")
        # The first place is the element's own start tag.
        yield f"  {text.replace(declared, '', 1)}\n"
    yield f"{end}\n"


def _indent(element: Any, margin: str, mixed: frozenset[str]) -> None:
    """Put the elements in an element on lines of their own, but for those amid text."""
    if not len(element) or element.tag in mixed:
        return
    element.text = margin + "  "
    for child in element:
        _indent(child, margin + "  ", mixed)
        child.tail = margin + "  "
    element[-1].tail = margin


def namer() -> Callable[[str], str]:
    """Return a function that gives ids as XML wants them, each once: ``a b`` becomes ``a_b``."""
    taken: set[str] = set()

    def name(key: str) -> str:
        start = _NO_NAME_CHARACTER.sub("_", fold(key)) or "_"
        if not (start[0].isalpha() or start[0] == "_"):
            start = f"_{start}"
        made, number = start, 1
        while made in taken:
            number += 1
            made = f"{start}-{number}"
        taken.add(made)
        return made

    return name


def is_language(text: str) -> bool:
    """Tell whether a text has the form of a language tag of BCP 47."""
    return _LANGUAGE.fullmatch(text) is not None
