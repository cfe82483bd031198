"""Lines and columns of elements and attributes in a style file; lxml knows lines only."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, Final
from xml.parsers import expat  # styles with a DTD are turned away before they come here

_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=>/]+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG: Final = re.compile(rb"<[^\s/>]+")


class Places:
    """Where the elements of a parsed document stand.

    Lines and columns count from 1, columns in characters.
    """

    def __init__(self, data: bytes, root: Any) -> None:
        """Find the elements.

        Args:
            data: the file.
            root: the root element that was parsed from it.
        """
        encoding = root.getroottree().docinfo.encoding or "UTF-8"
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        self._data = text.encode("utf-8", "replace")
        nodes = (node for node in root.iter() if isinstance(node.tag, str))
        # a document that expat reads no further than lxml did leaves nodes without a place
        self._starts = dict(zip(nodes, _element_starts(self._data), strict=False))

    def of(self, node: Any, attribute: str = "") -> tuple[int, int]:
        """Line and column of an element, or of one of its attributes; column 0 is unknown."""
        if node not in self._starts:
            return node.sourceline or 0, 0
        line, column, start = self._starts[node]
        if not attribute:
            return line, column
        before = self._data[start : self._attribute(start, attribute)].decode("utf-8", "replace")
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return line + len(lines) - 1, len(lines[-1]) + (column if len(lines) == 1 else 1)

    def _attribute(self, start: int, name: str) -> int:
        tag = _TAG.match(self._data, start)
        at = tag.end() if tag else start
        while found := _ATTRIBUTE.match(self._data, at):
            if found[1].decode("utf-8", "replace") == name:
                return found.start(1)
            at = found.end()
        return start


def _element_starts(data: bytes) -> list[tuple[int, int, int]]:
    """Line, column and byte of each start tag, in order; what follows an error is left out."""
    found: list[tuple[int, int, int]] = []
    parser = expat.ParserCreate("UTF-8")

    def note(_tag: str, _attributes: dict[str, str]) -> None:
        found.append(
            (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex)
        )

    parser.StartElementHandler = note
    with suppress(expat.ExpatError):
        parser.Parse(data, True)
    return found
