"""People whose name the library spells in two ways that differ in signs alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from ldn_bib.check.context import Context
from ldn_bib.check.people import FIELDS, folded
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

LEAST_LETTERS = 2
"""Letters of a given name that tell a person; «Smith, J» may be anybody."""


@dataclass(slots=True)
class _Place:
    """Where a spelling stands first, and how often it does."""

    subject: Subject
    field: str
    family: str
    given: str
    count: int = 0

    @property
    def spelled(self) -> str:
        return f"{self.family}, {self.given}"


_Spellings: TypeAlias = dict[str, _Place]
_Key: TypeAlias = tuple[str, str, bool]


@lru_cache(maxsize=32768)
def _key(family: str, given: str) -> tuple[_Key, str] | None:
    """What tells a person, and the spelling as far as it matters; None where nothing does."""
    letters = folded(given).replace(" ", "")
    if len(letters) < LEAST_LETTERS:
        return None
    # with and without full stops initials are the same to every style
    like = f"{family}, {' '.join(given.replace('.', ' ').split())}"
    # Li, Na and Li, N. A. are two
    return (folded(family).replace(" ", ""), letters, given.isupper()), like


def check_all(context: Context) -> Iterator[Problem]:
    """Yield a problem for each spelling that is not the usual one of a person."""
    people: defaultdict[_Key, _Spellings] = defaultdict(dict)
    for subject in context.subjects:
        for field, variable in FIELDS.items():
            listed = subject.entry.item.get(variable)
            # an inherited name stands in another entry
            if not listed or (subject.is_bibtex and subject.field(field) is None):
                continue
            for name in listed if isinstance(listed, list) else ():
                if isinstance(name, Mapping):
                    _add(people, name, subject, field if subject.is_bibtex else variable)
    for spellings in people.values():
        if len(spellings) > 1:
            yield from _told(spellings)


def _add(
    people: defaultdict[_Key, _Spellings], name: Mapping[str, Any], subject: Subject, field: str
) -> None:
    family, given = name.get("family"), name.get("given")
    if not (isinstance(family, str) and isinstance(given, str)):
        return
    found = _key(family, given)
    if found is not None:
        key, like = found
        spellings = people[key]
        if like not in spellings:
            spellings[like] = _Place(subject, field, family, given)
        spellings[like].count += 1


def _told(spellings: _Spellings) -> Iterator[Problem]:
    usual = max(spellings.values(), key=lambda place: place.count)
    other = usual.subject.key
    for place in spellings.values():
        if place is usual:
            continue
        where = " here too" if other == place.subject.key else f" in {other!r}"
        field = place.subject.field(place.field)
        yield Problem(
            f"“{place.spelled}” is spelled “{usual.spelled}”{where}",
            field=place.field,
            offset=max(field.value.find(place.family), 0) if field else 0,
            subject=place.subject,
            related=() if other == place.subject.key else (other,),
        )


def _entry(key: str, author: str) -> str:
    return f"@misc{{{key},\n  author = {{{author}}},\n  title = {{Pain in {key}}},\n}}\n"


RULE = Rule(
    code="NAME009",
    name="name-spellings",
    severity=Severity.INFO,
    summary="a name is spelled in two ways: with and without a hyphen, an accent or a space",
    why="Indexes and styles that tell people apart take the two for two people.",
    example=Example(
        bad=_entry("smith2020", "Smith, J. D.") + _entry("smith2021", "Smith, JD"),
        good=_entry("smith2020", "Smith, J. D.") + _entry("smith2021", "Smith, J. D."),
    ),
    check_all=check_all,
)
