"""Names as MEDLINE has them: ``King, Martin Luther Jr`` and ``King ML Jr``.

NLM writes generations after the given names, without a comma or a full stop, and as ordinals:
``Jr``, ``Sr``, ``2nd``, ``3rd``, ``4th``. Initials stand together without full stops.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ldn_bib.formats.text import plain
from ldn_bib.values.name import OTHERS, SUFFIXES, Name

GENERATIONS: Mapping[str, str] = {
    "Jr.": "Jr",
    "Sr.": "Sr",
    "II": "2nd",
    "III": "3rd",
    "IV": "4th",
    "V": "5th",
    "VI": "6th",
}
"""Suffix of an item to suffix of MEDLINE."""

AND_OTHERS = "et al"
"""What old records have at the end of a list that is not complete."""

# Russian and Bulgarian letters that are two in the Roman alphabet.
_DIGRAPHS = frozenset(("Ch", "Ia", "Iu", "Kh", "Sh", "Ts", "Ya", "Ye", "Yo", "Yu", "Zh"))
_PARTICLES = frozenset(
    (
        "'t", "af", "al", "av", "bin", "d", "da", "dal", "das", "de", "degli", "del", "della",
        "den", "der", "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "las", "le", "los",
        "op", "st", "ten", "ter", "van", "vande", "vom", "von", "y", "zu", "zum", "zur", "’t",
    )
)  # fmt: skip
_BODY = frozenset(
    (
        "academy", "agency", "alliance", "association", "authors", "board", "center", "centers",
        "centre", "collaboration", "collaborative", "collaborators", "college", "commission",
        "committee", "consortium", "council", "department", "federation", "foundation", "group",
        "initiative", "institute", "institutes", "investigators", "ministry", "network",
        "organisation", "organization", "panel", "program", "programme", "project", "registry",
        "service", "society", "team", "trialists", "union",
    )
)  # fmt: skip
_PREFIXES = ("al-", "d'", "d’", "el-", "l'", "l’")
_MODERN: Mapping[str, str] = {
    **{nlm.lower(): suffix for suffix, nlm in GENERATIONS.items()},
    "2d": "II",
    "3d": "III",
}
_WORD = re.compile(r"[^\s.\-‐]+")
_MARKERS = re.compile(r"(?:\(\d{1,3}\)|\[\d{1,3}\]|[*†‡§¹²³⁰-⁹]|,?\d{1,2}(?=$|\(|,))+$")
_OTHERS = frozenset(("et al", "et al.", "others", "and others"))
_MOST_INITIALS = 5
_MOST_WORDS = 6
_LONGEST = 200
_SMALL = 3


def is_body(value: object) -> bool:
    """Tell whether a CSL name is a body's."""
    return isinstance(value, Mapping) and not (value.get("family") or value.get("given"))


def full(value: Mapping[str, Any]) -> str:
    """Return a person's name for ``FAU``, or the name of a body."""
    name = Name.from_csl(value)
    if is_body(value):
        return plain(name.literal)
    suffix = plain(name.suffix)
    # A comma divides family and given names, and there is one only.
    return Name(
        family=_one(name.family),
        given=_one(f"{name.given} {name.dropping_particle} {GENERATIONS.get(suffix, suffix)}"),
        non_dropping_particle=_one(name.non_dropping_particle),
    ).inverted()


def short(value: Mapping[str, Any]) -> str:
    """Return a person's name for ``AU``, or the name of a body."""
    name = Name.from_csl(value)
    if is_body(value):
        return plain(name.literal)
    particles = _one(f"{name.dropping_particle} {name.non_dropping_particle}")
    family = Name(family=_one(name.family), non_dropping_particle=particles).short
    suffix = plain(name.suffix)
    return _one(f"{family} {initials(plain(name.given))} {GENERATIONS.get(suffix, suffix)}")


def initials(given: str) -> str:
    """Return the first letters of given names in one word."""
    return "".join(word[0].upper() for word in _WORD.findall(given) if word[0].isalpha())


def _one(text: str) -> str:
    return " ".join(plain(text).replace(",", " ").split())


def from_full(text: str) -> dict[str, Any]:
    """Return the CSL name that stands in ``FAU``; empty where there is none."""
    text = " ".join(text.split())
    if text.strip(" ,").lower() in _OTHERS:
        return {"literal": OTHERS}
    family, _, given = (part.strip() for part in text.partition(","))
    if text.endswith(","):
        # Some exports mark a body so.
        return {"literal": text.rstrip(" ,")} if text.strip(" ,") else {}
    if not given or not family:
        whole = family or given
        return {"literal" if " " in whole else "family": whole} if whole else {}
    given, suffix = _suffix(given)
    name = Name.parse(f"{family}, {given}".rstrip(", "))
    if given and not (name.family and name.given):
        name = Name(family=family, given=given)
    return Name(
        name.family,
        name.given,
        name.dropping_particle,
        name.non_dropping_particle,
        suffix or name.suffix,
        literal=name.literal,
    ).to_csl()


