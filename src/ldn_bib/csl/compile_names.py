"""The ``names`` element: its options, inherited from the area and the style, made a plan.

CSL 1.0.2, «Names», «Inheritable Name Options».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.context import Render
from ldn_bib.csl.decoration import Decorate, cased, decoration
from ldn_bib.csl.names import FULL, INITIALS, SHORT, NamesPlan, compile_names
from ldn_bib.csl.personal import NameForm, space_of
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.text_case import apply_case
from ldn_bib.csl.tokens import Tokens

if TYPE_CHECKING:
    from ldn_bib.csl.compile import Compiler

_INHERITED: Final[tuple[str, ...]] = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "et-al-use-last",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)


def compile_names_element(compiler: Compiler, element: Element) -> Render:
    """``names``: lists of names with options inherited from area and style."""
    parent = compiler.substitute
    name = element.find("name")
    et_al = element.find("et-al")
    label = element.find("label")
    label_first = False
    is_bare = parent is not None and not any(
        child.tag in ("name", "et-al", "label") for child in element.children
    )
    if parent is not None and is_bare:
        name, et_al, label = parent.find("name"), parent.find("et-al"), parent.find("label")
        element_children: Sequence[Element] = parent.children
    else:
        element_children = element.children
    if label is not None and name is not None:
        for child in element_children:
            if child.tag == "name":
                break
            if child.tag == "label":
                label_first = True
                break
    options = {
        option: compiler.name_options[option]
        for option in _INHERITED
        if option in compiler.name_options
    }
    for inherited, own in (("name-form", "form"), ("name-delimiter", "delimiter")):
        if inherited in compiler.name_options:
            options[own] = compiler.name_options[inherited]
    if name is not None:
        options.update(name.attrs)
    plan = _plan(compiler, element, options, name, et_al, label, label_first=label_first)
    if parent is not None and is_bare:
        # the affixes and the formatting of the names it stands in for are taken over too
        plan = replace(plan, decorate=decoration(parent))
    return compile_names(plan)


def _plan(
    compiler: Compiler,
    element: Element,
    options: Mapping[str, str],
    name: Element | None,
    et_al: Element | None,
    label: Element | None,
    *,
    label_first: bool,
) -> NamesPlan:
    def number(option: str) -> int:
        text = options.get(option, "")
        return int(text) if text.isdecimal() else 0

    parts = {part.get("name"): part for part in name.all("name-part")} if name else {}
    initialize_with = options.get("initialize-with")
    form_name = options.get("form", "long")
    level = SHORT if form_name == "short" else FULL
    if level == FULL and initialize_with is not None:
        level = INITIALS
    form = NameForm(
        sort_separator=options.get("sort-separator", ", "),
        initialize_with=initialize_with,
        initialize=options.get("initialize", "true") != "false",
        hyphen=compiler.hyphen,
        demote=compiler.demote,
        family=_part(compiler, parts.get("family")),
        given=_part(compiler, parts.get("given")),
        family_affixes=_affixes(parts.get("family")),
        given_affixes=_affixes(parts.get("given")),
        space=space_of(compiler.locale.lang),
    )
    conjunction: str | None = None
    if options.get("and") == "text":
        conjunction = compiler.locale.term("and") or "and"
    elif options.get("and") == "symbol":
        conjunction = compiler.locale.term("and", "symbol") or "&"
        if conjunction == compiler.locale.term("and"):
            conjunction = "&"
    et_al_term = compiler.locale.term(et_al.get("term", "et-al") if et_al else "et-al")
    et_al_tokens: Tokens = [et_al_term] if et_al_term else []
    if et_al is not None and et_al_tokens:
        decorate = decoration(et_al)
        et_al_tokens = decorate(et_al_tokens) if decorate is not None else et_al_tokens
    variables = tuple(element.get("variable").split())
    outer = compiler.substitute
    substitute = element.find("substitute")
    substitutes: tuple[Render, ...] = ()
    if substitute is not None:
        compiler.substitute = element
        compiler.alternatives = True
        substitutes = tuple(compiler.compile(child) for child in substitute.children)
        compiler.alternatives = False
        compiler.substitute = outer
    delimiter = element.attrs.get("delimiter", compiler.name_options.get("names-delimiter", ""))
    return NamesPlan(
        variables=variables,
        form=form,
        level=level,
        count=form_name == "count",
        delimiter=options.get("delimiter", ", "),
        names_delimiter=delimiter,
        conjunction=conjunction,
        before_last=options.get("delimiter-precedes-last", "contextual"),
        before_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        et_al_min=number("et-al-min"),
        et_al_use_first=number("et-al-use-first"),
        subsequent_min=number("et-al-subsequent-min"),
        subsequent_use_first=number("et-al-subsequent-use-first"),
        use_last=options.get("et-al-use-last") == "true",
        sort_order=options.get("name-as-sort-order", ""),
        et_al=et_al_tokens,
        et_al_is_cjk=bool(et_al_term) and "\u2e80" <= str(et_al_term)[0] <= "\uffef",
        name=decoration(name) if name is not None else None,
        corporate=decoration(name, affixes=False) if name is not None else None,
        label=_label(compiler, label) if label is not None else None,
        label_first=label_first,
        decorate=decoration(element),
        substitutes=substitutes,
        common_terms=_common_terms(compiler),
    )


def _part(compiler: Compiler, part: Element | None) -> Decorate | None:
    if part is None:
        return None
    decorate = decoration(part, affixes=False)
    case = part.attrs.get("text-case")
    return cased(decorate, case, compiler.locale.lang) if case else decorate


def _label(compiler: Compiler, label: Element) -> Callable[[str, bool], Tokens | None]:
    form = label.get("form", "long")
    mode = label.get("plural", "contextual")
    decorate = decoration(label)
    case = label.attrs.get("text-case")
    locale = compiler.locale

    def build(term: str, is_many: bool) -> Tokens | None:
        plural = mode == "always" or (mode == "contextual" and is_many)
        text = locale.term(term, form, plural=plural)
        if not text:
            return None
        tokens: Tokens = [text]
        if case:
            tokens = apply_case(tokens, case, locale.lang)
        return decorate(tokens) if decorate is not None else tokens

    return build


def _common_terms(compiler: Compiler) -> dict[frozenset[str], str]:
    pair = frozenset(("editor", "translator"))
    for name in ("editortranslator", "editor-translator"):
        term = compiler.locale.find(name)
        if term is not None:
            return {pair: name} if term.single else {}
    return {}


def _affixes(part: Element | None) -> tuple[str, str]:
    return (part.get("prefix"), part.get("suffix")) if part is not None else ("", "")
