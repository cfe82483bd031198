"""People who stand twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.people import Person, folded, names_of
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

LEAST_GIVEN = 3
"""Letters of a given name that tell a person: two people called Wang Y often write together."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per list."""
    del context
    for names in names_of(subject, _may_repeat):
        seen: dict[tuple[str, str], int] = {}
        again: list[tuple[Person, int, int]] = []
        for number, person in enumerate(names.people, 1):
            given = folded(person.given)
            if not person.is_whole and max(map(len, given.split()), default=0) < LEAST_GIVEN:
                continue
            first = seen.setdefault((folded(person.family), given), number)
            if first != number:
                again.append((person, first, number))
        if again:
            person, first, number = again[0]
            more = f", and {len(again) - 1} more like it" if len(again) > 1 else ""
            yield Problem(
                f"“{person.text}” stands twice in the list, as names {first} and {number}{more}",
                field=names.name,
                offset=person.offset,
            )


def _may_repeat(value: str) -> bool:
    """Whether two names of a list end their first part with the same word."""
    names = [name.partition(",")[0].split() for name in " ".join(value.split()).split(" and ")]
    families = [words[-1] for words in names if words]
    return len(set(families)) < len(families) or "\\" in value


RULE = Rule(
    code="NAME006",
    name="same-name-twice",
    severity=Severity.WARNING,
    summary="one name stands twice in a list of names",
    why="One of the two is probably a slip. Two people of one name do write together, which is "
    "why names with initials only are left alone.",
    example=Example(
        bad="author = {Smith, Ann and Jones, Bo and Smith, Ann}",
        good="author = {Smith, Ann and Jones, Bo}",
    ),
    check=check,
)
