"""Lists of names as a file spells them: each name with its place, and its parts without LaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ldn_bib.check.subject import Field, Subject
from ldn_bib.values.braces import AND_OR_BRACE, COMMA_OR_BRACE, is_braced, split_outside

FIELDS: Mapping[str, str] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}
"""Fields of a .bib file that hold names, and the CSL variables that they become."""

_COMMAND = re.compile(r"\\([A-Za-z]+) *|\\.|[{}$]", re.DOTALL)
_LETTER_COMMANDS = frozenset(("aa", "ae", "oe", "o", "l", "ss", "dh", "th", "i", "j", "dj", "ng"))
# letters that no decomposition takes apart
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})


class Person(NamedTuple):
    """A name of a list.

    Attributes:
        text: the name as it stands there, LaTeX and all.
        offset: where it begins in the value of the field; 0 where there is no field.
        parts: what its commas outside braces separate, without LaTeX.
        is_whole: whether it is not to be taken apart: in braces, or the literal of CSL.
    """

    text: str
    offset: int
    parts: tuple[str, ...]
    is_whole: bool = False

    @property
    def family(self) -> str:
        """Family name with its particles, as BibTeX would take it."""
        if self.is_whole or len(self.parts) > 1:
            return self.parts[0]
        return (self.parts[0].split() or [""])[-1]

    @property
    def given(self) -> str:
        """Given names or initials, as BibTeX would take them."""
        if self.is_whole:
            return ""
        if len(self.parts) > 1:
            return self.parts[-1]
        return " ".join(self.parts[0].split()[:-1])


class Names(NamedTuple):
    """A list of names.

    Attributes:
        name: name of the field or of the variable.
        value: the field's value byte for byte; the names joined with «and» for a variable.
        people: the names in order, without the «others» at the end.
        field: the field; None where it is a variable.
    """

    name: str
    value: str
    people: tuple[Person, ...]
    field: Field | None

    def replaced(self, start: int, end: int, text: str) -> str:
        """The value with another text between two offsets."""
        return f"{self.value[:start]}{text}{self.value[end:]}"


def names_of(subject: Subject, needed: Callable[[str], object] | None = None) -> Iterator[Names]:
    """The lists of names of an entry.

    Args:
        subject: the entry.
        needed: says of the text of a list whether it is of interest; names are taken apart in
            lists that are.
    """
    if not subject.is_bibtex:
        yield from _of_item(subject.entry.item, needed)
        return
    seen: set[str] = set()
    for field in subject.fields:
        if field.name not in FIELDS or field.name in seen or not field.is_plain:
            continue
        seen.add(field.name)
        if needed is None or needed(field.value):
            yield Names(field.name, field.value, people(field.value), field)


def _of_item(item: Mapping[str, Any], needed: Callable[[str], object] | None) -> Iterator[Names]:
    for variable in FIELDS.values():
        listed = item.get(variable)
        if not isinstance(listed, list):
            continue
        parts = [_parts(name) for name in listed if isinstance(name, dict)]
        value = " and ".join(map(", ".join, parts))
        if needed is None or needed(value):
            found = tuple(Person(", ".join(one), 0, one, len(one) == 1) for one in parts)
            yield Names(variable, value, found, None)


def _parts(name: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts of a CSL name in BibTeX's order; one part for a literal."""
    family, given = name.get("family"), name.get("given")
    if len(name) == 2 and isinstance(family, str) and isinstance(given, str):
        return family, given
    if name.get("literal"):
        return (str(name["literal"]),)
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    words = " ".join(str(word) for word in (*particles, family) if word)
    return tuple(str(part) for part in (words, name.get("suffix"), given) if part) or ("",)


@lru_cache(maxsize=32768)
def people(value: str) -> tuple[Person, ...]:
    """Take the value of a name field apart at every «and» outside braces."""
    found: list[Person] = []
    for text, start in split_outside(value, AND_OR_BRACE):
        name = text.strip()
        if name and name.lower() not in ("others", "{others}"):
            found.append(_person(name, start + len(text) - len(text.lstrip())))
    return tuple(found)


def _person(text: str, offset: int) -> Person:
    # biblatex also writes family=Berg, given=Jan
    if "=" in text or is_braced(text):
        return Person(text, offset, (plain(text),), True)
    if "{" not in text:
        parts: Sequence[str] = text.split(",")
    else:
        parts = [part for part, _ in split_outside(text, COMMA_OR_BRACE)]
    return Person(text, offset, tuple(map(plain, parts)))


def plain(text: str) -> str:
    """Text without LaTeX: its letters stay, accents that are commands go."""
    if "\\" in text or "{" in text or "}" in text:
        text = _COMMAND.sub(_letter, text)
    return " ".join(text.replace("~", " ").split())


def _letter(match: re.Match[str]) -> str:
    name = match[1]
    return name if name and name.lower() in _LETTER_COMMANDS else ""


@lru_cache(maxsize=32768)
def folded(text: str) -> str:
    """A name without case, accents and signs, for comparing; one space between its words."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = [sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign)]
    return " ".join("".join(kept).split())
