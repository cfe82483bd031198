"""Bodies that are taken for persons, because no braces hold their names together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.bodies import BODY, may_name_a_body
from ldn_bib.check.context import Context
from ldn_bib.check.people import Names, Person, names_of
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

_AND = re.compile(r"\band\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ADDS = re.compile(r"[,;]|\bothers\b|\bet al\b")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each body that is no whole."""
    del context
    for names in names_of(subject, may_name_a_body):
        for person in names.people:
            if person.is_whole or not _is_body(person):
                continue
            yield Problem(
                f"“{person.text}” is taken for a person with the family name “{person.family}”",
                field=names.name,
                offset=person.offset,
                fix=_fix(names, person),
            )


def _is_body(person: Person) -> bool:
    """Whether a word of a body stands in a name, and not as the only word of a family name."""
    # an affiliation in brackets makes no body of a person
    if not BODY.search(_IN_BRACKETS.sub("", person.text)):
        return False
    words = person.text.split()
    # «Group, A.» and «Ann Center» may be people after all
    return len(words) > 2 or (len(words) == 2 and "," not in person.text and _is_of_two(words))


def _is_of_two(words: list[str]) -> bool:
    """Whether two words are a body: «Cochrane Collaboration», and not «B. Center»."""
    return all(len(word.strip(".")) > 2 for word in words)


def _fix(names: Names, person: Person) -> Fix | None:
    """Braces, where the whole field is one body and nothing in it may separate names."""
    value = names.value
    if names.field is None or value.strip() != person.text:
        return None
    if _ADDS.search(value) or _AND.search(value):
        return None
    end = person.offset + len(person.text)
    return Fix(names.name, names.replaced(person.offset, end, f"{{{person.text}}}"))


RULE = Rule(
    code="NAME003",
    name="unbraced-body",
    severity=Severity.WARNING,
    summary="the name of a body is taken for that of a person",
    why="Without braces around it BibTeX makes its last word the family name and shortens the "
    "others to initials, and an “and” in it makes two authors.",
    example=Example(
        bad="author = {World Health Organization}", good="author = {{World Health Organization}}"
    ),
    check=check,
    fixes=True,
)
