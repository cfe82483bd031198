"""One personal name as a style prints it: order, particles, initials, formatting of the parts.

CSL 1.0.2, «Name-part Order», «Particles as part of the last name», «Name-part Formatting», and
the behaviour of citeproc-js where the specification is silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.personname import PersonName
from ldn_bib.csl.tokens import Token, Tokens

SHORT: Final = 0
INITIALS: Final = 1
FULL: Final = 2

_STARTS_LATIN: Final = re.compile(
    "^[&a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff"
    "\u1f00-\u1fff\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e\u1e00-\u1eff]"
)
_JOINING: Final = ("’", "'", "-", " ", "ʼ")
_CJK_LANGUAGES: Final = ("ja", "zh")
_NARROW: Final = ("fr", "ru", "cs")

Decorate = Callable[[Tokens], Tokens]


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a style prints a personal name.

    Attributes:
        sort_separator: what stands between the parts of an inverted name.
        initialize_with: what follows each initial; None prints given names in full.
        initialize: False keeps given names and only sets initials that are there.
        hyphen: whether initials of hyphenated names keep the hyphen.
        demote: ``never``, ``sort-only`` or ``display-and-sort``.
        family: decoration of the family name, or None.
        given: decoration of the given name, or None.
        family_affixes: prefix and suffix of the family part.
        given_affixes: prefix and suffix of the given part.
        strip_periods: whether full stops go from family, given.
        space: the space inside a family name with particles.
    """

    sort_separator: str = ", "
    initialize_with: str | None = None
    initialize: bool = True
    hyphen: bool = True
    demote: str = "display-and-sort"
    family: Decorate | None = None
    given: Decorate | None = None
    family_affixes: tuple[str, str] = ("", "")
    given_affixes: tuple[str, str] = ("", "")
    space: str = " "


def space_of(lang: str) -> str:
    """The space between particle and family name in a language."""
    return "\u00a0" if lang[:2] in _NARROW else " "


def _part(text: str, decorate: Decorate | None) -> Tokens:
    if not text:
        return []
    tokens = list(parse_field(text))
    return decorate(tokens) if decorate is not None else tokens


def _join(parts: list[Tokens], delimiter: str) -> Tokens:
    if len(parts) == 2:
        first, second = parts
        return [*first, delimiter, *second] if first and second else [*first, *second]
    filled = [part for part in parts if part]
    if not filled:
        return []
    joined = list(filled[0])
    for part in filled[1:]:
        joined.append(delimiter)
        joined += part
    return joined


def _affixed(tokens: Tokens, affixes: tuple[str, str]) -> Tokens:
    if not tokens or affixes == ("", ""):
        return tokens
    return [affixes[0], *tokens, affixes[1]]


def _ends_joining(text: str) -> bool:
    # «de’ Medici» keeps its blank, other than «d’Este»
    return text.endswith(_JOINING) and text.lower() not in ("de’", "de'")


def render_person(
    name: PersonName, form: NameForm, level: int, *, inverted: bool, for_sort: bool, language: str
) -> Tokens:
    """Print a personal name.

    Args:
        name: the name; not a literal.
        form: how the style prints names.
        level: SHORT, INITIALS or FULL.
        inverted: whether the family name comes first.
        for_sort: whether the text is a sort key.
        language: language of the item, for names in Japanese and Chinese.
    """
    given_text = name.given
    if level == SHORT and name.family:  # a given name alone is all there is
        given_text = ""
    elif level == INITIALS and form.initialize_with is not None and name.family:
        given_text = initials(
            name.given, form.initialize_with, initialize=form.initialize, hyphen=form.hyphen
        )
    given = _part(given_text, form.given)
    if name.is_plain and language[:2] not in _CJK_LANGUAGES:
        family = _part(name.family, form.family)
        if for_sort:
            return _join([family, given], ", ")
        family = _affixed(family, form.family_affixes)
        given = _affixed(given, form.given_affixes)
        if inverted:
            return _join([family, given], _separator(name, form))
        return _join([given, family], _space(form, level))
    no_given = not given
    dropping = [] if no_given else _part(name.dropping, form.given)
    suffix_text = "" if no_given else name.suffix
    if suffix_text and form.initialize_with is not None:
        suffix_text = initials(suffix_text, form.initialize_with, initialize=False, hyphen=True)
    suffix = _part(suffix_text, None)
    family = _part(name.family, form.family)
    particle_text = name.non_dropping
    if for_sort:
        particle_text = particle_text.replace("'", "").replace("’", "")
        dropping = [] if no_given else _part(name.dropping.replace("’", "").replace("'", ""), None)
    particle = _part(particle_text, form.family)

    if not name.latin and not _STARTS_LATIN.match(name.given):
        return _join([particle, family, given], "")
    if (not name.latin) or language[:2] in _CJK_LANGUAGES or name.static_order:
        return _join([_join([particle, family], form.space), given], " ")
    if for_sort:
        if form.demote == "never":
            merged = _join([_join([particle, family], form.space), dropping], " ")
            return _join([_join([merged, given], ", "), suffix], " ")
        second = _join([given, dropping, particle], " ")
        return _join([_join([family, second], ", "), suffix], " ")
    comma = "," if name.comma_dropping else ""
    if inverted:
        separator = _separator(name, form)
        if form.demote == "display-and-sort":
            second = _join([given, dropping], f"{comma} ")
            second = _join([second, particle], " ")
            first = _affixed(family, form.family_affixes)
        else:
            glue = "" if _ends_joining(particle_text) else form.space
            first = _affixed(_join([particle, family], glue), form.family_affixes)
            second = _join([given, dropping], f"{comma} ")
        second = _affixed(second, form.given_affixes)
        return _join([_join([first, second], separator), suffix], separator)
    joins = name.dropping[-1:] in ("'", "’", "ʼ", "-") and name.dropping[:-1] != "de"
    if dropping and joins and name.family and not name.non_dropping:
        family = [*dropping, *family]
        dropping = []
    if _ends_joining(particle_text):
        second = _join([dropping, _join([particle, family], "")], form.space)
    else:
        second = _join([dropping, particle, family], form.space)
    second = _join([second, suffix], ", " if name.comma_suffix else " ")
    second = _affixed(second, form.family_affixes)
    given = _affixed(given, form.given_affixes)
    return _join([given, second], f"{comma}{_space(form, level)}")


