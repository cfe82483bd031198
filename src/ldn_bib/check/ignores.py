"""Findings that a person has looked at and wants to hear no more of: ``ldnbib: ignore CODE``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMENT = re.compile(r"\bldnbib:[ \t]*ignore\b[ \t:]*(.*)$", re.IGNORECASE | re.MULTILINE)
"""What a comment says that is ignored; one of :data:`SIGNS` stands before it."""

SIGNS = "%#"
"""What a comment begins with."""

FIELD_NAME = "ldnbib"
"""Field that may say it too: ``ldnbib = {ignore CODE}``."""

FIELD_VALUE = re.compile(r"\s*ignore\b[\s:]*(.*)", re.IGNORECASE | re.DOTALL)
"""Value of that field."""

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One word of an ``ldnbib: ignore``.

    Attributes:
        word: code, family or name of a rule.
        key: citation key of the entry that it is for; None where it stands at none.
        line: where it stands, from 1.
        column: column of the word, from 1.
    """

    word: str
    key: str | None
    line: int
    column: int


def words(text: str) -> Iterator[tuple[str, int]]:
    """The words of a list of rules, up to what is no list any more, with their offsets.

    ``ID001, DUP002 -- both were looked at`` gives two words.
    """
    pos = 0
    while match := _WORD.match(text, pos):
        if match[0].startswith("-"):
            return
        yield match[0], match.start()
        pos = match.end()
        gap = len(text[pos:]) - len(text[pos:].lstrip(" \t\r\n,"))
        if "," not in text[pos : pos + gap]:
            return
        pos += gap
