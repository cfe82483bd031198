from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.awkward import AWKWARD

from ldn_bib.entry import Annotation, Entry, Origin, Tag
from ldn_bib.errors import FileError
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
    TYPES,
)
from ldn_bib.formats.csl_json import FIELDS, FORMAT, ZOTERO_UNKNOWN, csl_item, write
from ldn_bib.formats.csl_json_reader import read
from ldn_bib.formats.csl_note import SUMMARY_MARK
from ldn_bib.opening import open_library
from ldn_bib.values.finding import Finding, Severity

Schema = Callable[[Mapping[str, Any]], list[str]]


def written(*entries: Entry) -> str:
    return "".join(write(entries))


def item(**variables: Any) -> dict[str, Any]:
    names = {key.replace("_", "-"): value for key, value in variables.items()}
    return csl_item(Entry({"id": "a", "type": "article-journal", **names}))


def read_one(raw: Mapping[str, Any]) -> tuple[Entry, list[Finding]]:
    (entry,), findings = read(json.dumps([raw]), "x.json")
    return entry, findings


# writing


def test_papers(golden: Callable[[str, str], None]) -> None:
    golden("csl-json/papers.json", written(*open_library()))


def test_ten_kinds(golden: Callable[[str, str], None]) -> None:
    golden("csl-json/awkward.json", written(*AWKWARD))


def test_awkward_entries(awkward: tuple[Entry, ...], golden: Callable[[str, str], None]) -> None:
    golden("awkward.json", written(*awkward))


def test_awkward_entries_are_valid(awkward: tuple[Entry, ...], schema_problems: Schema) -> None:
    for raw in json.loads(written(*awkward)):
        assert schema_problems(raw) == []
        assert raw["type"] not in ZOTERO_UNKNOWN


def test_nothing_is_an_empty_list() -> None:
    assert written() == "[]\n"
    assert read("[]\n", "x.json") == ([], [])


def test_text_is_not_escaped_and_items_are_indented() -> None:
    assert written(Entry({"id": "é", "type": "book"}), Entry({"id": "b", "type": "book"})) == (
        '[\n  {\n    "id": "é",\n    "type": "book"\n  },\n'
        '  {\n    "id": "b",\n    "type": "book"\n  }\n]\n'
    )


def test_writing_is_lazy() -> None:
    def entries() -> Any:
        yield Entry({"id": "a", "type": "book"})
        raise RuntimeError("the second entry was asked for too early")

    assert next(write(entries())).startswith('[\n  {\n    "id": "a"')


def test_both_abbreviations_are_written() -> None:
    raw = item(container_title_short="J")
    assert (raw["container-title-short"], raw["journalAbbreviation"]) == ("J", "J")


@pytest.mark.parametrize(
    ("name", "zotero"),
    [
        (
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
            {"family": "van der Berg", "given": "Anna"},
        ),
        (
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
            {"family": "van Beethoven", "given": "Ludwig"},
        ),
        (
            {"family": "Alembert", "given": "Jean", "non-dropping-particle": "d'"},
            {"family": "d'Alembert", "given": "Jean"},
        ),
        (
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"family": "King", "given": "Martin Luther, Jr."},
        ),
        ({"family": "King", "suffix": "Jr."}, {"family": "King", "suffix": "Jr."}),
        ({"literal": "Pain Research Group"}, {"literal": "Pain Research Group"}),
        (
            {"family": "Mao", "given": "Zedong", "static-ordering": True},
            {"family": "Mao", "given": "Zedong", "static-ordering": True},
        ),
    ],
)
def test_names_are_written_for_zotero(name: dict[str, Any], zotero: dict[str, Any]) -> None:
    assert item(author=[name])["author"] == [zotero]


def test_software_is_a_document_that_says_what_it_is() -> None:
    raw = csl_item(Entry({"id": "a", "type": "software"}))
    assert (raw["type"], raw["note"]) == ("document", "type: software")
    entry, findings = read_one(raw)
    assert entry.item == {"id": "a", "type": "software"}
    assert findings == []


def test_an_unknown_type_is_a_document_and_kept() -> None:
    raw = csl_item(Entry({"id": "a", "type": "hologram"}))
    assert (raw["type"], raw["custom"]) == ("document", {"type": "hologram"})


def test_identifiers_and_summary_stand_in_the_note() -> None:
    entry = Entry(
        {"id": "a", "type": "book", "PMID": "1", "PMCID": "PMC2", "note": "two\nlines"},
        annotation=Annotation(summary="It helped.\nIn adults: some."),
    )
    assert csl_item(entry)["note"].split("\n") == [
        "PMID: 1",
        "PMCID: PMC2",
        "two",
        "lines",
        "Summary – It helped. In adults: some.",
    ]


