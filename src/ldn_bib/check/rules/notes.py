"""Notes: papers without one, reviews that are old, summaries that are too long, short or copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context, NoteText
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity
from ldn_bib.values.markup import strip_markup

MOST_YEARS = 2
"""Years after which a note should be looked at again."""

FEWEST_WORDS = 30
MOST_WORDS = 120
"""Words that a summary should have."""

COPIED_WORDS = 10
"""Words in a row that nobody writes again by chance."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def without_note(context: Context) -> Iterator[Problem]:
    """Yield a problem for each entry without a note, in a library that has notes."""
    if context.notes:
        for subject in context.subjects:
            if subject.entry.annotation is None and subject.key not in context.notes:
                yield Problem("there is no note for this paper", subject=subject)


def old_review(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a note that nobody has gone over for long."""
    note = context.notes.get(subject.key)
    if note is None or note.reviewed is None:
        return
    day, today = note.reviewed, context.today
    # the years counted by hand: 29 February has no day two years before it
    if (today.year - MOST_YEARS, today.month, today.day) > (day.year, day.month, day.day):
        message = f"the note was last reviewed on {day.isoformat()}, over {MOST_YEARS} years ago"
        yield _in_note(note, message, note.reviewed_line, "reviewed")


def summary_length(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a summary that is too long or too short."""
    note = context.notes.get(subject.key)
    words = len(note.summary.split()) if note else 0
    if note and words and not FEWEST_WORDS <= words <= MOST_WORDS:
        what = f"over {MOST_WORDS}" if words > MOST_WORDS else f"under {FEWEST_WORDS}"
        count = f"{words} {'word' if words == 1 else 'words'}"
        yield _in_note(note, f"the summary has {count}, {what}", note.summary_line)


def copied_summary(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a summary that has a run of words from the abstract."""
    note = context.notes.get(subject.key)
    abstract = subject.entry.item.get("abstract")
    if note is None or not note.summary or not isinstance(abstract, str):
        return
    run = shared_run(note.summary, strip_markup(abstract))
    if run:
        shown = " ".join(run[:COPIED_WORDS])
        message = f"the summary has {len(run)} words in a row from the abstract: “{shown} …”"
        yield _in_note(note, message, note.summary_line)


def shared_run(text: str, source: str) -> list[str]:
    """The longest run of words of a text that stands in a source too, in lower case.

    Returns:
        The run; empty where it is shorter than :data:`COPIED_WORDS`.
    """
    words, others = (_WORD.findall(one.casefold()) for one in (text, source))
    places: dict[tuple[str, ...], list[int]] = {}
    for start in range(len(others) - COPIED_WORDS + 1):
        places.setdefault(tuple(others[start : start + COPIED_WORDS]), []).append(start)
    best: list[str] = []
    at = 0
    while at + max(COPIED_WORDS, len(best) + 1) <= len(words):
        longest = 0
        for start in places.get(tuple(words[at : at + COPIED_WORDS]), ()):
            size = COPIED_WORDS
            while words[at + size : at + size + 1] == others[start + size : start + size + 1] != []:
                size += 1
            longest = max(longest, size)
        if longest > len(best):
            best = words[at : at + longest]
        at += max(longest - COPIED_WORDS, 0) + 1
    return best


def _in_note(note: NoteText, message: str, line: int | None, key: str | None = None) -> Problem:
    return Problem(message, file=note.file, line=line, column=1, fields=(key,) if key else ())


RULES: tuple[Rule, ...] = (
    Rule(
        code="NOTE002",
        name="entry-without-note",
        severity=Severity.INFO,
        summary="a paper has no note, in a library that has notes",
        why="It stands in the reading lists without a summary, and its conditions are guessed from "
        "its words.",
        example=Example(
            bad="@article{smith2020, …} without notes/smith2020.md",
            good="notes/smith2020.md",
            language="text",
        ),
        check_all=without_note,
    ),
    Rule(
        code="NOTE003",
        name="old-review",
        severity=Severity.WARNING,
        summary=f"a note was last reviewed more than {MOST_YEARS} years ago",
        why="Papers are retracted and corrected, and what is known changes.",
        example=Example(bad="reviewed = 2020-01-15", good="reviewed = 2026-01-15", language="toml"),
        check=old_review,
    ),
    Rule(
        code="NOTE004",
        name="summary-length",
        severity=Severity.WARNING,
        summary=f"a summary has over {MOST_WORDS} or under {FEWEST_WORDS} words",
        why="A long summary is not read, a short one cannot say what was studied, in whom, with "
        "what result and how sure that is.",
        example=Example(bad="It helps.", language="markdown"),
        check=summary_length,
    ),
    Rule(
        code="NOTE005",
        name="copied-summary",
        severity=Severity.WARNING,
        summary=f"a summary shares {COPIED_WORDS} or more words in a row with the abstract",
        why="Abstracts are under copyright and are written for specialists; a summary says it in "
        "plain words of its own.",
        example=Example(
            bad="A sentence of ten words or more taken from the abstract.",
            good="The same in words of one's own.",
            language="text",
        ),
        check=copied_summary,
    ),
)
