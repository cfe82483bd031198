"""Field text: CSL's markup, straight and curly quotation marks and apostrophes, made tokens.

CSL 1.0.2 leaves markup in fields to the processor; the tags are the ones that the CSL-JSON
schema's documentation lists: ``<i> <b> <sup> <sub> <sc>``, ``<span class="nocase">`` and
``<span style="font-variant: small-caps;">``. What does not pair stays as text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final

from ldn_bib.csl.markup import clean
from ldn_bib.csl.tokens import (
    DOUBLE,
    FLIP_BOLD,
    FLIP_ITALIC,
    FLIP_SMALL_CAPS,
    GLUE,
    NOCASE,
    NODECOR,
    QUOTE,
    SINGLE,
    SUBSCRIPT,
    SUPERSCRIPT,
    Token,
    Tokens,
)

_TAGS: Final = {
    "i": FLIP_ITALIC,
    "b": FLIP_BOLD,
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
    "sc": FLIP_SMALL_CAPS,
}
_SPLIT: Final = re.compile(
    r"(</?(?:i|b|sup|sub|sc)>|<span [^<>]*>|</span>|[\"“”„«»‘’'])", re.IGNORECASE
)
_SPECIAL: Final = re.compile(r"[<\"“”„«»‘’'\x00-\x1f\u2028\u2029\x7f-\x9f\ud800-\udfff]")
_CAPS: Final = re.compile(r"style\s*=\s*[\"']\s*font-variant\s*:\s*small-caps\s*;?\s*[\"']", re.I)
_NODECOR: Final = re.compile(r"class\s*=\s*[\"']nodecor[\"']", re.I)
_NOCASE: Final = re.compile(r"class\s*=\s*[\"']nocase[\"']", re.I)
_UNCLEAN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u2028\u2029\x7f-\x9f\ud800-\udfff]")
_LINE: Final = re.compile(r"([\t\n\r])")  # these alone stay as they are written
_BEFORE_OPEN: Final = frozenset(" \t\n\u00a0([{-–—/\u2009\u202f")
_AFTER_CLOSE: Final = frozenset(" \t\n\u00a0)]}.,:;!?-–—/\u2009\u202f")


@lru_cache(maxsize=20_000)
def parse_field(text: str) -> tuple[Token, ...]:
    """Turn a field's text into tokens; the same text gives the same tuple."""
    if _SPECIAL.search(text) is None:
        return (text,) if text else ()
    if _UNCLEAN.search(text) is not None:
        parts = _LINE.split(text)
        parts[::2] = map(clean, parts[::2])
        text = "".join(parts)
    pieces = _SPLIT.split(text)
    if len(pieces) == 1:
        return (text,) if text else ()
    tokens = _pair_tags(pieces)
    return tuple(_merge(_pair_quotes(tokens)))


def _opener(tag: str) -> int | None:
    name = tag[1:-1].lower()
    if name in _TAGS:
        return _TAGS[name]
    if name.startswith("span "):
        if _NOCASE.search(tag):
            return NOCASE
        if _NODECOR.search(tag):
            return NODECOR
        if _CAPS.search(tag):
            return FLIP_SMALL_CAPS
    return None


def _pair_tags(pieces: list[str]) -> Tokens:
    """Replace tags that pair by operators; the others stay as text."""
    tokens: Tokens = list(pieces)
    stack: list[tuple[int, int, str]] = []
    waiting: Counter[str] = Counter()
    for index in range(1, len(pieces), 2):
        piece = pieces[index]
        if piece[0] != "<":
            continue
        if piece[1] != "/":
            operator = _opener(piece)
            name = "span" if piece[1:5].lower() == "span" else piece[1:-1].lower()
            if operator is not None:
                stack.append((index, operator, name))
                waiting[name] += 1
            continue
        name = piece[2:-1].lower()
        while waiting[name]:
            start, operator, opened = stack.pop()
            waiting[opened] -= 1
            if opened == name:
                tokens[start] = operator
                tokens[index] = -operator
                break
    return tokens


