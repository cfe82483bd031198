"""Kinds of free values in the schema of CSL: what fits them, and what to call them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ldn_bib.csl.patterns import Values

_CHOICES_SHOWN: Final = 12

# kind to what it looks like and its name in a sentence; W3C XML Schema 1.0 Part 2, «Datatypes»;
# of an address and of a name the schema says more than is looked at here
_KINDS: Final = {
    "text": (r"(?s:.*)", "any text"),
    "boolean": (r"true|false|1|0", "true or false"),
    "integer": (r"[-+]?[0-9]+", "a whole number"),
    "integer > 0": (r"\+?0*[1-9][0-9]*", "a whole number from 1"),
    "nonNegativeInteger": (r"\+?[0-9]+|-0+", "a whole number from 0"),
    "language": (r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", "a language tag such as en-GB"),
    "anyURI": (r"(?s:.*)", "an address"),
    "NMTOKEN": (r"[\w.:·-]+", "a name without spaces"),
    "dateTime": (
        r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
        r"(?:Z|[-+][0-9]{2}:[0-9]{2})?",
        "a date and time such as 2024-05-31T12:00:00+00:00",
    ),
}
# the two patterns of the schema, by what they begin with
_PATTERN_NAMES: Final = {
    r"pattern \d{4}": "an ISSN such as 1234-567X",
    r"pattern ordinal": "ordinal or ordinal-00 to ordinal-99",
}


def fits(value: str, values: Values) -> bool:
    """Whether a value is one that may stand there."""
    words = value.split()
    if values.is_list:
        return bool(words) and all(_word_fits(word, values) for word in words)
    return _word_fits(" ".join(words), values) or "text" in values.kinds


def misfits(value: str, values: Values) -> list[str]:
    """The words of a value that may not stand there; the value itself where it is no list."""
    if fits(value, values):
        return []
    words = value.split() if values.is_list else []
    return [word for word in words if not _word_fits(word, values)] or [value]


def _word_fits(word: str, values: Values) -> bool:
    if word in values.choices:
        return True
    return any(_shape(kind).fullmatch(word) is not None for kind in values.kinds)


@cache
def _shape(kind: str) -> re.Pattern[str]:
    if kind.startswith("pattern "):
        return re.compile(kind.removeprefix("pattern "))
    return re.compile(_KINDS[kind][0] if kind in _KINDS else _KINDS["text"][0])


def describe(values: Values) -> str:
    """Say what may stand there: ``text or numeric``, ``a whole number``."""
    names = sorted(values.choices)
    for kind in sorted(values.kinds):
        named = next((text for start, text in _PATTERN_NAMES.items() if kind.startswith(start)), "")
        names.append(named or _KINDS.get(kind, ("", f"a value of type {kind}"))[1])
    if len(names) > _CHOICES_SHOWN:
        return f"one of {', '.join(names[:_CHOICES_SHOWN])} and {len(names) - _CHOICES_SHOWN} more"
    *others, last = names or ["nothing"]
    return f"{', '.join(others)} or {last}" if others else last
