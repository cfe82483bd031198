"""Finished tokens to rich text."""

from __future__ import annotations

from typing import Final

from ldn_bib.csl import tokens as ops
from ldn_bib.csl.links import LinkTo, begun_address
from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.csl.tokens import Tokens

_SETS: Final = {
    ops.ITALIC: Mark.ITALIC,
    ops.OBLIQUE: Mark.ITALIC,
    ops.BOLD: Mark.BOLD,
    ops.UNDERLINE: Mark.UNDERLINE,
    ops.SMALL_CAPS: Mark.SMALL_CAPS,
    ops.SUPERSCRIPT: Mark.SUPERSCRIPT,
    ops.SUBSCRIPT: Mark.SUBSCRIPT,
}
_CLEARS: Final = {
    ops.NORMAL_STYLE: frozenset({Mark.ITALIC}),
    ops.NORMAL_WEIGHT: frozenset({Mark.BOLD}),
    ops.LIGHT: frozenset({Mark.BOLD}),
    ops.NO_DECORATION: frozenset({Mark.UNDERLINE}),
    ops.NORMAL_VARIANT: frozenset({Mark.SMALL_CAPS}),
    ops.BASELINE: frozenset({Mark.SUPERSCRIPT, Mark.SUBSCRIPT}),
}
_BREAKS: Final = (ops.BLOCK, -ops.BLOCK, ops.INDENT, -ops.INDENT)


def to_rich_text(tokens: Tokens) -> RichText:
    """Turn finished tokens into runs; a number in the margin is followed by a space.

    A link takes in the beginning of the address that is printed before it.
    """
    runs: list[Run] = []
    texts: list[str] = []  # of the run that is being built
    stack: list[frozenset[Mark]] = [frozenset()]
    wants_space = False
    address: str | None = None
    for token in tokens:
        if isinstance(token, str):
            if wants_space and token:
                before = texts[-1] if texts else runs[-1].text if runs else " "
                if not before.endswith(" ") and not token.startswith(" "):
                    _end_run(runs, texts, stack[-1], address)
                    runs.append(Run(" "))
                wants_space = False
            texts.append(token)
            continue
        if texts:
            last = texts.pop() if isinstance(token, LinkTo) else ""
            _end_run(runs, texts, stack[-1], address)
            if last:
                runs.append(Run(last, stack[-1], address))
        if token in _SETS:
            stack.append(stack[-1] | {_SETS[token]})
        elif token in _CLEARS:
            stack.append(stack[-1] - _CLEARS[token])
        elif -token in _SETS or -token in _CLEARS:
            if len(stack) > 1:
                stack.pop()
        elif isinstance(token, LinkTo):
            address = token.address
            _take_in(runs, address)
        elif token == -ops.LINK:
            address = None
        elif token == -ops.LEFT_MARGIN or token in _BREAKS:
            wants_space = bool(runs)
    _end_run(runs, texts, stack[-1], address)
    return RichText.of(runs)


def _end_run(
    runs: list[Run], texts: list[str], marks: frozenset[Mark], address: str | None
) -> None:
    if texts:
        runs.append(Run("".join(texts), marks, address))
        texts.clear()


def _take_in(runs: list[Run], address: str) -> None:
    """Let a link begin where the address before it does, such as ``https://doi.org/``."""
    if runs and runs[-1].link is None:
        text, marks = runs[-1].text, runs[-1].marks
        start = begun_address(text)
        runs[-1:] = [Run(text[:start], marks), Run(text[start:], marks, address)]