def _owners(tokens: Tokens) -> list[int]:
    """The pair of tags around each token, as the index where it opens; -1 outside of all."""
    owners: list[int] = []
    opened = [-1]
    for index, token in enumerate(tokens):
        owners.append(opened[-1])
        if isinstance(token, int):
            if token > 0:
                opened.append(index)
            else:
                opened.pop()
    return owners


def _following(tokens: Tokens) -> list[str]:
    """The nearest character after each token, through operators; empty at the end."""
    found: list[str] = []
    after = ""
    for token in reversed(tokens):
        found.append(after)
        if isinstance(token, str) and token:
            after = token[0]
    found.reverse()
    return found


class _Before:
    """Finds the nearest character before a token; operators, once passed, are passed in one."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.skip: dict[int, int] = {}

    def __call__(self, index: int) -> str:
        at = index - 1
        passed: list[int] = []
        while at >= 0:
            token = self.tokens[at]
            if isinstance(token, str) and token:
                break
            passed.append(at)
            at = self.skip.get(at, at - 1)
        for place in passed:
            self.skip[place] = at
        return str(self.tokens[at])[-1] if at >= 0 else ""


class _Opened:
    """Quotation marks that wait for their partners, inside one pair of tags."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, str]] = []
        self.waiting: Counter[str] = Counter()

    def push(self, index: int, kind: str) -> None:
        self.stack.append((index, kind))
        self.waiting[kind] += 1

    def has(self, kinds: str) -> bool:
        return any(self.waiting[kind] for kind in kinds)

    def close(self, tokens: Tokens, index: int, kinds: str) -> None:
        """Pair a mark with the last one of some kinds; single ones between are apostrophes."""
        while self.has(kinds):
            start, kind = self.stack.pop()
            self.waiting[kind] -= 1
            if kind in kinds:
                operator = _AS_WRITTEN.get(kind, QUOTE)
                tokens[start] = operator
                tokens[index] = -operator
                return
            if kind == "'":
                tokens[start] = "’"


_AS_WRITTEN: Final = {"‘": SINGLE, "“": DOUBLE}


def _pair_quotes(tokens: Tokens) -> Tokens:
    """Turn quotation marks that pair into operators, other single ones into apostrophes."""
    owners, following, preceding = _owners(tokens), _following(tokens), _Before(tokens)
    opened: defaultdict[int, _Opened] = defaultdict(_Opened)
    for index in range(1, len(tokens), 2):
        char = tokens[index]
        if not isinstance(char, str) or len(char) != 1:
            continue
        marks = opened[owners[index]]
        if char in "“„‘":
            marks.push(index, char)
            continue
        if char == "«":
            continue
        if char in "”»":
            marks.close(tokens, index, "“„")
            continue
        before, after = preceding(index), following[index]
        can_open = (not before or before in _BEFORE_OPEN or before in "\"“‘'") and bool(after)
        can_open = can_open and after not in " \u00a0"
        can_close = (not after or after in _AFTER_CLOSE or after in "\"”’'") and bool(before)
        can_close = can_close and before not in " \u00a0"
        kinds = {'"': '"', "’": "‘'"}.get(char, "'")
        if can_close and marks.has(kinds):
            marks.close(tokens, index, kinds)
        elif char != "’" and can_open:
            marks.push(index, char)
        elif char != '"':
            tokens[index] = "’"
    for marks in opened.values():
        for index, kind in marks.stack:
            if kind == "'":
                tokens[index] = "’"
    return tokens


def _merge(tokens: Tokens) -> Tokens:
    merged: Tokens = []
    text: list[str] = []
    for token in tokens:
        if isinstance(token, str):
            if token:
                if not text and merged and merged[-1] == -QUOTE:
                    merged.append(GLUE)
                text.append(token)
            continue
        if text:
            merged.append("".join(text))
            text = []
        merged.append(token)
    if text:
        merged.append("".join(text))
    return merged
