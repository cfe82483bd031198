"""Names in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.people import Person, names_of
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

LEAST_LETTERS = 3
"""Capitals that make a name in capitals: «Ng» may well be written NG by its initials."""

NUMBERS = frozenset(("III", "VII", "VIII"))
"""What follows a name, and stands in front of the comma by a slip."""

_JOINERS = re.compile(r"[\s'’.-]+")
_NEEDED = re.compile(r"[A-ZÀ-Þ][\"'`^~=.{}\\]{0,4}[A-ZÀ-Þ]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per list that holds such names."""
    del context
    for names in names_of(subject, _NEEDED.search):
        shouted = [person for person in names.people if _is_shouted(person)]
        if shouted:
            first = shouted[0]
            more = f", and {len(shouted) - 1} more like it" if len(shouted) > 1 else ""
            yield Problem(
                f"the name “{first.text}” is written in capitals{more}",
                field=names.name,
                offset=first.offset,
            )


def _is_shouted(person: Person) -> bool:
    """Whether the family name of a person is in capitals; one word alone may be an acronym."""
    family, given = person.family, person.given
    if person.is_whole or not given or not family.isupper() or family in NUMBERS:
        return False
    letters = _JOINERS.sub("", family)
    return letters.isalpha() and len(letters) >= LEAST_LETTERS and not _is_initials(person)


def _is_initials(person: Person) -> bool:
    """Whether «Kim YHJ» was written without a comma, so that the initials seem the family name."""
    return len(person.parts) == 1 and not person.given.isupper()


RULE = Rule(
    code="NAME001",
    name="name-capitals",
    severity=Severity.WARNING,
    summary="the name of a person is written in capitals",
    why="It stands in capitals in every list. No program can tell MCDONALD from MCCARTHY, so that "
    "a person has to write it.",
    example=Example(bad="author = {SMITH, JOHN}", good="author = {Smith, John}"),
    check=check,
)
