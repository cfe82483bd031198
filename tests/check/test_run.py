from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Problem, Rule
from ldn_bib.check.run import run
from ldn_bib.check.subject import Field, Subject
from ldn_bib.entry import Entry, Origin
from ldn_bib.values.finding import Finding, Severity

TITLE = Field("title", "Title", "a\nbc", "{a\nbc}", 4, 10, True)
SUBJECT = Subject(Entry({"id": "a"}, origin=Origin("x.bib", 3)), "misc", (TITLE,), 2)


def rule(*problems: Problem, code: str = "TEXT999") -> Rule:
    def check(subject: Subject, context: Context) -> Iterator[Problem]:
        del subject, context
        yield from problems

    return Rule(code, "made-up", Severity.WARNING, "", "", check=check)


def found(*problems: Problem) -> list[Finding]:
    return [one.finding for one in run(Context((SUBJECT,)), [rule(*problems)])]


def test_a_finding_stands_in_the_field_at_the_offset() -> None:
    (one,) = found(Problem("m", "title", 3))
    assert (one.file, one.line, one.column) == ("x.bib", 5, 2)
    assert (one.key, one.fields, one.message) == ("a", ("Title",), "a: m")
    assert (one.code, one.severity) == ("made-up", Severity.WARNING)


def test_without_a_field_it_stands_at_the_entry() -> None:
    for problem in (Problem("m"), Problem("m", "doi")):
        (one,) = found(problem)
        assert (one.line, one.column) == (3, 2)


def test_a_problem_may_name_its_own_file_and_severity() -> None:
    (one,) = found(Problem("m", file="notes/a.md", line=2, severity=Severity.INFO))
    assert (one.file, one.line, one.column) == ("notes/a.md", 2, None)
    assert one.severity is Severity.INFO
    (one,) = found(Problem("m", file="notes/a.md"))
    assert (one.line, one.column) == (None, None)


def test_a_rule_for_the_whole_library_names_the_entry() -> None:
    whole = Rule(
        "TEXT998",
        "whole",
        Severity.ERROR,
        "",
        "",
        check_all=lambda context: [Problem("m", subject=context.subjects[0]), Problem("n")],
    )
    listed = [one.finding for one in run(Context((SUBJECT,)), [whole])]
    assert [(one.key, one.message, one.line) for one in listed] == [
        (None, "n", None),
        ("a", "a: m", 3),
    ]


def test_findings_come_in_the_order_of_the_file() -> None:
    subjects = tuple(
        Subject(Entry({"id": key}, origin=Origin("x.bib", line)))
        for key, line in (("b", 20), ("a", 3))
    )
    reading = Finding("of-a-plug-in", "m", file="x.bib", line=10)
    last = Finding("of-a-plug-in", "m", file="x.bib")
    listed = run(Context(subjects, (last, reading)), [rule(Problem("m"))])
    assert [one.finding.line for one in listed] == [3, 10, 20, None]


def test_findings_of_the_readers_can_be_left_out() -> None:
    reading = Finding("duplicate-field", "m", file="x.bib", line=10)
    assert run(Context((SUBJECT,), (reading,)), [rule()]) == []
    listed = run(Context((SUBJECT,), (reading,)))
    assert [one.rule.code for one in listed if one.rule and one.finding is reading] == ["FILE011"]
