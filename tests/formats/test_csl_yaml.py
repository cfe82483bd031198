from __future__ import annotations

import builtins
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from tests.formats.awkward import AWKWARD
from tests.formats.items import entries as made_entries

from ldn_bib.entry import Annotation, Entry, Origin
from ldn_bib.errors import UsageError
from ldn_bib.formats import csl_json
from ldn_bib.formats.csl_json import csl_item
from ldn_bib.formats.csl_yaml import FIELDS, FORMAT, scalar, write
from ldn_bib.formats.csl_yaml_reader import read, sniff
from ldn_bib.opening import open_library
from ldn_bib.values.finding import Severity

yaml: Any = pytest.importorskip("yaml", reason="PyYAML is not installed")


def written(*entries: Entry) -> str:
    return "".join(write(entries))


def read_one(body: str) -> dict[str, Any]:
    (entry,), findings = read(f"references:\n- id: a\n  type: book\n{body}\n", "x.yaml")
    assert findings == []
    return {name: value for name, value in entry.item.items() if name not in ("id", "type")}


def test_papers(golden: Callable[[str, str], None]) -> None:
    golden("csl-yaml/papers.yaml", written(*open_library()))


def test_awkward(golden: Callable[[str, str], None]) -> None:
    golden("csl-yaml/awkward.yaml", written(*AWKWARD))


def test_awkward_entries_come_back() -> None:
    back, findings = read(written(*AWKWARD), "x.yaml")
    assert findings == []
    for entry, old in zip(back, AWKWARD, strict=True):
        for variable in {*entry.item, *old.item} - {"keyword"}:
            assert entry.item.get(variable) == old.item.get(variable), (old.key, variable)
        summary = old.annotation.summary if old.annotation else None
        assert (entry.annotation.summary if entry.annotation else None) == summary


def test_another_parser_reads_the_same_items() -> None:
    document = yaml.safe_load(written(*AWKWARD))
    assert list(document) == ["references"]
    for raw, entry in zip(document["references"], AWKWARD, strict=True):
        expected = csl_item(entry, for_zotero=False)
        for variable in ("id", "type", "issued", "page", "volume", "PMID", "custom"):
            assert raw.get(variable) == expected.get(variable)


def test_pandoc_reads_the_same_from_yaml_as_from_json() -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="pypandoc-binary is not installed")

    def items(source: str, text: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            pypandoc.convert_text(text, "csljson", format=source)
        )
        return found

    articles = [*AWKWARD, *open_library()]
    from_yaml = {raw["id"]: raw for raw in items("markdown", written(*articles))}
    from_json = {raw["id"]: raw for raw in items("csljson", "".join(csl_json.write(articles)))}
    assert len(from_yaml) == len(from_json) == len(articles)
    for key, raw in from_json.items():
        for variable in ("title", "container-title", "publisher", "page", "DOI", "URL", "PMID"):
            assert from_yaml[key].get(variable) == raw.get(variable), (key, variable)
    (article,) = (raw for raw in from_yaml.values() if raw["id"] == AWKWARD[0].key)
    assert article["author"][0] == {
        "family": "Berg",
        "given": "Anna",
        "non-dropping-particle": "van der",
    }
    assert article["note"].startswith("PMID: 99000001\nPMCID: PMC9900001\n")


def test_nothing_is_an_empty_list() -> None:
    assert written() == "---\nreferences: []\n...\n"
    assert read(written(), "x")[0] == []


def test_both_abbreviations_and_identifiers_are_written() -> None:
    text = written(Entry({"id": "a", "type": "book", "PMID": "1", "container-title-short": "J X"}))
    assert "  container-title-short: J X\n" in text
    assert "  journalAbbreviation: J X\n" in text
    assert '  PMID: "1"\n' in text
    assert '  note: "PMID: 1"\n' in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pain, itch and cold", "Pain, itch and cold"),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("7", '"7"'),
        ("2021-03-05", '"2021-03-05"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a ", '"a "'),
        ("=1+1", '"=1+1"'),
        ("x\x85y\u2028z\ufeff", '"x\\u0085y\\u2028z\\ufeff"'),
        ("Müller", "Müller"),
        ("", '""'),
    ],
)
def test_scalars(text: str, shown: str) -> None:
    assert scalar(text) == shown
    assert yaml.safe_load(scalar(text)) == text