def _separator(name: PersonName, form: NameForm) -> str:
    """What stands between the parts of an inverted name."""
    return ", " if name.given in ("Lord", "Lady") else form.sort_separator


def _space(form: NameForm, level: int) -> str:
    """The space between given and family name."""
    if level == INITIALS and form.initialize_with and "\u00a0" in form.initialize_with:
        return form.space
    return " "


_INITIAL: Final = re.compile(r"^([^\W\d_])([^\W\d_’'ʼ]*)(.*)$", re.DOTALL)
_SPACES: Final = re.compile(r"\s+")
_HYPHENS: Final = re.compile(" ?- ?")
_HYPHEN_LOWER: Final = re.compile(r"-(?=[a-zà-öø-ÿ])")
_DOTS: Final = re.compile(r"\.(?=[^ .\-])")
_CUT: Final = re.compile(r"( |-)")
_TAGS: Final = re.compile(r"<[^<>]+>")


@lru_cache(maxsize=20_000)
def initials(given: str, mark: str, *, initialize: bool, hyphen: bool) -> str:
    """Turn given names into initials, or set the initials that are there.

    Args:
        given: given names, such as ``Mary Jane`` or ``J. R.``.
        mark: what follows each initial.
        initialize: False leaves full names and sets initials only.
        hyphen: whether ``Jean-Luc`` keeps its hyphen.
    """
    if not given or given in ("Lord", "Lady") or not _STARTS_LATIN.match(_TAGS.sub("", given)):
        return given
    if not hyphen:
        given = given.replace("-", " ")
    given = _HYPHENS.sub("-", _SPACES.sub(" ", given))
    given = _HYPHEN_LOWER.sub("\u2013", given)
    given = _DOTS.sub(". ", given)
    pieces = _CUT.split(given)
    if len(pieces[-1]) == 1 and pieces[-1].isupper():
        pieces[-1] += "."
    done = _initialized(pieces, mark) if initialize else _normalized(pieces, mark)
    text = "".join(done).rstrip(" \t\u00a0\ufeff")
    text = _SPACES_KEEP.sub(" ", _HYPHENS_ASCII.sub("-", text))
    return text.replace("\u2013", "-") if "\u2013" in text else text


_SPACES_KEEP: Final = re.compile(r"[ \t\n]+")
_HYPHENS_ASCII: Final = re.compile(r"[ \t\n\u00a0\u202f]*-[ \t\n\u00a0\u202f]*")


_WRAPPED: Final = re.compile(r"((?:<[^<>/]+>)+)[^<>]*((?:</[^<>]+>)+)")


def _initialized(pieces: list[str], mark: str) -> list[str]:
    last = len(pieces) - 1
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        if not piece:
            continue
        word = piece.rstrip(".")
        tagged = _TAGS.sub("", word)
        if not tagged:
            continue
        if tagged[0].isalpha() and not tagged[0].islower():
            head, rest = tagged[0], tagged[1:]
            if piece.endswith(".") and rest:
                # an abbreviation is kept whole: Ph., Th., ME.
                pieces[index] = tagged
            else:
                capitals = ""
                for char in rest:
                    if not char.isupper():
                        break
                    capitals += char
                lowered = capitals.lower() if len(capitals) < len(rest) else ""
                pieces[index] = head + lowered
            behind = mark
            wrapped = _WRAPPED.fullmatch(piece) if "<" in piece else None
            if wrapped is not None:
                # what the markup holds is the initial with its full stop
                behind = mark[len(mark.rstrip()) :]
                pieces[index] = f"{wrapped[1]}{pieces[index]}{mark.rstrip()}{wrapped[2]}"
            if index < last:
                separator = pieces[index + 1]
                pieces[index + 1] = f"{behind}-" if separator == "-" else behind
                if separator == " " and _starts_lower(pieces[index + 2]):
                    pieces[index + 1] = behind
            else:
                pieces.append(behind)
        elif tagged[0].islower():
            pieces[index] = f" {piece}"
            if index < last and not pieces[index + 1].strip():
                pieces[index + 1] = " "
    return pieces


def _starts_lower(text: str) -> bool:
    return bool(text) and text[0].islower()


def _normalized(pieces: list[str], mark: str) -> list[str]:
    short = []
    for index, piece in enumerate(pieces):
        if index % 2:
            short.append(False)
        elif len(piece) > 1 and piece.endswith("."):
            pieces[index] = piece[:-1]
            short.append(True)
        else:
            short.append(len(piece) == 1 and piece.isupper())
    last = len(pieces) - 1
    for index in range(0, len(pieces), 2):
        if not short[index]:
            continue
        if index < last:
            separator = "-" if pieces[index + 1] == "-" else ""
            gap = separator or ("" if short[index + 2] else " ")
            pieces[index + 1] = mark + gap
        else:
            pieces[index] += mark
    return pieces


def literal_tokens(name: PersonName) -> tuple[Token, ...]:
    """Tokens of a literal name."""
    return parse_field(name.literal)
