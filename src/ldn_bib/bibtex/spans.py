"""Where in an entry its key, its fields, their values and commas stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_bib.bibtex.blocks import RawField
from ldn_bib.bibtex.fieldscan import Broken, FieldScanner
from ldn_bib.bibtex.source import Source

_HEAD = re.compile(r"@[ \t]*[\w.+-]*\s*([{(])\s*")
_KEY_BRACE = re.compile(r"[^\s,{}]*")
_KEY_PAREN = re.compile(r"[^\s,{}()]*")
_PASSED_OVER = re.compile(r"(?:\s+|%[^\n]*)*")
_HARMLESS = frozenset({"entry-inside-value"})


class FieldSpan(NamedTuple):
    """A field within the text of its entry.

    Attributes:
        name: as the file spells it.
        start: offset of the name.
        value: offset of the value expression.
        end: offset behind it.
        comma: offset of the comma that follows; -1 where there is none.
    """

    name: str
    start: int
    value: int
    end: int
    comma: int


class EntrySpans(NamedTuple):
    """The parts of an entry, as offsets into its text.

    Attributes:
        text: the text, from the ``@`` to the closing delimiter.
        key: the citation key.
        key_start: offset of the key.
        comma: offset of the comma behind the key; -1 where there is none.
        fields: the fields in order, repeats included.
    """

    text: str
    key: str
    key_start: int
    comma: int
    fields: tuple[FieldSpan, ...]

    @property
    def body(self) -> int:
        """Offset behind the key and its comma."""
        return (self.comma if self.comma >= 0 else self.key_start + len(self.key) - 1) + 1


def entry_spans(text: str) -> EntrySpans | None:
    """Take the text of an entry apart.

    Args:
        text: from the ``@`` to the closing delimiter.

    Returns:
        The parts; None where BibTeX itself could not read the entry, so that its parts are a
        matter of guessing.
    """
    head = _HEAD.match(text)
    if head is None:
        return None
    braced = head[1] == "{"
    key = (_KEY_BRACE if braced else _KEY_PAREN).match(text, head.end())
    source = Source(text)
    scanner = FieldScanner(source, "}" if braced else ")")
    if key is None or not key[0] or "=" in key[0]:
        return None
    comma = _comma(source.text, key.end())
    found: list[RawField] = []
    try:
        end = scanner.fields(comma + 1 if comma >= 0 else key.end(), found)
    except Broken:
        return None
    if end != len(text) or any(problem.code not in _HARMLESS for problem in scanner.problems):
        return None
    if found and comma < 0:
        return None
    fields = [
        FieldSpan(field.name, start, value, stop, _comma(source.text, stop))
        for field, (start, value, stop) in zip(found, scanner.places, strict=True)
    ]
    return EntrySpans(text, key[0], key.start(), comma, tuple(fields))


def _comma(text: str, pos: int) -> int:
    """Offset of the comma at ``pos`` or behind white space and comments there, or -1."""
    passed = _PASSED_OVER.match(text, pos)
    at = passed.end() if passed else pos
    return at if text[at : at + 1] == "," else -1
