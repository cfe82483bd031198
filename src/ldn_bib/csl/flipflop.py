"""Marks that flip: italics inside italics turn upright, bold inside bold turns light.

CSL 1.0.2, «Formatting», and the behaviour of citeproc-js for markup in fields.
"""

from __future__ import annotations

from typing import Final

from ldn_bib.csl.tokens import (
    BASELINE,
    BOLD,
    FLIP_BOLD,
    FLIP_ITALIC,
    FLIP_SMALL_CAPS,
    ITALIC,
    NO_DECORATION,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Tokens,
)

# operator of field markup: what it sets, what it sets inside itself, what counts as itself
_FLIPS: Final = {
    FLIP_ITALIC: (ITALIC, NORMAL_STYLE, (ITALIC, OBLIQUE)),
    FLIP_BOLD: (BOLD, NORMAL_WEIGHT, (BOLD,)),
    FLIP_SMALL_CAPS: (SMALL_CAPS, NORMAL_VARIANT, (SMALL_CAPS,)),
}
_SET_BACK: Final = {
    FLIP_ITALIC: NORMAL_STYLE,
    FLIP_BOLD: NORMAL_WEIGHT,
    FLIP_SMALL_CAPS: NORMAL_VARIANT,
}
_RESETS: Final = frozenset(_SET_BACK.values())
# plain operator to the one that stands for all those of which one at a time can hold
_FAMILY: Final = {
    ITALIC: FLIP_ITALIC,
    OBLIQUE: FLIP_ITALIC,
    NORMAL_STYLE: FLIP_ITALIC,
    BOLD: FLIP_BOLD,
    NORMAL_WEIGHT: FLIP_BOLD,
    SMALL_CAPS: FLIP_SMALL_CAPS,
    NORMAL_VARIANT: FLIP_SMALL_CAPS,
    UNDERLINE: UNDERLINE,
    NO_DECORATION: UNDERLINE,
    SUPERSCRIPT: SUPERSCRIPT,
    SUBSCRIPT: SUPERSCRIPT,
    BASELINE: SUPERSCRIPT,
}


class Marks:
    """The marks that hold at a place of a line, and how to get back to those before.

    Attributes:
        out: the finished tokens, to which plain operators are added.
    """

    __slots__ = ("_held", "_opened", "_plain", "out")

    def __init__(self, out: Tokens) -> None:
        """Begin with no mark."""
        self.out = out
        self._held: dict[int, int] = {}  # family to the operator that holds
        self._opened: list[tuple[int, int]] = []  # operators printed, and what held before each
        self._plain: list[tuple[dict[int, int], list[int]]] = []

    def open(self, operator: int) -> None:
        """Set a mark, or turn it round where field markup is inside its like."""
        flip = _FLIPS.get(operator)
        if flip is not None:
            sets, turned, same = flip
            operator = turned if self._held.get(operator) in same else sets
        family = _FAMILY.get(operator, 0)
        before = self._held.get(family, 0)
        if operator in _RESETS and before in (0, operator):
            self._opened.append((0, 0))  # nothing to set back
            return
        self._opened.append((operator, before))
        self._held[family] = operator
        self.out.append(operator)

    def close(self) -> None:
        """Close the mark opened last; one with nothing in it goes again."""
        operator, before = self._opened.pop()
        if not operator:
            return
        self._held[_FAMILY.get(operator, 0)] = before
        if self.out and self.out[-1] == operator:
            self.out.pop()
        else:
            self.out.append(-operator)

    def open_plain(self) -> None:
        """Set all marks back that can be."""
        resets = [
            op for family, op in _SET_BACK.items() if self._held.get(family, 0) not in (0, op)
        ]
        self.out += resets
        self._plain.append((dict(self._held), resets))
        for family in _SET_BACK:
            self._held[family] = 0

    def close_plain(self) -> None:
        """Give back the marks that were set back."""
        self._held, resets = self._plain.pop()
        self.out += [-operator for operator in reversed(resets)]
