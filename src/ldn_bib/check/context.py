"""What a rule may know beside its entry: the library, its notes, its vocabulary, the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ldn_bib.check.journals import Journals, journals_of
from ldn_bib.check.subject import Subject
from ldn_bib.check.words import Words, learn
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Finding


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note, and where its parts stand.

    Attributes:
        key: citation key that it is for.
        file: name of its file.
        summary: the summary, on one line; empty where there is none.
        summary_line: line on which the summary begins, from 1.
        reviewed: day on which a person last reviewed it.
        reviewed_line: line of that day, from 1.
    """

    key: str
    file: str
    summary: str = ""
    summary_line: int | None = None
    reviewed: dt.date | None = None
    reviewed_line: int | None = None


@dataclass(frozen=True)
class Context:
    """The library as the rules see it.

    Attributes:
        subjects: all entries, in the order of the file.
        findings: what the readers and the enrichment have found.
        conditions: the vocabulary, slug to condition.
        notes: the notes by citation key; empty where the library has none.
        today: the day that it is.
        key_pattern: what a citation key has to match as a whole; None where nobody said.
    """

    subjects: tuple[Subject, ...] = ()
    findings: tuple[Finding, ...] = ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    notes: Mapping[str, NoteText] = field(default_factory=dict)
    today: dt.date = field(default_factory=dt.date.today)
    key_pattern: re.Pattern[str] | None = None

    @cached_property
    def words(self) -> Words:
        """Proper nouns and abbreviations learnt from the library."""
        return learn(self.subjects)

    @cached_property
    def journals(self) -> Journals:
        """Pairs of abbreviated and full names of journals seen in the library."""
        return journals_of(self.subjects)

    @cached_property
    def by_key(self) -> Mapping[str, Subject]:
        """The entries by their citation keys."""
        return {subject.key: subject for subject in self.subjects}
