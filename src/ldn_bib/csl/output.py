"""Finished tokens to rich text."""

from __future__ import annotations

from typing import Final

from ldn_bib.csl import tokens as ops
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
    """Turn finished tokens into runs; a number in the margin is followed by a space."""
    runs: list[Run] = []
    stack: list[frozenset[Mark]] = [frozenset()]
    wants_space = False
    for token in tokens:
        if isinstance(token, str):
            text = token
            if wants_space and text:
                if runs and not runs[-1].text.endswith(" ") and not text.startswith(" "):
                    runs.append(Run(" "))
                wants_space = False
            runs.append(Run(text, stack[-1]))
        elif token in _SETS:
            stack.append(stack[-1] | {_SETS[token]})
        elif token in _CLEARS:
            stack.append(stack[-1] - _CLEARS[token])
        elif -token in _SETS or -token in _CLEARS:
            if len(stack) > 1:
                stack.pop()
        elif token == -ops.LEFT_MARGIN or token in _BREAKS:
            wants_space = bool(runs)
    return RichText.of(runs)
