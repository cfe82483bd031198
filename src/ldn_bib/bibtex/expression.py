"""Value expressions: ``{…}``, ``"…"``, numbers and macros, joined with ``#``.

The rules are those of BibTeX itself: every brace counts, with a backslash before it or not,
and a double quote ends a quoted piece unless it stands inside braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ldn_bib.values.braces import closing_brace

_QUOTE_ENDS = re.compile(r'[{}"]')
_WORD = re.compile(r"""[^\s"#%'(),={}]+""")
_SPACE = re.compile(r"\s*")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")

MONTH_MACROS: Mapping[str, str] = {
    name: name
    for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
}
"""Macros that every BibTeX style defines; they stand for themselves until a date is read."""


class Evaluated(NamedTuple):
    """Text of an expression, and the macros in it that nobody has defined."""

    text: str
    undefined: tuple[str, ...] = ()


def closing_quote(text: str, start: int) -> int:
    """Return the offset of the quote that closes the one at ``start``, or -1."""
    depth = 0
    for match in _QUOTE_ENDS.finditer(text, start + 1):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif depth == 0:
            return match.start()
    return -1


def _plain(value: str) -> str | None:
    """Return the text of an expression of one piece without macros, which nearly all are."""
    first = value[:1]
    if first == "{" and value[-1] == "}":
        inner = value[1:-1]
        simple = "{" not in inner and "}" not in inner
        return inner if simple or closing_brace(value, 0) == len(value) - 1 else None
    if first == '"' and value[-1] == '"' and len(value) > 1:
        inner = value[1:-1]
        return None if "{" in inner or "}" in inner or '"' in inner else inner
    return value if value.isdecimal() else None


def pieces(value: str) -> list[tuple[str, str]] | None:
    """Take an expression apart.

    Returns:
        Pairs of kind (``text`` or ``word``) and content; None where the value breaks a rule.
    """
    found: list[tuple[str, str]] = []
    pos, end = 0, len(value)
    while pos < end:
        mark = value[pos]
        if mark in '{"':
            stop = closing_brace(value, pos) if mark == "{" else closing_quote(value, pos)
            if stop < 0:
                return None
            found.append(("text", value[pos + 1 : stop]))
            pos = stop + 1
        elif word := _WORD.match(value, pos):
            found.append(("word", word[0]))
            pos = word.end()
        else:
            return None
        pos = _SPACE.match(value, pos).end()  # type: ignore[union-attr]
        if pos == end:
            return found
        if value[pos] != "#":
            return None
        pos = _SPACE.match(value, pos + 1).end()  # type: ignore[union-attr]
    return None


def well_formed(value: str) -> bool:
    """Whether BibTeX itself would read this stripped value as one whole expression."""
    return _plain(value) is not None or pieces(value) is not None


def plain_text(value: str) -> str | None:
    """Text of an expression of one piece, as :func:`evaluate` gives it; None for any other."""
    # the commonest case at once: braces around printable text without braces or double spaces
    if value[:1] == "{":
        inner = value[1:-1]
        if (
            value[-1] == "}"
            and "{" not in inner
            and "}" not in inner
            and "  " not in inner
            and inner.isprintable()
        ):
            return inner.strip(" ")
    text = _plain(value)
    return None if text is None else _squeeze(text)


def evaluate(value: str, macros: Mapping[str, str]) -> Evaluated:
    """Evaluate an expression; runs of white space become one space, as in BibTeX.

    Args:
        value: the expression, without white space around it.
        macros: lower-case name to text.

    Returns:
        The text, LaTeX left as it is. A macro that nobody has defined stands for its own name;
        a value that is no expression stands for itself.
    """
    text = _plain(value)
    if text is not None:
        return Evaluated(_squeeze(text))
    found = pieces(value)
    if found is None:
        return Evaluated(_squeeze(value))
    out: list[str] = []
    undefined: dict[str, None] = {}
    for kind, content in found:
        if kind == "text" or content.isdecimal():
            out.append(content)
        elif (meaning := macros.get(content.lower())) is not None:
            out.append(meaning)
        else:
            undefined[content] = None
            out.append(content)
    return Evaluated(_squeeze("".join(out)), tuple(undefined))


def _squeeze(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        text = _SPACES.sub(" ", text)
    return text.strip(" ")
