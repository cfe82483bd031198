"""Values that say nothing: what programs write for «nothing», and what people write for «later»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.texts import Text, may_hold, texts_of
from ldn_bib.values.finding import Severity

NOTHING = frozenset((
    "none", "null", "nil", "undefined", "nan", "n/a", "n.a.", "n. a.", "#n/a", "[n.a.]",
    "not available", "not applicable", "{}", "-", "--", "---", "–", "—", "[object object]",
))  # fmt: skip
"""What stands for nothing, in lower case."""

WORDS_OF_TITLES = frozenset(("none", "null", "nil", "nan"))
"""Of these, what may be a title, a name, a key or a tag."""

NAMES = frozenset(
    ("author", "editor", "title", "shorttitle", "keywords", "keyword", "id", "family")
)
REQUIRED = frozenset((
    "author", "editor", "title", "booktitle", "journal", "journaltitle", "year", "date",
    "publisher", "school", "institution",
))  # fmt: skip
"""Fields that an entry needs: taking them out would only hide that they are missing."""

_LATER = re.compile(
    r"\?{2,}|x{3,}|X{4,}|(?i:to-?do|fixme|tb[acd]|lorem ipsum.*"
    r"|(?:insert|add|enter|your)\b.{0,40}\bhere"
    r"|to be (?:added|announced|completed|confirmed|determined)|your name(?: here)?"
    r"|no (?:title|author|date|abstract|journal)(?: (?:given|available|found))?"
    r"|\[(?:title|author|authors|year|journal|doi)\])",
)
_NEEDED = re.compile(rf"[{{\"]\s*(?:{_LATER.pattern})")
LONGEST = 60
"""Signs of the longest value that is looked at."""

NUMBERED = frozenset(("volume", "number", "issue", "pages", "chapter", "part", "series"))
"""Fields in which «xxx» may be a Roman number."""


def nothing(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each value that stands for nothing."""
    del context
    for text in texts_of(subject):
        if len(text.value) > LONGEST or _said(text) not in NOTHING:
            continue
        said = _said(text)
        if said in WORDS_OF_TITLES and text.name in NAMES:
            continue
        fix = Fix.remove(text.name) if text.field and text.name not in REQUIRED else None
        yield Problem(f"{text.name} says “{text.value.strip()}”", field=text.name, fix=fix)


def later(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each value that was to be written later."""
    del context
    if not may_hold(subject, _NEEDED):
        return
    for text in texts_of(subject):
        said = text.value.strip().strip("{}")
        if not said or len(said) > LONGEST or (text.name in NUMBERED and not said.strip("xX")):
            continue
        if _LATER.fullmatch(said):
            yield Problem(f"{text.name} says “{said}”", field=text.name)


def _said(text: Text) -> str:
    value = text.value.strip().lower()
    if value.startswith("{") and value.endswith("}") and len(value) > 2:
        value = value[1:-1].strip()
    return value


RULES = (
    Rule(
        code="TEXT006",
        name="no-value",
        severity=Severity.WARNING,
        summary="a field says that it has no value",
        why="Some program wrote its word for nothing, and styles print it. A field that has no "
        "value is left out.",
        example=Example(bad="volume = {None}", good="volume = {12}"),
        check=nothing,
        fixes=True,
    ),
    Rule(
        code="TEXT007",
        name="placeholder",
        severity=Severity.WARNING,
        summary="a field holds a placeholder",
        why="Somebody meant to come back to it, and styles print it meanwhile.",
        example=Example(bad="publisher = {TODO}", good="publisher = {Example Press}"),
        check=later,
    ),
)
