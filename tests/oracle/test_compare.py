from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracle.compare import KINDS, classify, compare, pieces, short_change

ITEM = {"id": "a", "author": [{"family": "Hale", "given": "Miriam"}]}


@pytest.mark.parametrize(
    ("theirs", "ours", "kind"),
    [
        ("<i>A</i> b", "A b", "markup"),
        ("A  b", "A b", "blanks"),
        ("2nd ed.", "2nded.", "blanks"),
        ("1–2", "1-2", "dashes"),
        ("“A”", "‘A’", "quotes"),
        ("A, b.", "A b", "punctuation"),
        ("Slow tablet", "Slow Tablet", "case"),
        ("[2] A", "[3] A", "numbering"),
        ("Hale 2013a", "Hale 2013b", "year letter"),
        ("Hale M", "Hale", "names"),
        ("Hale and others", "Hale et al.", "names"),
        ("May 2013", "5 2013", "dates"),
        ("see 12", "see 13", "numbers"),
        ("A 2001; B 2000", "B 2000; A 2001", "words moved"),
        ("A word more", "A word", "words missing"),
        ("A word", "A word more", "words added"),
        ("red", "blue", "words changed"),
    ],
)
def test_kinds(theirs: str, ours: str, kind: str) -> None:
    assert classify(theirs, ours, [ITEM]) == kind


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_difference_has_a_kind(theirs: str, ours: str) -> None:
    if theirs != ours:
        assert classify(theirs, ours, [ITEM]) in KINDS


def test_short_change_names_what_differs() -> None:
    assert short_change("vol. 2, p. 3", "vol. 2: p. 4") == ", → :; 3 → 4"


def test_pieces_hold_what_changed_and_what_stands_around() -> None:
    assert pieces("<i>A</i>, vol. 2", "<i>A</i>; vol. 3") == [
        "<i>A</i>⟦,→;⟧ vol. 2",
        "<i>A</i>, vol. ⟦2→3⟧",
    ]
    assert pieces("A B", "A") == ["A⟦ B→⟧"]
    assert pieces("A", "A") == []


@given(st.text(max_size=20), st.text(max_size=20))
def test_strings_that_differ_have_pieces(theirs: str, ours: str) -> None:
    assert bool(pieces(theirs, ours)) == (theirs != ours)


def entries(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, f'  <div class="csl-entry">{text}</div>\n') for name, text in pairs]


def test_answers_are_compared_string_by_string() -> None:
    theirs = {"citations": ["(A)", "(B)"], "bibliography": entries(("a", "A."), ("b", "B."))}
    ours = {"citations": ["(A)", "[B]"], "bibliography": entries(("b", "B."), ("c", "C."))}
    found = compare("s", theirs, ours, ["a", "b"], [ITEM])
    assert dict(found.entries) == {"citation": 2, "bibliography": 2}
    assert dict(found.equal) == {"citation": 1, "bibliography": 1}
    assert [(one.place, one.item, one.kind) for one in found.differences] == [
        ("citation", "b", "punctuation"),
        ("bibliography", "a", "missing"),
        ("bibliography", "c", "extra"),
    ]


def test_entries_out_of_order_are_named_once() -> None:
    theirs = {"citations": [], "bibliography": entries(*((n, n) for n in "abcd"))}
    ours = {"citations": [], "bibliography": entries(*((n, n) for n in "bcda"))}
    found = compare("s", theirs, ours, [], [])
    assert [(one.item, one.kind, one.theirs, one.ours) for one in found.differences] == [
        ("a", "order", "first", "behind d")
    ]


def test_a_failure_of_ours_counts_against_all_strings_one_of_theirs_against_none() -> None:
    theirs = {"citations": ["(A)"], "bibliography": None}
    failed = compare("s", theirs, {"error": "KeyError: 'x'"}, ["a"], [])
    assert (failed.error, dict(failed.entries), dict(failed.equal)) == (
        "KeyError: 'x'",
        {"citation": 1},
        {},
    )
    silent = compare("s", {"error": "no"}, {"citations": [], "bibliography": None}, ["a"], [])
    assert (silent.oracle_error, dict(silent.entries), silent.differences) == ("no", {}, ())
