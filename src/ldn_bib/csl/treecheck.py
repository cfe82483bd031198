"""What a style tree must be before it is compiled: elements in their places, no endless work.

The schema of CSL 1.0.2 asks for more (:mod:`ldn_bib.csl.schema`); what is refused here has no
meaning that could be printed. Attributes that are not known are ignored, and so are elements of
other namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ldn_bib.csl.element import WHOLE_NUMBERS, Element
from ldn_bib.csl.errors import StyleFileError, one_of

if TYPE_CHECKING:
    from ldn_bib.csl.styletree import StyleTree

MAX_DEPTH: Final = 150
"""Levels of elements, macros called included; the deepest known style has 72."""

MAX_SIZE: Final = 100_000
"""Elements that printing one item can come to, macros called included; the largest known style
has 4,538."""

_RENDERING: Final = ("choose", "date", "group", "label", "names", "number", "text")

# element to what it may hold; ``institution`` of CSL-M is left out where it stands
_HOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    "citation": ("layout", "sort"),
    "bibliography": ("layout", "sort"),
    "intext": ("layout",),
    "macro": _RENDERING,
    "layout": _RENDERING,
    "sort": ("key",),
    "group": _RENDERING,
    "choose": ("else", "else-if", "if"),
    "if": _RENDERING,
    "else-if": _RENDERING,
    "else": _RENDERING,
    "substitute": _RENDERING,
    "names": ("et-al", "institution", "label", "name", "substitute"),
    "name": ("name-part",),
    "date": ("date-part",),
}
_FREE: Final = frozenset(("institution",))
_LOOKED_AT: Final = frozenset(("date-part", "key"))
_NO_NUMBERS: Final = WHOLE_NUMBERS.isdisjoint
_SUFFIXES: Final = frozenset(("citation-label", "year-suffix"))
_DATE_PARTS: Final = ("day", "month", "year")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_ORDINAL: Final = re.compile(r"ordinal(?:-[0-9]{2})?")


class Traits(NamedTuple):
    """What one look at all elements of a style tells about the whole.

    Attributes:
        conditions: number of tests for ``disambiguate`` in the citation and the macros.
        suffixed: tags of the areas that print the year suffix themselves, in macros that they
            call too.
    """

    conditions: int = 0
    suffixed: frozenset[str] = frozenset()


def check_tree(tree: StyleTree) -> Traits:
    """Check that a style can be compiled, and rendered in a time that somebody would wait.

    Returns:
        What was seen on the way.

    Raises:
        StyleFileError: an element stands where it means nothing, an attribute holds no number
            where one is needed, a macro has no name or is missing, macros call each other in a
            circle, or the whole is too deep or too large.
    """
    intext = tree.root.find("intext")
    areas = [area for area in (tree.citation, tree.bibliography, intext) if area is not None]
    _check_root(tree)
    printed = [_survey(tree.name, area) for area in areas]
    macros = {name: _survey(tree.name, macro) for name, macro in tree.macros.items()}
    for locale in tree.locales:
        _check_locale(tree.name, locale)
    for part in (*printed, *macros.values()):
        for name, call in part.calls.items():
            if name not in macros:
                raise StyleFileError(
                    tree.name, f"calls a macro {name!r} that is missing (line {call.line})"
                )
    ordered = _callees_first(tree.name, {name: part.calls for name, part in macros.items()})
    measured: dict[str, tuple[int, int]] = {}
    suffixed: set[str] = set()
    for name in ordered:
        measured[name] = _measure(macros[name], measured)
        if macros[name].has_suffix or not suffixed.isdisjoint(macros[name].calls):
            suffixed.add(name)
    for part in printed:
        _check_measure(tree.name, part.elements[0].tag, *_measure(part, measured))
    cited = (printed[0], *macros.values())
    return Traits(
        sum(part.conditions for part in cited),
        frozenset(
            part.elements[0].tag
            for part in printed
            if part.has_suffix or not suffixed.isdisjoint(part.calls)
        ),
    )


class _Call(NamedTuple):
    """The calls of a macro in a part: the line of the first, the level of the deepest."""

    line: int
    level: int


class _Part(NamedTuple):
    """An area or a macro.

    Attributes:
        elements: its elements, level by level.
        depth: how many levels.
        calls: the macros it calls.
        conditions: as in :class:`Traits`.
        has_suffix: whether it prints the year suffix itself.
    """

    elements: list[Element]
    depth: int
    calls: dict[str, _Call]
    conditions: int
    has_suffix: bool


def _survey(name: str, part: Element) -> _Part:
    """Look at every element of a part; only those that may be wrong cost more than a glance."""
    elements: list[Element] = []
    calls: dict[str, _Call] = {}
    conditions, has_suffix = 0, False
    level, depth = [part], 0
    while level:
        elements += level
        depth += 1
        below: list[Element] = []
        for element in level:
            tag, attrs, children, _, line = element
            if children:
                holds = _HOLDS.get(tag, ())
                for child in children:
                    if child[0] not in holds:
                        _check_place(name, element, child)
                below += children
            if tag in _LOOKED_AT or not _NO_NUMBERS(attrs):
                _check_values(name, element)
            if "disambiguate" in attrs:
                conditions += 1
            if attrs.get("variable") in _SUFFIXES and element.tag != "key":
                has_suffix = True
            called = attrs.get("macro")
            if called is not None:
                calls[called] = _Call(calls[called].line if called in calls else line, depth)
        level = below
    return _Part(elements, depth, calls, conditions, has_suffix)


# -- places ------------------------------------------------------------------------------------


def _check_root(tree: StyleTree) -> None:
    _check_numbers(tree.name, tree.root)
    for macro in tree.root.all("macro"):
        if not macro.get("name"):
            raise StyleFileError(tree.name, f"has a macro without a name (line {macro.line})")


def _check_place(name: str, element: Element, child: Element) -> None:
    if element.tag in _FREE:
        return
    holds = [f"<{tag}>" for tag in _HOLDS.get(element.tag, ()) if tag not in _FREE]
    may = f"may hold {one_of(holds)}" if holds else "holds no elements"
    raise StyleFileError(
        name, f"has <{child.tag}> in <{element.tag}> (line {child.line}), which {may}"
    )


def _check_values(name: str, element: Element) -> None:
    if element.tag in _FREE:
        return
    _check_numbers(name, element)
    if element.tag == "key" and not (element.get("variable") or element.get("macro")):
        raise StyleFileError(
            name, f"has a sort key without variable or macro (line {element.line})"
        )
    if element.tag == "date-part":
        _check_date_part(name, element)


def _check_numbers(name: str, element: Element) -> None:
    for attribute in WHOLE_NUMBERS & element.attrs.keys():
        value = element.attrs[attribute]
        if _WHOLE.fullmatch(value) is None:
            shown = value if len(value) <= 20 else f"{value[:20]}…"
            raise StyleFileError(
                name,
                f"has {attribute}={shown!r} in <{element.tag}> (line {element.line}), "
                "which must be a whole number",
            )


def _check_date_part(name: str, element: Element) -> None:
    if element.get("name") not in _DATE_PARTS:
        raise StyleFileError(
            name,
            f"has a date part {element.get('name')!r} (line {element.line}); "
            f"a date has {', '.join(_DATE_PARTS[:-1])} and {_DATE_PARTS[-1]}",
        )


def _check_locale(name: str, locale: Element) -> None:
    for date in locale.all("date"):
        for part in date.all("date-part"):
            _check_date_part(name, part)
    terms = locale.find("terms")
    for term in terms.all("term") if terms is not None else ():
        named = term.get("name")
        if named.startswith("ordinal") and _ORDINAL.fullmatch(named) is None:
            raise StyleFileError(
                name,
                f"has a term {named!r} (line {term.line}); "
                "ordinals are named ordinal, and ordinal-00 to ordinal-99",
            )


# -- macros ------------------------------------------------------------------------------------


def _callees_first(name: str, calls: Mapping[str, Iterable[str]]) -> list[str]:
    """Macros in an order in which each comes after all that it calls."""
    ordered: dict[str, None] = {}
    for start in calls:
        if start in ordered:
            continue
        path = {start: iter(calls[start])}
        while path:
            current, rest = next(reversed(path.items()))
            called = next(rest, None)
            if called is None:
                path.pop(current)
                ordered[current] = None
            elif called in path:
                names = list(path)
                circle = " → ".join([*names[names.index(called) :], called])
                raise StyleFileError(name, f"has macros that call each other: {circle}")
            elif called not in ordered:
                path[called] = iter(calls[called])
    return list(ordered)


def _measure(part: _Part, macros: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Number of elements that an item can pass at most, and levels; macros counted each time."""
    elements, depth, calls = part.elements, part.depth, part.calls
    sizes = [1] * len(elements)
    end = len(elements)  # the children of an element stand side by side, in the order of parents
    for index in range(len(elements) - 1, -1, -1):
        tag, attrs, children, _, _ = elements[index]
        if children:
            start = end - len(children)
            below = sizes[start:end]
            # one branch of a choose prints, all are asked
            sizes[index] += len(below) + max(below) if tag == "choose" else sum(below)
            end = start
        called = attrs.get("macro")
        if called is not None:
            sizes[index] += macros[called][0]
    for name, call in calls.items():
        depth = max(depth, call.level + macros[name][1])
    return sizes[0], depth


def _check_measure(name: str, tag: str, size: int, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise StyleFileError(
            name,
            f"nests its <{tag}> {depth:,} levels deep, macros included; "
            f"no more than {MAX_DEPTH} can be printed",
        )
    if size > MAX_SIZE:
        raise StyleFileError(
            name,
            f"asks for more than {MAX_SIZE:,} elements for one item in its <{tag}>, "
            "macros included",
        )
