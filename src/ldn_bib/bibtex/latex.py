"""LaTeX to Unicode and CSL's markup, in one pass over the value."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ldn_bib.bibtex.latex_tables import (
    ACCENTS,
    BARE_ACCENTS,
    DROPPED_ARGUMENT,
    MARKUP,
    NOCASE,
    PLAIN_COMMANDS,
    SUBSCRIPT,
    SUPERSCRIPT,
    SWITCHES,
    SYMBOLS,
    SYMBOLS_BY_PREFIX,
    TWO_ARGUMENTS,
    VERBATIM_COMMANDS,
)

_NEEDS_DECODING = re.compile(r"[\\{}$~`]|--|''")
_TOKEN = re.compile(
    r"""\\(?P<command>[A-Za-z]+)\s*
    |\\(?P<escape>[^A-Za-z])
    |(?P<brace>[{}])
    |(?P<dollar>\${1,2})
    |(?P<script>[\^_])
    |(?P<sign>~|-{2,3}|[?!]`|``|''|`|')""",
    re.VERBOSE,
)
_DOLLAR = re.compile(r"(?<!\\)\$")
_MATH_SIGNS = re.compile(r"[\\^_{]")
_SIGNS = {
    "~": "\u00a0",
    "--": "–",
    "---": "—",
    "?`": "¿",
    "!`": "¡",
    "``": "“",
    "''": "”",
    "`": "‘",
}
_IN_MATH = str.maketrans({"-": "−", "'": "′"})
_DOTLESS = {"ı": "i", "ȷ": "j"}
_RAISED = {"∘": "°", "°": "°", "′": "′"}
_NOTHING = ("", "")
_MOST_PENDING = 8
_MOST_NESTED = 100
"""Groups inside groups beyond this are read as if their braces were not there."""
_URL = re.compile(r"\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}.*", re.DOTALL)
_VERBATIM = re.compile(
    r"""\\~\{\}|\{\\textasciitilde(?:\{\})?\}|\\textasciitilde(?:\{\}|\b)|\$\\sim\$|\{~\}
    |\{\\textunderscore(?:\{\})?\}|\\textunderscore(?:\{\}|\b)
    |\{\\?([_&%#$~-])\}|\\([_&%#$~{}^-])""",
    re.VERBOSE,
)


class Decoded(NamedTuple):
    """Text with CSL's markup, and the names of commands that no table knows."""

    text: str
    unknown: tuple[str, ...] = ()


needs_decoding = _NEEDS_DECODING.search
"""A match where a value holds anything that LaTeX reads in its own way; else None."""


def decode(value: str, *, title: bool = False) -> Decoded:
    """Turn LaTeX into Unicode and CSL's markup.

    Args:
        value: text of a field, without the delimiters around the whole.
        title: whether braces protect the case of what they hold.

    Returns:
        The text; a command that is not known goes, its arguments stay.
    """
    if _NEEDS_DECODING.search(value) is None:
        return Decoded(value)
    return _decode(value, title)


def decode_verbatim(value: str) -> str:
    """Undo the escapes that people add to addresses and identifiers; the rest stays.

    ``%20``, ``~`` and ``_`` are left as they are.
    """
    if "\\" not in value and "{" not in value:
        return value
    url = _URL.fullmatch(value.strip())
    if url:
        value = url[1]
    return _VERBATIM.sub(_verbatim_sign, value)


def _verbatim_sign(match: re.Match[str]) -> str:
    sign: str | None = match[1] or match[2]
    if sign:
        return sign
    return "_" if "underscore" in match[0] else "~"


@lru_cache(maxsize=8192)
def _decode(value: str, title: bool) -> Decoded:
    return _Decoder(value, title).run()


class _Frame:
    """A group under construction."""

    __slots__ = ("closers", "kind", "math", "out", "pending", "protected", "wraps")

    def __init__(self, kind: str, *, math: bool, protected: bool) -> None:
        self.kind = kind
        self.math = math
        self.protected = protected
        self.out: list[str] = []
        self.closers: list[str] = []
        self.pending: list[str | tuple[str, str]] = []
        self.wraps: list[str | tuple[str, str]] = []