def test_an_identifier_that_the_note_has_is_not_repeated() -> None:
    assert item(PMID="1", note="pmid: 1")["note"] == "pmid: 1"


def test_the_summary_is_not_taken_for_a_variable() -> None:
    # pandoc: letters and hyphens up to a colon; Zotero: ASCII from the space to "_", and letters
    word = SUMMARY_MARK.split()[0]
    assert not SUMMARY_MARK.startswith(f"{word}:")
    assert not SUMMARY_MARK.isascii()


@pytest.mark.parametrize(
    ("labels", "keyword", "result"),
    [
        (["Pain", "Itch"], "cold, pain", "Pain, Itch, cold"),
        (["Itch, chronic"], "cold", "Itch, chronic; cold"),
        ([], "cold;  heat", "cold;  heat"),
        (["Cold"], "heat; cold", "heat; cold"),
        (["Pain"], None, "Pain"),
        (["Itch, chronic"], None, "Itch, chronic;"),
        (["Itch; chronic"], "cold", "Itch, chronic; cold"),
    ],
)
def test_tags_are_keywords(labels: list[str], keyword: str | None, result: str) -> None:
    tags = tuple(Tag(label, label) for label in labels)
    entry = Entry({"id": "a", "type": "book", "keyword": keyword}, tags)
    assert csl_item(entry)["keyword"] == result


def test_a_tag_whose_label_says_nothing_makes_no_keyword() -> None:
    entry = Entry({"id": "a", "type": "book"}, (Tag("x", "<i></i>"),))
    assert "keyword" not in csl_item(entry)


# reading


