"""The ``date`` element: its parts, from the style or from the locale.

CSL 1.0.2, «Date», «Localized Dates».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.dates import PART_INDEX, DatePart, DatePlan, compile_date
from ldn_bib.csl.decoration import cased, decoration, text_case
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.tokens import Tokens

if TYPE_CHECKING:
    from ldn_bib.csl.compile import Compiler


def compile_date_element(compiler: Compiler, element: Element) -> Render:
    """``date``: parts of the style's own, or the locale's form."""
    form = element.get("form")
    overrides = {part.get("name"): part for part in element.all("date-part")}
    wanted = element.get("date-parts", "year-month-day").split("-")
    delimiter = element.get("delimiter")
    if form:
        localized = compiler.locale.dates.get(form)
        source = list(localized.all("date-part")) if localized is not None else []
        delimiter = localized.get("delimiter") if localized is not None else ""
        parts = [
            _part(compiler, part, overrides.get(part.get("name")))
            for part in source
            if part.get("name") in wanted
        ]
    else:
        parts = [_part(compiler, part, None) for part in element.all("date-part")]
    plan = DatePlan(
        element.get("variable"),
        tuple(parts),
        delimiter,
        decoration(element),
        implicit_suffix=not compiler.explicit_suffix,
    )
    rendered = compile_date(plan, compiler.locale)
    case = text_case(element, compiler.locale.lang)
    if case is None:
        return rendered
    bare = compile_date(
        DatePlan(plan.variable, plan.parts, plan.delimiter, None, plan.implicit_suffix),
        compiler.locale,
    )

    def render(ctx: Context) -> Tokens | None:
        tokens = bare(ctx)
        if not tokens:
            return None
        tokens = case(tokens, ctx)
        return plan.decorate(tokens) if plan.decorate is not None else tokens

    return render


def _part(compiler: Compiler, element: Element, override: Element | None) -> DatePart:
    attrs = dict(element.attrs)
    if override is not None:
        attrs.update(
            {
                name: value
                for name, value in override.attrs.items()
                if name not in ("prefix", "suffix", "name")
            }
        )
    merged = Element(element.tag, attrs)
    name = attrs.get("name", "")
    default = "numeric" if name == "day" else "long"
    decorate = decoration(merged, affixes=False)
    case = attrs.get("text-case")
    if case:
        decorate = cased(decorate, case, compiler.locale.lang)
    return DatePart(
        PART_INDEX[name],
        attrs.get("form", default),
        attrs.get("prefix", ""),
        attrs.get("suffix", ""),
        decorate,
        attrs.get("range-delimiter", "–"),
    )
