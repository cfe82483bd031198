"""Facts that nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem that names the fields listed in the entry's ``unverified`` field."""
    del context
    fields = subject.entry.unverified
    if fields:
        message = f"not yet confirmed: {', '.join(fields)}"
        yield Problem(message, field="unverified", fields=fields)


RULE = Rule(
    code="FACT001",
    name="unverified",
    severity=Severity.WARNING,
    summary="a fact is given that nobody has confirmed against a source",
    why="A wrong digit in an identifier sends the reader to another paper. The field "
    "`unverified` lists the fields to confirm; a name is taken out once its value is confirmed.",
    example=Example(bad="unverified = {author, doi}", good="doi = {10.1000/182}"),
    check=check,
)