@pytest.mark.parametrize(
    ("body", "item"),
    [
        ("  issued: 2021-03-05", {"issued": {"date-parts": [[2021, 3, 5]]}}),
        ("  issued: 2021", {"issued": {"date-parts": [[2021]]}}),
        ("  issued: 2021~", {"issued": {"date-parts": [[2021]], "circa": True}}),
        ("  issued: 2019-05/2019-06", {"issued": {"date-parts": [[2019, 5], [2019, 6]]}}),
        ("  issued: in press", {"issued": {"literal": "in press"}}),
        ("  issued: {year: 2020, month: 2}", {"issued": {"date-parts": [[2020, 2]]}}),
        ("  issued:\n  - year: 2020\n  - year: 2021", {"issued": {"date-parts": [[2020], [2021]]}}),
        ("  issued:\n    date-parts:\n    - - 2020", {"issued": {"date-parts": [[2020]]}}),
        ("  language: no", {"language": "no"}),
        ("  volume: 007", {"volume": "007"}),
        ("  edition: 1.10", {"edition": "1.10"}),
        ("  title: 12:30:45", {"title": "12:30:45"}),
        ("  title: The *E. coli* H~2~O", {"title": "The <i>E. coli</i> H<sub>2</sub>O"}),
        ("  title: |\n    two\n    lines", {"title": "two\nlines"}),
        ("  title: !!python/object:os.system x", {"title": "x"}),
        ("  author: [{family: Berg, given: A}]", {"author": [{"family": "Berg", "given": "A"}]}),
        ("  custom: {a: 1, b: [true, null, 1.5]}", {"custom": {"a": 1, "b": [True, None, 1.5]}}),
    ],
)  # fmt: skip
def test_what_stands_in_a_file(body: str, item: dict[str, Any]) -> None:
    assert read_one(body) == item


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  type: book\n",
        "---\nreferences: [{id: a, type: book}]\n...\n",
        "\ufefftitle: x\nreferences:\n- {id: a, type: book}\n---\nother: y\n",
    ],
)
def test_layouts(text: str) -> None:
    entries, findings = read(text, "x.yaml")
    assert ([entry.key for entry in entries], findings) == (["a"], [])


def test_lines_are_told() -> None:
    entries, findings = read("references:\n- id: a\n  type: book\n\n- title: x\n", "x.yaml")
    assert [entry.origin for entry in entries] == [Origin("x.yaml", 2), Origin("x.yaml", 5)]
    assert {(found.code, found.line) for found in findings} == {
        ("missing-id", 5),
        ("missing-type", 5),
    }


def test_aliases_are_not_followed() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nreferences: [*b, {id: x, type: book, title: *a}]\n"
    entries, findings = read(bomb, "x.yaml")
    assert [entry.item for entry in entries] == [{"id": "x", "type": "book"}]
    aliases = [found for found in findings if found.code == "yaml-alias"]
    assert [found.line for found in aliases] == [2, 2, 3, 3]
    assert all(found.severity is Severity.ERROR for found in aliases)


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ('references:\n- id: a\n  type: book\n- id: b\n  title: "cut', ["a", "b"], 5),
        ("references:\n- id: a\n  type: book\n  title: a: b\n- id: b\n", ["a"], 4),
        ("references:\n- {id: a, type: book}\n- [", ["a"], 3),
        ("references: " + "[" * 100_000, [], 1),
        ("\t", [], 1),
    ],
)
def test_a_broken_file_is_read_up_to_the_break(text: str, keys: list[str], line: int) -> None:
    entries, findings = read(text, "x.yaml")
    assert [entry.key for entry in entries] == keys
    (broken,) = [found for found in findings if found.code == "broken-yaml"]
    assert (broken.line, broken.severity) == (line, Severity.ERROR)


@pytest.mark.parametrize("text", ["", "a: b", "references: x", "3", "references: {id: a}"])
def test_a_file_without_references(text: str) -> None:
    entries, findings = read(text, "x.yaml")
    assert entries == []
    assert [found.code for found in findings] == ["no-references"]


def test_characters_that_yaml_cannot_hold() -> None:
    (entry,), findings = read("references:\n- id: a\n  type: book\n  title: x\x00\ud800y\n", "x")
    assert entry.title == "x\ufffd\ufffdy"
    assert [(found.code, found.line) for found in findings] == [("bad-characters", 4)]


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == "yaml":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'ldn-bib\[yaml\]'"):
        read("references: []", "x.yaml")
    assert written(Entry({"id": "a", "type": "book"})).startswith("---\n")


@pytest.mark.parametrize(
    ("text", "is_yaml"),
    [
        (written(*AWKWARD[:1]), True),
        ("title: x\nreferences: # mine\n- id: a\n", True),
        ("- id: a\n  type: book\n", True),
        (json.dumps([{"id": "a"}]), False),
        ("@article{a,\n title = {references: x}}", False),
        ("TY  - JOUR\nER  - ", False),
        ("", False),
    ],
)
def test_sniffing(text: str, is_yaml: bool) -> None:
    assert sniff(text) is is_yaml


def test_the_format_is_complete() -> None:
    assert (FORMAT.name, FORMAT.extension) == ("csl-yaml", ".yaml")
    assert (FORMAT.write, FORMAT.read, FORMAT.sniff) == (write, read, sniff)
    assert FIELDS["particles"] == "kept"


@settings(deadline=None)
@given(made_entries())
def test_entries_come_back_as_they_were(entry: Entry) -> None:
    plain = replace(entry, tags=())
    (back,), findings = read(written(plain), "x.yaml")
    assert findings == []
    assert dict(back.item) == dict(plain.item)
    assert back.annotation == (plain.annotation or None)


def test_an_empty_summary_is_none() -> None:
    entry = Entry({"id": "a", "type": "book"}, annotation=Annotation(summary=""))
    assert "note" not in written(entry)
