"""Who is right about a difference: classes of differences, in the order in which they are tried."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.oracle.compare import Difference, pieces
from tests.oracle.work import items, style_path

VERDICTS: Final = Path(__file__).with_name("verdicts.toml")
SIDES: Final = ("ours", "citeproc-js", "either", "neither")

_PATTERNS: Final = ("change", "theirs", "ours", "item")
_TYPE: Final = re.compile(r'"type": "([^"]*)"')
_FLAGS: Final = re.DOTALL


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up difference that a class fits.

    Attributes:
        theirs: what citeproc-js prints.
        ours: what our engine prints.
        kind: its kind; empty for the first of the class.
        place: ``bibliography`` or ``citation``; empty for that of the class.
        style: a piece of the style's XML.
        item: the item as JSON.
    """

    theirs: str
    ours: str
    kind: str = ""
    place: str = ""
    style: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A class of differences: what belongs to it, and who is right.

    Attributes:
        name: its name, as short as a heading.
        right: one of :data:`SIDES`.
        says: the cause, and the section of the specification that decides.
        kinds: kinds of differences that it holds; empty for all.
        place: ``bibliography`` or ``citation``; empty for both.
        change: what a piece that changed looks like, «before⟦theirs→ours⟧behind».
        theirs: what citeproc-js's string looks like.
        ours: what ours looks like.
        style: what the style's XML looks like; ``{type}`` stands for the type of one of the items.
        item: what the JSON of one of the items looks like.
        example: a made-up difference of the class.
    """

    name: str
    right: str
    says: str
    example: Example
    kinds: frozenset[str] = frozenset()
    place: str = ""
    change: re.Pattern[str] | None = None
    theirs: re.Pattern[str] | None = None
    ours: re.Pattern[str] | None = None
    style: str = ""
    item: re.Pattern[str] | None = None


@cache
def read_verdicts() -> tuple[Verdict, ...]:
    """The classes, in the order in which they are tried.

    Raises:
        ValueError: a class is not well-formed.
    """
    text = VERDICTS.read_text(encoding="utf-8")
    return tuple(parse_verdict(one) for one in tomllib.loads(text)["verdict"])


def parse_verdict(table: Mapping[str, Any]) -> Verdict:
    """One class.

    Raises:
        ValueError: something is missing, unknown, or no pattern.
    """
    given = dict(table)
    name = given.get("name", "")
    missing = {"name", "right", "says", "example"} - given.keys()
    if missing:
        raise ValueError(f"verdict {name!r} has no {', '.join(sorted(missing))}")
    if given["right"] not in SIDES:
        raise ValueError(f"verdict {name!r}: right is {given['right']!r}, not one of {SIDES}")
    given["example"] = Example(**given["example"])
    given["kinds"] = frozenset(given.get("kinds", ()))
    for key in (*_PATTERNS, "style"):
        if key in given:
            try:
                compiled = re.compile(given[key].replace("{type}", ""), _FLAGS)
            except re.error as error:
                raise ValueError(f"verdict {name!r}: {key}: {error}") from None
            given[key] = given[key] if key == "style" else compiled
    return Verdict(**given)


def _style_xml(style: str) -> str:
    return style_path(style).read_text(encoding="utf-8")


@cache
def _item_json(item: str) -> str:
    by_id = {str(one["id"]): one for one in items()}
    return json.dumps(by_id[item], ensure_ascii=False) if item in by_id else ""


@dataclass(slots=True)
class Judge:
    """Tells the classes of differences.

    Attributes:
        verdicts: the classes, in order.
        xml: gives the XML of a style.
        json: gives the JSON of an item.
    """

    verdicts: Sequence[Verdict]
    xml: Callable[[str], str] = _style_xml
    json: Callable[[str], str] = _item_json
    _texts: dict[str, str] = field(default_factory=dict)
    _found: dict[tuple[str, str], bool] = field(default_factory=dict)

    def judge(self, one: Difference) -> list[Verdict | None]:
        """The class of each piece in which two strings differ; None where none fits."""
        made = [self.json(item) for item in one.item.split("+")]
        types = [found[1] for text in made if (found := _TYPE.search(text))]
        possible = [
            verdict
            for verdict in self.verdicts
            if _fits(verdict, one)
            and (verdict.item is None or any(map(verdict.item.search, made)))
            and (not verdict.style or self._has_style(verdict.style, one.style, types))
        ]
        return [
            next((verdict for verdict in possible if _has(verdict, piece)), None)
            for piece in _pieces(one)
        ]

    def _has_style(self, pattern: str, style: str, types: Sequence[str]) -> bool:
        patterns = [pattern]
        if "{type}" in pattern:
            patterns = [pattern.replace("{type}", name) for name in types]
        return any(self._finds(one, style) for one in patterns)

    def _finds(self, pattern: str, style: str) -> bool:
        key = pattern, style
        if key not in self._found:
            if style not in self._texts:
                self._texts[style] = self.xml(style)
            self._found[key] = re.search(pattern, self._texts[style], _FLAGS) is not None
        return self._found[key]


def _pieces(one: Difference) -> list[str]:
    """The pieces of a difference; an entry that moves with the one before it is one piece."""
    if one.kind == "order":
        return [f"⟦{one.theirs}→{one.ours}⟧"]
    return pieces(one.theirs, one.ours)


def _fits(verdict: Verdict, one: Difference) -> bool:
    return (
        (not verdict.kinds or one.kind in verdict.kinds)
        and (not verdict.place or verdict.place == one.place)
        and (verdict.theirs is None or verdict.theirs.search(one.theirs) is not None)
        and (verdict.ours is None or verdict.ours.search(one.ours) is not None)
    )


def _has(verdict: Verdict, piece: str) -> bool:
    return verdict.change is None or verdict.change.search(piece) is not None


def settled(classes: Sequence[Verdict | None]) -> bool:
    """Whether every piece of a difference has a class; one without pieces has none."""
    return bool(classes) and all(classes)
