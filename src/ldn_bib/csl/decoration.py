"""What formatting attributes do to tokens: fonts, quotes, text case, affixes.

CSL 1.0.2, «Formatting», «Affixes», «Quotes», «Strip-periods», «Text-case».
"""

from __future__ import annotations

from collections.abc import Callable

from ldn_bib.csl import tokens as ops
from ldn_bib.csl.context import Context
from ldn_bib.csl.personname import ROMANESQUE
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.text_case import apply_case
from ldn_bib.csl.tokens import Tokens

Decorate = Callable[[Tokens], Tokens]
Finish = Callable[[Tokens, Context], Tokens]


def _has_letters_with_italics(tokens: Tokens) -> bool:
    """Whether there is text in a script that is set in italics; Chinese, say, is not."""
    text = ops.plain(tokens)
    return text.isascii() or ROMANESQUE.search(text) is not None


def decoration(element: Element, *, affixes: bool = True) -> Decorate | None:
    """What an element's attributes do to its tokens; None for nothing."""
    attrs = element.attrs
    operators: list[int] = []
    for name, table in (
        ("vertical-align", ops.VERTICAL_ALIGN),
        ("text-decoration", ops.TEXT_DECORATION),
        ("font-weight", ops.FONT_WEIGHT),
        ("font-variant", ops.FONT_VARIANT),
        ("font-style", ops.FONT_STYLE),
    ):
        operator = table.get(attrs.get(name, ""))
        if operator is not None:
            operators.append(operator)
    if attrs.get("quotes") == "true":
        operators.insert(0, ops.QUOTE)
    prefix = attrs.get("prefix", "") if affixes else ""
    suffix = attrs.get("suffix", "") if affixes else ""
    strip = attrs.get("strip-periods") == "true"
    if not (operators or prefix or suffix or strip):
        return None
    opening: Tokens = [prefix] if prefix else []
    opening += operators
    closing: Tokens = [-operator for operator in reversed(operators)]
    if suffix:
        closing.append(suffix)
    # a variable in a script without italics stays upright; names, groups and macros do not look
    named = element.tag in ("names", "name", "name-part")
    is_italic = ops.ITALIC in operators and element.get("variable") != "" and not named
    upright_opening = [token for token in opening if token != ops.ITALIC]
    upright_closing = [token for token in closing if token != -ops.ITALIC]

    def decorate(tokens: Tokens) -> Tokens:
        if strip:
            tokens = [
                token.replace(".", "") if isinstance(token, str) else token for token in tokens
            ]
        if is_italic and not _has_letters_with_italics(tokens):
            return [*upright_opening, *tokens, *upright_closing]
        return [*opening, *tokens, *closing]

    return decorate


def text_case(element: Element, lang: str) -> Finish | None:
    """The change of case that an element asks for; None for none."""
    case = element.attrs.get("text-case")
    if not case:
        return None

    def change(tokens: Tokens, ctx: Context) -> Tokens:
        return apply_case(tokens, case, ctx.item.language or lang)

    return change


def finisher(element: Element, lang: str) -> Finish:
    """Change of case and decoration together."""
    case = text_case(element, lang)
    decorate = decoration(element)
    if case is None:
        return lambda tokens, _: decorate(tokens) if decorate is not None else tokens
    if decorate is None:
        return case
    return lambda tokens, ctx: decorate(case(tokens, ctx))


def cased(decorate: Decorate | None, case: str, lang: str) -> Decorate:
    """A decoration with a change of case before it."""

    def change(tokens: Tokens) -> Tokens:
        changed = apply_case(tokens, case, lang)
        return decorate(changed) if decorate is not None else changed

    return change
