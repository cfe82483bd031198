"""The last pass over a rendered stream: quotation marks, flip-flopping marks, punctuation.

Each has a module of its own: :mod:`~ldn_bib.csl.punctuation`, :mod:`~ldn_bib.csl.quotation` and
:mod:`~ldn_bib.csl.flipflop`.
"""

from __future__ import annotations

from typing import Final

from ldn_bib.csl.flipflop import Marks
from ldn_bib.csl.punctuation import MEETING, Line
from ldn_bib.csl.quotation import OPERATORS as QUOTATION
from ldn_bib.csl.quotation import Quotation, Quotes
from ldn_bib.csl.tokens import GLUE, NAME_PARTICLE, NOCASE, NODECOR, TERM, YEAR_SUFFIX, Tokens

# what others look for, of which nothing is printed
_SILENT: Final = frozenset(
    (NOCASE, -NOCASE, NAME_PARTICLE, -NAME_PARTICLE, YEAR_SUFFIX, -YEAR_SUFFIX, TERM)
)


def finish(tokens: Tokens, quotes: Quotes) -> Tokens:
    """Return the stream with plain operators only and punctuation merged."""
    line = Line(inside=quotes.punctuation_inside)
    out = line.out
    quotation = Quotation(quotes)
    marks = Marks(out)
    for token in tokens:
        if isinstance(token, str):
            if not token:
                continue
            if line.closing < 0 and (line.last not in MEETING or token[0] not in MEETING):
                out.append(token)  # as Line.add does where nothing meets
                line.last = token[-1]
            else:
                line.add(token)
        elif token in _SILENT:
            continue
        elif token in QUOTATION:
            quotation.mark(token, line)
        elif token == GLUE:
            line.part()
        elif token == NODECOR:
            marks.open_plain()
        elif token == -NODECOR:
            marks.close_plain()
        elif token > 0:
            marks.open(token)
        else:
            marks.close()
    return out


__all__ = ["Quotes", "finish"]
