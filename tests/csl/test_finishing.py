from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.finishing import Quotes, finish
from ldn_bib.csl.tokens import (
    BASELINE,
    BOLD,
    DOUBLE,
    FLIP_BOLD,
    FLIP_ITALIC,
    FLIP_SMALL_CAPS,
    GLUE,
    ITALIC,
    NAME_PARTICLE,
    NO_DECORATION,
    NOCASE,
    NODECOR,
    NORMAL_STYLE,
    NORMAL_VARIANT,
    NORMAL_WEIGHT,
    OBLIQUE,
    QUOTE,
    SINGLE,
    SMALL_CAPS,
    SUPERSCRIPT,
    TERM,
    UNDERLINE,
    YEAR_SUFFIX,
    Token,
    Tokens,
    plain,
)

INSIDE = Quotes(punctuation_inside=True)
OUTSIDE = Quotes()
FRENCH = Quotes("« ", " »", "“", "”")


def text(*tokens: Token, quotes: Quotes = OUTSIDE) -> str:
    return plain(finish(list(tokens), quotes))


# what remains of the mark in front and the one behind it; citeproc-js prints the same
MEETINGS = """
        .    ,    :    ;    !    ?
   .    .    .,   .:   .;   .!   .?
   ,    ,.   ,    ,:   ,;   ,!   ,?
   :    :    :,   :    :;   !    ?
   ;    ;    ;,   ;    ;    !    ?
   !    !    !,   !    !;   !    !?
   ?    ?    ?,   ?    ?;   ?!   ?
"""


def meetings() -> list[tuple[str, str, str]]:
    head, *rows = (line.split() for line in MEETINGS.strip().split("\n"))
    return [
        (before, after, remains)
        for before, *row in rows
        for after, remains in zip(head, row, strict=True)
    ]


@pytest.mark.parametrize(("before", "after", "remains"), meetings())
def test_marks_that_meet(before: str, after: str, remains: str) -> None:
    assert text(f"x{before}", after, "y") == f"x{remains}y"
    assert text(f"x{before}", f"{after} y") == f"x{remains} y"
    assert text(f"x{before}", ITALIC, f"{after}y", -ITALIC) == f"x{remains}y"


@pytest.mark.parametrize("field", ["x.. y", "a?!!b", "wait...", "1,,2", "a  b"])
def test_marks_within_a_field_stay(field: str) -> None:
    assert text(field) == field


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["a ", " b"], "a b"),
        (["a", " ", " ", "b"], "a b"),
        (["a.", " ", "b"], "a. b"),
        (["a.", GLUE, ".b"], "a..b"),
        (["a.", "", ".", "b"], "a.b"),
        (["a", ".", ".", "."], "a."),
        ([".", "a"], ".a"),
    ],
)
def test_joints(tokens: Tokens, expected: str) -> None:
    assert text(*tokens) == expected


@pytest.mark.parametrize(
    ("inner", "after", "inside", "outside"),
    [
        ("x", ".", "“x.”", "“x”."),
        ("x", ",", "“x,”", "“x”,"),
        ("x", ";", "“x”;", "“x”;"),
        ("x", "?", "“x?”", "“x”?"),
        ("x.", ".", "“x.”", "“x.”"),
        ("x.", ",", "“x.,”", "“x.”,"),
        ("x?", ".", "“x?”", "“x?”"),
        ("x!", "?", "“x!?”", "“x!”?"),
        ("x", ". y", "“x.” y", "“x”. y"),
        ("x", " y", "“x” y", "“x” y"),
    ],
)
def test_punctuation_and_closing_quotes(inner: str, after: str, inside: str, outside: str) -> None:
    assert text(QUOTE, inner, -QUOTE, after, quotes=INSIDE) == inside
    assert text(QUOTE, inner, -QUOTE, after, quotes=OUTSIDE) == outside


def test_punctuation_goes_inside_all_quotes_that_close() -> None:
    tokens: Tokens = [QUOTE, "a ", QUOTE, "b", -QUOTE, -QUOTE, "."]
    assert text(*tokens, quotes=INSIDE) == "“a ‘b.’”"
    assert text(*tokens, quotes=OUTSIDE) == "“a ‘b’”."


