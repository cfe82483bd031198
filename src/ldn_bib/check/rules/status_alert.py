"""Publications that were retracted, cause concern or were corrected."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity
from ldn_bib.values.status import StatusKind

FIELDS = ("status", "statusnotice", "statuschecked")


def alerts(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a retraction, whole or in part, or an expression of concern."""
    del context
    status = subject.entry.status
    if status is not None and status.is_alert:
        yield Problem(_told(status.sentence), field=FIELDS[0])


def corrections(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a correction."""
    del context
    status = subject.entry.status
    if status is not None and status.kind is StatusKind.CORRECTED:
        yield Problem(_told(status.sentence), field=FIELDS[0])


def unread(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for fields of a status that nothing could be made of."""
    del context
    if subject.entry.status is not None:
        return
    given = [name for name in FIELDS if subject.field(name)]
    # other programs write «published» and the like into a field of this name
    if given and given != [FIELDS[0]]:
        words = ", ".join(StatusKind)
        yield Problem(
            f"the status cannot be read: {FIELDS[0]!r} wants one of {words}, "
            f"{FIELDS[2]!r} a day such as 2026-01-31",
            field=given[0],
            fields=tuple(given),
        )


def _told(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


RULES: tuple[Rule, ...] = (
    Rule(
        code="STATUS001",
        name="retracted",
        severity=Severity.ERROR,
        summary="a publication was retracted, or there is an expression of concern about it",
        why="Its results may be wrong. Every output says so, and somebody has to decide whether "
        "it stays in the list.",
        example=Example(bad="status = {retracted}\nstatusnotice = {10.1000/183}"),
        check=alerts,
    ),
    Rule(
        code="STATUS002",
        name="corrected",
        severity=Severity.INFO,
        summary="a publication was corrected",
        why="What the note says of it may be what was corrected.",
        example=Example(bad="status = {corrected}", good="status = {none}"),
        check=corrections,
    ),
    Rule(
        code="STATUS003",
        name="unread-status",
        severity=Severity.ERROR,
        summary="the status of a publication cannot be read",
        why="A retraction that is written down in other words is not shown anywhere.",
        example=Example(
            bad="status = {retracted}\nstatuschecked = {last week}",
            good="status = {none}\nstatuschecked = {2026-01-31}",
        ),
        check=unread,
    ),
)
