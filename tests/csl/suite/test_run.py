"""The runner, on an engine in small that prints ids, titles and locators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.csl.suite import run_suite
from tests.csl.suite.fixture import Fixture, Record
from tests.csl.suite.run import (
    UnsupportedFixtureError,
    header,
    numbers_citations,
    run_fixture,
    selection,
)
from tests.csl.suite.run_suite import run_path

from ldn_bib.csl import tokens as t

STYLE = '<style><citation><layout prefix="(" suffix=")"/></citation>{}</style>'
NUMBER = '<number variable="citation-number"/>'
SORTED = STYLE.format("<bibliography><sort/></bibliography>")
NUMBERED = f"<style><citation><layout>{NUMBER}</layout></citation></style>"
ITEMS = ({"id": "b", "title": "B"}, {"id": "a", "title": "A"}, {"id": "x", "title": ""})


@dataclass
class SmallBibliography:
    entries: list[tuple[str, t.Tokens]]
    hanging_indent: bool = True
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 2


@dataclass
class Small:
    """Prints titles; sorts a bibliography by id."""

    calls: list[tuple[list[Any], list[str]]] = field(default_factory=list)

    def open(self, xml: bytes, name: str) -> Small:
        return self

    def cluster(self, cites: Iterable[Record], note: int, properties: Record, fixed: bool) -> Any:
        return [dict(cite) for cite in cites], note, fixed

    def bibliography_tokens(
        self, items: Sequence[Record], nosort: bool = False
    ) -> SmallBibliography:
        ordered = items if nosort else sorted(items, key=lambda item: str(item["id"]))
        return SmallBibliography([(str(item["id"]), [str(item["title"])]) for item in ordered])

    def citation_tokens(
        self, clusters: Sequence[Any], items: Sequence[Record], uncited: Sequence[str] = ()
    ) -> list[t.Tokens]:
        self.calls.append((list(clusters), list(uncited)))
        titles = {str(item["id"]): str(item["title"]) for item in items}
        return [
            ["+".join(titles[cite["id"]] + cite.get("locator", "") for cite in cites)]
            for cites, _, _ in clusters
        ]


def fixture(mode: str, style: str = STYLE, **parts: Any) -> Fixture:
    return Fixture(
        name="a_B",
        mode=mode,
        flags=parts.pop("flags", frozenset()),
        result="",
        style=style,
        items=parts.pop("items", ITEMS),
        **parts,
    )


def test_without_lists_all_items_make_one_citation_in_the_order_of_the_bibliography() -> None:
    assert run_fixture(fixture("citation"), Small()) == "B+A+"
    assert run_fixture(fixture("citation", SORTED), Small()) == "A+B+"


def test_each_list_is_a_citation_and_all_items_are_registered_before() -> None:
    small = Small()
    clusters = (({"id": "a", "locator": "7"},), ({"id": "b"}, {"id": "a"}))
    assert run_fixture(fixture("citation", clusters=clusters), small) == "A7\nB+A"
    made, uncited = small.calls[0]
    assert [cite["id"] for cite in made[0][0]] == ["b", "a", "x"] == uncited
    assert all(fixed for _, _, fixed in made)


def test_a_citation_that_prints_nothing_says_so_between_the_affixes_of_the_layout() -> None:
    clusters = (({"id": "x"},),)
    assert run_fixture(fixture("citation", clusters=clusters), Small()) == (
        "([CSL STYLE ERROR: reference with no printed form.])"
    )


def test_documents_are_replayed() -> None:
    def step(name: str, item: str, before: list[Any]) -> Any:
        citation = {"citationID": name, "citationItems": [{"id": item}], "properties": {}}
        return citation, before, []

    transactions = (step("1", "a", []), step("2", "b", [["1", 0]]))
    assert run_fixture(fixture("citation", transactions=transactions), Small()) == (
        "..[0] A\n>>[1] B"
    )


def test_bibliography_is_framed_and_empty_entries_go() -> None:
    lines = '<div class="csl-bib-body">\n  <div class="csl-entry">{}</div>\n'
    more = '  <div class="csl-entry">{}</div>\n'
    made = run_fixture(fixture("bibliography"), Small())
    assert made == lines.format("A") + more.format("B") + "</div>"
    numbered = run_fixture(fixture("bibliography", NUMBERED), Small())
    assert "3. [CSL STYLE ERROR: reference with no printed form.]" in numbered
    unsorted = run_fixture(fixture("bibliography", flags=frozenset({"nosort"})), Small())
    assert unsorted == lines.format("B") + more.format("A") + "</div>"


def test_bibliography_holds_the_last_set_of_entries_and_the_section_asked_for() -> None:
    made = run_fixture(fixture("bibliography", entries=(("a",), ("b",))), Small())
    assert ("A<" in made, "B<" in made) == (False, True)
    section = {"include": [{"field": "title", "value": "A"}]}
    made = run_fixture(fixture("bibliography", section=section), Small())
    assert ("A<" in made, "B<" in made) == (True, False)


def test_numbers_count_where_citations_print_them() -> None:
    assert numbers_citations(NUMBERED)
    assert not numbers_citations(STYLE.format(f"<bibliography>{NUMBER}</bibliography>"))
    inner = f'<macro name="b">{NUMBER}<text macro="a"/></macro>'
    macros = f'<macro name="a"><text macro="b"/></macro>{inner}'
    layout = '<citation><layout><group><text macro="a"/></group></layout></citation>'
    assert numbers_citations(f"<style>{macros}{layout}</style>")


def test_header_lists_the_facts() -> None:
    entries: list[tuple[str, t.Tokens]] = [
        ("a", [t.LEFT_MARGIN, "[1] ", -t.LEFT_MARGIN]),
        ("b", [t.LEFT_MARGIN, "[10] ", -t.LEFT_MARGIN]),
    ]
    assert header(SmallBibliography(entries, second_field_align="flush")).splitlines() == [
        "bibend: </div>",
        "bibliography_errors: ",
        'bibstart: <div class="csl-bib-body">',
        "",
        "done: false",
        "entry_ids: a,b",
        "entryspacing: 1",
        "hangingindent: true",
        "linespacing: 2",
        "maxoffset: 5",
        "second-field-align: flush",
    ]


@pytest.mark.parametrize(
    ("section", "kept"),
    [
        ({"include": [{"field": "type", "value": "book"}]}, "ac"),
        ({"exclude": [{"field": "type", "value": "book"}]}, "b"),
        (
            {"select": [{"field": "type", "value": "book"}, {"field": "tags", "value": "x"}]},
            "a",
        ),
        ({"include": [{"field": "tags", "value": ""}]}, "bc"),
        (
            {
                "include": [{"field": "type", "value": "book"}],
                "quash": [{"field": "tags", "value": ""}],
            },
            "a",
        ),
        ({"quash": [{"field": "type", "value": "book"}]}, "b"),
    ],
)
def test_selection(section: dict[str, Any], kept: str) -> None:
    items: list[Record] = [
        {"id": "a", "type": "book", "tags": ["x", "y"]},
        {"id": "b", "type": "map"},
        {"id": "c", "type": "book"},
    ]
    keeps = selection(section)
    assert "".join(str(item["id"]) for item in items if keeps(item)) == kept


def test_other_output_formats_are_not_offered() -> None:
    with pytest.raises(UnsupportedFixtureError, match="rtf"):
        run_fixture(fixture("citation", flags=frozenset({"rtf"})), Small())


class Hanging(Small):
    """An engine that never ends."""

    def open(self, xml: bytes, name: str) -> Small:
        while True:
            pass


class Failing(Small):
    """An engine with a fault."""

    def open(self, xml: bytes, name: str) -> Small:
        raise ZeroDivisionError("a fault")


def write(tmp_path: Path, name: str, result: str = "A") -> Path:
    path = tmp_path / f"{name}.txt"
    parts = {
        "MODE": "citation",
        "RESULT": result,
        "CSL": "<style/>",
        "INPUT": '[{"id": "a", "title": "A"}]',
    }
    path.write_text("".join(f">>== {k} ==>>\n{v}\n<<== {k} ==<<\n" for k, v in parts.items()))
    return path


def test_faults_and_hangs_fail_the_fixture_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_suite, "SECONDS", 1)
    path = write(tmp_path, "area_Name")
    assert run_path(path, Small()).passed
    assert "area_Name: ZeroDivisionError: a fault" in run_path(path, Failing()).difference()
    assert "no result after 1 s" in run_path(path, Hanging()).difference()


def test_program_counts_prints_differences_and_writes_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ratchet = tmp_path / "list"
    monkeypatch.setattr(run_suite, "RATCHET", ratchet)
    monkeypatch.setattr(run_suite, "Ours", Small)
    for name, result in (("area_Good", "A"), ("area_Bad", "B"), ("README", "")):
        write(tmp_path, name, result)
    assert run_suite.main([str(tmp_path), "--diff", "--update-ratchet"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "    - B" in out
    assert "    + A" in out
    assert out[-1] == "suite: 1 of 2 pass"
    assert ratchet.read_text() == "area_Good\n"
    assert run_suite.main([str(tmp_path), "--filter", "Good"]) == 0
    assert capsys.readouterr().out == "suite: 1 of 1 pass\n"
