"""The stream that rendering yields: text, and opening and closing operators.

A rendered piece is a list of tokens. A token is a ``str``, characters to print, or an ``int``,
an operator: positive opens, its negative closes. Lists are joined as they are; one pass over the
whole (:mod:`ldn_bib.csl.finishing`) turns quotes into characters and lets marks of punctuation
that meet merge. Characters inside one ``str`` never merge with each other.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Token: TypeAlias = str | int
Tokens: TypeAlias = list[Token]

# what style elements set
ITALIC: Final = 1
NORMAL_STYLE: Final = 2
OBLIQUE: Final = 3
BOLD: Final = 4
NORMAL_WEIGHT: Final = 5
LIGHT: Final = 6
UNDERLINE: Final = 7
NO_DECORATION: Final = 8
SMALL_CAPS: Final = 9
NORMAL_VARIANT: Final = 10
SUPERSCRIPT: Final = 11
SUBSCRIPT: Final = 12
BASELINE: Final = 13
# what markup in fields sets: italics inside italics turn upright again
FLIP_ITALIC: Final = 14
FLIP_BOLD: Final = 15
FLIP_SMALL_CAPS: Final = 16
NOCASE: Final = 17
QUOTE: Final = 18
NAME_PARTICLE: Final = 19
# parts of a bibliography entry
BLOCK: Final = 20
LEFT_MARGIN: Final = 21
RIGHT_INLINE: Final = 22
INDENT: Final = 23
LINK: Final = 24
# what collapsing looks for; nothing is printed for it
YEAR_SUFFIX: Final = 25
# stands before a term, which a capital begins where it begins a note or an entry
TERM: Final = 26
# keeps the text before and after it as it is in the field: no punctuation moves across
GLUE: Final = 27
# curly quotation marks in a field: they change only inside other quotation marks
SINGLE: Final = 28
DOUBLE: Final = 30
NODECOR: Final = 29

FONT_STYLE: Final = {"italic": ITALIC, "oblique": OBLIQUE, "normal": NORMAL_STYLE}
FONT_WEIGHT: Final = {"bold": BOLD, "light": LIGHT, "normal": NORMAL_WEIGHT}
FONT_VARIANT: Final = {"small-caps": SMALL_CAPS, "normal": NORMAL_VARIANT}
TEXT_DECORATION: Final = {"underline": UNDERLINE, "none": NO_DECORATION}
VERTICAL_ALIGN: Final = {"sup": SUPERSCRIPT, "sub": SUBSCRIPT, "baseline": BASELINE}
DISPLAY: Final = {
    "block": BLOCK,
    "left-margin": LEFT_MARGIN,
    "right-inline": RIGHT_INLINE,
    "indent": INDENT,
}


def plain(tokens: Tokens) -> str:
    """The characters alone, without operators."""
    return "".join([token for token in tokens if isinstance(token, str)])


def wrap(tokens: Tokens, operators: tuple[int, ...]) -> Tokens:
    """Put operators around tokens, the first outermost."""
    for operator in reversed(operators):
        tokens = [operator, *tokens, -operator]
    return tokens


def capitalised(tokens: Tokens) -> Tokens:
    """Capitalise the first letter if a term begins the stream; marks may stand before it."""
    is_term = False
    for index, token in enumerate(tokens):
        if isinstance(token, str):
            if is_term and token:
                if token[0].islower():
                    return [*tokens[:index], token[0].upper() + token[1:], *tokens[index + 1 :]]
                return tokens
            if any(char.isalnum() for char in token):
                return tokens
        elif token == TERM:
            is_term = True
    return tokens
