"""The tests of ``if`` and ``else-if``.

CSL 1.0.2, «Choose».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ldn_bib.csl.context import Context
from ldn_bib.csl.numbers import is_numeric
from ldn_bib.csl.styletree import Element
from ldn_bib.csl.variables import DATE_VARIABLES, NAME_VARIABLES

Test = Callable[[Context], bool]

_POSITIONS = {"first": 0, "subsequent": 1, "ibid": 2, "ibid-with-locator": 3}


def compile_condition(element: Element) -> Test:
    """Compile the conditions of a branch with its ``match``."""
    match = element.get("match", "all")
    tests: list[Test] = []
    for name, maker in _MAKERS.items():
        if name in element.attrs:
            values = element.attrs[name].split()
            if name == "type" and len(values) > 1 and match in ("any", "none"):
                tests.append(_one_of_types(frozenset(values)))
            else:
                tests += [maker(value) for value in values]
    if not tests:
        return _never
    if match == "any":
        return _any_of(tests)
    if match == "none":
        found = _any_of(tests)
        return lambda ctx: not found(ctx)
    return _all_of(tests)


def _any_of(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(ctx: Context) -> bool:
        for one in tests:  # noqa: SIM110 - several times as fast as any()
            if one(ctx):
                return True
        return False

    return test


def _all_of(tests: Sequence[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(ctx: Context) -> bool:
        for one in tests:  # noqa: SIM110 - several times as fast as all()
            if not one(ctx):
                return False
        return True

    return test


def _never(ctx: Context) -> bool:
    del ctx
    return False


def _one_of_types(values: frozenset[str]) -> Test:
    return lambda ctx: ctx.item.type in values


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
    if value in NAME_VARIABLES:
        return lambda ctx: bool(ctx.item.names(value))
    if value in DATE_VARIABLES:
        return lambda ctx: ctx.item.date(value) is not None
    return lambda ctx: ctx.item.text(value) is not None


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
