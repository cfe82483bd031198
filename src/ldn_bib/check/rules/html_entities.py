"""Entities of HTML outside titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.html import ENTITY, character, without_entities
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.texts import VERBATIM, may_hold, texts_of
from ldn_bib.check.titles import FIELDS
from ldn_bib.values.finding import Severity

_NEEDED = re.compile(r"&[\w}#]+;")
_ELSEWHERE = VERBATIM | set(FIELDS)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per field; its fix mends all that is safe."""
    del context
    if not may_hold(subject, _NEEDED):
        return
    for text in texts_of(subject):
        if text.name in _ELSEWHERE or "&" not in text.value:
            continue
        found = [match for match in ENTITY.finditer(text.value) if character(match)]
        if not found:
            continue
        better = without_entities(text.value, latex=True)
        more = f", and {len(found) - 1} more there" if len(found) > 1 else ""
        yield Problem(
            f"“{found[0][0]}” in {text.name} is HTML{more}",
            field=text.name,
            offset=found[0].start() if text.field else 0,
            fix=Fix(text.name, better) if text.field and better != text.value else None,
        )


RULE = Rule(
    code="TEXT005",
    name="html-entity",
    severity=Severity.WARNING,
    summary="an entity of HTML stands in a field",
    why="Only browsers read it; everything else prints the signs as they stand there.",
    example=Example(
        bad="journal = {Diabetes &amp; Metabolism}", good=r"journal = {Diabetes \& Metabolism}"
    ),
    check=check,
    fixes=True,
)
