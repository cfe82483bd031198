from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.output import to_rich_text
from ldn_bib.csl.richtext import Mark
from ldn_bib.csl.tokens import (
    BASELINE,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    LIGHT,
    NO_DECORATION,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    RIGHT_INLINE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Tokens,
    plain,
    wrap,
)


def runs(*tokens: str | int) -> list[tuple[str, set[Mark]]]:
    return [(run.text, set(run.marks)) for run in to_rich_text(list(tokens)).runs]


@pytest.mark.parametrize(
    ("operator", "mark"),
    [
        (ITALIC, Mark.ITALIC),
        (OBLIQUE, Mark.ITALIC),
        (BOLD, Mark.BOLD),
        (UNDERLINE, Mark.UNDERLINE),
        (SMALL_CAPS, Mark.SMALL_CAPS),
        (SUPERSCRIPT, Mark.SUPERSCRIPT),
        (SUBSCRIPT, Mark.SUBSCRIPT),
    ],
)
def test_operators_set_marks(operator: int, mark: Mark) -> None:
    assert runs("a", operator, "b", -operator, "c") == [("a", set()), ("b", {mark}), ("c", set())]


@pytest.mark.parametrize(
    ("operator", "back"),
    [
        (ITALIC, NORMAL_STYLE),
        (BOLD, NORMAL_WEIGHT),
        (BOLD, LIGHT),
        (UNDERLINE, NO_DECORATION),
        (SMALL_CAPS, NORMAL_VARIANT),
        (SUPERSCRIPT, BASELINE),
        (SUBSCRIPT, BASELINE),
    ],
)
def test_operators_set_marks_back(operator: int, back: int) -> None:
    made = runs(operator, "a", back, "b", -back, "c", -operator)
    assert [marks == set() for _, marks in made] == [False, True, False]


def test_marks_add_up_and_neighbours_merge() -> None:
    tokens: Tokens = [BOLD, "a", "b", ITALIC, "c", -ITALIC, -BOLD, BOLD, "d", -BOLD]
    bold, both = {Mark.BOLD}, {Mark.BOLD, Mark.ITALIC}
    assert runs(*tokens) == [("ab", bold), ("c", both), ("d", bold)]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ([LEFT_MARGIN, "1.", -LEFT_MARGIN, RIGHT_INLINE, "Doe", -RIGHT_INLINE], "1. Doe"),
        ([LEFT_MARGIN, "1. ", -LEFT_MARGIN, RIGHT_INLINE, "Doe", -RIGHT_INLINE], "1. Doe"),
        (["Doe", BLOCK, "Abstract", -BLOCK, "end"], "Doe Abstract end"),
        (["Doe", INDENT, "Abstract", -INDENT], "Doe Abstract"),
        ([BLOCK, "Doe", -BLOCK], "Doe"),
        ([LEFT_MARGIN, "[1]", -LEFT_MARGIN, ITALIC, "", "Doe", -ITALIC], "[1] Doe"),
    ],
)
def test_parts_of_an_entry_are_kept_apart(tokens: Tokens, text: str) -> None:
    assert str(to_rich_text(tokens)) == text


def test_nothing_gives_nothing() -> None:
    assert to_rich_text([]).runs == ()
    assert to_rich_text([ITALIC, "", -ITALIC]).runs == ()


MARKS = st.sampled_from([ITALIC, BOLD, UNDERLINE, SMALL_CAPS, SUPERSCRIPT, NORMAL_STYLE, BASELINE])


@given(st.lists(st.tuples(st.lists(MARKS, max_size=3), st.text(max_size=4)), max_size=6))
def test_every_character_is_kept(parts: list[tuple[list[int], str]]) -> None:
    tokens: Tokens = []
    for operators, word in parts:
        tokens += wrap([word], tuple(operators))
    made = to_rich_text(tokens)
    assert str(made) == plain(tokens)
    assert all(run.text for run in made.runs)
