"""The ``number`` and ``label`` elements.

CSL 1.0.2, «Number» and «Label».
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ldn_bib.csl import tokens as ops
from ldn_bib.csl.compile_text import page_value, special_value
from ldn_bib.csl.composition import counted, once
from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.decoration import finisher
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.numbers import format_number, is_docket, is_plural, number_words
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.tokens import Tokens

if TYPE_CHECKING:
    from ldn_bib.csl.compile import Compiler

_TERMS: Final = {"page-first": "page"}
"""Variable to the term that labels it, where the names differ."""


def compile_number(compiler: Compiler, element: Element) -> Render:
    """``number``: a number variable in a form."""
    variable = element.get("variable")
    form = element.get("form", "numeric")
    finished = finisher(element, compiler.locale.lang)
    locale = compiler.locale
    gender = locale.gender_of(_TERMS.get(variable, variable))
    if variable == "locator" and form == "numeric":
        return once(counted(page_value(compiler, variable), finished, variable), variable)
    if variable == "locator":

        def located(ctx: Context) -> Tokens | None:
            text = ctx.cite.locator if ctx.cite is not None else ""
            return list(parse_field(format_number(text, form, locale, gender))) if text else None

        return once(counted(located, finished, variable), variable)
    if variable == "page":
        return counted(page_value(compiler, variable), finished, variable)
    special = special_value(variable)

    def value(ctx: Context) -> Tokens | None:
        if is_docket(ctx.item.type, variable):
            return list(ctx.item.tokens(variable))
        if special is not None:
            tokens = special(ctx)
            text = ops.plain(tokens) if tokens else None
        else:
            text = ctx.item.text(variable)
        if text is None:
            return None
        return list(parse_field(format_number(text, form, locale, gender)))

    return counted(value, finished, variable)


def compile_label(compiler: Compiler, element: Element) -> Render:
    """``label``: the term of a number variable, singular or plural."""
    variable = element.get("variable")
    form = element.get("form", "long")
    mode = element.get("plural", "contextual")
    finished = finisher(element, compiler.locale.lang)
    locale = compiler.locale

    def render(ctx: Context) -> Tokens | None:
        term, label = variable, ""
        if variable == "locator":
            cite = ctx.cite
            if cite is None or not cite.locator:
                return None
            text: str | None = cite.locator
            term = label = cite.label or "page"
        elif variable == "first-reference-note-number":
            cite = ctx.cite
            text = str(cite.first_note) if cite is not None and cite.first_note else None
        elif variable == "citation-number":
            text = str(ctx.number)
        else:
            text = ctx.item.text(variable)
        if text is None:
            return None
        plural = mode == "always" or (
            mode == "contextual"
            and not is_docket(ctx.item.type, variable)
            and is_plural(text, variable, label, number_words(locale))
        )
        found = locale.term(_TERMS.get(term, term), form, plural=plural)
        return finished([found], ctx) if found else None

    return render
