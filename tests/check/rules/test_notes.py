from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.check.context import Context, NoteText
from ldn_bib.check.rules.notes import (
    COPIED_WORDS,
    FEWEST_WORDS,
    MOST_WORDS,
    copied_summary,
    old_review,
    shared_run,
    summary_length,
    without_note,
)
from ldn_bib.check.subject import Subject
from ldn_bib.entry import Annotation, Entry

TODAY = dt.date(2026, 2, 28)


def context(note: NoteText, item: dict[str, object] | None = None) -> tuple[Subject, Context]:
    subject = Subject(Entry({"id": "a", **(item or {})}))
    return subject, Context((subject,), notes={"a": note}, today=TODAY)


@pytest.mark.parametrize(
    ("reviewed", "is_old"),
    [
        (dt.date(2024, 2, 27), True),
        (dt.date(2024, 2, 28), False),
        (dt.date(2024, 2, 29), False),
        (dt.date(2026, 2, 28), False),
        (None, False),
    ],
)
def test_a_review_is_old_after_two_years(reviewed: dt.date | None, is_old: bool) -> None:
    subject, seen = context(NoteText("a", "notes/a.md", reviewed=reviewed, reviewed_line=4))
    found = list(old_review(subject, seen))
    assert bool(found) is is_old
    if found:
        assert (found[0].file, found[0].line, found[0].fields) == ("notes/a.md", 4, ("reviewed",))
        assert str(reviewed) in found[0].message


def test_the_29th_of_february_is_a_day_like_others() -> None:
    subject, seen = context(NoteText("a", "n", reviewed=dt.date(2022, 2, 28)))
    leap = Context(seen.subjects, notes=seen.notes, today=dt.date(2024, 2, 29))
    assert len(list(old_review(subject, leap))) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (0, None),
        (1, "has 1 word, under 30"),
        (FEWEST_WORDS - 1, "has 29 words, under 30"),
        (FEWEST_WORDS, None),
        (MOST_WORDS, None),
        (MOST_WORDS + 1, "has 121 words, over 120"),
    ],
)
def test_a_summary_is_not_too_long_and_not_too_short(words: int, said: str | None) -> None:
    subject, seen = context(NoteText("a", "n", "word " * words, 9))
    found = [problem.message for problem in summary_length(subject, seen)]
    assert found == ([f"the summary {said}"] if said else [])


ABSTRACT = (
    "Background. In this randomized trial <i>naltrexone</i> reduced the mean daily pain of women "
    "with fibromyalgia by 28.8 percent, which placebo did not."
)


def test_a_summary_that_copies_the_abstract_is_found() -> None:
    text = "It says that naltrexone reduced the mean daily pain of women with fibromyalgia by far."
    subject, seen = context(NoteText("a", "n", text, 9), {"abstract": ABSTRACT})
    (found,) = copied_summary(subject, seen)
    assert found.line == 9
    assert found.message == (
        "the summary has 11 words in a row from the abstract: "
        "“naltrexone reduced the mean daily pain of women with fibromyalgia …”"
    )


def test_the_same_in_other_words_is_fine() -> None:
    text = "Women with fibromyalgia had less daily pain on naltrexone than on a dummy treatment."
    subject, seen = context(NoteText("a", "n", text, 9), {"abstract": ABSTRACT})
    assert list(copied_summary(subject, seen)) == []
    subject, seen = context(NoteText("a", "n", text, 9))
    assert list(copied_summary(subject, seen)) == []


@given(
    st.lists(st.sampled_from("ab"), max_size=24),
    st.lists(st.sampled_from("ab"), max_size=24),
)
def test_the_longest_run_is_found(words: list[str], others: list[str]) -> None:
    runs = {
        tuple(others[start:end])
        for start in range(len(others))
        for end in range(start + COPIED_WORDS, len(others) + 1)
    }
    longest = max(
        (
            end - start
            for start in range(len(words))
            for end in range(start + COPIED_WORDS, len(words) + 1)
            if tuple(words[start:end]) in runs
        ),
        default=0,
    )
    assert len(shared_run(" ".join(words), " ".join(others))) == longest


def test_papers_without_a_note_are_told_where_others_have_one() -> None:
    noted = Subject(Entry({"id": "a"}, annotation=Annotation()))
    bare = Subject(Entry({"id": "b"}))
    notes = {"a": NoteText("a", "notes/a.md")}
    found = list(without_note(Context((noted, bare), notes=notes)))
    assert [problem.subject for problem in found] == [bare]
    assert list(without_note(Context((noted, bare)))) == []
