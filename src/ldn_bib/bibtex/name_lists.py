"""CSL names to BibTeX's: the way back from :mod:`ldn_bib.bibtex.names`.

A body stands in braces. What BibTeX would split or take for a particle (a comma, «and», a word
in lower case inside a family name) is held together by braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from ldn_bib.bibtex.escaping import Escaper
from ldn_bib.bibtex.names import is_lower
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.name import OTHERS, Name, is_usual

AND_OTHERS = "others"
"""What BibTeX writes in place of the names that are left out."""

_SPLITS = re.compile(r"[,=]|(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
_SIMPLE = re.compile(
    r"[^\W_]++(?:['’-][^\W_]++)*+, (?:(?!and\b)[^\W_]++(?:\.? ?|['’-]))++", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]+")


def write_names(names: Iterable[Any], escaper: Escaper) -> str:
    """Return the value of a name field, without delimiters; empty where there are no names.

    Args:
        names: CSL-JSON names; a string is taken apart as a person writes it.
        escaper: what writes the text.
    """
    written: list[str] = []
    ascii_only = escaper.ascii_only
    for name in names:
        if name.__class__ is dict and len(name) == 2:
            family, given = name.get("family"), name.get("given")
            if family.__class__ is str and given.__class__ is str:
                if not ascii_only and is_usual(family, given):
                    written.append(f"{family}, {given}")
                    continue
                text = _person(family, given, "", "", escaper)
            else:
                text = _other(Name.from_csl(name), escaper)
        elif isinstance(name, Mapping):
            text = _other(Name.from_csl(name), escaper)
        elif isinstance(name, str):
            text = _other(Name.parse(name), escaper)
        else:
            continue
        if text:
            written.append(text)
    if written and written[-1] == f"{{{OTHERS}}}":
        written[-1] = AND_OTHERS
        if len(written) == 1:
            return ""
    return " and ".join(written)


def _other(name: Name, escaper: Escaper) -> str:
    if not name.family:
        body = _clean(name.literal or name.given)
        return f"{{{escaper.plain(body)}}}" if body else ""
    particle = f"{name.dropping_particle} {name.non_dropping_particle}".strip()
    return _person(name.family, name.given, particle, name.suffix, escaper)


@lru_cache(maxsize=16384)
def _person(family: str, given: str, particle: str, suffix: str, escaper: Escaper) -> str:
    if not (particle or suffix):
        name = f"{family}, {given}"
        if _SIMPLE.fullmatch(name) and (name.isascii() or not escaper.ascii_only):
            return name
    family, given, particle, suffix = map(_clean, (family, given, particle, suffix))
    if particle:
        ends = [escaper.plain(word) for word in particle.split()]
        if not (is_lower(ends[0]) and is_lower(ends[-1])) or _SPLITS.search(particle):
            family, particle = f"{particle} {family}", ""
    words = [escaper.plain(word) for word in family.split()]
    last = " ".join(words)
    if _SPLITS.search(family) or (len(words) > 1 and any(map(is_lower, words))):
        last = f"{{{last}}}"
    if particle:
        last = f"{escaper.plain(particle)} {last}"
    first = _held(given, escaper)
    if suffix:
        return f"{last}, {_held(suffix, escaper)}, {first}"
    if first:
        return f"{last}, {first}"
    # Without the comma a second word would become the family name, braces a body.
    return last if len(words) == 1 and not particle and "{" not in last else f"{last},"


def _held(text: str, escaper: Escaper) -> str:
    """Escape a part, in braces where BibTeX would split it."""
    escaped = escaper.plain(text)
    return f"{{{escaped}}}" if _SPLITS.search(text) else escaped


def _clean(text: str) -> str:
    if text.isprintable() and "<" not in text and "  " not in text:
        return text.strip()
    return " ".join(_CONTROL.sub("", strip_markup(text)).split())
