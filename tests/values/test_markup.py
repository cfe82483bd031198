from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import check_growth

from ldn_bib.values.markup import PLAIN, parse_markup, split_markup, strip_markup

OPENING = {
    "i": "<i>",
    "b": "<b>",
    "sub": "<sub>",
    "sup": "<sup>",
    "sc": '<span style="font-variant: small-caps;">',
    "nocase": '<span class="nocase">',
}


def marks(*names: str) -> frozenset[str]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("plain", [("plain", PLAIN)]),
        ("H<sub>2</sub>O", [("H", PLAIN), ("2", marks("sub")), ("O", PLAIN)]),
        ("<i>a<b>b</b></i>", [("a", marks("i")), ("b", marks("i", "b"))]),
        ("<i>a<i>b</i>c</i>d", [("abc", marks("i")), ("d", PLAIN)]),
        ("<sc>a</sc><sup>b</sup>", [("a", marks("sc")), ("b", marks("sup"))]),
        ('<span class="nocase">DNA</span>', [("DNA", marks("nocase"))]),
        ("<span style='font-variant:small-caps'>a</span>", [("a", marks("sc"))]),
        ("<i></i>", []),
        ("p < .05 and q > .1", [("p < .05 and q > .1", PLAIN)]),
        ("<script>x</script>", [("<script>x</script>", PLAIN)]),
        ("<I>x</I>", [("<I>x</I>", PLAIN)]),
        ("<i>open", [("<i>open", PLAIN)]),
        ("close</i>", [("close</i>", PLAIN)]),
        ("</i>a<i>", [("</i>a<i>", PLAIN)]),
        ("<i>a<b>c</i>d</b>", [("a<b>c", marks("i")), ("d</b>", PLAIN)]),
        ('<span class="x">a</span>', [('<span class="x">a</span>', PLAIN)]),
        ('<span class="nocase">a<span>b</span>c</span>', [("a<span>b</span>c", marks("nocase"))]),
        ("<i<i>a</i>", [("<i", PLAIN), ("a", marks("i"))]),
    ],
)
def test_runs(text: str, runs: list[tuple[str, frozenset[str]]]) -> None:
    assert parse_markup(text) == runs
    assert strip_markup(text) == "".join(run for run, _ in runs)


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abc <&", min_size=1).filter(lambda text: "<" not in text[-2:]),
            st.none() | st.sampled_from(sorted(OPENING)),
        )
    )
)
def test_marked_words_come_apart_as_they_were_joined(words: list[tuple[str, str | None]]) -> None:
    joined = ""
    for text, mark in words:
        if mark is None:
            joined += text
        else:
            tag = OPENING[mark]
            joined += f"{tag}{text}</{tag[1:].rstrip('>').split()[0]}>"
    expected: list[tuple[str, frozenset[str]]] = []
    for text, mark in words:
        now = frozenset({mark} if mark else ())
        if expected and expected[-1][1] == now:
            expected[-1] = (expected[-1][0] + text, now)
        else:
            expected.append((text, now))
    assert parse_markup(joined) == expected


TAGGED = st.lists(
    st.sampled_from([*OPENING.values(), "</i>", "</b>", "</sub>", "</span>", "<span>", "x", "<"])
).map("".join)


@given(TAGGED)
def test_neighbouring_runs_differ_and_none_is_empty(text: str) -> None:
    runs = parse_markup(text)
    assert all(run for run, _ in runs)
    assert all(one[1] != other[1] for one, other in pairwise(runs))
    assert sum(len(run) for run, _ in runs) <= len(text)


@given(st.text().filter(lambda text: "<" not in text))
def test_text_without_an_angle_bracket_stays(text: str) -> None:
    assert strip_markup(text) == text


@pytest.mark.parametrize("piece", ["<i>", "<i></b>", "</span>", "<span ", "<i></i>"])
def test_time_grows_with_length_only(piece: str) -> None:
    check_growth(strip_markup, lambda size: piece * size)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("a < b", ["a < b"]),
        (
            "a<i>b<b>c</b></i>",
            ["a", ("i", True), "b", ("b", True), "c", ("b", False), ("i", False)],
        ),
        ('<span class="nocase">X</span>', [("nocase", True), "X", ("nocase", False)]),
        ("<i>a <span>b</span>", ["<i>a <span>b</span>"]),
    ],
)
def test_text_is_split_at_its_tags(text: str, pieces: list[str | tuple[str, bool]]) -> None:
    assert split_markup(text) == pieces


@given(st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", "</span>", "x", "<", "<sc>"])))
def test_text_is_stripped_of_what_is_parsed(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert strip_markup(text) == "".join(run for run, _ in parse_markup(text))


@given(st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", "</span>", "x", "<", "<sc>"])))
def test_the_pieces_hold_the_text_of_the_runs(parts: list[str]) -> None:
    text = "".join(parts)
    split = "".join(piece for piece in split_markup(text) if isinstance(piece, str))
    assert split == strip_markup(text)
