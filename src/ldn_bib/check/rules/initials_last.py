"""«Smith JD» without a comma, of which BibTeX makes J. Smith's initials the family name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.name_shapes import with_initials
from ldn_bib.check.people import names_of
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

_NEEDED = re.compile(r"\w\s+[^\W\d_a-z]{1,3}(?:-[A-Z])?(?:\s+[aA][nN][dD]\s|\s*\Z)")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per list of names."""
    del context
    for names in names_of(subject, _NEEDED.search):
        if names.field is None:
            continue
        turned = [
            (person, better)
            for person in names.people
            if not person.is_whole and (better := with_initials(person.text))
        ]
        if not turned:
            continue
        first, _ = turned[0]
        # a single «Malcolm X» may be right; in a whole list of such names none is
        fix = None
        if len(turned) == len(names.people) and (len(turned) > 1 or len(first.family) > 1):
            value = names.value
            for person, better in reversed(turned):
                end = person.offset + len(person.text)
                value = f"{value[: person.offset]}{better}{value[end:]}"
            fix = Fix(names.name, value)
        yield Problem(
            f"“{first.text}” has no comma before its initials, so that “{first.family}” is taken "
            "for the family name",
            field=names.name,
            offset=first.offset,
            fix=fix,
        )


RULE = Rule(
    code="NAME005",
    name="initials-last",
    severity=Severity.WARNING,
    summary="initials stand behind a family name without a comma",
    why="BibTeX takes the last word of a name without a comma for the family name, so that "
    "lists and indexes sort the person by the initials.",
    example=Example(
        bad="author = {Smith JD and Jones A}", good="author = {Smith, JD and Jones, A}"
    ),
    check=check,
    fixes=True,
)
