"""Words whose capitals matter, learnt from a library: proper nouns and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ldn_bib.check.subject import Subject
from ldn_bib.values.markup import strip_markup

_WORD = re.compile(r"[^\W\d_][\w’'-]*\w|[^\W\d_]")
_SMALL = re.compile(r"(?<!\w)[a-zß-öø-ÿ][\w’'-]*\w")
# behind a word or a comma, and not behind a full stop, a colon, a bracket or a dash
_CAPITAL_WITHIN = re.compile(r"(?<=[\w,] )[^\W\d_A-ZÀ-Þ]*[A-ZÀ-Þ][\w’'-]*(?<=\w)")

TITLE_CASE = 0.6
"""Share of capitals among the long words of a text above which its capitals say nothing."""

LEAST_LONG = 4
"""Letters that a word needs for its capital to say something about the text."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was learnt.

    Attributes:
        proper: words that stand with a capital within sentences and never without, such as
            ``Crohn``, as they are spelled.
        abbreviations: words with a capital behind the first letter, such as ``LDN`` and
            ``mRNA``, as they are spelled.
    """

    proper: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()


def is_abbreviation(word: str) -> bool:
    """Whether a word, or a part of it between hyphens, has a capital behind its first letter."""
    return any(letter.isupper() for part in word.split("-") for letter in part[1:])


def is_title_case(text: str) -> bool:
    """Whether most long words of a text have a capital, so that capitals say nothing."""
    long = [word for word in _WORD.findall(text)[1:] if len(word) >= LEAST_LONG]
    capitals = sum(word[0].isupper() for word in long)
    return bool(capitals > TITLE_CASE * len(long))


def is_english(subject: Subject) -> bool:
    """Whether an entry names no other language; capitals mean something else in German."""
    return str(subject.entry.item.get("language") or "en").lower().startswith("en")


def within_sentences(text: str) -> Iterator[str]:
    """The words with a capital that do not begin a sentence or a part of a title."""
    for match in _CAPITAL_WITHIN.finditer(text):
        yield match[0]


def learn(subjects: Iterable[Subject]) -> Words:
    """Learn from titles and abstracts."""
    capital: set[str] = set()
    abbreviations: set[str] = set()
    small: set[str] = set()
    for subject in subjects:
        if not is_english(subject):
            continue
        for variable in ("title", "abstract"):
            text = subject.entry.item.get(variable)
            if not isinstance(text, str) or text.isupper():
                continue
            plain = strip_markup(text)
            small.update(_SMALL.findall(plain))
            says_nothing = is_title_case(plain) if variable == "title" else False
            for word in within_sentences(plain):
                if is_abbreviation(word):
                    abbreviations.add(word)
                elif not says_nothing:
                    capital.add(word)
    return Words(
        proper=frozenset(word for word in capital if word.lower() not in small and len(word) > 1),
        abbreviations=frozenset(abbreviations),
    )
