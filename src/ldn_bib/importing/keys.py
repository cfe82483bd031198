"""Citation keys for new papers, made as the library makes its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from ldn_bib.entry import Entry
from ldn_bib.formats.provisional import NAMELESS, ascii_word, letters
from ldn_bib.values.sameness import folded

_SMALL: Final = frozenset(("a", "an", "the", "on", "of", "in", "and", "for", "with", "to", "der"))


def _family(item: Mapping[str, Any]) -> str:
    people = item.get("author") or item.get("editor") or ()
    first = people[0] if people and isinstance(people[0], Mapping) else {}
    text = str(first.get("family") or "")
    if not text:
        text = str(first.get("literal") or first.get("given") or "").partition(" ")[0]
    return ascii_word(text)


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued")
    dates = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return str(dates[0][0]).lstrip("-") if dates and dates[0] else ""


def _word(item: Mapping[str, Any]) -> str:
    words = [word for word in folded(str(item.get("title") or "")).split() if word not in _SMALL]
    return ascii_word(words[0]) if words else ""


Pattern = Callable[[Mapping[str, Any]], str]

# in the order in which they are preferred where a library does not tell
PATTERNS: Final[Mapping[str, Pattern]] = {
    "family+year": lambda item: (_family(item) or NAMELESS) + _year(item),
    "Family+year": lambda item: (_family(item) or NAMELESS).title() + _year(item),
    "family_year": lambda item: f"{_family(item) or NAMELESS}_{_year(item)}",
    "Family_year": lambda item: f"{(_family(item) or NAMELESS).title()}_{_year(item)}",
    "family-year": lambda item: f"{_family(item) or NAMELESS}-{_year(item)}",
    "family:year": lambda item: f"{_family(item) or NAMELESS}:{_year(item)}",
    "Family:year": lambda item: f"{(_family(item) or NAMELESS).title()}:{_year(item)}",
    "family+year+word": lambda item: (_family(item) or NAMELESS) + _year(item) + _word(item),
    "family_word_year": lambda item: f"{_family(item) or NAMELESS}_{_word(item)}_{_year(item)}",
    "family+word+year": lambda item: (_family(item) or NAMELESS) + _word(item) + _year(item),
}
"""Ways to make a key, by a name for people."""

_LETTER: Final = re.compile(r"[a-z]\Z")


def learn_pattern(entries: Iterable[Entry]) -> str:
    """Return the name of the pattern that makes most of a library's keys.

    A letter behind the year, which keeps keys apart, does not count.
    """
    hits: Counter[str] = Counter()
    for entry in entries:
        for name, make in PATTERNS.items():
            made = make(entry.item)
            if entry.key == made or _LETTER.sub("", entry.key) == made:
                hits[name] += 1
    return max(PATTERNS, key=lambda name: hits[name])  # the first of equals


class Keys:
    """Hands out keys that nobody has; BibTeX knows no difference of case in them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        kept = list(entries)
        self._taken = {entry.key.casefold() for entry in kept}
        self.pattern = learn_pattern(kept)

    def give(self, item: Mapping[str, Any]) -> str:
        """Make a key for an item and take it."""
        start = PATTERNS[self.pattern](item).strip("_-:")
        made = start
        number = 0
        while made.casefold() in self._taken:
            number += 1
            made = start + letters(number)
        self._taken.add(made.casefold())
        return made
