"""Running the rules: all of them over all entries, the findings in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ldn_bib.check.context import Context
from ldn_bib.check.ignores import Ignore
from ldn_bib.check.registry import by_name, find, rules
from ldn_bib.check.rule import Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.errors import UsageError
from ldn_bib.values.finding import Finding

UNUSED = "unused-ignore"
UNKNOWN = "unknown-ignore"
NOWHERE = "it ignores nothing: it stands neither in an entry nor directly before one"


class Found(NamedTuple):
    """A finding, and what it was made of.

    Attributes:
        finding: for people and for the outputs.
        rule: the rule; None for a finding of a plug-in's reader that no rule stands for.
        problem: what the rule gave; None for a finding of the readers.
        subject: the entry; None where it concerns none.
    """

    finding: Finding
    rule: Rule | None = None
    problem: Problem | None = None
    subject: Subject | None = None


def run(
    context: Context,
    chosen: Sequence[Rule] | None = None,
    ignores: Sequence[Ignore] = (),
    file: str | None = None,
) -> list[Found]:
    """Run rules over a library.

    Args:
        context: the library.
        chosen: the rules; None for all.
        ignores: what the file says is to be ignored.
        file: name of the library's file.

    Returns:
        What was found, by file and line; what has no line comes last.
    """
    wanted = rules() if chosen is None else chosen
    found = [*_of_readers(context, wanted), *_of_rules(context, wanted)]
    kept = _without_ignored(found, ignores, wanted, file)
    return sorted(kept, key=_place)


def _of_readers(context: Context, wanted: Sequence[Rule]) -> Iterator[Found]:
    names = {rule.name: rule for rule in wanted if rule.is_of_readers}
    for finding in context.findings:
        rule = names.get(finding.code)
        if rule is not None or finding.code not in by_name():
            subject = context.by_key.get(finding.key or "")
            yield Found(_placed(finding, subject), rule, None, subject)


def _placed(finding: Finding, subject: Subject | None) -> Finding:
    """A finding of a reader, with the place of the field where it gives that of the entry."""
    if finding.column is not None or subject is None or not finding.fields:
        return finding
    name = finding.fields[0].lower()
    named = [field for field in subject.fields if field.name == name]
    if finding.line != subject.entry.origin.line:
        named = [field for field in named if field.line == finding.line]
    if not named:
        return finding
    return replace(finding, line=named[0].line, column=named[0].column)


def _of_rules(context: Context, wanted: Sequence[Rule]) -> Iterator[Found]:
    for rule in wanted:
        if rule.check is not None:
            for subject in context.subjects:
                for problem in rule.check(subject, context):
                    yield _found(rule, problem, subject)
        if rule.check_all is not None:
            for problem in rule.check_all(context):
                yield _found(rule, problem, problem.subject)


def _found(rule: Rule, problem: Problem, subject: Subject | None) -> Found:
    origin = subject.entry.origin if subject else None
    file = problem.file or (origin.file if origin else None)
    line, column = problem.line, problem.column
    field = subject.field(problem.field) if subject and problem.field else None
    if line is None and problem.file is None:
        if field is not None:
            line, column = field.place(problem.offset)
        elif subject is not None and origin is not None:
            line, column = origin.line, subject.column
    fields = problem.fields
    if not fields and problem.field:
        fields = (field.spelled if field else problem.field,)
    finding = Finding(
        code=rule.name,
        message=f"{subject.key}: {problem.message}" if subject else problem.message,
        severity=problem.severity or rule.severity,
        file=file,
        line=line,
        column=column,
        key=subject.key if subject else None,
        fields=fields,
    )
    return Found(finding, rule, problem, subject)


def _without_ignored(
    found: Iterable[Found], ignores: Sequence[Ignore], wanted: Sequence[Rule], file: str | None
) -> Iterator[Found]:
    by_key: dict[str, list[tuple[Ignore, frozenset[str]]]] = {}
    complaints: list[Found] = []
    names = {rule.name for rule in wanted}
    for ignore in ignores:
        try:
            meant = frozenset(rule.name for rule in find(ignore.word))
        except UsageError as error:
            complaints += _complaint(UNKNOWN, str(error), ignore, names, file)
            continue
        if ignore.key is None:
            complaints += _complaint(UNUSED, NOWHERE, ignore, names, file)
            continue
        by_key.setdefault(ignore.key, []).append((ignore, meant))
    used: set[Ignore] = set()
    for one in found:
        hits = [
            ignore
            for ignore, meant in by_key.get(one.finding.key or "", ())
            if one.finding.code in meant
        ]
        used.update(hits)
        if not hits:
            yield one
    for several in by_key.values():
        for ignore, meant in several:
            # a rule that did not run may well have found something
            if ignore not in used and meant <= names:
                message = f"nothing is found that {ignore.word!r} would ignore"
                complaints += _complaint(UNUSED, message, ignore, names, file)
    yield from complaints


def _complaint(
    name: str, message: str, ignore: Ignore, names: set[str], file: str | None
) -> Iterator[Found]:
    rule = by_name().get(name)
    if rule is not None and name in names:
        finding = Finding(
            name,
            f"{ignore.key}: {message}" if ignore.key else message,
            rule.severity,
            file,
            ignore.line,
            ignore.column,
            ignore.key,
        )
        yield Found(finding, rule)


def _place(found: Found) -> tuple[str, bool, int, int, str]:
    one = found.finding
    return (one.file or "", one.line is None, one.line or 0, one.column or 0, one.code)
