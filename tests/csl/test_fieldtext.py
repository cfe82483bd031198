from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.tokens import (
    DOUBLE,
    FLIP_BOLD,
    FLIP_ITALIC,
    FLIP_SMALL_CAPS,
    GLUE,
    NOCASE,
    NODECOR,
    QUOTE,
    SINGLE,
    SUBSCRIPT,
    SUPERSCRIPT,
    Token,
    plain,
)

I, B, SC = FLIP_ITALIC, FLIP_BOLD, FLIP_SMALL_CAPS  # noqa: E741


def opened_and_closed(tokens: tuple[Token, ...]) -> bool:
    """Whether the operators of a stream nest."""
    opened: list[int] = []
    for token in tokens:
        if not isinstance(token, int) or token == GLUE:
            continue
        if token > 0:
            opened.append(token)
        elif not opened or opened.pop() != -token:
            return False
    return not opened


@pytest.mark.parametrize(
    ("field", "tokens"),
    [
        ("", []),
        ("plain", ["plain"]),
        ("<i>a</i> b", [I, "a", -I, " b"]),
        ("H<sub>2</sub>O, 10<sup>9</sup>", ["H", 12, "2", -12, "O, 10", 11, "9", -11]),
        ("<b>x <i>y</i></b>", [B, "x ", I, "y", -I, -B]),
        ("<sc>Bce</sc>", [SC, "Bce", -SC]),
        ('<span style="font-variant: small-caps;">x</span>', [SC, "x", -SC]),
        ('<span class="nocase">van</span> x', [NOCASE, "van", -NOCASE, " x"]),
        ('<span class="nodecor">x</span>', [NODECOR, "x", -NODECOR]),
        ("<I>x</i>", [I, "x", -I]),
        ("p < 0.05 & q > 1", ["p < 0.05 & q > 1"]),
        ("<em>a</em> &amp; &lt;b&gt;", ["<em>a</em> &amp; &lt;b&gt;"]),
        ("<i></i>", [I, -I]),
    ],
)
def test_tags_become_operators(field: str, tokens: list[Token]) -> None:
    assert list(parse_field(field)) == tokens
    assert (SUBSCRIPT, SUPERSCRIPT) == (12, 11)


@pytest.mark.parametrize(
    ("field", "tokens"),
    [
        ("a <i>b", ["a <i>b"]),
        ("a </i>b", ["a </i>b"]),
        ("</i>a<i>", ["</i>a<i>"]),
        ("<i>a<b>b</i></b>", [I, "a<b>b", -I, "</b>"]),
        ("<span>x</span>", ["<span>x</span>"]),
        ("<i>a</i></i>", [I, "a", -I, "</i>"]),
        ("<i><i>a</i>", ["<i>", I, "a", -I]),
    ],
)
def test_tags_that_do_not_pair_stay(field: str, tokens: list[Token]) -> None:
    assert list(parse_field(field)) == tokens


@pytest.mark.parametrize(
    ("field", "tokens"),
    [
        ('said "yes" to', ["said ", QUOTE, "yes", -QUOTE, GLUE, " to"]),
        ('"a "b" c"', [QUOTE, "a ", QUOTE, "b", -QUOTE, GLUE, " c", -QUOTE]),
        ("'quoted'", [QUOTE, "quoted", -QUOTE]),
        ("“a ‘b’ c”", [DOUBLE, "a ", SINGLE, "b", -SINGLE, " c", -DOUBLE]),
        ("O'Neil's \"Way\"", ["O’Neil’s ", QUOTE, "Way", -QUOTE]),
        ("the dogs' tails", ["the dogs’ tails"]),
        ("don’t, l'été", ["don’t, l’été"]),
        ("1990s '90s", ["1990s ’90s"]),
        ("5' 6\"", ['5’ 6"']),
        ("a “b", ["a “b"]),
        ("a” b", ["a” b"]),
        ("«a» „b“", ["«a» „b“"]),
        ('"<i>a</i>"', [QUOTE, I, "a", -I, -QUOTE]),
        ('<i>"a</i>"', [I, '"a', -I, '"']),
    ],
)
def test_quotation_marks_that_pair_become_operators(field: str, tokens: list[Token]) -> None:
    assert list(parse_field(field)) == tokens


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("a\x00b\x1bc\x7fd\x9be", "abcde"),
        ("a\x0bb\x0cc\x85d\u2028e", "a b c d e"),
        ("a\tb\nc\r\nd", "a\tb\nc\r\nd"),
        ("half \ud83d pair \ude00", "half \ufffd pair \ufffd"),
        ("whole 😀 pair", "whole 😀 pair"),
        ("\x00", ""),
    ],
)
def test_what_is_no_text_goes(field: str, text: str) -> None:
    assert plain(list(parse_field(field))) == text


PIECES = [
    *("<i>", "</i>", "<b>", "</b>", "<sup>", "</sub>", "<span class='nocase'>", "</span>"),
    *('"', "'", "“", "”", "„", "«", "»", "‘", "’", " ", "a", "b c", ".", "-", "\n"),
]
MARKS = re.compile(r"</?(?:i|b|sup|sub)>|<span [^<>]*>|</span>|[\"'“”‘’„«»]")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_every_visible_character_is_kept(pieces: list[str]) -> None:
    field = "".join(pieces)
    tokens = parse_field(field)
    assert opened_and_closed(tokens)
    assert MARKS.sub("", plain(list(tokens))) == MARKS.sub("", field)


@given(st.text())
def test_text_without_marks_is_kept_as_it_is(field: str) -> None:
    printable = "".join(char for char in field if char.isprintable())
    tokens = parse_field(printable)
    assert opened_and_closed(tokens)
    if not MARKS.search(printable):
        assert plain(list(tokens)) == printable


@pytest.mark.parametrize(
    "field",
    [
        "<i>" * 20_000,
        "</i>" * 20_000,
        "<i>" * 20_000 + "</b>" * 20_000,
        "<i>" * 20_000 + "x" + "</i>" * 20_000,
        "<i>“</i>”" * 20_000,
        "“" * 20_000 + "x" + "”" * 20_000,
        "“" * 20_000 + "x" + "’" * 20_000,
        "'a " * 20_000 + "”" * 20_000,
        '"' * 40_000,
        "don't " * 100_000,
        "<span " * 50_000,
        "<" * 100_000,
        "a\x00" * 100_000,
    ],
    ids=lambda field: field[:12].encode("unicode_escape").decode(),
)
def test_the_work_grows_with_the_length(field: str) -> None:
    tokens = parse_field(field)
    assert opened_and_closed(tokens)
    letters = field.translate(dict.fromkeys(map(ord, "\x00"), None))
    assert plain(list(tokens)).count("a") == MARKS.sub("", letters).count("a") or "<" in field
