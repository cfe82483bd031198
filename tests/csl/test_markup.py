from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.markup import clean, mark_up, to_rich_text
from ldn_bib.csl.richtext import Mark, Run

IT, B, SC = Mark.ITALIC, Mark.BOLD, Mark.SMALL_CAPS
SUB, SUP = Mark.SUBSCRIPT, Mark.SUPERSCRIPT


def runs(field: str) -> list[tuple[str, set[Mark]]]:
    return [(run.text, set(run.marks)) for run in to_rich_text(mark_up(clean(field))).runs]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("plain", [("plain", set())]),
        ("<i>a</i> b", [("a", {IT}), (" b", set())]),
        ("H<sub>2</sub>O", [("H", set()), ("2", {SUB}), ("O", set())]),
        ("10<sup>9</sup>", [("10", set()), ("9", {SUP})]),
        ("<b>x <i>y</i></b>", [("x ", {B}), ("y", {B, IT})]),
        ("<sc>Bce</sc>", [("Bce", {SC})]),
        ('<span style="font-variant: small-caps;">x</span>', [("x", {SC})]),
        ("<span style='font-variant:small-caps'>x</span>", [("x", {SC})]),
        ("<I>x</I>", [("x", {IT})]),
        ("p < 0.05 and q > 1", [("p < 0.05 and q > 1", set())]),
        ("a <i>b", [("a <i>b", set())]),
        ("a </i>b", [("a </i>b", set())]),
        ("<em>a</em> &amp; b", [("<em>a</em> &amp; b", set())]),
        ("<i>a<b>b</i></b>", [("<i>a", set()), ("b</i>", {B})]),
    ],
)
def test_tags_become_marks(field: str, expected: list[tuple[str, set[Mark]]]) -> None:
    assert runs(field) == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ('<span class="nocase">x</span>', '<span class="nocase">x</span>'),
        ("<SPAN CLASS='nocase'>x</SPAN>", '<span class="nocase">x</span>'),
        (
            'a <span class="nocase">b <span class="nocase">c</span></span>',
            'a <span class="nocase">b c</span>',
        ),
        ('a <span class="nocase">b', "a b"),
        ("a </span>b", "a </span>b"),
    ],
)
def test_nocase_spans_stay_for_the_engine(field: str, expected: str) -> None:
    assert mark_up(field) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00\x01\x0fb\x7f\x9b", "ab"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("nb\u00a0sp – “ok” 𝒜", "nb\u00a0sp – “ok” 𝒜"),
    ],
)
def test_what_is_no_text_goes(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_white_space_at_the_ends_goes() -> None:
    assert to_rich_text(" \x01 \x0f a \x01b \x0f ").runs == (
        Run("a "),
        Run("b", frozenset({Mark.ITALIC})),
    )
    assert to_rich_text(" \x01 \x0f").runs == ()


@given(st.text())
def test_text_without_markup_comes_out_as_it_went_in(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    if "<" not in cleaned:
        assert str(to_rich_text(mark_up(cleaned))) == cleaned.strip()


@given(
    st.lists(
        st.sampled_from(["<i>", "</i>", "<b>", "</b>", '<span class="nocase">', "</span>", "x"])
    )
)
def test_any_tangle_of_tags_keeps_its_text(pieces: list[str]) -> None:
    field = "".join(pieces)
    assert str(to_rich_text(mark_up(field))).count("x") == pieces.count("x")
