"""Quotation marks of a locale, outer and inner in turn, and those that a field has itself."""

from __future__ import annotations

from typing import Final, NamedTuple

from ldn_bib.csl.punctuation import Line
from ldn_bib.csl.tokens import DOUBLE, QUOTE, SINGLE

# curly marks as fields have them
_WRITTEN: Final = {SINGLE: "‘", -SINGLE: "’", DOUBLE: "“", -DOUBLE: "”"}

OPERATORS: Final = frozenset((QUOTE, -QUOTE, *_WRITTEN))


class Quotes(NamedTuple):
    """The quotation marks of a locale, outer and inner, and where punctuation goes."""

    open: str = "“"
    close: str = "”"
    open_inner: str = "‘"
    close_inner: str = "’"
    punctuation_inside: bool = False


class Quotation:
    """How deep a line is in quotation marks, and which come next.

    Attributes:
        quotes: the marks of the locale.
        depth: how many marks of the locale are open.
        as_written: how many curly marks of a field stand as they are.
    """

    __slots__ = ("as_written", "depth", "quotes")

    def __init__(self, quotes: Quotes) -> None:
        """Begin outside all quotation marks."""
        self.quotes = quotes
        self.depth = 0
        self.as_written = 0

    def mark(self, operator: int, line: Line) -> None:
        """Print the mark of an operator: a field's own change only inside other marks."""
        if operator > 0:
            if operator == QUOTE or self.depth:
                quotes = self.quotes
                line.open_quote(quotes.open_inner if self.depth % 2 else quotes.open)
                self.depth += 1
            else:
                line.add_as_is(_WRITTEN[operator])
                self.as_written += 1
        elif operator == -QUOTE or not self.as_written:
            quotes = self.quotes
            self.depth = max(0, self.depth - 1)
            line.close_quote(quotes.close_inner if self.depth % 2 else quotes.close)
        else:
            line.add_as_is(_WRITTEN[operator])
            if self.depth:
                line.last = _WRITTEN[operator]
            self.as_written -= 1