class _Decoder:
    """One run over one value; groups stand on a stack, so that no depth is too deep."""

    def __init__(self, text: str, title: bool) -> None:
        self.text = text
        self.title = title
        self.top = _Frame("root", math=False, protected=False)
        self.stack = [self.top]
        self.unknown: dict[str, None] = {}
        self.math_end = -1
        self.open_math = 0
        self.too_deep = 0
        self.open_quotes = 0
        self.next_kind = ""

    def run(self) -> Decoded:
        pos = 0
        for token in _TOKEN.finditer(self.text):
            start = token.start()
            if start < pos:
                continue
            if start > pos:
                self._text(self.text[pos:start])
            pos = token.end()
            kind = token.lastgroup
            if kind == "brace":
                self._brace(token[0], pos)
            elif self.top.kind == "verbatim":
                self._verbatim(token)
            elif kind == "command":
                self._command(token["command"], pos)
            elif kind == "escape":
                self._escape(token["escape"])
            elif kind == "dollar":
                self._dollar(token)
            elif kind == "script":
                self._script(token[0])
            else:
                self._sign(token[0], pos)
        if pos < len(self.text):
            self._text(self.text[pos:])
        while len(self.stack) > 1:
            self._close()
        return Decoded(self._body(self.top), tuple(self.unknown))

    # Text

    def _text(self, text: str) -> None:
        frame = self.top
        if frame.math:
            text = text.translate(_IN_MATH)
            if frame.kind == "math" and not frame.out:
                text = text.lstrip()
        if frame.pending:
            text = text.lstrip()
            if not text:
                return
            self._emit(text[0])
            text = text[1:]
        if text:
            frame.out.append(text)

    def _emit(self, text: str) -> None:
        """Add text that an accent or a command before it takes as a whole."""
        frame = self.top
        if frame.pending:
            text = _applied(frame.pending, text)
            frame.pending = []
        frame.out.append(text)

    def _verbatim(self, token: re.Match[str]) -> None:
        escape = token["escape"]
        self.top.out.append(escape if escape and escape in "_&%#$~{}" else token[0])

    def _sign(self, sign: str, pos: int) -> None:
        if self.top.math and sign != "~":
            self._text(sign)
        elif sign == "'":
            closes = self.open_quotes > 0 and not self.text[pos : pos + 1].isalnum()
            self.open_quotes -= closes
            self._emit("’" if closes else "'")
        else:
            self.open_quotes += sign == "`"
            self._emit(_SIGNS[sign])

    # Groups

    def _brace(self, brace: str, pos: int) -> None:
        if brace == "{" and len(self.stack) > _MOST_NESTED:
            self.too_deep += 1
        elif brace == "{":
            self._open(pos)
        elif self.too_deep:
            self.too_deep -= 1
        elif len(self.stack) > 1 and self.top.kind != "math":
            self._close()

    def _open(self, pos: int) -> None:
        parent = self.top
        kind, self.next_kind = self.next_kind, ""
        if not kind:
            kind = "argument" if parent.pending else "group"
        if parent.kind in ("drop", "verbatim"):
            kind = parent.kind
        guards = (
            kind == "group"
            and self.title
            and not parent.protected
            and not parent.math
            and self.text[pos : pos + 1] != "\\"
        )
        frame = _Frame(
            "nocase" if guards else kind,
            math=parent.math or kind == "math-argument",
            protected=parent.protected or guards,
        )
        frame.wraps, parent.pending = parent.pending, []
        self._push(frame)

    def _push(self, frame: _Frame) -> None:
        self.stack.append(frame)
        self.top = frame

    def _body(self, frame: _Frame) -> str:
        if frame.pending:
            frame.out.append(_applied(frame.pending, ""))
        return "".join(frame.out + frame.closers[::-1])

    def _close(self) -> None:
        frame = self.stack.pop()
        self.top = self.stack[-1]
        self.open_math -= frame.kind == "math"
        body = "" if frame.kind in ("drop", "drop-first") else self._body(frame)
        if frame.kind == "drop-first":
            self.top.pending = [_NOTHING]
            return
        if frame.kind == "math":
            body = body.rstrip()
        if frame.wraps:
            body = _applied(frame.wraps, body)
        elif frame.kind == "nocase" and any(map(str.isalpha, body)):
            self._add_nocase(body)
            return
        self.top.out.append(body)

    def _add_nocase(self, body: str) -> None:
        out = self.top.out
        # The very object, not an equal string: another span may end the same way.
        if out and out[-1] is NOCASE[1]:
            out.pop()
            out.extend((body, NOCASE[1]))
        else:
            out.extend((NOCASE[0], body, NOCASE[1]))

    # Math

    def _dollar(self, token: re.Match[str]) -> None:
        if self.math_end >= 0:
            if token.start() == self.math_end:
                self._close_math()
            return
        end = _DOLLAR.search(self.text, token.end())
        content = self.text[token.end() : end.start()] if end else ""
        after = self.text[end.end() : end.end() + 1] if end else ""
        bare = content == content.strip() and not after.isdigit()
        if end is None or not (content and (bare or _MATH_SIGNS.search(content))):
            self._text(token[0])
            return
        self.math_end = end.start()
        self._open_math()

    def _open_math(self) -> None:
        frame = _Frame("math", math=True, protected=self.top.protected)
        frame.wraps, self.top.pending = self.top.pending, []
        self.open_math += 1
        self._push(frame)

    def _close_math(self) -> None:
        self.math_end = -1
        if not self.open_math:
            return
        while self.top.kind != "math":
            self._close()
        self._close()

    def _script(self, sign: str) -> None:
        if not self.top.math:
            self._text(sign)
            return
        self._wait(SUPERSCRIPT if sign == "^" else SUBSCRIPT)

    # Commands

    def _wait(self, operation: str | tuple[str, str]) -> None:
        """Let an accent or a wrap wait for what comes next."""
        if len(self.top.pending) < _MOST_PENDING:
            self.top.pending.append(operation)

    def _escape(self, sign: str) -> None:
        if sign in ACCENTS and not self.top.math:
            self._wait(ACCENTS[sign])
        elif sign in "([":
            if len(self.stack) <= _MOST_NESTED:
                self._open_math()
        elif sign in ")]":
            self._close_math()
        else:
            self._emit(SYMBOLS.get(sign, sign))

    def _command(self, name: str, pos: int) -> None:
        braced = self.text[pos : pos + 1] == "{"
        if name in ACCENTS:
            self._wait(ACCENTS[name])
        elif (symbol := _symbol(name)) is not None:
            # TeX swallows space behind a command; around an operator people want to read it.
            spaced = self.top.math and not symbol.isalpha() and self.text[pos - 1].isspace()
            self._emit(symbol + " " if spaced else symbol)
        elif name in MARKUP:
            self._wait(MARKUP[name])
        elif name in SWITCHES:
            opening, closing = SWITCHES[name]
            self.top.out.append(opening)
            self.top.closers.append(closing)
        elif name.lower() in DROPPED_ARGUMENT:
            if braced:
                self.next_kind = "drop-first" if name in TWO_ARGUMENTS else "drop"
        elif name in VERBATIM_COMMANDS:
            if braced:
                self.next_kind = "verbatim"
        else:
            if name == "ensuremath" and braced:
                self.next_kind = "math-argument"
            elif braced:
                self.next_kind = "argument"
            if name not in PLAIN_COMMANDS:
                self.unknown[name] = None
                if self.top.math and not braced:
                    self._emit(name)


def _symbol(name: str) -> str | None:
    symbol = SYMBOLS.get(name)
    if symbol is None:
        for prefix in SYMBOLS_BY_PREFIX:
            if name.startswith(prefix):
                return SYMBOLS.get(name[len(prefix) :])
    return symbol


def _applied(pending: list[str | tuple[str, str]], text: str) -> str:
    """Apply accents and wraps to the text that they wait for, the innermost first."""
    for operation in reversed(pending):
        if isinstance(operation, str):
            text = _accented(text, operation)
        elif operation is SUPERSCRIPT and text in _RAISED:
            text = _RAISED[text]
        elif text:
            text = f"{operation[0]}{text}{operation[1]}"
    return text


def _accented(text: str, accent: str) -> str:
    if not text:
        return BARE_ACCENTS.get(accent, "")
    first = _DOTLESS.get(text[0], text[0])
    end = 1
    while text[end : end + 1] and unicodedata.combining(text[end]):
        end += 1  # behind the accents that the letter has already
    return unicodedata.normalize("NFC", first + text[1:end] + accent) + text[end:]
