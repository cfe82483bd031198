"""Names as exchange files have them: ``Family, Given, Suffix``, ``Body,`` and what people send."""

from __future__ import annotations

import re
from typing import Any

from ldn_bib.values.name import OTHERS, SUFFIXES, Name

BODY_WORDS = frozenset(
    (
        "academy", "administration", "agency", "alliance", "and", "association", "authority",
        "authors", "board", "bureau", "center", "centers", "centre", "centres", "clinic",
        "collaboration", "collaborative", "collaborators", "college", "commission", "committee",
        "company", "consortium", "corporation", "council", "department", "federation", "for",
        "force", "foundation", "gmbh", "government", "group", "health", "hospital", "inc",
        "initiative", "institut", "institute", "institutes", "institution", "international",
        "investigators", "laboratory", "library", "limited", "llc", "ltd", "médicale", "medical",
        "ministry", "national", "network", "of", "office", "organisation", "organization",
        "panel", "party", "press", "program", "programme", "project", "registry", "research",
        "royal", "school", "science", "sciences", "service", "services", "society", "staff",
        "study", "survey", "taskforce", "team", "the", "trial", "trialists", "trust", "union",
        "unit", "universität", "université", "universidad", "university", "world",
        "workgroup", "&",
    )
)  # fmt: skip
"""Words, in lower case, that stand in the names of bodies and not of people."""

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐ ]?){1,4}")
_AND = re.compile(r"\s+(?:and|&)\s+")
_INVERTED = re.compile(r"[^,]+,[^,]+")
_OTHERS = frozenset(("et al", "et al.", "others", "and others"))
_MOST_WORDS = 5


def parse_names(text: str) -> list[dict[str, Any]]:
    """Return the CSL names of one field; several are divided by semicolons or ``and``.

    A comma divides family name, given names and suffix. A trailing comma or braces mark a body.
    """
    text = " ".join(text.split())
    if not _is_marked(text):
        pieces = [piece for piece in re.split(r"\s*;\s*", text) if piece]
        if len(pieces) == 1:
            sides = _AND.split(text)
            if len(sides) > 1 and all(map(_INVERTED.fullmatch, sides)):
                pieces = sides
    else:
        pieces = [text]
    return [name for piece in pieces if (name := parse_name(piece))]


def _is_marked(text: str) -> bool:
    return text.endswith(",") or (text.startswith("{") and text.endswith("}"))


def parse_name(text: str) -> dict[str, Any]:
    """Return the CSL name of one person or body; empty where there is none.

    A name without a comma is a person's where its last word is initials (``Smith JA``), where it
    has one word, or where nothing in it tells of a body.
    """
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        text = f"{text[1:-1]},"
    words = text.strip(" ,")
    if not words:
        return {}
    if words.lower() in _OTHERS:
        return {"literal": OTHERS}
    if text.endswith(","):
        return {"literal": words}
    if "," in text:
        return Name.parse(text).to_csl()
    return _without_comma(words)


def is_guessed(text: str) -> bool:
    """Tell whether a name's parts had to be guessed: several words, no comma, no initials."""
    words = text.split()
    if len(words) < 2 or "," in text or text.startswith("{"):
        return False
    name = parse_name(text)
    return "literal" not in name and not _INITIALS.fullmatch(name.get("given", ""))


def _without_comma(text: str) -> dict[str, Any]:
    words = text.split()
    plain = [word.strip(".()").lower() for word in words]
    if len(words) > 1 and BODY_WORDS.intersection(plain):
        return {"literal": text}
    if len(words) > _MOST_WORDS or any(map(str.isdigit, plain)):
        return {"literal": text}
    tail = len(words)
    while tail > 1 and words[tail - 1].islower():
        tail -= 1
    if tail < len(words) and tail > 1 and _INITIALS.fullmatch(words[tail - 1]):
        # Berg B van der, as some databases invert names.
        return Name.parse(f"{' '.join(words[: tail - 1])}, {' '.join(words[tail - 1 :])}").to_csl()
    suffix = words.pop() if len(words) > 2 and plain[-1] in SUFFIXES else ""
    start = len(words)
    while start > 1 and _INITIALS.fullmatch(words[start - 1]):
        start -= 1
    family, initials = " ".join(words[:start]), " ".join(words[start:])
    # In capitals alone SMITH J is a name and NATO HQ might be none.
    if initials and (len(initials) == 1 or not family.isupper()):
        return Name.parse(", ".join(filter(None, (family, initials, suffix)))).to_csl()
    return Name.parse(text).to_csl()
