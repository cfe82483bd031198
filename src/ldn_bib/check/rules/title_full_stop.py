"""Titles that end with a full stop, which the style puts there itself."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a title with one full stop at its end."""
    del context
    title = subject.given("title", "title")
    if title and title.text.endswith(".") and not title.text.endswith(".."):
        at = len(title.field.value.rstrip()) - 1 if title.field else 0
        yield Problem(
            "the title ends with a full stop",
            field=title.name,
            offset=at,
            fix=Fix(title.name, title.text[:-1]),
        )


RULE = Rule(
    code="TITLE001",
    name="title-full-stop",
    severity=Severity.WARNING,
    summary="a title ends with a full stop",
    why="Styles put their own sign behind a title, so that two would stand there.",
    example=Example(bad="title = {Pain.}", good="title = {Pain}"),
    check=check,
    fixes=True,
)
