"""A text under scan: its line numbers, its matching braces, the places where entries begin."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property

_LONGEST_LINE = 10_000
_BRACES = re.compile(r"\{+|\}+")
_LONE_CR = re.compile(r"\r(?!\n)")
_LINE_HEAD = re.compile(
    r"""^[ \t]*(@[ \t]*(?:
        (?:comment|preamble|string)[ \t]*[{(]
        |[A-Za-z][\w.+-]*\s*[{(]\s*[^\s,{}()"=]*\s*[,=]
    ))""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_QUOTE_STOP = re.compile(r'[{}"]')


class Source:
    """The text, with look-ups that cost one pass over it however broken it is.

    Attributes:
        text: the text; a lone CR is shown as LF, so that offsets and lines agree.
        original: the text as it was given.
    """

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = _LONE_CR.sub("\n", text) if "\r" in text else text
        self._at, self._line = 0, 1

    def line(self, offset: int) -> int:
        """Line of an offset, from 1."""
        if offset >= self._at:
            self._line += self.text.count("\n", self._at, offset)
        else:
            self._line -= self.text.count("\n", offset, self._at)
        self._at = offset
        return self._line

    def column(self, offset: int) -> int | None:
        """Column of an offset, from 1, in code points; None on lines too long to count."""
        newline = self.text.rfind("\n", max(0, offset - _LONGEST_LINE), offset)
        return offset - newline if newline >= 0 or offset < _LONGEST_LINE else None

    @cached_property
    def _closers(self) -> array[int]:
        """Offset of the closing brace at each opening one; 0 where there is none."""
        closers = array("i", bytes(4 * len(self.text)))
        # Runs of opening braces that still wait, as pairs of offset and length.
        waiting: list[tuple[int, int]] = []
        for match in _BRACES.finditer(self.text):
            start, end = match.span()
            if self.text[start] == "{":
                waiting.append((start, end - start))
                continue
            while start < end and waiting:
                first, length = waiting.pop()
                matched = min(length, end - start)
                for place in range(matched):
                    closers[first + length - 1 - place] = start + place
                start += matched
                if length > matched:
                    waiting.append((first, length - matched))
        return closers

    def closing_brace(self, start: int) -> int:
        """Offset of the brace that closes the one at ``start``, or -1; every brace counts."""
        return self._closers[start] or -1

    def closing_quote(self, start: int) -> int:
        """Offset of the quote that closes the one at ``start``, or -1; braces hide quotes."""
        pos = start + 1
        while match := _QUOTE_STOP.search(self.text, pos):
            if match[0] == '"':
                return match.start()
            if match[0] == "}":
                return -1
            pos = self.closing_brace(match.start()) + 1
            if pos == 0:
                return -1
        return -1

    @cached_property
    def _heads(self) -> list[int]:
        return [match.start(1) for match in _LINE_HEAD.finditer(self.text)]

    def next_head(self, offset: int) -> int:
        """Offset of the first block that begins a line behind ``offset``; else the text's end."""
        index = bisect_right(self._heads, offset)
        return self._heads[index] if index < len(self._heads) else len(self.text)

    def heads_between(self, start: int, end: int) -> int:
        """How many blocks seem to begin a line between two offsets."""
        return bisect_right(self._heads, end) - bisect_right(self._heads, start)
