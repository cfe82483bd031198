"""A name of a person or a body, after CSL 1.0.2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

SUFFIXES = frozenset(
    ("jr", "sr", "junior", "senior", "ii", "iii", "iv", "v", "vi", "2nd", "3rd", "4th", "esq")
)
"""Words that follow a name, in lower case and without a full stop."""

OTHERS: Final = "others"
"""Literal name at the end of a list of which no more is known, as pandoc writes it in CSL-JSON."""

_WORD = r"[^\W\d_]++(?:[’-][^\W\d_]++)*+"
_USUAL_FAMILY = re.compile(_WORD)
_NOT_AND = r"(?!(?i:and)\b)"
_USUAL_GIVEN = re.compile(rf"{_NOT_AND}{_WORD}\.?(?: {_NOT_AND}{_WORD}\.?)*+")
_MOST_KEPT = 50_000

_NO_COMMA_SUFFIX = re.compile(r"[IVX]+|\d+(?:st|nd|rd|th)", re.IGNORECASE)
_JOINING = ("'", "’", "-")
_MAX_BITS = 4096


def _text(value: object) -> str:
    """Return any JSON value as words; what has no sensible words is empty."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool | Mapping):
        return ""
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(_text, value)))
    # str() of an int of more than 4300 digits raises.
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        return ""
    return str(value).strip()


def _flag(value: object) -> bool:
    """Return CSL's string, number or boolean as a boolean."""
    if isinstance(value, str):
        return value.strip().lower() not in ("", "0", "false", "no")
    return isinstance(value, int | float) and bool(value)


class _Usual(dict[str, bool]):
    """Whether given names are usual; kept, because the same ones come again and again."""

    def __missing__(self, given: str) -> bool:
        usual = _USUAL_GIVEN.fullmatch(given) is not None
        if len(self) < _MOST_KEPT:
            self[given] = usual
        return usual


_usual_given = _Usual()


def is_usual(family: str, given: str) -> bool:
    """Whether a family name is one word and all given names are words or initials.

    Such names have nothing in them to clean, to take apart or to escape; «and», which divides
    names in BibTeX, is no given name here.
    """
    return (family.isalpha() or _USUAL_FAMILY.fullmatch(family) is not None) and _usual_given[given]


def _is_suffix(word: str) -> bool:
    return word.rstrip(".").lower() in SUFFIXES


def _glue(*parts: str) -> str:
    """Join non-empty parts with a space, or with nothing after an apostrophe or a hyphen."""
    joined = ""
    for part in parts:
        if part:
            space = "" if not joined or joined.endswith(_JOINING) else " "
            joined = f"{joined}{space}{part}"
    return joined


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Split the words of a family part into particle and family; the last word is family."""
    start = 0
    while start < len(words) - 1 and words[start].islower():
        start += 1
    return " ".join(words[:start]), " ".join(words[start:])


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the parts of CSL 1.0.2; a body has a ``literal`` only.

    Attributes:
        family: family name without its particles.
        given: given names or initials.
        dropping_particle: particle that goes when the given name goes (Ludwig *van* Beethoven).
        non_dropping_particle: particle that stays with the family name (*van der* Berg).
        suffix: what follows the name, such as ``Jr.`` or ``III``.
        comma_suffix: whether a comma stands before the suffix in natural order.
        literal: a name that has no parts.
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @classmethod
    def from_csl(cls, value: Mapping[str, Any]) -> Name:
        """Build from a CSL-JSON name; values of a wrong kind become text."""
        return cls(
            family=_text(value.get("family")),
            given=_text(value.get("given")),
            dropping_particle=_text(value.get("dropping-particle")),
            non_dropping_particle=_text(value.get("non-dropping-particle")),
            suffix=_text(value.get("suffix")),
            comma_suffix=_flag(value.get("comma-suffix")),
            literal=_text(value.get("literal")),
        )

    def to_csl(self) -> dict[str, Any]:
        """Return the CSL-JSON name, with the parts that are not empty."""
        parts: dict[str, Any] = {
            "family": self.family,
            "given": self.given,
            "dropping-particle": self.dropping_particle,
            "non-dropping-particle": self.non_dropping_particle,
            "suffix": self.suffix,
            "comma-suffix": self.comma_suffix,
            "literal": self.literal,
        }
        return {key: value for key, value in parts.items() if value}

    @classmethod
    def parse(cls, text: str) -> Name:
        """Build from one name as people write it.

        Understood are ``Family, Given``, ``Family, Given, Suffix``, ``Family, Suffix, Given``
        (BibTeX), ``Given Family`` and ``Given Family, Suffix``. Words in lower case before the
        family name become the non-dropping particle, those after the given name
        (``Beethoven, Ludwig van``) the dropping one. A trailing comma marks a body, as in RIS;
        so do more than three parts.
        """
        parts = [" ".join(part.split()) for part in text.split(",")]
        if len(parts) == 1:
            return cls._natural(parts[0].split())
        if len(parts) == 2 and parts[0] and not parts[1]:
            return cls(literal=parts[0])
        if len(parts) == 2 and _is_suffix(parts[1]):
            name = cls._natural(parts[0].split())
            return cls(name.family, name.given, "", name.non_dropping_particle, parts[1])
        if len(parts) > 3:
            return cls(literal=" ".join(text.split()))
        family, given, suffix = (*parts, "")[:3]
        if _is_suffix(given) and suffix and not _is_suffix(suffix):
            given, suffix = suffix, given
        particle, family = _split_particle(family.split())
        words = given.split()
        end = len(words)
        while end > 1 and words[end - 1].islower():
            end -= 1
        return cls(family, " ".join(words[:end]), " ".join(words[end:]), particle, suffix)

    @classmethod
    def _natural(cls, words: list[str]) -> Name:
        suffix = ""
        if len(words) > 2 and _is_suffix(words[-1]):
            suffix = words[-1]
            words = words[:-1]
        first_lower = next((place for place, word in enumerate(words[:-1]) if word.islower()), None)
        if first_lower is None or all(map(str.islower, words)):
            return cls(" ".join(words[-1:]), " ".join(words[:-1]), suffix=suffix)
        particle, family = _split_particle(words[first_lower:])
        return cls(family, " ".join(words[:first_lower]), "", particle, suffix)

    def __str__(self) -> str:
        if not (self.family or self.given):
            return self.literal
        name = _glue(self.given, self.dropping_particle, self.non_dropping_particle, self.family)
        if not self.suffix:
            return name
        comma = self.comma_suffix or not _NO_COMMA_SUFFIX.fullmatch(self.suffix)
        return f"{name}{',' if comma else ''} {self.suffix}"

    def inverted(self) -> str:
        """Return ``family, given, suffix`` with the particles where they sort."""
        if not (self.family or self.given):
            return self.literal
        family = _glue(self.non_dropping_particle, self.family)
        given = _glue(self.given, self.dropping_particle)
        return ", ".join(filter(None, (family, given, self.suffix)))

    @property
    def short(self) -> str:
        """Family name with its particle; the literal, else the given name, where it has none."""
        return _glue(self.non_dropping_particle, self.family) or self.literal or self.given
