"""People whose name the library spells in two ways that differ in signs alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ldn_bib.check.context import Context
from ldn_bib.check.people import folded, names_of
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

LEAST_LETTERS = 2
"""Letters of a given name that tell a person; «Smith, J» may be anybody."""


class _Place(NamedTuple):
    subject: Subject
    field: str
    offset: int


def check_all(context: Context) -> Iterator[Problem]:
    """Yield a problem for each spelling that is not the usual one of a person."""
    people: defaultdict[tuple[str, str], defaultdict[str, list[_Place]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for subject in context.subjects:
        for names in names_of(subject):
            for person in names.people:
                if person.is_whole or len(person.parts) > 2:
                    continue
                letters = folded(person.given).replace(" ", "")
                if len(letters) < LEAST_LETTERS:
                    continue
                spelled = f"{person.family}, {person.given}"
                places = people[folded(person.family).replace(" ", ""), letters][spelled]
                if not places:
                    places.append(_Place(subject, names.name, person.offset))
                else:
                    places.append(places[0])
    for spellings in people.values():
        if len(spellings) > 1:
            yield from _told(spellings)


def _told(spellings: dict[str, list[_Place]]) -> Iterator[Problem]:
    usual = max(spellings, key=lambda spelled: len(spellings[spelled]))
    other = spellings[usual][0]
    for spelled, places in spellings.items():
        if spelled == usual:
            continue
        first = places[0]
        yield Problem(
            f"“{spelled}” is spelled “{usual}” in {other.subject.key!r}",
            field=first.field,
            offset=first.offset,
            subject=first.subject,
            related=(other.subject.key,),
        )


def _entry(key: str, author: str) -> str:
    return f"@misc{{{key},\n  author = {{{author}}},\n  title = {{Pain in {key}}},\n}}\n"


RULE = Rule(
    code="NAME009",
    name="name-spellings",
    severity=Severity.INFO,
    summary="a name is spelled in two ways that differ in full stops, spaces or accents alone",
    why="Indexes and styles that tell people apart take the two for two people.",
    example=Example(
        bad=_entry("smith2020", "Smith, J. D.") + _entry("smith2021", "Smith, JD"),
        good=_entry("smith2020", "Smith, J. D.") + _entry("smith2021", "Smith, J. D."),
    ),
    check_all=check_all,
)
