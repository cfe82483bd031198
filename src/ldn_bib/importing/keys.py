"""Citation keys for new papers, made as the library makes its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final
from unicodedata import normalize

from ldn_bib.entry import Entry
from ldn_bib.formats.provisional import NAMELESS, ascii_word, letters
from ldn_bib.values.markup import strip_markup

FAMILY: Final = "family"
YEAR: Final = "year"
WORD: Final = "word"

ORDERS: Final = (
    (FAMILY, YEAR), (FAMILY, YEAR, WORD), (FAMILY, WORD, YEAR), (YEAR, FAMILY),
    (YEAR, FAMILY, WORD), (YEAR, WORD, FAMILY), (WORD, FAMILY, YEAR), (WORD, YEAR, FAMILY),
)  # fmt: skip
"""What keys are made of: first family name, year, first word of the title that tells something."""

SEPARATORS: Final = ("", "_", "-", ":", ".")

CASES: Final[Mapping[str, Callable[[str], str]]] = {
    "lower": str.lower,
    "capitalised": lambda text: text[:1].upper() + text[1:].lower(),
    "upper": str.upper,
}

SHARE: Final = 0.25
"""Least share of a library's keys that has to follow a pattern."""

_SMALL: Final = frozenset(
    (
        "a", "an", "the", "on", "of", "in", "and", "for", "with", "to", "from", "by", "at", "as",
        "is", "are", "der", "die", "das", "le", "la", "les",
    )
)  # fmt: skip
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)
_WORDS: Final = re.compile(r"[^\W_]+")
_LETTER: Final = re.compile(r"[A-Za-z]?")
_EXAMPLE: Final = {
    "author": [{"family": "Smith"}],
    "issued": {"date-parts": [[2020]]},
    "title": "Pain",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """How keys are made.

    Attributes:
        order: the parts.
        separators: what stands between them, one less than there are parts.
        family: how the family name is written, one of :data:`CASES`.
        word: the same for the word of the title.
        digits: of the year, 4 or 2.
    """

    order: tuple[str, ...] = (FAMILY, YEAR)
    separators: tuple[str, ...] = ("",)
    family: str = "lower"
    word: str = "lower"
    digits: int = 4

    def make(self, item: Mapping[str, Any]) -> str:
        """Return the key of an item; what the item lacks is left out with its separator."""
        texts = {
            FAMILY: CASES[self.family](_family(item) or NAMELESS),
            YEAR: _year(item)[-self.digits :],
            WORD: CASES[self.word](_word(item)),
        }
        made = ""
        for separator, part in zip(("", *self.separators), self.order, strict=True):
            made += f"{separator if made and texts[part] else ''}{texts[part]}"
        return made

    @property
    def example(self) -> str:
        """A key as it makes them."""
        return self.make(_EXAMPLE)


def learn_pattern(entries: Iterable[Entry]) -> Pattern | None:
    """Return the pattern of most of a library's keys; None where too few have the same.

    A letter behind the year or at the end, which keeps keys apart, does not count. Keys of
    entries without a name and a year tell nothing.
    """
    hits: Counter[Pattern] = Counter()
    total = 0
    for entry in entries:
        if _people(entry.item) and _year(entry.item):
            total += 1
            hits.update(set(patterns_of(entry)))
    if not hits:
        return None
    # a capital alone is a name in capitals too: of equals the one that comes first here
    best = min(hits, key=lambda found: (-hits[found], _rank(found)))
    return best if hits[best] >= SHARE * total else None


def patterns_of(entry: Entry) -> Iterator[Pattern]:
    """Yield the patterns that the key of an entry may follow."""
    item = entry.item
    year = _year(item)
    known = {
        FAMILY: _spellings(_family_name(item)),
        YEAR: tuple(dict.fromkeys(text for text in (year, year[-2:]) if text)),
        WORD: _spellings(_title_word(item)),
    }
    key = entry.key.casefold()
    there = {part: [text for text in texts if text in key] for part, texts in known.items()}
    for order in ORDERS:
        for found in product(*(there[part] for part in order)):
            yield from _fitting(entry.key, dict(zip(order, found, strict=True)), year)


def _fitting(key: str, texts: Mapping[str, str], year: str) -> Iterator[Pattern]:
    """Yield the patterns by which texts, in their order, make a key."""
    order = tuple(texts)
    for separators, places in _walk(key.casefold(), list(texts.items()), 0):
        written = {part: key[at : at + len(texts[part])] for part, at in places.items()}
        for family in _cases(written[FAMILY]):
            for word in _cases(written[WORD]) if WORD in written else ("lower",):
                digits = len(texts[YEAR]) if len(texts[YEAR]) < len(year) else 4
                yield Pattern(order, separators, family, word, digits)


def _walk(
    key: str, parts: list[tuple[str, str]], start: int
) -> Iterator[tuple[tuple[str, ...], dict[str, int]]]:
    """Yield the separators between parts, and where each part begins, behind a place of a key."""
    (part, text), rest = parts[0], parts[1:]
    if not key.startswith(text, start):
        return
    end = start + len(text)
    ends = {end}
    if part == YEAR or not rest:
        letter = _LETTER.match(key, end)
        ends.add(letter.end() if letter else end)
    for behind in ends:
        if not rest:
            if behind == len(key):
                yield (), {part: start}
            continue
        for separator in SEPARATORS:
            if key.startswith(separator, behind):
                for separators, places in _walk(key, rest, behind + len(separator)):
                    yield (separator, *separators), {part: start, **places}


def _cases(text: str) -> list[str]:
    first = next(filter(str.isalpha, text), "")
    if not first.isupper():  # vanDenBerg too
        return ["lower"]
    return ["capitalised", "upper"][text.isupper() and len(text) > 1 :]


def _rank(pattern: Pattern) -> tuple[int, ...]:
    cases = list(CASES)
    return (
        ORDERS.index(pattern.order),
        *(SEPARATORS.index(one) for one in pattern.separators),
        cases.index(pattern.family),
        cases.index(pattern.word),
        -pattern.digits,
    )


def _spellings(text: str) -> tuple[str, ...]:
    """A word in ASCII without marks, and with its umlauts written out."""
    found = (ascii_word(text), ascii_word(text.translate(_UMLAUTS)))
    return tuple(dict.fromkeys(word for word in found if word))


def _people(item: Mapping[str, Any]) -> Any:
    return item.get("author") or item.get("editor") or ()


def _family_name(item: Mapping[str, Any]) -> str:
    people = _people(item)
    first = people[0] if people and isinstance(people[0], Mapping) else {}
    text = str(first.get("family") or "")
    return text or str(first.get("literal") or first.get("given") or "").partition(" ")[0]


def _family(item: Mapping[str, Any]) -> str:
    return ascii_word(_family_name(item))


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued")
    dates = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return str(dates[0][0]).lstrip("-") if dates and dates[0] else ""


def _title_word(item: Mapping[str, Any]) -> str:
    words = _WORDS.findall(normalize("NFC", strip_markup(str(item.get("title") or ""))))
    return next((word for word in words if word.lower() not in _SMALL), "")


def _word(item: Mapping[str, Any]) -> str:
    return ascii_word(_title_word(item))


class Keys:
    """Hands out keys that nobody has; BibTeX knows no difference of case in them.

    Attributes:
        pattern: how they are made.
        is_learnt: whether the library makes its own so; False for an empty library too.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Learn from the papers of a library; where they tell nothing, family name and year."""
        kept = list(entries)
        self._taken = {entry.key.casefold() for entry in kept}
        found = learn_pattern(kept)
        self.is_learnt = found is not None
        self.pattern = found or Pattern()

    def give(self, item: Mapping[str, Any]) -> str:
        """Make a key for an item and take it."""
        start = self.pattern.make(item)
        made = start
        number = 0
        while made.casefold() in self._taken:
            number += 1
            made = start + letters(number)
        self._taken.add(made.casefold())
        return made