def _suffix(given: str) -> tuple[str, str]:
    """Split given names and generation, which a comma may divide."""
    before, _, last = given.rpartition(" ")
    word = last.rstrip(".").lower()
    if word not in SUFFIXES and word not in _MODERN:
        return given, ""
    # A single V or I at the end is an initial.
    if not before.strip(" ,") or len(word) == 1:
        return given, ""
    return before.rstrip(" ,"), generation(last)


def generation(text: str) -> str:
    """Return NLM's suffix as an item has it: ``Jr.`` for ``Jr``, ``III`` for ``3rd``."""
    return _MODERN.get(text.strip().rstrip(".").lower(), text.strip())


def from_short(text: str) -> dict[str, Any]:
    """Return the CSL name that stands in ``AU``; empty where there is none."""
    text = " ".join(text.split())
    if "," in text or text.lower() in _OTHERS:
        return from_full(text)
    return author(text) or from_full(text)


def author(text: str) -> dict[str, Any]:
    """Return the CSL name of ``King ML Jr``; empty where the text is not of that form."""
    words = _MARKERS.sub("", text.strip()).split()
    suffix = ""
    if len(words) > 2:
        last = words[-1].rstrip(".").lower()
        if len(last) > 1 and (last in _MODERN or last in SUFFIXES) and _initials(words[-2]):
            suffix = generation(words.pop())
    if not 2 <= len(words) <= _MOST_WORDS:
        return {}
    letters = _initials(words[-1])
    family = words[:-1]
    # Initials with full stops may stand apart: J. R.
    while len(family) > 1 and len(family[-1]) == 2 and family[-1][1] == ".":
        letters = [*_initials(family.pop()), *letters]
    if not letters or not all(map(_is_family_word, family)) or family[-1].lower() in _PARTICLES:
        return {}
    name = Name.parse(f"{' '.join(family)}, {' '.join(letters)}")
    return Name(
        name.family, name.given, "", name.non_dropping_particle, suffix, literal=name.literal
    ).to_csl()


def _initials(word: str) -> list[str]:
    """Split ``ML`` or ``M.L.`` into ``M.`` and ``L.``; empty where the word is something else."""
    letters = word.replace(".", "").replace("-", "").replace("‐", "")
    found: list[str] = []
    place = 0
    while place < len(letters):
        pair = letters[place : place + 2]
        letter = pair if pair in _DIGRAPHS else letters[place]
        if not (letter in _DIGRAPHS or letter.isupper()):
            return []
        found.append(f"{letter}.")
        place += len(letter)
    return found if len(found) <= _MOST_INITIALS else []


def _is_family_word(word: str) -> bool:
    if not (word[0].isalpha() or word[0] in "'’"):
        return False
    return word[0].isupper() or word in _PARTICLES or word.startswith(_PREFIXES)


def split_authors(text: str) -> tuple[list[dict[str, Any]], str]:
    """Split a reference into its authors and the rest; no authors where it begins otherwise.

    Authors are divided by commas and end with a full stop or a colon; bodies follow a
    semicolon. A body alone is known by a word such as *Group*.
    """
    found: list[dict[str, Any]] = []
    place = 0
    bodies = False
    while True:
        stop, end = _stop(text, place)
        sign = _SIGN.search(text, place, stop)
        piece = text[place : sign.start() if sign else stop].strip()
        name = _listed(_AND.sub("", piece), after_semicolon=bodies)
        if not name:
            return [], text
        found.append(name)
        if not sign:
            return found, text[end:].strip()
        bodies = bodies or sign[0] == ";"
        place = sign.end()


_SIGN = re.compile("[,;]")
_AND = re.compile(r"^(?:and|&)\s+")
_STOP = re.compile(r"\.(?=\s|$)|:\s|$")


def _stop(text: str, start: int) -> tuple[int, int]:
    """Return where the list ends and where the rest begins; initials may have full stops."""
    for match in _STOP.finditer(text, start):
        place = match.start()
        dotted = match[0] == "." and text[max(start, place - 2) : place].strip().isalpha()
        if dotted and _DOTTED.match(text, match.end()):
            continue
        return place, match.end()
    return len(text), len(text)


_DOTTED = re.compile(r"\s+[^\W\d_a-z]\.")


def _listed(piece: str, *, after_semicolon: bool) -> dict[str, Any]:
    """Return the name of one piece of a list of authors; empty where it is none."""
    if piece.lower() in _OTHERS:
        return {"literal": OTHERS}
    if not piece or len(piece) > _LONGEST:
        return {}
    name = author(piece)
    if name:
        return name
    words = [word.strip("().") for word in piece.split()]
    capitals = all(word[:1].isupper() or len(word) <= _SMALL for word in words)
    if capitals and (after_semicolon or _BODY.intersection(map(str.lower, words))):
        return {"literal": _MARKERS.sub("", piece)}
    return {}
