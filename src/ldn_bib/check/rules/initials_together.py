"""«Kim, YH», whose initials run together, so that BibTeX takes them for one given name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.people import Names, Person, names_of
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

_NEEDED = re.compile(r",\s*[A-Z]\.?[A-Z]")
_TOGETHER = re.compile(r"(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3})")
_GIVEN = re.compile(r",\s*([A-Z.]+)\s*\Z")

NOT_INITIALS = frozenset(("II", "III", "IV", "VI", "MD", "JR", "SR", "DR"))
"""Capitals that follow a name and are no given names."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per list of names in a .bib file."""
    del context
    for names in names_of(subject, _NEEDED.search):
        if names.field is None:
            continue
        found = [person for person in names.people if _runs_together(person)]
        if found:
            first = found[0]
            yield Problem(
                f"the initials of “{first.text}” run together, so that styles print one",
                field=names.name,
                offset=first.offset,
                fix=Fix(names.name, _mended(names, found)),
            )


def _runs_together(person: Person) -> bool:
    given = _GIVEN.search(person.text)
    return (
        not person.is_whole
        and len(person.parts) == 2
        and not person.family.isupper()
        and given is not None
        and _TOGETHER.fullmatch(given[1]) is not None
        and given[1] not in NOT_INITIALS
    )


def _mended(names: Names, found: list[Person]) -> str:
    value = names.value
    for person in reversed(found):
        given = _GIVEN.search(person.text)
        if given is not None:
            start = person.offset + given.start(1)
            apart = " ".join(f"{letter}." for letter in given[1] if letter != ".")
            value = f"{value[:start]}{apart}{value[start + len(given[1]) :]}"
    return value


RULE = Rule(
    code="NAME010",
    name="initials-together",
    severity=Severity.WARNING,
    summary="initials of a name run together",
    why="BibTeX and styles take “YH” for one given name and abbreviate it to “Y”; with “Y. H.” "
    "every program knows that there are two.",
    example=Example(
        bad="author = {Kim, YH and Lee, A.B.}", good="author = {Kim, Y. H. and Lee, A. B.}"
    ),
    check=check,
    fixes=True,
)
