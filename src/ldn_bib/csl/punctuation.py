"""A line of finished text, and the marks of punctuation that meet at its end.

Where two tokens meet, marks merge as citeproc-js merges them: a mark is never doubled, an
exclamation or question mark swallows a full stop or colon, and so on. Inside one token nothing
is changed. Where the locale says so, a full stop, comma, question or exclamation mark that
follows a closing quotation mark moves inside it (CSL 1.0.2, «Style Options»,
``punctuation-in-quote``).
"""

from __future__ import annotations

from typing import Final

from ldn_bib.csl.tokens import Tokens

_MARKS: Final = frozenset(".,:;!?")
_BLANKS: Final = frozenset(" \u00a0")
MEETING: Final = _MARKS | _BLANKS
"""Characters that change, or change others, where two tokens meet."""

_GO_INSIDE: Final = frozenset(".,!?")

# two marks that meet, and the one that remains; pairs that are not here both remain
_MERGE: Final = {
    "..": ".",
    ",,": ",",
    "::": ":",
    ";;": ";",
    "!!": "!",
    "??": "?",
    "!.": "!",
    "!:": "!",
    "?.": "?",
    "?:": "?",
    ":!": "!",
    ":?": "?",
    ":.": ":",
    ";!": "!",
    ";?": "?",
    ";:": ";",
    ";.": ";",
}


class Line:
    """What has been finished so far: text and plain operators.

    Attributes:
        out: the finished tokens.
        last: the last character printed; empty behind a closing quotation mark, behind glue and
            at the start: nothing merges there.
        closing: index in ``out`` of the first of the closing quotation marks that end the text,
            with no more than one mark behind them; -1 where none do.
        inner: the last character before these.
        inside: whether marks go inside closing quotation marks.
    """

    __slots__ = ("closing", "inner", "inside", "last", "out")

    def __init__(self, *, inside: bool) -> None:
        """Begin an empty line."""
        self.out: Tokens = []
        self.last = ""
        self.closing = -1
        self.inner = ""
        self.inside = inside

    def add(self, text: str) -> None:
        """Print text that is not empty; marks that begin it meet those that end the line."""
        if text[0] in MEETING and (self.closing >= 0 or self.last in MEETING):
            text = self._met(text)
            if not text:
                return
        self.out.append(text)
        if self.closing >= 0 and text not in _MARKS:
            self.closing = -1
        self.last = text[-1]

    def open_quote(self, mark: str) -> None:
        """Print an opening quotation mark."""
        self.out.append(mark)
        self.last = mark[-1:]
        self.closing = -1

    def close_quote(self, mark: str) -> None:
        """Print a closing quotation mark, inside which the next mark may move."""
        if self.closing < 0 or self.last:
            self.closing = len(self.out)
            self.inner = self.last
        self.out.append(mark)
        self.last = ""

    def add_as_is(self, mark: str) -> None:
        """Print a quotation mark that what follows does not see."""
        self.out.append(mark)
        self.closing = -1

    def part(self) -> None:
        """Keep what follows apart from what stands before it: nothing merges."""
        self.closing = -1
        self.last = ""

    def _met(self, text: str) -> str:
        """What remains of text whose first character meets the end of the line."""
        start = 0
        for char in text:
            if char not in _MARKS or not self._takes(char):
                break
            start += 1
        if self.last in _BLANKS and text[start : start + 1] == " ":
            start += 1
        return text[start:]

    def _takes(self, mark: str) -> bool:
        """Whether the line has taken a mark in: swallowed it, or moved it inside the quotes."""
        while True:
            at_quote = self.closing >= 0 and not self.last
            before = self.inner if at_quote else self.last
            remains = _MERGE.get(before + mark)
            if remains is None:
                if at_quote and self.inside and mark in _GO_INSIDE:
                    self.out.insert(self.closing, mark)
                    self.closing += 1
                    self.inner = mark
                    return True
                return False
            if remains == before:
                return True
            if at_quote and not self.inside:
                return False
            self._drop(at_quote=at_quote)

    def _drop(self, *, at_quote: bool) -> None:
        """Take off the mark that a new one swallows."""
        if at_quote:
            self.inner = _drop_last(self.out, self.closing - 1)
        elif self.closing < 0:
            self.last = _drop_last(self.out, len(self.out) - 1)
        else:
            _drop_text(self.out)
            self.last = ""


def _drop_last(out: Tokens, index: int) -> str:
    """Take the last character off the text at or before an index; give the one before it."""
    while index >= 0:
        token = out[index]
        if isinstance(token, str) and token:
            rest = out[index] = token[:-1]
            while not rest and index > 0:
                index -= 1
                token = out[index]
                rest = token if isinstance(token, str) else ""
            return rest[-1:]
        index -= 1
    return ""


def _drop_text(out: Tokens) -> None:
    """Take off the last text, the single mark behind closing quotation marks."""
    for index in range(len(out) - 1, -1, -1):
        if isinstance(out[index], str):
            del out[index]
            return
