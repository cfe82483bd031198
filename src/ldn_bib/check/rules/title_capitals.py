"""Titles in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.titles import bare, titles_of
from ldn_bib.values.finding import Severity
from ldn_bib.values.markup import strip_markup

LEAST_WORDS = 3
"""Words that a title in capitals needs to be more than acronyms."""

LEAST_LETTERS = 12
"""Letters that it needs."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each title without a small letter."""
    del context
    for title in titles_of(subject):
        text = title.text
        # most titles have a small letter soon
        if any(map(str.islower, text[1:4])) or not _is_shouted(text):
            continue
        yield Problem("the title is written in capitals", field=title.name)


def _is_shouted(text: str) -> bool:
    plain = bare(strip_markup(text))
    words = [word for word in plain.split() if any(map(str.isalpha, word))]
    letters = sum(map(str.isalpha, plain))
    return plain.isupper() and len(words) >= LEAST_WORDS and letters >= LEAST_LETTERS


RULE = Rule(
    code="TITLE002",
    name="title-capitals",
    severity=Severity.WARNING,
    summary="a title is written in capitals",
    why="It shouts in every list. Which of its words are names or abbreviations has to be said by "
    "a person.",
    example=Example(bad="title = {PAIN AFTER SURGERY}", good="title = {Pain after surgery}"),
    check=check,
)
