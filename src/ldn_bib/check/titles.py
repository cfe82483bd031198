"""Titles as a file spells them, and where BibTeX's styles would change their case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.subject import Given, Subject

FIELDS = ("title", "subtitle", "booktitle", "booksubtitle", "maintitle")
"""Fields that hold titles."""

_HELD = re.compile(r"\\[A-Za-z]+|\\.|[{}$]", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+ ?|\\.|[{}$]", re.DOTALL)


def titles_of(subject: Subject) -> Iterator[Given]:
    """The titles of an entry, the work's own first."""
    if not subject.is_bibtex:
        for variable in ("title", "container-title"):
            given = subject.given(variable)
            is_of_book = subject.entry.item.get("type") in ("chapter", "paper-conference")
            if given and (variable == "title" or is_of_book):
                yield given
        return
    seen: set[str] = set()
    for field in subject.fields:
        if field.name in FIELDS and field.name not in seen and field.is_plain:
            seen.add(field.name)
            if not field.text:
                continue
            yield Given(field.text, field.name, field)


def source(given: Given) -> str:
    """The text in which a fix is made: the field's value byte for byte."""
    return given.field.value if given.field else given.text


def bare(text: str) -> str:
    """Text without LaTeX commands, braces and the marks of mathematics."""
    return _COMMAND.sub("", text) if "\\" in text or "{" in text or "$" in text else text


def unprotected(value: str) -> str:
    """The value with all that no style changes as blanks: braces and what they hold, commands.

    It has the length of the value, so that places in it are places in the value.
    """
    if "{" not in value and "\\" not in value and "$" not in value:
        return value
    out: list[str] = []
    depth = done = 0
    in_mathematics = False
    for match in _HELD.finditer(value):
        free = depth == 0 and not in_mathematics
        between = value[done : match.start()]
        out.append(between if free else " " * len(between))
        out.append(" " * len(match[0]))
        done = match.end()
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif match[0] == "$":
            in_mathematics = not in_mathematics
    rest = value[done:]
    out.append(rest if depth == 0 and not in_mathematics else " " * len(rest))
    return "".join(out)
