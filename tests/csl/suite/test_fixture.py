from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.csl.suite.fixture import FixtureError, parse_fixture, sections


def section(name: str, body: str, signs: int = 5) -> str:
    return (
        f">>{'=' * signs} {name} {'=' * signs}>>\n{body}\n<<{'=' * signs} {name} {'=' * signs}<<\n"
    )


def fixture_text(mode: str = "citation", items: str = '[{"id": "a"}]', more: str = "") -> str:
    return (
        section("MODE", mode)
        + "a remark\n"
        + section("RESULT", "one\n\n two ")
        + section("CSL", "<style/>", 2)
        + section("INPUT", items, 3)
        + more
    )


def test_sections_are_taken_as_they_are() -> None:
    fixture = parse_fixture("\ufeff" + fixture_text(), "area_Name")
    assert fixture.result == "one\n\n two "
    assert (fixture.mode, fixture.flags, fixture.style) == ("citation", frozenset(), "<style/>")
    assert fixture.items == ({"id": "a"},)
    assert fixture.clusters is None


def test_flags_follow_the_mode() -> None:
    fixture = parse_fixture(fixture_text("bibliography-nosort-header"), "a_B")
    assert (fixture.mode, set(fixture.flags)) == ("bibliography", {"nosort", "header"})


def test_marks_of_different_length_and_windows_line_ends() -> None:
    text = ">>===== INPUT ====>>\r\n[]\r\n<<== INPUT =======<<\r\n"
    assert sections(text, "x") == {"INPUT": "[]"}


def test_optional_sections() -> None:
    more = (
        section("CITATION-ITEMS", '[[{"id": 4, "locator": "2"}], [{"id": "b"}]]')
        + section("BIBENTRIES", '[["a"], [1, 2]]')
        + section("BIBSECTION", '{"include": []}')
        + section("CITATIONS", '[[{"citationItems": []}, [], []]]')
    )
    fixture = parse_fixture(fixture_text(more=more), "a_B")
    assert fixture.clusters == (({"id": 4, "locator": "2"},), ({"id": "b"},))
    assert fixture.entries == (("a",), ("1", "2"))
    assert fixture.section == {"include": []}
    assert fixture.transactions == (({"citationItems": []}, [], []),)


def test_items_without_an_id_or_with_the_same_one() -> None:
    items = '[{"id": 1, "title": "x"}, {"title": "y"}, {"id": "1", "title": "z"}]'
    assert parse_fixture(fixture_text(items=items), "a_B").items == (
        {"id": "1", "title": "z"},
        {"id": "undefined", "title": "y"},
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a_B: no section MODE and none RESULT"),
        (section("MODE", ">>== RESULT ==>>"), "a_B, line 2: RESULT opens inside MODE"),
        ("<<== MODE ==<<", "a_B, line 1: MODE closes; open: none is open"),
        (fixture_text(items="[1,"), "a_B: INPUT is no JSON"),
    ],
)
def test_errors_name_the_place(text: str, said: str) -> None:
    with pytest.raises(FixtureError, match=said):
        parse_fixture(text, "a_B")


@given(st.dictionaries(st.sampled_from(["MODE", "RESULT", "CSL"]), st.text("ab <>=\n", max_size=9)))
def test_written_sections_are_read_back(bodies: dict[str, str]) -> None:
    text = "".join(section(name, body) for name, body in bodies.items())
    assert sections(text, "x") == bodies
