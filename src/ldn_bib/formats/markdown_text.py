"""CSL's markup as pandoc's Markdown, in which pandoc and Quarto read every text of YAML.

What has a meaning in Markdown gets a backslash; the reader takes it away again. Straight
quotation marks stay as they are: pandoc turns them into printed ones, as it does for CSL-JSON.
"""

from __future__ import annotations

import html
import re

from ldn_bib.values.markup import split_markup

DELIMITERS = {
    "i": ("*", "*"),
    "b": ("**", "**"),
    "sub": ("~", "~"),
    "sup": ("^", "^"),
    "nocase": ("[", "]{.nocase}"),
    "sc": ("[", "]{.smallcaps}"),
}
"""Mark of CSL to what stands before and after its text."""

TAGS = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "nocase": ('<span class="nocase">', "</span>"),
    "sc": ('<span style="font-variant:small-caps">', "</span>"),
}
"""Mark of CSL to its tags."""

_SEPARATOR = "<!-- -->"  # as pandoc writes it between delimiters that would run together
_SPECIAL = re.compile(r"[\\`*^~\[\]<$@]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|-(?=-)|(?<=-)-|\.{3,}")
# The beginning of a quotation, a heading, a line block, a definition or a list.
_LINE_START = re.compile(
    r"^(\s*)(?:([>#|:+=-])|(\(?(?:[0-9]{1,9}|[A-Za-z]{1,8}))([.)])(?=\s))", re.MULTILINE
)
_LINE_END = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def to_markdown(text: str) -> str:
    """Return CSL's text as Markdown."""
    levels: list[tuple[str, list[str]]] = [("", [])]
    for piece in split_markup(text):
        if isinstance(piece, str):
            levels[-1][1].append(_escape(piece))
        elif piece[1]:
            levels.append((piece[0], []))
        else:
            mark, parts = levels.pop()
            within = any(mark == outer for outer, _ in levels)
            _append(levels[-1][1], "".join(parts), "" if within else mark)
    written = "".join(levels[0][1])
    if "\n" in written:
        written = _LINE_START.sub(_guard, written)
        return _LINE_END.sub("\\\\\n", written)
    return f"\\{written}" if written.startswith(">") else written


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), text)


def _guard(found: re.Match[str]) -> str:
    return f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}"


def _append(parts: list[str], inner: str, mark: str) -> None:
    """Add marked text, with the spaces at its ends outside: delimiters must touch the text."""
    edges = _EDGES.fullmatch(inner)
    before, core, after = edges.groups() if edges else ("", inner, "")
    if not mark or not core:
        parts.append(inner)
        return
    opening, closing = DELIMITERS[mark]
    if mark in ("sub", "sup"):
        core = re.sub(r"\s", r"\\ ", core)
    if core.startswith(opening[0]):
        core = _SEPARATOR + core
    if core.endswith(closing[0]):
        core += _SEPARATOR
    if not before and parts and parts[-1].endswith(opening[0]):
        before = _SEPARATOR
    parts.append(f"{before}{opening}{core}{closing}{after}")


_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<space>\\ )"
    r"|(?P<line>\\\n)"
    r"|(?P<comment><!--.*?-->)"
    r"|(?P<entity>&(?:[A-Za-z]\w*|#\w+);)"
    r"|(?P<span>\]\{\.(?:nocase|smallcaps)\})"
    r"|(?P<delimiter>\*{1,3}|_{1,3}|~+|\^|[\[\]])",
    re.DOTALL,
)
_CLASSES = {"]{.nocase}": "nocase", "]{.smallcaps}": "sc"}
_RUNS = {1: ("i",), 2: ("b",), 3: ("b", "i")}
_SHIFTS = {"~": "sub", "^": "sup"}


class _Parser:
    """Turns delimiters that have a partner into CSL's tags; the others are text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.open: list[tuple[str, int]] = []  # delimiter, and its place in out

    def parse(self) -> str:
        done = 0
        for token in _TOKEN.finditer(self.text):
            self._plain(self.text[done : token.start()])
            done = token.end()
            self._take(token)
        self._plain(self.text[done:])
        return "".join(self.out)

    def _plain(self, text: str) -> None:
        if text:
            self.out.append(text)
            if any(map(str.isspace, text)):
                self.open = [pair for pair in self.open if pair[0] not in _SHIFTS]

    def _take(self, token: re.Match[str]) -> None:
        raw = token[0]
        kind = token.lastgroup
        if kind == "escape":
            self.out.append(raw[1])
        elif kind == "line":
            self.out.append("\n")
        elif kind == "space":
            shifted = any(name in _SHIFTS for name, _ in self.open)
            self.out.append(" " if shifted else "\u00a0")
        elif kind == "entity":
            self.out.append(html.unescape(raw))
        elif kind == "span":
            if not self._close("[", _CLASSES[raw]):
                self.out.append(raw)
        elif kind == "delimiter":
            self._delimiter(token)

    def _delimiter(self, token: re.Match[str]) -> None:
        raw, sign = token[0], token[0][0]
        before = self.text[token.start() - 1 : token.start()]
        after = self.text[token.end() : token.end() + 1]
        if sign == "[":
            self._open(raw, raw)
        elif sign == "]":
            self._drop("[")
            self.out.append(raw)
        elif sign in _SHIFTS:
            if len(raw) > 1 or not self._close(sign, _SHIFTS[sign]):
                if len(raw) == 1 and after.strip():
                    self._open(sign, raw)
                else:
                    self.out.append(raw)
        else:
            inside = sign == "_" and before.isalnum() and after.isalnum()
            if inside:
                self.out.append(raw)
            elif not (before.strip() and self._close_run(sign, len(raw))):
                if after.strip():
                    for mark in _RUNS[len(raw)]:
                        length = 2 if mark == "b" else 1
                        self._open(f"{sign}{mark}", sign * length)
                else:
                    self.out.append(raw)

    def _open(self, name: str, raw: str) -> None:
        self.open.append((name, len(self.out)))
        self.out.append(raw)

    def _close_run(self, sign: str, length: int) -> bool:
        """Close what a run of stars closes; False where it closes nothing, or not all of it."""
        marks = [name[1] for name, _ in reversed(self.open) if name[0] == sign and len(name) == 2]
        wanted = _RUNS[length]
        if sorted(marks[: len(wanted)]) != sorted(wanted):
            if length == 3 or wanted[0] not in marks:
                return False
            return self._close(f"{sign}{wanted[0]}", wanted[0])
        return all(self._close(f"{sign}{mark}", mark) for mark in marks[: len(wanted)])

    def _close(self, name: str, mark: str) -> bool:
        place = self._drop(name)
        if place is None:
            return False
        opening, closing = TAGS[mark]
        self.out[place] = opening
        self.out.append(closing)
        return True

    def _drop(self, name: str) -> int | None:
        """Take the last open delimiter of a name and those after it; return its place."""
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number][0] == name:
                place = self.open[number][1]
                del self.open[number:]
                return place
        return None


def from_markdown(text: str) -> str:
    """Return Markdown as CSL's text; what CSL has no markup for stays as it is written."""
    return _Parser(text).parse() if _TOKEN.search(text) else text
