"""What a style tree must be before it is compiled: elements in their places, no endless work.

The schema of CSL 1.0.2 asks for more (:mod:`ldn_bib.csl.schema`); what is refused here has no
meaning that could be printed. Attributes that are not known are ignored, and so are elements of
other namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ldn_bib.csl.errors import StyleFileError, one_of

if TYPE_CHECKING:
    from ldn_bib.csl.styletree import Element, StyleTree

MAX_DEPTH: Final = 150
"""Levels of elements, macros called included; the deepest known style has 72."""

MAX_SIZE: Final = 100_000
"""Elements that printing one item can come to, macros called included; the largest known style
has 4,538."""

WHOLE_NUMBERS: Final = frozenset(
    (
        "entry-spacing",
        "et-al-min",
        "et-al-subsequent-min",
        "et-al-subsequent-use-first",
        "et-al-use-first",
        "line-spacing",
        "names-min",
        "names-use-first",
        "near-note-distance",
    )
)
"""Attributes that hold whole numbers, blanks around them allowed (CSL 1.0.2, the schema)."""

_RENDERING: Final = ("choose", "date", "group", "label", "names", "number", "text")

# element to what it may hold; ``institution`` of CSL-M is left out where it stands
_HOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    "citation": ("layout", "sort"),
    "bibliography": ("layout", "sort"),
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
_DATE_PARTS: Final = ("day", "month", "year")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_ORDINAL: Final = re.compile(r"ordinal(?:-[0-9]{2})?")


def check_tree(tree: StyleTree) -> None:
    """Check that a style can be compiled, and rendered in a time that somebody would wait.

    Raises:
        StyleFileError: an element stands where it means nothing, an attribute holds no number
            where one is needed, a macro has no name or is missing, macros call each other in a
            circle, or the whole is too deep or too large.
    """
    areas = [area for area in (tree.citation, tree.bibliography) if area is not None]
    _check_root(tree)
    for part in (*areas, *tree.macros.values()):
        _check_places(tree.name, part)
    for locale in tree.locales:
        _check_locale(tree.name, locale)
    calls = {name: dict(_calls(macro)) for name, macro in tree.macros.items()}
    for called in [*map(_calls, areas), *(made.items() for made in calls.values())]:
        for name, line in called:
            if name not in tree.macros:
                raise StyleFileError(
                    tree.name, f"calls a macro {name!r} that is missing (line {line})"
                )
    measured: dict[str, tuple[int, int]] = {}
    for name in _callees_first(tree.name, calls):
        measured[name] = _measure(tree.macros[name], measured)
    for part in areas:
        size, depth = _measure(part, measured)
        if depth > MAX_DEPTH:
            raise StyleFileError(
                tree.name,
                f"nests its <{part.tag}> {depth:,} levels deep, macros included; "
                f"no more than {MAX_DEPTH} can be printed",
            )
        if size > MAX_SIZE:
            raise StyleFileError(
                tree.name,
                f"asks for more than {MAX_SIZE:,} elements for one item in its <{part.tag}>, "
                "macros included",
            )


def _walk(element: Element) -> list[Element]:
    """An element and all below it, parents first."""
    found = [element]
    for one in found:
        found += one.children
    return found


def _calls(element: Element) -> Iterator[tuple[str, int]]:
    """The macros that an element calls, with the lines."""
    for one in _walk(element):
        called = one.attrs.get("macro")
        if called is not None:
            yield called, one.line


# -- places ------------------------------------------------------------------------------------


def _check_root(tree: StyleTree) -> None:
    _check_numbers(tree.name, tree.root)
    for macro in tree.root.all("macro"):
        if not macro.get("name"):
            raise StyleFileError(tree.name, f"has a macro without a name (line {macro.line})")


def _check_places(name: str, part: Element) -> None:
    for element in _walk(part):
        if element.tag in _FREE:
            continue
        holds = _HOLDS.get(element.tag, ())
        for child in element.children:
            if child.tag in holds:
                continue
            choices = one_of([f"<{tag}>" for tag in holds if tag not in _FREE]) if holds else ""
            may = f"may hold {choices}" if choices else "holds no elements"
            raise StyleFileError(
                name,
                f"has <{child.tag}> in <{element.tag}> (line {child.line}), which {may}",
            )
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


def _measure(part: Element, macros: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Number of elements that an item can pass at most, and levels; macros counted each time."""
    measured: dict[int, tuple[int, int]] = {}
    for element in reversed(_walk(part)):
        below = [measured[id(child)] for child in element.children]
        called = element.attrs.get("macro")
        if called is not None:
            below.append(macros[called])
        sizes = [size for size, _ in below]
        if element.tag == "choose":
            sizes = [len(sizes), max(sizes, default=0)]  # one branch prints, all are asked
        measured[id(element)] = 1 + sum(sizes), 1 + max((depth for _, depth in below), default=0)
    return measured[id(part)]
