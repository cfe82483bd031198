from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.oracle.compare import KINDS, Comparison, Difference
from tests.oracle.report import judged, markdown, percent
from tests.oracle.verdicts import (
    SIDES,
    Judge,
    Verdict,
    parse_verdict,
    read_verdicts,
    settled,
)

TABLE: dict[str, Any] = {
    "name": "A colon",
    "right": "ours",
    "says": "The specification, «Affixes».",
    "change": "⟦,→:⟧",
    "example": {"theirs": "a, b", "ours": "a: b"},
}


@pytest.fixture(autouse=True)
def fresh_verdicts() -> Iterator[None]:
    read_verdicts.cache_clear()
    yield
    read_verdicts.cache_clear()


def difference(theirs: str, ours: str, kind: str = "punctuation", **given: str) -> Difference:
    place = given.get("place", "citation")
    return Difference(
        given.get("style", "s"), place, given.get("item", "a"), kind, "", theirs, ours
    )


def judge(*verdicts: Verdict, xml: str = "", json: str = "") -> Judge:
    return Judge(verdicts, xml=lambda _: xml, json=lambda _: json)


def example_of(verdict: Verdict) -> Difference:
    made = verdict.example
    kind = made.kind or min(verdict.kinds, default="punctuation")
    place = made.place or verdict.place or "citation"
    return difference(made.theirs, made.ours, kind, place=place)


def named(classes: list[Verdict | None]) -> set[str]:
    return {one.name for one in classes if one is not None}


def test_verdicts_are_well_formed() -> None:
    verdicts = read_verdicts()
    assert len({one.name for one in verdicts}) == len(verdicts) > 50
    for one in verdicts:
        assert one.right in SIDES
        assert one.kinds <= set(KINDS), one.name
        assert one.place in ("", "bibliography", "citation")
        assert "«" in one.says or "specification" in one.says or "schema" in one.says, one.name


@pytest.mark.parametrize("verdict", read_verdicts(), ids=lambda one: one.name)
def test_example_of_a_verdict_belongs_to_it_and_to_none_before(verdict: Verdict) -> None:
    made = verdict.example
    alone = judge(verdict, xml=made.style, json=made.item)
    assert named(alone.judge(example_of(verdict))) == {verdict.name}
    together = judge(*read_verdicts(), xml=made.style, json=made.item)
    assert verdict.name in named(together.judge(example_of(verdict)))


@pytest.mark.parametrize("verdict", read_verdicts(), ids=lambda one: one.name)
def test_no_verdict_takes_what_is_unlike_it(verdict: Verdict) -> None:
    none = judge(verdict, xml="<style/>", json="{}")
    for kind in KINDS:
        assert none.judge(difference("red", "blue", kind)) == [None]


def test_a_verdict_is_read_whole() -> None:
    assert parse_verdict(TABLE).right == "ours"
    assert parse_verdict(TABLE | {"kinds": ["quotes"]}).kinds == {"quotes"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"right": "theirs"}, "not one of"),
        ({"says": None}, "has no says"),
        ({"change": "("}, "'A colon': change: "),
        ({"style": "("}, "'A colon': style: "),
    ],
)
def test_a_verdict_that_is_wrong_is_named(wrong: dict[str, Any], message: str) -> None:
    table = {key: value for key, value in (TABLE | wrong).items() if value is not None}
    with pytest.raises(ValueError, match=message):
        parse_verdict(table)


def test_each_piece_belongs_to_the_first_class_that_fits() -> None:
    colon = parse_verdict(TABLE)
    marks = parse_verdict(TABLE | {"name": "Marks", "change": "⟦[,.]→[:;]⟧"})
    classes = judge(colon, marks).judge(difference("a, b. c, d", "a: b; c! d"))
    assert [one and one.name for one in classes] == ["A colon", "Marks", None]
    assert not settled(classes)
    assert settled(classes[:2])
    assert not settled([])


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ({"kinds": ["punctuation"]}, True),
        ({"kinds": ["quotes"]}, False),
        ({"place": "bibliography"}, False),
        ({"theirs": "^a,"}, True),
        ({"ours": "^a,"}, False),
        ({"style": "<names"}, True),
        ({"style": "<date"}, False),
        ({"style": 'type="([a-z]+ )*{type}"'}, True),
        ({"style": '<else type="{type}"'}, False),
        ({"item": '"suffix"'}, True),
        ({"item": '"editor"'}, False),
    ],
)
def test_all_patterns_of_a_class_must_fit(pattern: dict[str, Any], fits: bool) -> None:
    one = parse_verdict(TABLE | pattern)
    xml = '<if type="book map"><names/></if>'
    found = judge(one, xml=xml, json='{"type": "map", "suffix": "Jr"}')
    assert found.judge(difference("a, b", "a: b")) == [one if fits else None]


def test_an_entry_that_moves_is_one_piece_even_behind_the_same_one() -> None:
    moves = parse_verdict(TABLE | {"kinds": ["order"], "change": "behind"})
    for ours in ("behind a", "behind b", "first"):
        assert judge(moves).judge(difference("behind a", ours, "order")) == [moves]


def compared(*differences: Difference) -> Comparison:
    return Comparison("apa", {"citation": 9}, {"citation": 9 - len(differences)}, differences)


def test_report_tells_classes_and_what_is_not_judged() -> None:
    brackets = difference("(A, “b” 1)", "(A, “b,” 1)", "quotes", style="apa", item="journal")
    other = difference("red", "blue", "words changed", style="apa", item="journal")
    found = [compared(brackets, other)]
    done, total = judged(found)
    assert (done, total) == (1, 2)
    text = markdown(found, ["Facts."])
    assert "2 strings differ or stand elsewhere" in text
    assert "1 differences (50.00 %) have a verdict" in text
    assert "| A mark that goes inside the quotation marks | ours | 1 | 1 |" in text
    assert "\n### A mark that goes inside the quotation marks\n\nRight: **ours** (1). " in text
    assert "apa, citation, journal:  \ntheirs: (A, “b” 1)  \nours: (A, “b,” 1)\n" in text
    assert "| words changed | 1 | 1 |" in text


def test_a_failure_has_no_verdict() -> None:
    assert judged([compared(Difference("apa", "citation", "", "crash", "KeyError", "", ""))]) == (
        0,
        1,
    )


def test_percent_is_rounded_down() -> None:
    assert percent(99_999, 100_000) == "99.99 %"
    assert percent(0, 0) == "–"
