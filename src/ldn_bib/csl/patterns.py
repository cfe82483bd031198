"""RELAX NG patterns and their derivatives: what may still come once something has been read.

After J. Clark, «An algorithm for RELAX NG validation» (2002), cut down to what explains a mistake:
elements go by their names alone, so that one wrong child does not spoil its parent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, Literal

Kind = Literal["attribute", "element"]
"""What a pattern can ask for by name."""


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute or the text of an element may hold.

    Attributes:
        choices: words to choose from.
        kinds: kinds of free values, such as ``boolean``; see :mod:`ldn_bib.csl.datakinds`.
        is_list: whether it holds several, between spaces.
    """

    choices: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    is_list: bool = False

    def __or__(self, other: Values) -> Values:
        return Values(
            self.choices | other.choices, self.kinds | other.kinds, self.is_list or other.is_list
        )


# patterns are compared by identity, so that derivatives can be kept
@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern; ``can_be_empty`` tells whether it is content with nothing."""

    can_be_empty: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Text(Pattern):
    """Text of an element."""

    values: Values = field(default_factory=Values)


@dataclass(frozen=True, slots=True, eq=False)
class Attribute(Pattern):
    """An attribute that must be there."""

    name: str = ""
    values: Values = field(default_factory=Values)


@dataclass(frozen=True, slots=True, eq=False)
class Element(Pattern):
    """An element that must be there; its content is built when it is asked for."""

    name: str = ""
    build: Callable[[], Pattern] = Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Pair(Pattern):
    """Two patterns: one of them (``|``), one after the other (``,``), or mixed (``&``)."""

    sign: str = "|"
    left: Pattern = field(default_factory=Pattern)
    right: Pattern = field(default_factory=Pattern)


@dataclass(frozen=True, slots=True, eq=False)
class OneOrMore(Pattern):
    """A pattern that may be repeated."""

    of: Pattern = field(default_factory=Pattern)


EMPTY: Final = Pattern(can_be_empty=True)
NOT_ALLOWED: Final = Pattern()


@cache
def content(element: Element) -> Pattern:
    """What an element may hold, attributes and all."""
    return element.build()


def choice(left: Pattern, right: Pattern) -> Pattern:
    """One of two patterns."""
    if left is NOT_ALLOWED or left is right:
        return right
    if right is NOT_ALLOWED or (right is EMPTY and left.can_be_empty):
        return left
    return Pair(left.can_be_empty or right.can_be_empty, "|", left, right)


def both(sign: str, left: Pattern, right: Pattern) -> Pattern:
    """Two patterns, one after the other or mixed."""
    if left is NOT_ALLOWED or right is NOT_ALLOWED:
        return NOT_ALLOWED
    if left is EMPTY:
        return right
    if right is EMPTY:
        return left
    return Pair(left.can_be_empty and right.can_be_empty, sign, left, right)


def repeated(of: Pattern) -> Pattern:
    """A pattern once or more often."""
    return of if of in (EMPTY, NOT_ALLOWED) else OneOrMore(of.can_be_empty, of)


@lru_cache(maxsize=8192)
def with_attribute(
    pattern: Pattern, name: str, accept: Callable[[Values], bool] | None = None
) -> Pattern:
    """What may still come after an attribute; ``accept`` judges its value, None takes any."""
    if isinstance(pattern, Attribute):
        fits = pattern.name == name and (accept is None or accept(pattern.values))
        return EMPTY if fits else NOT_ALLOWED
    if isinstance(pattern, Pair):
        left = with_attribute(pattern.left, name, accept)
        right = with_attribute(pattern.right, name, accept)
        if pattern.sign == "|":
            return choice(left, right)
        return choice(
            both(pattern.sign, left, pattern.right), both(pattern.sign, pattern.left, right)
        )
    if isinstance(pattern, OneOrMore):
        return both(",", with_attribute(pattern.of, name, accept), choice(pattern, EMPTY))
    return NOT_ALLOWED


@cache
def without_attributes(pattern: Pattern) -> Pattern:
    """What may still come after the last attribute; not allowed where one is missing."""
    if isinstance(pattern, Attribute):
        return NOT_ALLOWED
    if isinstance(pattern, Pair):
        left, right = without_attributes(pattern.left), without_attributes(pattern.right)
        return choice(left, right) if pattern.sign == "|" else both(pattern.sign, left, right)
    if isinstance(pattern, OneOrMore):
        return repeated(without_attributes(pattern.of))
    return pattern


@cache
def with_element(pattern: Pattern, name: str) -> Pattern:
    """What may still come after a child element."""
    if isinstance(pattern, Element):
        return EMPTY if pattern.name == name else NOT_ALLOWED
    if isinstance(pattern, Pair):
        left, right = with_element(pattern.left, name), with_element(pattern.right, name)
        if pattern.sign == "|":
            return choice(left, right)
        begun = both(pattern.sign, left, pattern.right)
        if pattern.sign == "&":
            return choice(begun, both("&", pattern.left, right))
        return choice(begun, right) if pattern.left.can_be_empty else begun
    if isinstance(pattern, OneOrMore):
        return both(",", with_element(pattern.of, name), choice(pattern, EMPTY))
    return NOT_ALLOWED


def leaves(pattern: Pattern) -> Iterator[Pattern]:
    """The attributes, elements and texts of a pattern, in order."""
    if isinstance(pattern, Pair):
        yield from leaves(pattern.left)
        yield from leaves(pattern.right)
    elif isinstance(pattern, OneOrMore):
        yield from leaves(pattern.of)
    else:
        yield pattern


@cache
def element_names(pattern: Pattern) -> tuple[str, ...]:
    """Names of the child elements in a pattern, in order."""
    found = (leaf.name for leaf in leaves(pattern) if isinstance(leaf, Element))
    return tuple(dict.fromkeys(found))


@cache
def attribute_values(pattern: Pattern) -> dict[str, Values]:
    """Attributes in a pattern, each with all that it may hold in some place or other."""
    found: dict[str, Values] = {}
    for leaf in leaves(pattern):
        if isinstance(leaf, Attribute):
            known = found.get(leaf.name)
            found[leaf.name] = leaf.values if known is None else known | leaf.values
    return found


@cache
def needs(pattern: Pattern, kind: Kind) -> tuple[frozenset[str], ...]:
    """Sets of names of which one set at least must be there; one that is empty asks nothing."""
    found: set[frozenset[str]]
    if isinstance(pattern, Attribute | Element):
        is_asked = isinstance(pattern, Attribute) == (kind == "attribute")
        found = {frozenset((pattern.name,) if is_asked else ())}
    elif isinstance(pattern, Pair):
        left, right = needs(pattern.left, kind), needs(pattern.right, kind)
        if pattern.sign == "|":
            found = {*left, *right}
        else:
            found = {one | other for one in left for other in right}
    elif isinstance(pattern, OneOrMore):
        found = {*needs(pattern.of, kind)}
    else:
        found = set() if pattern is NOT_ALLOWED else {frozenset()}
    least = [one for one in found if not any(other < one for other in found)]
    return tuple(sorted(least, key=sorted))
