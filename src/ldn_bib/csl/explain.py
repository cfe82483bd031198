"""What is wrong with a style by the schema, said in words and with the place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache, partial
from typing import Any, Final

from ldn_bib.csl.datakinds import describe, fits, misfits
from ldn_bib.csl.errors import one_of
from ldn_bib.csl.grammar import style_roots
from ldn_bib.csl.patterns import (
    NOT_ALLOWED,
    Element,
    Pattern,
    Text,
    Values,
    attribute_values,
    choice,
    content,
    element_names,
    leaves,
    needs,
    with_attribute,
    with_element,
    without_attributes,
)
from ldn_bib.csl.stylefile import NAMESPACE
from ldn_bib.csl.variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
)

_PREFIX: Final = f"{{{NAMESPACE}}}"
_XML: Final = "{http://www.w3.org/XML/1998/namespace}"

_VARIABLE_KINDS: Final = {
    "name": NAME_VARIABLES,
    "date": DATE_VARIABLES,
    "number": NUMBER_VARIABLES,
    "text": TEXT_VARIABLES,
}
# element to the kind of variable that it prints (CSL 1.0.2, «Rendering Elements»)
_TAKES: Final = {
    "names": "name variables",
    "date": "date variables",
    "number": "number variables",
    "label": "number variables",
    "text": "text and number variables",
}
_ANY_TEXT: Final = Values(kinds=frozenset(("text",)))
# what the schema asks for in two ways, and patterns name in one only
_OTHER_WAY: Final = {("date", "date-part"): ", or the attribute 'form'"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that the schema does not allow.

    Attributes:
        node: the lxml element that it is about.
        attribute: the attribute that it is about; empty for the element itself.
        code: what kind of mistake it is, such as ``unknown-attribute``.
        message: what is wrong, as a sentence without a full stop.
    """

    node: Any
    attribute: str
    code: str
    message: str


def explain(root: Any) -> Iterator[Mistake]:
    """Walk a style and name what the schema does not allow, in document order.

    Args:
        root: the parsed ``style`` element.
    """
    independent, dependent = style_roots()
    link = f"{_PREFIX}info/{_PREFIX}link[@rel='independent-parent']"
    candidate = independent if root.find(link) is None else dependent
    waiting: list[tuple[Any, Pattern]] = [(root, content(candidate))]
    while waiting:
        node, pattern = waiting.pop()
        mistakes, inside = _element(node, pattern)
        yield from mistakes
        waiting.extend(reversed(inside))


def _element(node: Any, pattern: Pattern) -> tuple[list[Mistake], list[tuple[Any, Pattern]]]:
    mistakes: list[Mistake] = []
    say = partial(_say, mistakes, node)
    rest = _attributes(node, pattern, say)
    _text(node, rest, say)
    inside = _children(node, rest, say, mistakes)
    return mistakes, inside


def _say(mistakes: list[Mistake], node: Any, code: str, message: str, attribute: str = "") -> None:
    mistakes.append(Mistake(node, attribute, code, message))


Say = Callable[..., None]


def _attributes(node: Any, pattern: Pattern, say: Say) -> Pattern:
    """Read the attributes; return what children may still come."""
    tag = _local(node.tag)
    known = attribute_values(pattern)
    asked = {name for names in needs(pattern, "attribute") for name in names}
    given: dict[str, str] = {}
    misspelt = False
    for name, value in node.attrib.items():
        shown = name.replace(_XML, "xml:")
        if shown in known:
            given[shown] = value
        else:
            near = _near(shown, known)
            misspelt = misspelt or any(repr(name) in near for name in asked)
            hint = near or _may_have(known)
            say("unknown-attribute", f"<{tag}> has no attribute {shown!r}{hint}", shown)
    taken: list[str] = []
    # what an element must have decides what else it may have
    for name in sorted(given, key=lambda name: name not in asked):
        value = given[name]
        after = with_attribute(pattern, name)
        if after is NOT_ALLOWED:
            clash = [other for other in taken if _exclude(tag, other, name)] or taken
            others = " and ".join(map(repr, clash))
            say("clash", f"attributes {name!r} and {others} exclude each other on <{tag}>", name)
            continue
        values = attribute_values(pattern)[name]
        fitting = after if values == _ANY_TEXT else with_attribute(pattern, name, _acceptor(value))
        if fitting is NOT_ALLOWED:
            code, message = _wrong_value(tag, name, value, values, taken)
            say(code, message, name)
        pattern = after if fitting is NOT_ALLOWED else fitting
        taken.append(name)
    closed = without_attributes(pattern)
    if closed is NOT_ALLOWED:
        if not misspelt:
            wanted = _needed(needs(pattern, "attribute"), "attribute")
            say("missing-attribute", f"<{tag}> needs {wanted}")
        closed = _forgiving(pattern)
    return closed


