"""CSL's markup in fields (``<i> <b> <sub> <sup> <sc>``) and in an engine's plain output.

An engine that knows nothing of marks gets text in which a mark is one control character
before and one after; its output is cut at them into runs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ldn_bib.csl.richtext import Mark, RichText, Run

CLOSE: Final = "\x0f"
"""Ends the innermost mark."""

OPEN: Final = {
    Mark.ITALIC: "\x01",
    Mark.BOLD: "\x02",
    Mark.UNDERLINE: "\x03",
    Mark.SMALL_CAPS: "\x04",
    Mark.SUPERSCRIPT: "\x05",
    Mark.SUBSCRIPT: "\x06",
}
"""Begins a mark. Control characters are never text, so input cannot hold them."""

NOCASE_OPEN: Final = '<span class="nocase">'
NOCASE_CLOSE: Final = "</span>"

_MARK_OF: Final = {character: mark for mark, character in OPEN.items()}
_TAG_MARKS: Final = {
    "i": Mark.ITALIC,
    "b": Mark.BOLD,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    "sc": Mark.SMALL_CAPS,
}
_TAG: Final = re.compile(
    r"<(?P<close>/)?(?P<name>i|b|sub|sup|sc|span)"
    r"(?:\s+(?:(?P<nocase>class=[\"']nocase[\"'])"
    r"|(?P<caps>style=[\"']font-variant:\s*small-caps;?[\"'])))?\s*>",
    re.IGNORECASE,
)
_CUT: Final = re.compile(f"([{''.join(OPEN.values())}{CLOSE}])")

_SPACES: Final = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_CLEAN: Final[dict[int, str | None]] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), None),
    **_SPACES,
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return text without control characters; line ends become spaces, lone surrogates U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _SURROGATE.sub("\ufffd", text.translate(_CLEAN))


def mark_up(text: str) -> str:
    """Replace the markup in a clean field with delimiters.

    Tags that do not pair stay as they are; ``nocase`` spans keep their tags, the innermost of
    nested ones are dropped, and unpaired ones too.
    """
    if "<" not in text:
        return text
    tags = list(_TAG.finditer(text))
    replacement: dict[int, str] = {}
    stack: list[tuple[int, str, str]] = []
    for number, tag in enumerate(tags):
        name = tag["name"].casefold()
        if not tag["close"]:
            opener = _opener(tag, name)
            if opener is not None:
                stack.append((number, name, opener))
                if opener == NOCASE_OPEN:
                    replacement[number] = ""
        elif stack and stack[-1][1] == name:
            start, _, opener = stack.pop()
            if opener == NOCASE_OPEN:
                inside = any(entry[2] == NOCASE_OPEN for entry in stack)
                opener, closer = ("", "") if inside else (NOCASE_OPEN, NOCASE_CLOSE)
            else:
                closer = CLOSE
            replacement[start], replacement[number] = opener, closer
    if not replacement:
        return text
    pieces: list[str] = []
    end = 0
    for number, tag in enumerate(tags):
        if number in replacement:
            pieces += (text[end : tag.start()], replacement[number])
            end = tag.end()
    pieces.append(text[end:])
    return "".join(pieces)


def _opener(tag: re.Match[str], name: str) -> str | None:
    if name != "span":
        return OPEN[_TAG_MARKS[name]]
    if tag["nocase"]:
        return NOCASE_OPEN
    return OPEN[Mark.SMALL_CAPS] if tag["caps"] else None


def to_rich_text(text: str) -> RichText:
    """Cut text with delimiters into runs; white space at the ends goes, control characters too."""
    runs: list[Run] = []
    stack: list[Mark] = []
    for piece in _CUT.split(text):
        if piece in _MARK_OF:
            stack.append(_MARK_OF[piece])
        elif piece == CLOSE:
            if stack:
                stack.pop()
        else:
            runs.append(Run(clean(piece), frozenset(stack)))
    return _stripped(RichText.of(runs))


def _stripped(text: RichText) -> RichText:
    runs = list(text.runs)
    while runs and not runs[0].text.lstrip():
        del runs[0]
    while runs and not runs[-1].text.rstrip():
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return RichText(tuple(runs))
