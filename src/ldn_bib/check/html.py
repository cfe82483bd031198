"""HTML that was left in text: entities and tags, and what they are in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from html.entities import html5

# \&amp; and {\&}amp; are what programs make of &amp; when they write LaTeX
ENTITY = re.compile(
    r"(?:\{\\&\}|\\&|&)(?P<name>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)

_TAG_NAMES = (
    r"i|b|u|em|strong|sub|sup|inf|scp?|span|p|br|div|font|a|italic|bold|title|sec|"
    r"(?:mml|jats|m):[A-Za-z]+"
)
TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)

IN_LATEX: Mapping[str, str] = {
    "i": r"\textit",
    "em": r"\emph",
    "italic": r"\textit",
    "b": r"\textbf",
    "strong": r"\textbf",
    "bold": r"\textbf",
    "sub": r"\textsubscript",
    "inf": r"\textsubscript",
    "sup": r"\textsuperscript",
    "sc": r"\textsc",
    "scp": r"\textsc",
}
"""Tags, and the commands of LaTeX that do the same."""

_PAIR = re.compile(rf"<(?P<name>{'|'.join(IN_LATEX)})>(?P<text>[^<>]*)</(?P=name)>", re.IGNORECASE)
_ESCAPED: Mapping[str, str] = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"}
_SPECIAL = frozenset('{}\\~^"')


def character(match: re.Match[str]) -> str | None:
    """The text that an entity stands for; None where it stands for none that can be printed."""
    name = match["name"]
    if not name.startswith("#") and f"{name};" not in html5:
        return None
    text = unescape(f"&{name};")
    is_shown = text.isprintable() and text != "\ufffd"
    return text if is_shown or text == "\u00a0" else None


def without_entities(text: str, *, latex: bool) -> str:
    """Write the characters themselves; what LaTeX could misread stays as it is.

    Args:
        text: the text.
        latex: whether signs that are LaTeX's own are escaped.
    """
    before = None
    while before != text:
        before = text
        text = ENTITY.sub(lambda match: _written(match, latex=latex), text)
    return text


def _written(match: re.Match[str], *, latex: bool) -> str:
    text = character(match)
    if text is None or (latex and text in _SPECIAL):
        return match[0]
    return _ESCAPED.get(text, text) if latex else text


def without_tags(text: str) -> str:
    """Write LaTeX for pairs of simple tags; all others stay as they are."""
    before = None
    while before != text:
        before = text
        text = _PAIR.sub(_command, text)
    return text


def _command(match: re.Match[str]) -> str:
    """A pair of tags as a command, unless what it holds would not end where the command does."""
    inner = match["text"]
    depth = 0
    for sign in inner:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return match[0]
    if depth or inner.endswith("\\") or inner.count("$") % 2:
        return match[0]
    return f"{IN_LATEX[match['name'].lower()]}{{{inner}}}"
