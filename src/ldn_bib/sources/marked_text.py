"""Text of Crossref: titles with bits of HTML, abstracts in JATS, as CSL's markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

MARKS: Mapping[str, tuple[str, str]] = {
    "b": ("<b>", "</b>"),
    "bold": ("<b>", "</b>"),
    "em": ("<i>", "</i>"),
    "i": ("<i>", "</i>"),
    "italic": ("<i>", "</i>"),
    "sc": ('<span style="font-variant: small-caps;">', "</span>"),
    "scp": ('<span style="font-variant: small-caps;">', "</span>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
}
"""Name of an element, of HTML or JATS, to CSL's markup; others are text."""

_KNOWN = frozenset((*MARKS, "u", "tt", "span", "p", "title", "sec", "list", "list-item", "br",
                    "underline", "monospace", "inline-formula", "disp-formula", "alternatives",
                    "tex-math", "ext-link", "xref", "math", "annotation", "mstyle",
                    "mrow", "mi", "mn", "mo", "mtext", "msub", "msup", "msubsup", "mfrac",
                    "mspace", "msqrt", "mover", "munder", "semantics"))  # fmt: skip
_TAG = re.compile(r"<(/?)(?:[a-z]+:)?([a-z][a-z-]*)(?:\s[^<>]*)?(/?)>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;(/?(?:[a-z]+:)?[a-z][a-z-]*/?)&gt;", re.IGNORECASE)
_CHARACTER = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE = re.compile(r"\s+")
_DROPPED_TITLES = frozenset(("", "abstract", "summary"))


def title_text(text: str) -> str:
    """Return a title, or a name of a journal, with CSL's markup on one line.

    Marks may be written as tags or, wrongly, as escaped ones; a tag that has no partner goes,
    and ``p < .05`` stays.
    """
    return _line(_marked(_ESCAPED_TAG.sub(r"<\1>", text)))


def plain_text(text: str) -> str:
    """Return a text without any marks, on one line."""
    return _line(_unescaped(_TAG.sub(_dropped, _ESCAPED_TAG.sub(r"<\1>", text))))


def abstract_text(text: str) -> str:
    """Return an abstract, in JATS or plain, as paragraphs: one a line, labels before them.

    A heading of a section stands before its first paragraph, as in PubMed's abstracts; the
    heading ``Abstract`` goes.
    """
    lines: list[str] = []
    label = ""
    for name, content in _blocks(text):
        if name == "title":
            heading = _line(content).rstrip(":. ")
            label = "" if heading.casefold() in _DROPPED_TITLES else heading
            continue
        line = _line(content)
        if line:
            lines.append(f"{label}: {line}" if label else line)
            label = ""
    return "\n".join(lines)


def _blocks(text: str) -> list[tuple[str, str]]:
    """Split JATS at its paragraphs and titles; marks inside are CSL's already."""
    blocks: list[tuple[str, str]] = []
    name, start = "p", 0
    for tag in _TAG.finditer(text):
        found = tag[2].lower()
        if found not in ("p", "title", "list-item", "sec"):
            continue
        blocks.append((name, _marked(text[start : tag.start()])))
        start = tag.end()
        name = "title" if found == "title" and not tag[1] else "p"
    blocks.append((name, _marked(text[start:])))
    return [(name, content) for name, content in blocks if content.strip()]


def _marked(text: str) -> str:
    """Return text with the known tags that have a partner as CSL's markup."""
    if "<" not in text:
        return _unescaped(text)
    pieces: list[str] = []
    open_tags: list[tuple[str, int]] = []
    done = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name not in _KNOWN:
            continue
        pieces.append(_unescaped(text[done : tag.start()]))
        done = tag.end()
        if tag[3] or name not in MARKS:
            pieces.append(" " if name == "br" else "")
        elif not tag[1]:
            open_tags.append((name, len(pieces)))
            pieces.append("")
        elif open_tags and open_tags[-1][0] == name:
            _, place = open_tags.pop()
            if any(piece.strip() for piece in pieces[place:]):
                pieces[place] = MARKS[name][0]
                pieces.append(MARKS[name][1])
    pieces.append(_unescaped(text[done:]))
    return "".join(pieces)


def _dropped(tag: re.Match[str]) -> Any:
    return "" if tag[2].lower() in _KNOWN else tag[0]


def _unescaped(text: str) -> str:
    """Undo references to characters; what comes out is text, however often it was escaped."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _CHARACTER.sub(lambda found: unescape(found[0]), text)
    return text


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
