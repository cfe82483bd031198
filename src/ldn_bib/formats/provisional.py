"""Ids for entries that come without one: the first author's family name and the year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

NAMELESS = "anon"

_NO_LETTERS = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def ascii_word(text: str) -> str:
    """Return the letters and digits of a text in lower-case ASCII."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _NO_LETTERS.sub("", parts)


def stem(item: Mapping[str, Any]) -> str:
    """Return family name and year of an item, ``berg2021``; as much of it as is known."""
    people = item.get("author") or item.get("editor") or ()
    first = people[0] if people else {}
    name = str(first.get("family") or first.get("literal") or first.get("given") or "")
    word = ascii_word(name if "literal" not in first else name.split(" ")[0])
    issued = item.get("issued")
    dates = issued.get("date-parts") if isinstance(issued, Mapping) else None
    year = str(dates[0][0]) if dates and dates[0] else ""
    return f"{word or NAMELESS}{year.removeprefix('-')}"


class Ids:
    """Hands out ids, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._tried: dict[str, int] = {}

    def give(self, item: Mapping[str, Any], wanted: str = "") -> str:
        """Return the id that the file has, where nobody took it; else one of family and year."""
        if wanted and wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        start = wanted or stem(item)
        number = self._tried.get(start, 0)
        made = start
        while made in self._taken:
            number += 1
            made = f"{start}{letters(number)}"
        self._tried[start] = number
        self._taken.add(made)
        return made


def letters(number: int) -> str:
    """Return a, b … z, aa, ab … for 1, 2 …."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