def _exclude(tag: str, first: str, second: str) -> bool:
    """Whether two attributes exclude each other by themselves."""
    for element in _all_elements().get(tag, ()):
        after = with_attribute(content(element), first)
        if after is not NOT_ALLOWED and with_attribute(after, second) is not NOT_ALLOWED:
            return False
    return True


@cache
def _all_elements() -> Mapping[str, tuple[Element, ...]]:
    """Every element of the schema by its name."""
    found: dict[str, list[Element]] = {}
    waiting: list[Element] = list(style_roots())
    seen: set[Element] = set()
    while waiting:
        element = waiting.pop()
        if element not in seen:
            seen.add(element)
            found.setdefault(element.name, []).append(element)
            inside = leaves(content(element))
            waiting += [leaf for leaf in inside if isinstance(leaf, Element)]
    return {name: tuple(elements) for name, elements in found.items()}


@lru_cache(maxsize=1024)
def _acceptor(value: str) -> Callable[[Values], bool]:
    return partial(fits, value)


@cache
def _forgiving(pattern: Pattern) -> Pattern:
    """What children may come where attributes are missing: as if all were given."""
    for name in attribute_values(pattern):
        after = with_attribute(pattern, name)
        if after is not NOT_ALLOWED:
            closed = without_attributes(after)
            return closed if closed is not NOT_ALLOWED else _forgiving(after)
    return pattern


def _wrong_value(
    tag: str, name: str, value: str, values: Values, taken: Sequence[str]
) -> tuple[str, str]:
    wrong = misfits(value, values)
    named = ", ".join(map(repr, wrong))
    if name == "variable" or (tag in ("if", "else-if") and name in ("is-numeric", "variable")):
        return _wrong_variable(tag, wrong, values)
    if name == "term" or (tag == "term" and name == "name"):
        hint = _near(wrong[0], values.choices) or "; CSL 1.0.2 does not list it"
        return "unknown-term", f"there is no term {named}{hint}"
    if tag in ("if", "else-if") and name == "type":
        hint = _near(wrong[0], values.choices) or "; CSL 1.0.2 does not list it"
        return "unknown-type", f"there is no item type {named}{hint}"
    hint = _near(wrong[0], values.choices)
    beside = "" if hint or not taken else f" beside {' and '.join(map(repr, taken))}"
    said = f"{name}={value!r} is not allowed on <{tag}>{beside}"
    if len(wrong) < len(value.split()):
        said = f"{named} is not allowed in {name} on <{tag}>{beside}"
    return "wrong-value", f"{said}{hint or f'; it takes {describe(values)}'}"


def _wrong_variable(tag: str, wrong: Sequence[str], values: Values) -> tuple[str, str]:
    word = wrong[0]
    for kind, variables in _VARIABLE_KINDS.items():
        if word in variables:
            takes = _TAKES.get(tag, describe(values))
            return "wrong-variable", f"{word!r} is a {kind} variable, and <{tag}> takes {takes}"
    hint = _near(word, values.choices) or "; CSL 1.0.2 does not list it"
    return "unknown-variable", f"there is no variable {word!r}{hint}"


