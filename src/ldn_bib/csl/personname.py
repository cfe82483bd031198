"""Names of CSL-JSON, with particles and suffixes told apart.

CSL 1.0.2, «Name-part Order»; particles inside ``family`` and ``given`` are found as the CSL-JSON
schema's documentation describes (leading lower-case words of a family name, trailing lower-case
words of a given name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from ldn_bib.csl.plaintext import text_of

ROMANESQUE: Final = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff"
    "\u1f00-\u1fff\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e\u1e00-\u1eff]"
)


_OTHERS: Final = "others"


class PersonName(NamedTuple):
    """A name.

    Attributes:
        family, given, suffix: as printed.
        dropping: particle that goes when only the family name is shown (``de`` in ``de Gaulle``).
        non_dropping: particle that stays with the family name (``van`` in ``van Gogh``).
        literal: name of an institution, or any name that has no parts; others are empty then.
        comma_suffix: whether a comma stands before the suffix.
        static_order: whether the family name always comes first, without a comma.
        comma_dropping: whether a comma stands before the dropping particle.
        latin: whether the family name is in a script that is written with spaces.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    non_dropping: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_order: bool = False
    comma_dropping: bool = False
    latin: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether it is a family name, and perhaps a given name, without anything else."""
        family, _, suffix, dropping, non_dropping, _, _, static_order, _, latin = self
        return bool(family) and latin and not (suffix or dropping or non_dropping or static_order)

    @property
    def whole(self) -> str:
        """All parts in one string, by which names are told apart however they are printed."""
        parts = (self.non_dropping, self.family, self.given, self.dropping, self.suffix)
        return " ".join([part for part in parts if part]) or self.literal


class OpenNames(tuple[PersonName, ...]):
    """Names behind which others stand that nobody names: «et al.» follows them in every style."""

    __slots__ = ()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return (value if isinstance(value, str) else text_of(value)).strip()


def _is_true(value: Any) -> bool:
    return value not in (None, False, 0, "", "false", "0")


def read_names(value: Any) -> tuple[PersonName, ...]:
    """Read a name variable; what is no name is left out.

    CSL-JSON wants a list of names with parts. One that stands without a list is read as well,
    and a text where a name should be is a literal name, so that no author is lost. A last name
    that is the literal ``others``, as BibTeX's «and others» becomes in CSL-JSON (pandoc's way),
    is no name: those before it are :class:`OpenNames`.
    """
    if isinstance(value, Mapping | str):
        value = [value]
    if not isinstance(value, list | tuple):
        return ()
    names = [
        _read_name(entry if isinstance(entry, Mapping) else {"literal": entry}) for entry in value
    ]
    read = [name for name in names if name is not None]
    if len(read) > 1 and read[-1].literal == _OTHERS:
        return OpenNames(read[:-1])
    return tuple(read)


def _read_name(raw: Mapping[str, Any]) -> PersonName | None:
    family, given = _text(raw.get("family")), _text(raw.get("given"))
    if len(raw) == 2 and family and given:
        return _person(family, given)
    literal = _text(raw.get("literal"))
    if literal and not family:
        return PersonName(literal=literal)
    if not family and not given:
        return None
    if raw.get("isInstitution") and not given:
        return PersonName(literal=family)
    dropping = _text(raw.get("dropping-particle"))
    # white space behind a particle says that it stands apart: «de’ » in «de’ Medici»
    particle = raw.get("non-dropping-particle")
    non_dropping = particle.lstrip() if isinstance(particle, str) else _text(particle)
    suffix = _text(raw.get("suffix"))
    return _person(
        family,
        given,
        suffix,
        dropping,
        non_dropping,
        comma_suffix=_is_true(raw.get("comma-suffix")),
        static_order=_is_true(raw.get("static-ordering")),
        parse=raw.get("parse-names") not in (False, 0, "false", "0"),
    )


def _person(
    family: str,
    given: str,
    suffix: str = "",
    dropping: str = "",
    non_dropping: str = "",
    *,
    comma_suffix: bool = False,
    static_order: bool = False,
    parse: bool = True,
) -> PersonName:
    """A name with parts; particles and suffixes are looked for where none are given."""
    comma_dropping = False
    if len(family) > 2 and family[0] == '"' and family[-1] == '"':
        family = family[1:-1]
    elif parse and family and given:
        if not non_dropping:
            non_dropping, family = split_family(family)
        if not suffix and "," in given:
            given, suffix, comma_suffix = _split_suffix(given, comma_suffix=comma_suffix)
        if not dropping:
            given, dropping, comma_dropping = split_given(given)
    return PersonName(
        family,
        given,
        suffix,
        dropping,
        non_dropping,
        "",
        comma_suffix,
        static_order,
        comma_dropping,
        ROMANESQUE.search(family) is not None or not family,
    )


_FAMILY_HEAD: Final = re.compile(
    r"((?:[a-zà-öø-ÿāăąćčďēęěğīłńňōőřśšťūůűźżž’'ʼ.]+[  ])+|)"
    r"((?:[a-zà-öø-ÿ]{1,3}['’ʼ-])?)(?=\S)"
)


def split_family(family: str) -> tuple[str, str]:
    """Split leading lower-case particles off a family name: ``("van der", "Berg")``."""
    if not family or (not family[0].islower() and family[0] not in "'’ʼ"):
        return "", family
    found = _FAMILY_HEAD.match(family)
    if found is None or not found[0]:
        return "", family
    rest = family[found.end() :]
    if not rest or not (rest[0].isupper() or not rest[0].isalpha()):
        return "", family
    particle = found[0]
    return particle.rstrip(" \u00a0"), rest


_GAPS: Final = re.compile("([ \u00a0]+)")
_PARTICLE: Final = re.compile(r"[a-zà-öø-ÿ]+(?:['’ʼ-][a-zà-öø-ÿ]+)*['’ʼ-]?")


def split_given(given: str) -> tuple[str, str, bool]:
    """Split trailing lower-case particles off a given name, and tell whether a comma stood."""
    if not given or not (given[-1].islower() or given[-1] in "'’ʼ-"):
        return given, "", False
    words = _GAPS.split(given)  # words and, between them, gaps
    place, first = len(words) - 1, 0
    while place > 0 and _PARTICLE.fullmatch(words[place]):
        first = place
        if len(words[place - 1]) > 1:  # only one blank may stand between particles
            break
        place -= 2
    if not first:
        return given, "", False
    head, tail = "".join(words[: first - 1]), "".join(words[first:])
    has_comma = head.endswith(",") and not head[-2:-1].isspace() and len(head) > 1
    return head.removesuffix(",") if has_comma else head, tail, has_comma


def _split_suffix(given: str, *, comma_suffix: bool) -> tuple[str, str, bool]:
    head, _, rest = given.partition(",")
    is_forced = rest.startswith("!") and len(rest) > 1
    suffix = rest.removeprefix("!").lstrip() if is_forced else rest.lstrip()
    if not suffix or suffix[0].islower():
        return given, "", comma_suffix
    return head.rstrip(), suffix, is_forced or comma_suffix
