"""Names of CSL-JSON, with particles and suffixes told apart.

CSL 1.0.2, «Name-part Order»; particles inside ``family`` and ``given`` are found as the CSL-JSON
schema's documentation describes (leading lower-case words of a family name, trailing lower-case
words of a given name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ROMANESQUE: Final = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff"
    "\u1f00-\u1fff\u0600-\u06ff\u200c-\u200e\u0218-\u021b\u202a-\u202e\u1e00-\u1eff]"
)


@dataclass(frozen=True, slots=True)
class PersonName:
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


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def read_names(value: Any) -> tuple[PersonName, ...]:
    """Read a name variable; what is no name is left out."""
    if not isinstance(value, list | tuple):
        return ()
    names = [_read_name(entry) for entry in value if isinstance(entry, Mapping)]
    return tuple(name for name in names if name is not None)


def _read_name(raw: Mapping[str, Any]) -> PersonName | None:
    literal = _text(raw.get("literal"))
    family, given = _text(raw.get("family")), _text(raw.get("given"))
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
    comma_suffix = raw.get("comma-suffix") not in (None, False, 0, "", "false", "0")
    comma_dropping = False
    parse = raw.get("parse-names")
    if len(family) > 2 and family[0] == '"' and family[-1] == '"':
        family = family[1:-1]
    elif parse not in (False, 0, "false", "0") and family and given:
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
        raw.get("static-ordering") not in (None, False, 0, "", "false", "0"),
        comma_dropping,
        ROMANESQUE.search(family) is not None or not family,
    )


# words that may stand before a family name although a capital begins them is not required
_PARTICLE: Final = re.compile(
    r"(?:(?:[^\W\d_A-Z]|['’ʼ])[\w'’ʼ.]*[-'’ʼ]?|[dDlL]['’ʼ]|[^\W\d_A-Z][\w]*-)$"
)
_FAMILY_HEAD: Final = re.compile(
    r"((?:[a-zà-öø-ÿāăąćčďēęěğīłńňōőřśšťūůűźżž’'ʼ.]+[  ])+|)"
    r"((?:[a-zà-öø-ÿ]{1,3}['’ʼ-])?)(?=\S)"
)


def split_family(family: str) -> tuple[str, str]:
    """Split leading lower-case particles off a family name: ``("van der", "Berg")``."""
    if not family[0].islower() and family[0] not in "'’ʼ":
        return "", family
    found = _FAMILY_HEAD.match(family)
    if found is None or not found[0]:
        return "", family
    rest = family[found.end() :]
    if not rest or not (rest[0].isupper() or not rest[0].isalpha()):
        return "", family
    particle = found[0]
    return particle.rstrip(" \u00a0"), rest


_GIVEN_TAIL: Final = re.compile(r"^(.*?\S)(,?)[  ]+((?:[a-zà-öø-ÿ][a-zà-öø-ÿ]*['’ʼ-]?[  ]?)+)$")


def split_given(given: str) -> tuple[str, str, bool]:
    """Split trailing lower-case particles off a given name, and tell whether a comma stood."""
    if not given or not (given[-1].islower() or given[-1] in "'’ʼ-"):
        return given, "", False
    found = _GIVEN_TAIL.match(given)
    if found is None:
        return given, "", False
    return found[1], found[3].strip(), bool(found[2])


_SUFFIX: Final = re.compile(r"^(.*?)\s*,(!?)\s*(.+)$")


def _split_suffix(given: str, *, comma_suffix: bool) -> tuple[str, str, bool]:
    found = _SUFFIX.match(given)
    if found is None or (found[3] and found[3][0].islower()):
        return given, "", comma_suffix
    return found[1], found[3], bool(found[2]) or comma_suffix
