"""Sorting of bibliographies and of the cites in a citation.

CSL 1.0.2, «Sorting»: keys in order, items without a value last whatever the direction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from ldn_bib.csl.collation import collation_key
from ldn_bib.csl.compile import Compiler
from ldn_bib.csl.context import Context
from ldn_bib.csl.datevalue import Parts
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.item import Item
from ldn_bib.csl.personname import PersonName
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.tokens import plain
from ldn_bib.csl.trigraph import label_of
from ldn_bib.csl.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES

T = TypeVar("T")

KeyOf = Callable[[Context], Any]
"""Value of a sort key; None sorts last."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """A compiled sort key.

    Attributes:
        value: gives the key of an item.
        descending: whether larger values come first.
        is_number: whether it is the citation number.
    """

    value: KeyOf
    descending: bool
    is_number: bool = False


def compile_sort(compiler: Compiler, area: Element) -> tuple[SortKey, ...]:
    """Compile the ``sort`` element of an area; empty where there is none."""
    sort = area.find("sort")
    if sort is None:
        return ()
    return tuple(_key(compiler, key) for key in sort.all("key"))


def _key(compiler: Compiler, element: Element) -> SortKey:
    lang = compiler.locale.lang
    descending = element.get("sort") == "descending"
    variable = element.attrs.get("variable")
    if variable is None:
        return SortKey(_macro_key(compiler, element, lang), descending)
    if variable == "citation-number":
        return SortKey(lambda ctx: ctx.number or None, descending, is_number=True)
    return SortKey(_variable_key(variable, lang, compiler.demote), descending)


def _macro_key(compiler: Compiler, element: Element, lang: str) -> KeyOf:
    macro = compiler.macro(element.get("macro"))
    least, first = element.get("names-min"), element.get("names-use-first")
    limits: tuple[int, int, bool] | None = None
    if least.isdecimal() or first.isdecimal():
        limits = (
            int(least) if least.isdecimal() else 0,
            int(first) if first.isdecimal() else 1,
            element.get("names-use-last") == "true",
        )

    def value(ctx: Context) -> Any:
        ctx.sorting = True
        ctx.name_limits = limits
        ctx.nameset = 0
        ctx.called = ctx.filled = 0
        try:
            tokens = macro(ctx)
        finally:
            ctx.sorting = False
            ctx.name_limits = None
        text = plain(tokens) if tokens else ""
        return collation_key(text, lang) if text.strip() else None

    return value


def _variable_key(variable: str, lang: str, demote: str) -> KeyOf:
    if variable in NAME_VARIABLES:

        def names(ctx: Context) -> Any:
            found = ctx.item.names(variable)
            if not found:
                return None
            return collation_key(", ".join(_name(name, demote) for name in found), lang)

        return names
    if variable in DATE_VARIABLES:
        return lambda ctx: date_key(ctx.item, variable)
    if variable in NUMBER_VARIABLES:

        def number(ctx: Context) -> Any:
            text = ctx.item.text(variable)
            if text is None:
                return None
            return collation_key(padded(text), lang)

        return number

    def other(ctx: Context) -> Any:
        if variable == "type":
            return ctx.item.type or None
        if variable == "citation-label":
            return collation_key(label_of(ctx.item), lang)
        text = ctx.item.text(variable)
        return collation_key(plain(list(parse_field(text))), lang) if text is not None else None

    return other


def _name(name: PersonName, demote: str) -> str:
    if name.literal:
        return name.literal
    if demote == "never":
        parts = [f"{name.non_dropping} {name.family}".strip(), name.dropping, name.given]
    else:
        parts = [name.family, name.given, name.dropping, name.non_dropping]
    text = " ".join(part for part in (*parts, name.suffix) if part)
    return text.replace("’", "").replace("'", "")


def date_key(item: Item, variable: str) -> Any:
    """Sort key of a date: its start, then its end."""
    value = item.date(variable)
    if value is None:
        return None
    if value.start is None:
        return None
    return (*_sortable(value.start), *_sortable(value.end or (0, 0, 0)))


def _sortable(parts: Parts) -> Parts:
    """A date for sorting: a season has no month, so it stands before the months of its year."""
    return parts if parts[1] <= 12 else (parts[0], 0, 0)


def padded(text: str) -> str:
    """Text with its numbers filled with zeros, so that they sort by value."""
    out: list[str] = []
    digits = ""
    for char in text:
        if char.isdecimal():
            digits += char
            continue
        if digits:
            out.append(digits.zfill(9))
            digits = ""
        out.append(char)
    if digits:
        out.append(digits.zfill(9))
    return "".join(out)


def sort_by(rows: Sequence[T], keys: Sequence[SortKey], context: Callable[[T], Context]) -> list[T]:
    """Sort rows by keys, the first the weightiest; rows that are equal keep their order."""
    groups = [list(rows)]  # in order; within a group no key has told rows apart
    for key in keys:
        following: list[list[T]] = []
        for group in groups:
            if len(group) == 1:
                following.append(group)
                continue
            valued = [(key.value(context(row)), row) for row in group]
            present = [pair for pair in valued if pair[0] is not None]
            present.sort(key=_value, reverse=key.descending)
            following += [[row for _, row in same] for _, same in groupby(present, _value)]
            absent = [row for value, row in valued if value is None]
            if absent:
                following.append(absent)
        groups = following
    return [row for group in groups for row in group]


def _value(pair: tuple[Any, T]) -> Any:
    return pair[0]