def test_punctuation_of_the_field_itself_stays_outside() -> None:
    assert text(QUOTE, "a", -QUOTE, GLUE, ", b", quotes=INSIDE) == "“a”, b"


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ([QUOTE, "a", -QUOTE], "« a »"),
        ([QUOTE, "a ", QUOTE, "b", -QUOTE, " c", -QUOTE], "« a “b” c »"),
        ([QUOTE, QUOTE, QUOTE, "a", -QUOTE, -QUOTE, -QUOTE], "« “« a »” »"),
        ([DOUBLE, "a", -DOUBLE], "“a”"),
        ([SINGLE, "a", -SINGLE], "‘a’"),
        ([QUOTE, DOUBLE, "a", -DOUBLE, -QUOTE], "« “a” »"),
        ([DOUBLE, "a ", SINGLE, "b", -SINGLE, -DOUBLE], "“a ‘b’”"),
        ([DOUBLE, "a", -DOUBLE, QUOTE, DOUBLE, "b", -DOUBLE, -QUOTE], "“a”« “b” »"),
    ],
)
def test_quotes_turn_inside_quotes(tokens: Tokens, expected: str) -> None:
    assert text(*tokens, quotes=FRENCH) == expected


@pytest.mark.parametrize(
    ("tokens", "finished"),
    [
        ([FLIP_ITALIC, "a", -FLIP_ITALIC], [ITALIC, "a", -ITALIC]),
        (
            [ITALIC, "a ", FLIP_ITALIC, "b", -FLIP_ITALIC, -ITALIC],
            [ITALIC, "a ", NORMAL_STYLE, "b", -NORMAL_STYLE, -ITALIC],
        ),
        (
            [FLIP_ITALIC, FLIP_ITALIC, FLIP_ITALIC, "a", *[-FLIP_ITALIC] * 3],
            [ITALIC, NORMAL_STYLE, ITALIC, "a", -ITALIC, -NORMAL_STYLE, -ITALIC],
        ),
        (
            [OBLIQUE, FLIP_ITALIC, "a", -FLIP_ITALIC, -OBLIQUE],
            [OBLIQUE, NORMAL_STYLE, "a", -NORMAL_STYLE, -OBLIQUE],
        ),
        (
            [BOLD, FLIP_BOLD, "a", -FLIP_BOLD, FLIP_ITALIC, "b", -FLIP_ITALIC, -BOLD],
            [BOLD, NORMAL_WEIGHT, "a", -NORMAL_WEIGHT, ITALIC, "b", -ITALIC, -BOLD],
        ),
        (
            [SMALL_CAPS, FLIP_SMALL_CAPS, "a", -FLIP_SMALL_CAPS, -SMALL_CAPS],
            [SMALL_CAPS, NORMAL_VARIANT, "a", -NORMAL_VARIANT, -SMALL_CAPS],
        ),
        ([NORMAL_STYLE, "a", -NORMAL_STYLE], ["a"]),
        (
            [ITALIC, NODECOR, "a", -NODECOR, -ITALIC],
            [ITALIC, NORMAL_STYLE, "a", -NORMAL_STYLE, -ITALIC],
        ),
        ([NODECOR, "a", -NODECOR], ["a"]),
        ([ITALIC, -ITALIC, "a"], ["a"]),
        ([NOCASE, "a", -NOCASE, TERM, NAME_PARTICLE, "b", -NAME_PARTICLE], ["a", "b"]),
        ([YEAR_SUFFIX, "a", -YEAR_SUFFIX], ["a"]),
    ],
)
def test_marks_flip_and_silent_operators_go(tokens: Tokens, finished: Tokens) -> None:
    assert finish(tokens, OUTSIDE) == finished


OPERATORS = [
    *(ITALIC, NORMAL_STYLE, OBLIQUE, BOLD, NORMAL_WEIGHT, UNDERLINE, NO_DECORATION, SMALL_CAPS),
    *(NORMAL_VARIANT, SUPERSCRIPT, BASELINE, FLIP_ITALIC, FLIP_BOLD, FLIP_SMALL_CAPS, NOCASE),
    *(NODECOR, QUOTE, SINGLE, DOUBLE, YEAR_SUFFIX),
]
WORDS = st.sampled_from(["a", "b.", ". c", ",", "?", " ", "d: ", "!", ""])
STREAMS = st.recursive(
    st.lists(WORDS | st.sampled_from([TERM, GLUE]), max_size=3),
    lambda inner: st.builds(
        lambda before, operator, within, after: [*before, operator, *within, -operator, *after],
        inner,
        st.sampled_from(OPERATORS),
        inner,
        inner,
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(STREAMS, st.booleans())
def test_finished_streams_nest_and_keep_their_letters(tokens: Tokens, inside: bool) -> None:
    finished = finish(tokens, Quotes(punctuation_inside=inside))
    opened: list[int] = []
    for token in finished:
        if isinstance(token, int):
            assert abs(token) <= SUPERSCRIPT + 2
            if token > 0:
                opened.append(token)
            else:
                assert opened.pop() == -token
    assert not opened
    letters = [char for char in plain(finished) if char.isalpha()]
    assert letters == [char for char in plain(tokens) if char.isalpha()]
