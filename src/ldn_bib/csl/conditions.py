"""The tests of ``if`` and ``else-if``.

CSL 1.0.2, «Choose».
"""

from __future__ import annotations

from collections.abc import Callable

from ldn_bib.csl.context import Context
from ldn_bib.csl.numbers import is_numeric
from ldn_bib.csl.styletree import Element

Test = Callable[[Context], bool]

_POSITIONS = {"first": 0, "subsequent": 1, "ibid": 2, "ibid-with-locator": 3}


def compile_condition(element: Element) -> Test:
    """Compile the conditions of a branch with its ``match``."""
    tests: list[Test] = []
    for name, maker in _MAKERS.items():
        if name in element.attrs:
            tests += [maker(value) for value in element.attrs[name].split()]
    match = element.get("match", "all")
    if not tests:
        return _never
    if len(tests) == 1:
        only = tests[0]
        return (lambda ctx: not only(ctx)) if match == "none" else only
    if match == "any":
        return lambda ctx: any(test(ctx) for test in tests)
    if match == "none":
        return lambda ctx: not any(test(ctx) for test in tests)
    return lambda ctx: all(test(ctx) for test in tests)


def _never(ctx: Context) -> bool:
    del ctx
    return False


def _type(value: str) -> Test:
    return lambda ctx: ctx.item.type == value


def _variable(value: str) -> Test:
    if value == "locator":
        return lambda ctx: ctx.cite is not None and bool(ctx.cite.locator)
    if value == "first-reference-note-number":
        return lambda ctx: ctx.cite is not None and bool(ctx.cite.first_note)
    if value == "citation-number":
        return lambda ctx: bool(ctx.number)
    if value == "year-suffix":
        return lambda ctx: bool(ctx.year_suffix)
    return lambda ctx: ctx.item.has(value)


def _numeric(value: str) -> Test:
    if value == "locator":
        return lambda ctx: ctx.cite is not None and is_numeric(ctx.cite.locator)

    def test(ctx: Context) -> bool:
        if value == "citation-number":
            return bool(ctx.number)
        text = ctx.item.text(value)
        return text is not None and is_numeric(text)

    return test


def _uncertain(value: str) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.item.date(value)
        return date is not None and date.circa

    return test


def _locator(value: str) -> Test:
    wanted = "sub-verbo" if value == "sub verbo" else value

    def test(ctx: Context) -> bool:
        cite = ctx.cite
        if cite is None or not cite.locator:
            return False
        label = cite.label or "page"
        return ("sub-verbo" if label == "sub verbo" else label) == wanted

    return test


def _position(value: str) -> Test:
    def test(ctx: Context) -> bool:
        cite = ctx.cite
        if cite is None:
            return False
        if value == "near-note":
            return cite.near_note
        if value == "first":
            return cite.position == 0
        return cite.position >= _POSITIONS.get(value, 99)

    return test


def _disambiguate(value: str) -> Test:
    wanted = value == "true"

    def test(ctx: Context) -> bool:
        ctx.tests += 1
        config = ctx.disambiguation
        return (config is not None and ctx.tests <= config.condition) == wanted

    return test


_MAKERS: dict[str, Callable[[str], Test]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