def _text(node: Any, pattern: Pattern, say: Say) -> None:
    text = "".join([node.text or "", *(child.tail or "" for child in node)])
    tag = _local(node.tag)
    accepted = [leaf for leaf in leaves(pattern) if isinstance(leaf, Text)]
    if not accepted:
        if text.strip():
            shown = " ".join(text.split())[:40]
            say("stray-text", f"<{tag}> holds elements only, not the text {shown!r}")
        return
    values = Values()
    for leaf in accepted:
        values |= leaf.values
    if not fits(text, values):
        shown = " ".join(text.split())[:40]
        say("wrong-value", f"<{tag}> holds {shown!r}; it takes {describe(values)}")


def _children(
    node: Any, pattern: Pattern, say: Say, mistakes: list[Mistake]
) -> list[tuple[Any, Pattern]]:
    """Read the children; return those to look into, each with what it may hold."""
    tag = _local(node.tag)
    rest = pattern
    known = element_names(pattern)
    inside: list[tuple[Any, Pattern]] = []
    seen: set[str] = set()
    previous = ""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        name = _local(child.tag)
        tell = partial(_say, mistakes, child)
        if not child.tag.startswith(_PREFIX):
            tell("unknown-element", f"<{name}> is no element of CSL: it has another namespace")
            continue
        if name not in known:
            tell(*_unknown(tag, name, known))
            continue
        after = with_element(rest, name)
        if after is NOT_ALLOWED:
            if name in seen and name not in element_names(with_element(pattern, name)):
                tell("repeated-element", f"<{tag}> may hold <{name}> only once")
            else:
                behind = f" behind <{previous}>" if previous else ""
                tell("wrong-order", f"<{name}> may not stand{behind} in <{tag}>")
        else:
            rest = after
        inside.append((child, _contents(pattern, name)))
        seen.add(name)
        previous = name
    if not rest.can_be_empty and not _is_text(rest):
        wanted = [names - seen or names for names in needs(rest, "element")]
        other = _OTHER_WAY.get((tag, next(iter(wanted[0]), "")), "") if wanted else ""
        say("missing-element", f"<{tag}> needs {_needed(wanted, 'element')}{other}")
    return inside


def _is_text(pattern: Pattern) -> bool:
    return all(isinstance(leaf, Text) for leaf in leaves(pattern))


@cache
def _contents(pattern: Pattern, name: str) -> Pattern:
    """What a child may hold, by all elements of a pattern that go by its name."""
    merged: Pattern = NOT_ALLOWED
    for leaf in leaves(pattern):
        if isinstance(leaf, Element) and leaf.name == name:
            merged = choice(merged, content(leaf))
    return merged


def _unknown(parent: str, name: str, known: Sequence[str]) -> tuple[str, str]:
    if name in _all_elements():
        holds = f"; it holds {_tags(known)}" if known else ", which holds no elements"
        return "misplaced-element", f"<{name}> has no place in <{parent}>{holds}"
    near = get_close_matches(name, known, n=1) or get_close_matches(name, _all_elements(), n=1)
    if near:
        hint = f"; did you mean <{near[0]}>?"
    else:
        hint = f"; <{parent}> holds {_tags(known)}" if known else f"; <{parent}> holds none"
    return "unknown-element", f"CSL has no element <{name}>{hint}"


def _tags(names: Sequence[str]) -> str:
    return one_of([f"<{name}>" for name in names])


def _needed(alternatives: Sequence[frozenset[str]], what: str) -> str:
    """Say what is missing: every name that all alternatives share, then one of the others."""
    shared = frozenset.intersection(*alternatives) if alternatives else frozenset()
    others = sorted({name for names in alternatives for name in names - shared})
    quote = "'{}'" if what == "attribute" else "<{}>"
    parts: list[str] = []
    if shared:
        listed = " and ".join(quote.format(name) for name in sorted(shared))
        parts.append(f"the {what}{'s' if len(shared) > 1 else ''} {listed}")
    if others and all(names - shared for names in alternatives):
        parts.append(f"one of the {what}s {one_of([quote.format(name) for name in others])}")
    return " and ".join(parts) or f"more {what}s"


def _near(name: str, known: Mapping[str, Values] | frozenset[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.65)
    return f"; did you mean {near[0]!r}?" if near else ""


def _may_have(known: Mapping[str, Values]) -> str:
    return f"; it takes {describe(Values(frozenset(known)))}" if known else "; it takes none"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
