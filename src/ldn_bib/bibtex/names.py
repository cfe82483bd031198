"""BibTeX's names: split at «and» first, into parts second, decoded last.

Decoding before splitting would lose the braces that hold a body's name together. A name that
stands wholly in braces is a literal. BibTeX's «von» part becomes the non-dropping particle, as
PubMed and NLM print it (van der Berg J). «and others» is no name: it is taken off and reported to
the caller, who marks it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from ldn_bib.bibtex.latex import decode
from ldn_bib.values.braces import AND_OR_BRACE, COMMA_OR_BRACE, is_braced, split_outside
from ldn_bib.values.name import Name, is_usual

_AND = re.compile(r"\s[aA][nN][dD](?=\s|$)")
_SPACE_OR_BRACE = re.compile(r"[{}]|[\s~]+")
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|useprefix)\s*=\s*", re.IGNORECASE)
_SPECIAL = re.compile(r"\{?\\(?:([A-Za-z]+)|.)[\s{]*")
_LETTER_COMMANDS = frozenset(
    ("aa", "ae", "oe", "o", "l", "ss", "dh", "th", "i", "j", "dj", "ng", "ij")
)


class Names(NamedTuple):
    """The names of a field.

    Attributes:
        names: CSL-JSON names.
        others: whether the list ends in «and others».
        odd: names as the file spells them that break BibTeX's rules; they became literals.
        unknown: LaTeX commands that are not known.
    """

    names: list[dict[str, Any]]
    others: bool = False
    odd: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class _Parsed(NamedTuple):
    csl: tuple[tuple[str, Any], ...]
    odd: bool
    unknown: tuple[str, ...]


def parse_names(value: str) -> Names:
    """Read the value of a name field.

    Args:
        value: evaluated value, LaTeX not decoded.
    """
    read = _Reading()
    for part in value.split(" and "):
        family, _, given = part.partition(", ")
        if is_usual(family, given):
            read.found.append({"family": family, "given": given})
        elif _is_one(part):
            read.add(part)
        else:
            return _parse_any(value)
    return read.names(others=False)


def _parse_any(value: str) -> Names:
    """Read a list whose names may be divided in any way and may hold braces."""
    read = _Reading()
    parts = split_names(value)
    others = bool(parts) and parts[-1].lower() in ("others", "{others}")
    for part in parts[:-1] if others else parts:
        read.add(part)
    return read.names(others=others)


class _Reading:
    """Names on their way."""

    __slots__ = ("found", "odd", "unknown")

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self.odd: list[str] = []
        self.unknown: list[str] = []

    def add(self, part: str) -> None:
        parsed = _parse_name(part)
        if parsed.csl:
            self.found.append(dict(parsed.csl))
        if parsed.odd:
            self.odd.append(part)
        self.unknown.extend(parsed.unknown)

    def names(self, *, others: bool) -> Names:
        return Names(self.found, others, tuple(self.odd), tuple(self.unknown))


def _is_one(part: str) -> bool:
    """Whether a part is surely one name: no brace, no other «and», no space around it."""
    lower = part.lower()
    return (
        bool(part)
        and "{" not in part
        and "and" not in lower
        and lower != "others"
        and not (part[0].isspace() or part[-1].isspace())
    )


def split_names(value: str) -> list[str]:
    """Split at every «and» outside braces, in any case; empty names go."""
    parts = _split(value, AND_OR_BRACE) if "{" in value else _AND.split(f" {value}")
    return [name for part in parts if (name := part.strip())]


def _split(text: str, pattern: re.Pattern[str]) -> list[str]:
    return [piece for piece, _ in split_outside(text, pattern)]


@lru_cache(maxsize=16384)
def _parse_name(text: str) -> _Parsed:
    unknown: list[str] = []

    def clean(part: str) -> str:
        decoded = decode(part)
        unknown.extend(decoded.unknown)
        return decoded.text.strip()

    if is_braced(text):
        inner = text[1:-1].strip()
        name, odd = Name(literal=clean(inner)), False
    elif _EXTENDED.match(text):
        name, odd = _extended(text, clean)
    else:
        name, odd = _classic(text, clean)
    return _Parsed(tuple(name.to_csl().items()), odd, tuple(unknown))


def _classic(text: str, clean: Callable[[str], str]) -> tuple[Name, bool]:
    """Read «First von Last», «von Last, First» and «von Last, Jr, First»."""
    parts = text.split(",") if "{" not in text else _split(text, COMMA_OR_BRACE)
    if len(parts) > 3:
        return Name(literal=clean(text)), True
    if len(parts) == 1:
        words = _words(parts[0])
        first = next((i for i, word in enumerate(words[:-1]) if is_lower(word)), None)
        # A name without any capital has no particle either.
        unstyled = first == 0 and all(map(is_lower, words))
        split = len(words) - 1 if first is None or unstyled else first
        given, von_last = words[:split], words[split:]
        suffix = ""
    else:
        von_last, given = _words(parts[0]), _words(parts[-1])
        suffix = clean(parts[1]) if len(parts) == 3 else ""
    # The last word in lower case before the last word of all ends the particle.
    end = max((i + 1 for i, word in enumerate(von_last[:-1]) if is_lower(word)), default=0)
    if len(parts) > 1 and end and not is_lower(von_last[0]):
        end = 0
    name = Name(
        family=clean(" ".join(von_last[end:])),
        given=clean(" ".join(given)),
        non_dropping_particle=clean(" ".join(von_last[:end])),
        suffix=suffix,
    )
    if not name.family and name.given:
        name = Name(literal=name.given)
    return name, False


def _extended(text: str, clean: Callable[[str], str]) -> tuple[Name, bool]:
    """Read biblatex's «family=Berg, given=Jan, prefix=van der»."""
    parts: dict[str, str] = {}
    for part in _split(text, COMMA_OR_BRACE):
        match = _EXTENDED.match(part)
        if match:
            parts[match[1].lower()] = clean(part[match.end() :])
    dropping = parts.get("useprefix", "true").lower() == "false"
    prefix = parts.get("prefix", "")
    name = Name(
        family=parts.get("family", ""),
        given=parts.get("given", ""),
        dropping_particle=prefix if dropping else "",
        non_dropping_particle="" if dropping else prefix,
        suffix=parts.get("suffix", ""),
    )
    return (name, False) if name.family else (Name(literal=clean(text)), True)


def _words(text: str) -> list[str]:
    parts = text.replace("~", " ").split() if "{" not in text else _split(text, _SPACE_OR_BRACE)
    return [part for part in parts if part]


def is_lower(word: str) -> bool:
    """Whether BibTeX takes a word for a part of the particle: its first letter is in lower case.

    A word in braces counts as upper case; in a special character the letter behind the
    command counts.
    """
    special = _SPECIAL.match(word)
    if special:
        command = special[1] or ""
        if command.lower() in _LETTER_COMMANDS:
            return command[0].islower()
        word = word[special.end() :].lstrip("\\")
    for sign in word:
        if sign.isalpha():
            return sign.islower()
        if sign == "{":
            return False
    return False
