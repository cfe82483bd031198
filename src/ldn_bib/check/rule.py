"""What a rule is: a code, a name, its documentation as data, and one small function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ldn_bib.values.finding import Severity

if TYPE_CHECKING:
    import datetime as dt

    from ldn_bib.check.context import Context
    from ldn_bib.check.subject import Subject

FAMILIES: Mapping[str, str] = {
    "FILE": "Reading the file",
    "FIELD": "Fields and types",
    "FACT": "Facts",
    "STATUS": "Retractions and corrections",
    "ID": "Identifiers",
    "DATE": "Dates",
    "PAGE": "Pages",
    "NAME": "Names",
    "TITLE": "Titles",
    "JOURNAL": "Journals",
    "URL": "Addresses",
    "TEXT": "Text and encoding",
    "KEY": "Citation keys",
    "DUP": "Duplicates",
    "NOTE": "Notes",
    "TAG": "Conditions",
    "CHECK": "The check itself",
}
"""Letters that a code begins with, and what the rules of the family look at."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of one field that is safe to make without asking.

    Attributes:
        field: the field, as the file spells it or in lower case.
        value: its new value as LaTeX, without delimiters; None where the value stays or goes.
        new_name: its new name; None where the name stays.
        expression: whether ``value`` is written as it is, without delimiters, such as ``jan``.
    """

    field: str
    value: str | None = None
    new_name: str | None = None
    expression: bool = False

    @classmethod
    def remove(cls, field: str) -> Fix:
        """Take the field out."""
        return cls(field)

    @classmethod
    def rename(cls, field: str, new_name: str) -> Fix:
        """Give the field another name; its value stays as it is."""
        return cls(field, new_name=new_name)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found.

    Attributes:
        message: one sentence for a person, without the place and the key of the entry.
        field: the field concerned, in lower case; None where the entry as a whole is meant.
        offset: where in the field's ``value`` it stands, from 0.
        fix: a change that is safe.
        severity: None for that of the rule.
        subject: the entry concerned, for rules that look at the whole library.
        related: keys of other entries that have a part in it.
        fields: all the fields concerned, where they are several.
        file: file, where it is none of the library's entries, such as a note.
        line: line in that file, from 1.
        column: column in that line, from 1.
    """

    message: str
    field: str | None = None
    offset: int = 0
    fix: Fix | None = None
    severity: Severity | None = None
    subject: Subject | None = None
    related: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None


Check: TypeAlias = "Callable[[Subject, Context], Iterable[Problem]]"
CheckAll: TypeAlias = "Callable[[Context], Iterable[Problem]]"


@dataclass(frozen=True, slots=True)
class Example:
    """An example for the documentation, which the tests run.

    Attributes:
        bad: what the rule finds something in: a field (``doi = {…}``), or a whole file that
            begins with ``@`` or ``%``; for ``language`` other than ``bibtex`` any text.
        good: the same without fault; empty where there is nothing to show.
        language: ``bibtex``, or what the text is for documentation that is not run.
        today: the day that it is, for rules that look at the calendar.
    """

    bad: str
    good: str = ""
    language: str = "bibtex"
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: letters of its family and three digits, such as ``ID001``.
        name: stable name in lower case with hyphens, such as ``doi-syntax``.
        severity: how bad its findings are, where a finding says nothing else.
        summary: what it finds, as one short sentence without a full stop.
        why: why that matters, one or two sentences.
        example: for the documentation and the tests.
        check: looks at one entry.
        check_all: looks at the library as a whole.
        fixes: whether some of its findings carry a fix.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    example: Example | None = None
    check: Check | None = None
    check_all: CheckAll | None = None
    fixes: bool = False

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    @property
    def is_of_readers(self) -> bool:
        """Whether its findings come from reading the files and not from a function here."""
        return self.check is None and self.check_all is None
