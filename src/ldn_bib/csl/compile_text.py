"""The ``text`` element: macros, terms, values and variables.

CSL 1.0.2, «Text».
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ldn_bib.csl import tokens as ops
from ldn_bib.csl.composition import Value, counted, once, present, silent
from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.decoration import decoration, finisher
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.links import LINKED, link_to
from ldn_bib.csl.numbers import format_number, format_page, is_docket, is_numeric
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.tokens import Token, Tokens
from ldn_bib.csl.trigraph import label_of
from ldn_bib.csl.variables import NUMBER_VARIABLES

if TYPE_CHECKING:
    from ldn_bib.csl.compile import Compiler

_SHORT_FORMS: Final = {"title": "title-short", "container-title": "container-title-short"}


def compile_text(compiler: Compiler, element: Element) -> Render:
    """``text``: a macro, a term, a value or a variable."""
    attrs = element.attrs
    if "macro" in attrs:
        return _macro(compiler, element)
    if "term" in attrs:
        return _term(compiler, element)
    if "value" in attrs:
        return _value(compiler, element)
    return _variable(compiler, element)


def _macro(compiler: Compiler, element: Element) -> Render:
    macro = compiler.macro(element.get("macro"))
    if not {"text-case", "quotes", "strip-periods"} & set(element.attrs):
        decorate = decoration(element)
        if decorate is None:
            return macro
    finished = finisher(element, compiler.locale.lang)

    def render(ctx: Context) -> Tokens | None:
        tokens = macro(ctx)
        return finished(tokens, ctx) if tokens else None

    return render


def _term(compiler: Compiler, element: Element) -> Render:
    plural = element.get("plural") == "true"
    term = compiler.locale.term(element.get("term"), element.get("form", "long"), plural=plural)
    if not term:
        return silent
    finished = finisher(element, compiler.locale.lang)
    # a case that the style asks for is not changed where the term begins a note
    tokens: Tokens = [term] if element.get("text-case") else [ops.TERM, term]

    def render(ctx: Context) -> Tokens | None:
        return finished(tokens, ctx)

    return render


def _value(compiler: Compiler, element: Element) -> Render:
    tokens: Tokens = []
    for number, line in enumerate(element.get("value").split("\n")):
        # line ends in a style are meant, other than those in a field
        tokens += ["\n", *parse_field(line)] if number else parse_field(line)
    if not tokens:
        return silent
    finished = finisher(element, compiler.locale.lang)

    def render(ctx: Context) -> Tokens | None:
        return finished(tokens, ctx)

    return render


def _variable(compiler: Compiler, element: Element) -> Render:
    variable = element.get("variable")
    finished = finisher(element, compiler.locale.lang)
    special = special_value(variable)
    if variable == "year-suffix":
        assert special is not None  # noqa: S101
        # «n.d.» with an empty suffix behind it is wanted, as in citeproc-js
        return present(special, finished)
    if special is not None:
        return counted(special, finished, variable)
    if variable == "locator":
        return once(counted(page_value(compiler, variable), finished, variable), variable)
    if variable == "page":
        return counted(page_value(compiler, variable), finished, variable)
    if compiler.links and variable in LINKED:
        return counted(_linked(variable), finished, variable)
    if variable in NUMBER_VARIABLES:
        return counted(_number(compiler, variable), finished, variable)
    short = _SHORT_FORMS.get(variable) if element.get("form") == "short" else None

    def render(ctx: Context) -> Tokens | None:
        ctx.called += 1
        if ctx.done is not None and variable in ctx.done:
            return None
        taken = ctx.taken
        if taken is not None and variable in taken:
            return None
        item = ctx.item
        found: Sequence[Token] = ()
        if short is not None:
            found = item.tokens(short)
        if not found:
            found = item.tokens(variable)
            if not found:
                return None
        ctx.filled += 1
        if taken is not None:
            taken.append(variable)
        return finished(list(found), ctx)

    return render


def _linked(variable: str) -> Value:
    """An identifier that is a link, where its address is safe."""

    def value(ctx: Context) -> Tokens | None:
        found = ctx.item.tokens(variable)
        link = link_to(variable, ctx.item.text(variable) or "")
        return [link, *found, -link] if link is not None and found else list(found)

    return value


def _number(compiler: Compiler, variable: str) -> Value:
    """A number variable in ``text``: as it is, but for hyphens in ranges of numbers."""
    locale = compiler.locale

    def value(ctx: Context) -> Tokens | None:
        found = ctx.item.tokens(variable)
        if len(found) == 1:
            text = str(found[0])
            if "-" in text and is_numeric(text) and not is_docket(ctx.item.type, variable):
                return [format_number(text, "numeric", locale)]
        return list(found)

    return value


def page_value(compiler: Compiler, variable: str) -> Value:
    """Pages or a locator, in the page range format of the style."""
    page_format, delimiter = compiler.page_format, compiler.page_delimiter
    locale = compiler.locale

    def value(ctx: Context) -> Tokens | None:
        if variable == "locator":
            cite = ctx.cite
            if cite is None or not cite.locator:
                return None
            text = format_number(
                cite.locator,
                "numeric",
                locale,
                variable="locator",
                label=cite.label,
                page_format=page_format,
            )
            return list(parse_field(text))
        found = ctx.item.text("page")
        if found is None:
            return None
        return list(parse_field(format_page(found, page_format, delimiter)))

    return value


def special_value(variable: str) -> Value | None:
    """A variable that the document gives and not the item; None for any other."""
    if variable == "citation-number":
        return lambda ctx: [str(ctx.number)] if ctx.number else None
    if variable == "first-reference-note-number":
        return lambda ctx: [str(ctx.cite.first_note)] if ctx.cite and ctx.cite.first_note else None
    if variable == "year-suffix":

        def suffix(ctx: Context) -> Tokens | None:
            if not ctx.year_suffix:
                return None
            return [ops.YEAR_SUFFIX, ctx.year_suffix, -ops.YEAR_SUFFIX]

        return suffix
    if variable == "citation-label":
        return _citation_label
    return None


def _citation_label(ctx: Context) -> Tokens | None:
    text = label_of(ctx.item)
    if not text:
        return None
    if ctx.year_suffix:
        return [text, ops.YEAR_SUFFIX, ctx.year_suffix, -ops.YEAR_SUFFIX]
    return [text]
