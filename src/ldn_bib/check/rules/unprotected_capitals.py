"""Names and abbreviations in titles that BibTeX's styles would put in small letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ldn_bib.check.context import Context
from ldn_bib.check.mojibake import damages
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.titles import unprotected
from ldn_bib.check.words import Words, is_abbreviation, is_english, is_title_case
from ldn_bib.values.finding import Severity

SHOWN = 4
"""Words that a message names."""

MOST_CAPITALS = 0.5
"""Share of capitals among its letters above which a title is in capitals as a whole."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s\Z")
_STARTS = frozenset(("", *':.?!;–—/“‘«(["`'))
"""What stands before a word whose first letter says nothing."""

_SINGLE = re.compile(r"(?<![{\\\w])\{+([^\W_]+)\}+")
MOST_BRACED = 2
"""Plain words that a title may hold in braces each for them to be names; more are a habit."""


class _Span(NamedTuple):
    start: int
    end: int


def check_all(context: Context) -> Iterator[Problem]:
    """Yield one problem per title; its fix puts braces around all these words."""
    names = _names_in_braces(context.subjects)
    for subject in context.subjects:
        if is_english(subject):
            yield from _check(subject, context.words, names)


def _names_in_braces(subjects: Iterable[Subject]) -> frozenset[str]:
    """Names that titles hold in braces of their own more often than not, such as {Crohn}."""
    braced: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for subject in subjects:
        title = subject.field("title")
        if title is None:
            continue
        seen.update(_PART.findall(title.value))
        if "{" in title.value:
            words = [word for word in _SINGLE.findall(title.value) if not is_abbreviation(word)]
            names = [word for word in words if len(word) > 1 and word[0].isupper()]
            if len(names) <= MOST_BRACED:
                braced.update(names)
    return frozenset(
        word
        for word, count in braced.items()
        if 2 * count > seen[word] and word.lower() not in seen
    )


def _check(subject: Subject, words: Words, names: frozenset[str]) -> Iterator[Problem]:
    title = subject.field("title")
    if title is None or not title.is_plain:
        return
    free = unprotected(title.value)
    if not any(map(str.isupper, free[1:])) or _is_shouted(free):
        return
    spans = list(_unprotected(free, words, names))
    # damaged letters look like capitals
    if not spans or damages(title.value):
        return
    found = list(dict.fromkeys(title.value[span.start : span.end] for span in spans))
    shown = ", ".join(f"“{word}”" for word in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    better = title.value
    for span in reversed(spans):
        word = better[span.start : span.end]
        better = f"{better[: span.start]}{{{word}}}{better[span.end :]}"
    yield Problem(
        f"no braces keep the capitals of {shown}{more} in the title",
        field="title",
        offset=spans[0].start,
        subject=subject,
        fix=Fix("title", better),
    )


def _is_shouted(text: str) -> bool:
    return sum(map(str.isupper, text)) > MOST_CAPITALS * sum(map(str.isalpha, text))


def _unprotected(free: str, words: Words, names: frozenset[str]) -> Iterator[_Span]:
    # in a headline every word has a capital, so that only what stands in braces elsewhere tells
    proper = names if is_title_case(free) else names | words.proper
    for match in _WORD.finditer(free):
        word = match[0]
        if word.islower():
            continue
        starts = free[: match.start()].rstrip()[-1:] in _STARTS
        if "-" in word and word in proper and not starts:
            yield _Span(match.start(), match.end())
            continue
        for part in _PART.finditer(word):
            text = _POSSESSIVE.sub("", part[0])
            if len(text) < 2 or not any(map(str.isupper, text)):
                continue
            begins = starts and part.start() == 0
            if is_abbreviation(text) or (not begins and text in proper):
                start = match.start() + part.start()
                yield _Span(start, start + len(text))


RULE = Rule(
    code="TITLE003",
    name="unprotected-capitals",
    severity=Severity.INFO,
    summary="no braces keep the capitals of a name or an abbreviation in a title",
    why="Most styles of BibTeX write titles in small letters, and make “Ldn” of “LDN” and "
    "“crohn” of “Crohn”. Names are known from the other titles and abstracts of the library.",
    example=Example(
        bad="title = {Effects of LDN in adults}", good="title = {Effects of {LDN} in adults}"
    ),
    check_all=check_all,
    fixes=True,
)
