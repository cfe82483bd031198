"""Comparing two answers: what is equal, what differs, and of which kind a difference is."""

from __future__ import annotations

import difflib
import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.oracle.engines import Answer, bare
from tests.oracle.work import Item

_TAG: Final = re.compile(r"<[^>]*>")
_BLANK: Final = re.compile(r"\s+")
_QUOTES: Final = re.compile(r"[“”‘’„‚«»‹›\"'′″]")
_DASHES: Final = re.compile(r"[-‐‑‒–—]")
_MARKS: Final = re.compile(r"[^\w\s]")
_YEAR_LETTER: Final = re.compile(r"(?<=[0-9])-?[a-z]{1,2}\b")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]", re.UNICODE)
_TOKEN: Final = re.compile(r"<[^>]*>|\w+|\s|[^\w\s]")
_CONTEXT: Final = 12
_NUMBERING: Final = re.compile(r"^\W*(\d+)\W*")
# fmt: off
_MONTHS: Final = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "spring", "summer", "autumn", "fall", "winter",
))
# fmt: on
_NO_DATE: Final = frozenset(["n", "d", "nd", "s", "date", "no", "undated"])
_LIST_WORDS: Final = frozenset(["et", "al", "and", "others", "und", "a", "y", "e"])

KINDS: Final = (
    "crash",
    "missing",
    "extra",
    "order",
    "numbering",
    "markup",
    "blanks",
    "dashes",
    "quotes",
    "punctuation",
    "case",
    "year letter",
    "names",
    "dates",
    "numbers",
    "words moved",
    "words missing",
    "words added",
    "words changed",
)
"""Kinds of differences; the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the engines do not agree on.

    Attributes:
        style: the style.
        place: ``bibliography`` or ``citation``.
        item: the item, or the items of a citation, joined by «+».
        kind: one of :data:`KINDS`.
        change: what changed, in short: theirs → ours.
        theirs: citeproc-js's HTML.
        ours: ours.
    """

    style: str
    place: str
    item: str
    kind: str
    change: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a style.

    Attributes:
        style: the style.
        entries: strings compared, by place.
        equal: those that are equal, by place.
        differences: the others, and entries out of order.
        error: what our engine raised; empty where nothing.
        oracle_error: what citeproc-js raised; nothing is compared then.
    """

    style: str
    entries: Mapping[str, int] = field(default_factory=dict)
    equal: Mapping[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    error: str = ""
    oracle_error: str = ""


def plain(text: str) -> str:
    """Characters of an HTML string, blanks made one."""
    return _BLANK.sub(" ", html.unescape(_TAG.sub("", text))).strip()


def short_change(theirs: str, ours: str) -> str:
    """The pieces in which two strings differ, theirs → ours, in short."""
    left, right = _WORD.findall(theirs), _WORD.findall(ours)
    pieces: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, left, right, False).get_opcodes():
        if tag != "equal":
            a, b = " ".join(left[i1:i2])[:30], " ".join(right[j1:j2])[:30]
            pieces.append(f"{a or '∅'} → {b or '∅'}")
    return "; ".join(pieces[:2]) or "blanks"


def pieces(theirs: str, ours: str) -> list[str]:
    """The pieces in which two HTML strings differ, as «before⟦theirs→ours⟧behind»."""
    left, right = _TOKEN.findall(theirs), _TOKEN.findall(ours)
    found: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, left, right, False).get_opcodes():
        if tag != "equal":
            before, behind = left[max(0, i1 - _CONTEXT) : i1], left[i2 : i2 + _CONTEXT]
            a, b = "".join(left[i1:i2]), "".join(right[j1:j2])
            found.append(f"{''.join(before)}⟦{a}→{b}⟧{''.join(behind)}")
    return found


def _words_of_names(item: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for value in item.values():
        if isinstance(value, list):
            for name in value:
                if isinstance(name, dict):
                    for part in name.values():
                        words = _WORD.findall(str(part).casefold())
                        found.update(words)
                        found.update(word[0] for word in words)
    return found


def classify(theirs: str, ours: str, items: Sequence[Mapping[str, Any]]) -> str:
    """The kind of a difference between two HTML strings."""
    a, b = plain(theirs), plain(ours)
    if a == b:
        return "markup" if _BLANK.sub("", theirs) != _BLANK.sub("", ours) else "blanks"
    steps = (
        ("blanks", lambda text: _BLANK.sub("", text)),
        ("dashes", lambda text: _DASHES.sub("-", text)),
        ("quotes", lambda text: _QUOTES.sub("", text)),
        ("punctuation", lambda text: _MARKS.sub("", text)),
        ("case", str.casefold),
    )
    first, other = _NUMBERING.match(a), _NUMBERING.match(b)
    if first and other and first[1] != other[1] and a[first.end() :] == b[other.end() :]:
        return "numbering"
    for kind, simpler in steps:
        a, b = simpler(a), simpler(b)
        if a == b:
            return kind
    if _YEAR_LETTER.sub("", a) == _YEAR_LETTER.sub("", b):
        return "year letter"
    left, right = Counter(_WORD.findall(plain(theirs))), Counter(_WORD.findall(plain(ours)))
    lost = {word.casefold() for word in left - right if word[0].isalnum()}
    added = {word.casefold() for word in right - left if word[0].isalnum()}
    changed = lost | added
    if not changed:
        return "words moved"
    names = set().union(*map(_words_of_names, items)) if items else set()
    if changed <= names | _LIST_WORDS:
        return "names"
    if changed <= _MONTHS | _NO_DATE | {word for word in changed if word.isdigit()}:
        return "dates" if changed & _MONTHS or changed & _NO_DATE else "numbers"
    if not added:
        return "words missing"
    return "words changed" if lost else "words added"


def compare(
    style: str, theirs: Answer, ours: Answer, cited: Sequence[str], given: Sequence[Item]
) -> Comparison:
    """Compare two answers.

    Args:
        style: the style.
        theirs: citeproc-js's answer.
        ours: our engine's.
        cited: items of each citation, joined by «+».
        given: the items.
    """
    if "error" in theirs:
        return Comparison(style, error=ours.get("error", ""), oracle_error=theirs["error"])
    by_id = {str(item["id"]): item for item in given}
    expected = [
        ("citation", name, text) for name, text in zip(cited, theirs["citations"], strict=True)
    ]
    listed = [(name, bare(entry)) for name, entry in theirs["bibliography"] or ()]
    expected += [("bibliography", name, text) for name, text in listed]
    entries = Counter(place for place, _, _ in expected)
    if "error" in ours:
        crash = Difference(style, "citation", "", "crash", ours["error"], "", "")
        return Comparison(style, entries, {}, (crash,), ours["error"])
    made = [(name, bare(entry)) for name, entry in ours["bibliography"] or ()]
    actual: dict[str, str | None] = dict(made)
    equal: Counter[str] = Counter()
    differences: list[Difference] = []

    def differ(place: str, name: str, a: str, b: str | None, kind: str = "") -> None:
        found = [by_id[one] for one in name.split("+") if one in by_id]
        kind = kind or ("missing" if b is None else classify(a, b, found))
        change = short_change(plain(a), plain(b or ""))
        differences.append(Difference(style, place, name, kind, change, a, b or ""))

    for name, a, b in zip(cited, theirs["citations"], ours["citations"], strict=True):
        if a == b:
            equal["citation"] += 1
        else:
            differ("citation", name, a, b)
    for name, a in listed:
        if actual.get(name) == a:
            equal["bibliography"] += 1
        else:
            differ("bibliography", name, a, actual.get(name))
    known = {name for name, _ in listed}
    for name, b in made:
        if name not in known:
            differ("bibliography", name, "", b, "extra")
    differences += _disorder(style, [n for n, _ in listed], [n for n, _ in made])
    return Comparison(style, entries, equal, tuple(differences))


def _disorder(style: str, theirs: list[str], ours: list[str]) -> list[Difference]:
    """Entries that stand elsewhere, as few as explain the order."""
    common = set(theirs) & set(ours)
    left, right = [n for n in theirs if n in common], [n for n in ours if n in common]
    if left == right:
        return []
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    moved: list[Difference] = []
    for tag, i1, i2, _, _ in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            for at in range(i1, i2):
                name = left[at]
                a = f"behind {left[at - 1]}" if at else "first"
                place = right.index(name)
                b = f"behind {right[place - 1]}" if place else "first"
                moved.append(
                    Difference(style, "bibliography", name, "order", f"{name} moves", a, b)
                )
    return moved