@pytest.mark.parametrize(
    ("text", "keys", "lines"),
    [
        ('[{"id": "a", "type": "book"},\n\n {"id": "b", "type": "book"}]', ["a", "b"], [1, 3]),
        ('\n{"id": "a", "type": "book"}\n', ["a"], [2]),
        ('{"items": [{"id": "a", "type": "book"}]}', ["a"], [None]),
        ('\ufeff[\r\n{"id": 7, "type": "book"}]', ["7"], [2]),
        ('[{"id": 7.5, "type": "book"}]', ["7.5"], [1]),
        ('[{"id": ' + "9" * 30 + ', "type": "book"}]', ["9" * 30], [1]),
    ],
)
def test_layouts(text: str, keys: list[str], lines: list[int | None]) -> None:
    entries, findings = read(text, "x.json")
    assert [entry.key for entry in entries] == keys
    assert [entry.origin for entry in entries] == [Origin("x.json", line) for line in lines]
    assert findings == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.json is empty; CSL-JSON was expected"),
        (" \n", "x.json is empty; CSL-JSON was expected"),
        ('[{"id": "a",}]', "line 1, column 1"),
        ('{"id": "a"} x', "line 1, column 13"),
        ('[{"id": "a\n"}]', "line 1, column 11"),
        ("[,]", "line 1, column 2"),
        ("not json", "line 1, column 1"),
        ('"text"', "x.json holds JSON, but no CSL-JSON"),
        ("3", "x.json holds JSON, but no CSL-JSON"),
        ("{}", "x.json holds JSON, but no CSL-JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ('[{"id": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_csl_json(text: str, message: str) -> None:
    with pytest.raises(FileError) as error:
        read(text, "x.json")
    assert message in str(error.value)
    assert str(error.value).startswith("x.json ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "keys", "places"),
    [
        ('[\n{"id": "a"}\n{"id": "b"}]', ["a", "b"], [(3, 1)]),
        ('[{"id": "a"}] x', ["a"], [(1, 15)]),
        ('[{"id": "a"}', ["a"], [(1, 13)]),
        ('[\n  {"id": "a"},\n  {"id": "b", "title": "cut', ["a"], [(3, 24)]),
        (
            '[\n  {"id": "a"},\n  {"id": "b" "title": 1},\n  {"id": "c"},\n  {"family": "X"}\n]',
            ["a", "c"],
            [(3, 14)],
        ),
        ('[\n  {"id": "a"},\n  {"id": ,}\n  {"id": ,}\n]', ["a"], [(3, 10), (4, 10)]),
    ],
)
def test_a_broken_array_is_read_as_far_as_it_goes(
    text: str, keys: list[str], places: list[tuple[int, int]]
) -> None:
    entries, findings = read(text, "x.json")
    assert [entry.key for entry in entries] == keys
    broken = [found for found in findings if found.code == "broken-json"]
    assert [(found.line, found.column) for found in broken] == places
    assert all(found.loses_entry and found.severity is Severity.ERROR for found in broken)


def test_standard_input_is_named() -> None:
    with pytest.raises(FileError, match="standard input is empty"):
        read("", "-")


@pytest.mark.parametrize(
    ("raw", "key", "item_type", "codes"),
    [
        ({"type": "book"}, "item-1", "book", ["missing-id"]),
        ({"id": "", "type": "book"}, "item-1", "book", ["missing-id"]),
        ({"id": None, "type": "book"}, "item-1", "book", ["missing-id"]),
        ({"citation-key": "x", "type": "book"}, "x", "book", ["missing-id"]),
        ({"id": "a"}, "a", "document", ["missing-type"]),
        ({"id": "a", "type": None}, "a", "document", ["missing-type"]),
        ({"id": "a", "type": 3}, "a", "document", ["missing-type"]),
        ({"id": "a", "type": "hologram"}, "a", "document", ["unknown-type"]),
        ({"id": "a", "type": "book", "title": 3}, "a", "book", ["converted-kind"]),
        ({"id": "a", "type": "book", "author": "A, B"}, "a", "book", ["converted-kind"]),
        ({"id": "a", "type": "book", "title": None}, "a", "book", ["wrong-kind"]),
        ({"id": "a", "type": "book", "title": "\ud800"}, "a", "book", ["bad-characters"]),
        ({"id": "a", "type": "book", "volume": 3, "new": 4}, "a", "book", []),
    ],
)
def test_items_with_faults_are_kept(
    raw: dict[str, Any], key: str, item_type: str, codes: list[str]
) -> None:
    entry, findings = read_one(raw)
    assert (entry.key, entry.item["type"]) == (key, item_type)
    assert [found.code for found in findings] == codes
    for found in findings:
        assert (found.file, found.line, found.key) == ("x.json", 1, key)
        assert found.fields
        assert not found.loses_entry


def test_a_made_key_is_free() -> None:
    entries, _ = read('[{"type": "book"}, {"id": "item-1", "type": "book"}]', "x.json")
    assert [entry.key for entry in entries] == ["item-1-x", "item-1"]


def test_of_two_items_with_one_id_the_first_is_kept_and_the_second_reported() -> None:
    text = '[{"id": "1", "type": "book"},\n{"id": 1, "type": "chapter"}]'
    (entry,), (found,) = read(text, "x.json")
    assert entry.item["type"] == "book"
    assert str(found) == (
        "x.json:2: duplicate-key: a second item has the id '1'; the first one on line 1 is kept"
    )
    assert found.loses_entry
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize("element", ["null", "3", '"a"', "[]"])
def test_what_is_no_item_is_reported(element: str) -> None:
    (entry,), (found,) = read(f'[{element}, {{"id": "a", "type": "book"}}]', "x.json")
    assert entry.key == "a"
    assert (found.code, found.loses_entry) == ("not-an-item", True)
    assert "element 1" in found.message


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ({"note": "PMID: 123"}, {"PMID": "123"}),
        ({"note": "pmcid: pmc123.1\nmore"}, {"PMCID": "PMC123", "note": "more"}),
        ({"note": "PMID: 123", "PMID": "123"}, {"PMID": "123"}),
        ({"note": "PMID: 124", "PMID": "123"}, {"PMID": "123", "note": "PMID: 124"}),
        ({"note": "PMID: unknown"}, {"note": "PMID: unknown"}),
        ({"note": "see PMID: 123"}, {"note": "see PMID: 123"}),
        ({"note": "type: dataset"}, {"note": "type: dataset"}),
    ],
)
def test_identifiers_in_the_note(raw: dict[str, Any], kept: dict[str, Any]) -> None:
    entry, findings = read_one({"id": "a", "type": "book", **raw})
    assert entry.item == {"id": "a", "type": "book", **kept}
    assert findings == []


def test_a_document_takes_its_type_from_the_note() -> None:
    entry, _ = read_one({"id": "a", "type": "document", "note": "Type: dataset\nx"})
    assert entry.item == {"id": "a", "type": "dataset", "note": "x"}


def test_the_summary_comes_back_as_annotation() -> None:
    entry = Entry({"id": "a", "type": "book"}, annotation=Annotation(summary="It: helped."))
    (back,), findings = read(written(entry), "x.json")
    assert replace(back, origin=Origin()) == entry
    assert findings == []


def test_special_numbers_do_no_harm() -> None:
    text = (
        '[{"id": "a", "type": "book", "volume": NaN, "issue": 1e999, "custom": {"x": -Infinity}}]'
    )
    (entry,), findings = read(text, "x.json")
    assert entry.item == {"id": "a", "type": "book", "custom": {"x": None}}
    assert [found.code for found in findings] == ["wrong-kind"]
    assert findings[0].fields == ("volume", "issue")


