"""Names that are separated by commas, semicolons or «&» where BibTeX wants «and»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.bodies import BODY
from ldn_bib.check.context import Context
from ldn_bib.check.name_shapes import apart
from ldn_bib.check.people import Names, Person, names_of
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

# an initial before a comma, or at the beginning of a name with a comma
_ODD = re.compile(r"[A-ZÀ-Þ],|(?:\A|and)[\s~]+\w\.|\A\w\.")

SHOWN = 80
"""Signs of a list that a message shows."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per list of names; its fix mends the whole list."""
    del context
    for names in names_of(subject, _may_miss_one):
        several = [(person, found) for person in names.people if (found := _several(names, person))]
        if not several:
            continue
        first, found = several[0]
        shown = " ".join(first.text.split())
        if len(shown) > SHOWN:
            shown = f"{shown[:SHOWN]}…"
        looks = f"looks like {len(found)} names" if len(found) > 1 else "has a semicolon"
        yield Problem(
            f"“{shown}” {looks}, and BibTeX wants “and” between names",
            field=names.name,
            offset=first.offset,
            fix=_fix(names, several),
        )


def _may_miss_one(value: str) -> bool:
    """Whether a list has more commas than its names need, or other signs that separate names."""
    if ";" in value or "&" in value:
        return True
    commas = value.count(",")
    return commas > value.count(" and ") + 1 or (commas > 0 and _ODD.search(value) is not None)


def _several(names: Names, person: Person) -> list[str] | None:
    """The names that a name is made of; None for the usual case that it is one."""
    text = person.text
    if ";" not in text and "&" not in text:
        commas = text.count(",")
        # «Smith J, Jones A» and «J. Smith, A. Jones» are told by how the first part ends or begins
        front = person.parts[0]
        if not commas or (commas == 1 and not (front[-1:].isupper() or front[1:2] == ".")):
            return None
    if BODY.search(text) or (person.is_whole and names.field is not None):
        return None
    return apart(text)


def _fix(names: Names, several: list[tuple[Person, list[str]]]) -> Fix | None:
    if names.field is None:
        return None
    if not all(_is_sure(name) for _, found in several for name in found):
        return None
    value = names.value
    for person, found in reversed(several):
        end = person.offset + len(person.text)
        value = f"{value[: person.offset]}{' and '.join(found)}{value[end:]}"
    return Fix(names.name, value)


def _is_sure(name: str) -> bool:
    """Whether a part is more than half a name; «Franklin; Nancy» may be one person."""
    return len(name.split()) > 1


RULE = Rule(
    code="NAME004",
    name="missing-and",
    severity=Severity.ERROR,
    summary="names are separated by commas, semicolons or “&” instead of “and”",
    why="BibTeX takes them for the parts of one name, so that most authors are lost.",
    example=Example(
        bad="author = {Smith J, Jones A, Miller B}",
        good="author = {Smith, J and Jones, A and Miller, B}",
    ),
    check=check,
    fixes=True,
)
