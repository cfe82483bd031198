"""Value expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.expression import MONTH_MACROS, evaluate, well_formed

MACROS = {**MONTH_MACROS, "j": "Journal"}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("{text}", "text"),
        ('"text"', "text"),
        ("2013", "2013"),
        ("{a {b} c}", "a {b} c"),
        ('"a {"} b"', 'a {"} b'),
        ('"a {b " c} d"', 'a {b " c} d'),
        ('{say "x"}', 'say "x"'),
        ('j # " of Pain"', "Journal of Pain"),
        ("J#{ of }#2", "Journal of 2"),
        ('"10~" # jan', "10~jan"),
        ('may # "--" # jun', "may--jun"),
        ("{line one\\\\}", "line one\\\\"),
        ("{a\r\n   b\t c}", "a b c"),
        ("{ a\u00a0 b }", "a\u00a0 b"),
        ("{}", ""),
        ('""', ""),
    ],
)
def test_expressions_are_evaluated(value: str, wanted: str) -> None:
    assert well_formed(value)
    assert evaluate(value, MACROS) == (wanted, ())


@pytest.mark.parametrize(
    "value", ["", "{", "}", '"', "{a}b", "{a} {b}", 'a "b"', "{a} #", '"a}"', '"{"', "a,b"]
)
def test_what_bibtex_would_refuse_is_no_expression(value: str) -> None:
    assert not well_formed(value)


def test_a_backslash_hides_no_brace() -> None:
    assert well_formed("{a\\}")
    assert not well_formed("{a\\{}")


def test_an_undefined_macro_stands_for_its_name() -> None:
    assert evaluate("foo # { x} # foo", MACROS) == ("foo xfoo", ("foo",))


@given(st.text(alphabet='ab1 {}"#\\,'))
def test_any_text_is_evaluated(value: str) -> None:
    text, _ = evaluate(value, {})
    assert text.count("a") == value.count("a")


@given(st.lists(st.text(alphabet="ab ~-é", min_size=1), min_size=1, max_size=5))
def test_concatenation_joins_the_pieces(pieces: list[str]) -> None:
    value = " # ".join(f"{{{piece}}}" for piece in pieces)
    assert evaluate(value, {}).text.split() == "".join(pieces).split()