def test_the_format_is_complete() -> None:
    assert (FORMAT.name, FORMAT.extension) == ("csl-json", ".json")
    assert FORMAT.write is write
    assert FORMAT.read is read
    assert FORMAT.sniff is not None
    assert FORMAT.sniff(written(Entry({"id": "a", "type": "book"})))
    assert not FORMAT.sniff('{"@context": "https://schema.org"}')
    assert not FORMAT.sniff("[x]: y")
    assert not FORMAT.sniff("@article{a,}")
    assert FIELDS["particles"].startswith("changed: ")


# there and back

TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)
WORD = st.from_regex(r"[A-ZÀÖŁ][a-zé]{1,8}", fullmatch=True)
WORDS = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
NAME = (
    st.fixed_dictionaries({"family": WORDS}, optional={"given": WORDS})
    | st.fixed_dictionaries(
        {"family": WORD, "given": WORD},
        optional={
            "non-dropping-particle": st.sampled_from(["van der", "de", "von"]),
            "suffix": st.sampled_from(["Jr.", "III"]),
        },
    )
    | st.fixed_dictionaries({"literal": TEXT})
)
DAY = st.dates().map(lambda day: [day.year, day.month, day.day])
DATE = (
    st.fixed_dictionaries({"date-parts": DAY.map(lambda day: [day])})
    | st.fixed_dictionaries({"date-parts": st.tuples(DAY, DAY).map(lambda pair: sorted(pair))})
    | st.fixed_dictionaries(
        {"date-parts": st.integers(1, 3000).map(lambda year: [[year]])},
        optional={"season": st.integers(1, 4), "circa": st.just(True)},
    )
    | st.fixed_dictionaries({"literal": TEXT})
)
CUSTOM = st.dictionaries(
    TEXT,
    st.recursive(
        TEXT | st.integers(-(10**15), 10**15) | st.booleans() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
        max_leaves=5,
    ),
    min_size=1,
    max_size=3,
)
PLAIN_NOTE = TEXT.filter(lambda text: ":" not in text and not text.startswith(SUMMARY_MARK.strip()))
FIXED: dict[str, st.SearchStrategy[Any]] = {
    "PMID": st.integers(1, 99_999_999).map(str),
    "PMCID": st.integers(1, 99_999_999).map(lambda number: f"PMC{number}"),
    "note": st.lists(PLAIN_NOTE, min_size=1, max_size=2).map("\n".join),
    "custom": CUSTOM,
    "categories": st.lists(TEXT, min_size=1),
}
STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(sorted((TEXT_VARIABLES | NUMBER_VARIABLES) - OLD_NAMES.keys()), TEXT),
    **dict.fromkeys(sorted(NAME_VARIABLES), st.lists(NAME, min_size=1, max_size=3)),
    **dict.fromkeys(sorted(DATE_VARIABLES), DATE),
    **FIXED,
}
ITEMS = st.lists(st.sampled_from(list(STRATEGIES)), unique=True, max_size=6).flatmap(
    lambda keys: st.fixed_dictionaries(
        {
            "id": TEXT,
            "type": st.sampled_from(sorted(TYPES)),
            **{key: STRATEGIES[key] for key in keys},
        }
    )
)


@settings(deadline=None)
@given(st.lists(ITEMS, max_size=3, unique_by=lambda raw: raw["id"]))
def test_items_come_back_as_they_were(items: list[dict[str, Any]]) -> None:
    entries, findings = read(written(*map(Entry, items)), "x.json")
    assert [entry.item for entry in entries] == items
    assert findings == []


@settings(deadline=None)
@given(ITEMS, st.lists(TEXT, max_size=2), st.none() | TEXT)
def test_whatever_is_written_is_valid_and_stable(
    schema_problems: Schema, raw: dict[str, Any], labels: list[str], summary: str | None
) -> None:
    annotation = None if summary is None else Annotation(summary=summary)
    entry = Entry(raw, tuple(Tag(label, label) for label in labels), annotation)
    assert schema_problems(csl_item(entry)) == []
    text = written(entry)
    (back,), _ = read(text, "x.json")
    assert csl_item(back) == csl_item(entry)


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=8)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "items", "family", "date-parts", *STRATEGIES])
            | ANY_TEXT,
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(ANY_JSON)
def test_any_json_is_read_or_refused(schema_problems: Schema, value: object) -> None:
    try:
        entries, findings = read(json.dumps(value), "x.json")
    except FileError:
        assert not isinstance(value, list)
        return
    assert len({entry.key for entry in entries}) == len(entries)
    lost = [found for found in findings if found.loses_entry]
    if isinstance(value, list):
        assert len(entries) + len(lost) == len(value)
    for raw in json.loads(written(*entries)):
        assert schema_problems(raw) == []
    written(*entries).encode()


@given(st.text() | st.text(alphabet='[]{}",:1ae \n'))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(FileError):
        _, findings = read(text, "x.json")
        if not any(found.code in ("broken-json", "trailing-comma") for found in findings):
            json.loads(text.removeprefix("\ufeff"))
