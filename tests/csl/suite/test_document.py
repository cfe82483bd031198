from __future__ import annotations

from typing import Any

from tests.csl.suite.document import (
    Placed,
    Rendered,
    first_notes,
    moved_items,
    often_cited,
    replay,
    rewritten,
)


def step(name: str, items: str, note: int, before: list[Any], behind: list[Any]) -> Any:
    cites = [{"id": item} for item in items]
    citation = {"citationID": name, "citationItems": cites, "properties": {"noteIndex": note}}
    return citation, before, behind


def placed(name: str, items: str, note: int) -> Placed:
    return Placed(name, tuple({"id": item} for item in items), note, {})


def shown(document: list[Placed]) -> list[tuple[str, str, int]]:
    return [(one.id, "".join(str(c["id"]) for c in one.cites), one.note) for one in document]


def test_citations_come_change_move_and_go() -> None:
    states = replay(
        [
            step("1", "a", 1, [], []),
            step("2", "b", 1, [], [["1", 2]]),
            step("1", "ac", 2, [["2", 1]], []),
            step("2", "b", 1, [], []),
        ]
    )
    assert [about for about, _ in states] == ["1", "2", "1", "2"]
    assert [shown(document) for _, document in states] == [
        [("1", "a", 1)],
        [("2", "b", 1), ("1", "a", 2)],
        [("2", "b", 1), ("1", "ac", 2)],
        [("2", "b", 1)],
    ]


def test_first_notes_count_anew_where_numbers_go_back() -> None:
    document = [placed("1", "a", 1), placed("2", "a", 3), placed("3", "a", 1), placed("4", "a", 2)]
    assert first_notes(document) == {("1", "a"): 0, ("2", "a"): 1, ("3", "a"): 0, ("4", "a"): 1}


def test_often_cited() -> None:
    assert often_cited([placed("1", "aab", 1), placed("2", "bc", 2)]) == {"b"}


def test_rewritten_are_the_one_in_hand_those_that_changed_and_those_touched() -> None:
    old = [placed("1", "a", 1), placed("2", "b", 2), placed("3", "c", 3)]
    new = [*old, placed("4", "d", 4)]
    before = Rendered(old, ["A", "B", "C"], "abc")
    after = Rendered(new, ["A", "b", "C", "D"], "abcd")
    assert rewritten("4", before, after, ()) == {"2", "4"}
    assert rewritten("4", before, after, {"c"}) == {"2", "3", "4"}


def test_moved_items_by_number_note_and_count() -> None:
    old = [placed("1", "a", 1), placed("2", "b", 2)]
    new = [placed("3", "b", 1), placed("1", "a", 2), placed("2", "b", 3)]
    before, after = Rendered(old, ["A", "B"], "ab"), Rendered(new, ["B", "A", "B"], "ba")

    def moved(**on: bool) -> set[str]:
        switches = {"numbered": False, "positioned": False, "counted": False} | on
        return moved_items("3", before, after, **switches)

    assert moved() == set()
    assert moved(numbered=True) == {"a", "b"}
    assert moved(positioned=True) == {"b"}
    assert moved(counted=True) == {"b"}
