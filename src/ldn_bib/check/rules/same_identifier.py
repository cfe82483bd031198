"""Two entries with one DOI or one PMID."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Severity
from ldn_bib.values.pmid import normalise_pmid
from ldn_bib.values.sameness import folded

PARTS = frozenset(
    {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
)
"""CSL types of what stands in a book, and may be given the identifier of the book."""


def _are_parts(one: Subject, other: Subject) -> bool:
    """Whether two entries are chapters of one book, or a chapter and its book."""
    kinds = {one.entry.item.get("type"), other.entry.item.get("type")}
    return not kinds.isdisjoint(PARTS) and folded(one.entry.title) != folded(other.entry.title)


def _finder(
    variable: str, normalise: Callable[[str], str | None]
) -> Callable[[Context], Iterator[Problem]]:
    field = variable.lower()

    def check_all(context: Context) -> Iterator[Problem]:
        """Yield a problem for each entry whose identifier an entry before it has."""
        first: dict[str, Subject] = {}
        for subject in context.subjects:
            text = subject.entry.item.get(variable)
            number = normalise(str(text)) if text else None
            if number is None:
                continue
            other = first.setdefault(number.lower(), subject)
            if other is not subject and not _are_parts(subject, other):
                yield Problem(
                    f"{other.key!r}{_line(other)} has the same {variable} {number}",
                    field=field,
                    subject=subject,
                    related=(other.key,),
                )

    return check_all


def _line(subject: Subject) -> str:
    line = subject.entry.origin.line
    return f" in line {line}" if line is not None else ""


def _pair(field: str, same: str, other: str) -> Example:
    def entry(key: str, value: str) -> str:
        return f"@article{{{key},\n  title = {{Pain}},\n  {field} = {{{value}}},\n}}\n"

    return Example(
        bad=f"{entry('smith2020', same)}\n{entry('smith2020a', same)}",
        good=f"{entry('smith2020', same)}\n{entry('jones2021', other)}",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        code="DUP002",
        name="duplicate-doi",
        severity=Severity.WARNING,
        summary="two entries have one DOI",
        why="They are one paper twice, or one of them has the DOI of another paper. Chapters that "
        "give the DOI of their book are left alone.",
        example=_pair("doi", "10.1000/182", "10.1000/183"),
        check_all=_finder("DOI", normalise_doi),
    ),
    Rule(
        code="DUP003",
        name="duplicate-pmid",
        severity=Severity.WARNING,
        summary="two entries have one PMID",
        why="They are one paper twice, or one of them has the PMID of another paper.",
        example=_pair("pmid", "23359310", "28325149"),
        check_all=_finder("PMID", normalise_pmid),
    ),
)
