"""Inheritance between entries."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.crossref import Parsed, resolve
from ldn_bib.bibtex.reader import read_bibtex
from ldn_bib.values.finding import Finding


def read(text: str) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    entries, findings = read_bibtex(text)
    return {entry.key: dict(entry.item) for entry in entries}, findings


PARENT = """@proceedings{Conf99, title = {Proceedings}, subtitle = {A Meeting}, year = 1999,
  editor = {Doe, A}, publisher = {ACM}, doi = {10.1000/parent}, keywords = {parent}}
"""


def test_a_paper_inherits_from_its_proceedings_wherever_they_stand() -> None:
    paper = "@inproceedings{p, crossref = {Conf99}, title = {Paper}, pages = {1--9}}\n"
    wanted = {
        "id": "p",
        "type": "paper-conference",
        "title": "Paper",
        "container-title": "Proceedings: A Meeting",
        "issued": {"date-parts": [[1999]]},
        "editor": [{"family": "Doe", "given": "A"}],
        "publisher": "ACM",
        "page": "1-9",
        "custom": {"crossref": "Conf99"},
    }
    for text in (PARENT + paper, paper + PARENT, paper.replace("Conf99", "conf99") + PARENT):
        items, findings = read(text)
        items["p"]["custom"]["crossref"] = "Conf99"
        assert items["p"] == wanted
        assert findings == []


def test_a_field_of_its_own_beats_an_inherited_one() -> None:
    items, _ = read(
        PARENT + "@inproceedings{p, crossref = {Conf99}, booktitle = {Other}, date = {2001}}"
    )
    assert items["p"]["container-title"].startswith("Other")
    assert items["p"]["issued"] == {"date-parts": [[2001]]}


def test_the_book_title_of_a_parent_beats_its_title() -> None:
    text = "@book{b, title = {T}, booktitle = {B}}@incollection{c, crossref = {b}, title = {C}}"
    assert read(text)[0]["c"]["container-title"] == "B"


def test_the_author_of_a_book_becomes_the_book_author_of_a_chapter() -> None:
    text = "@book{b, author = {Roe, B}, title = {B}}@inbook{c, crossref = {b}, author = {Doe, A}}"
    item = read(text)[0]["c"]
    assert item["author"] == [{"family": "Doe", "given": "A"}]
    assert item["container-author"] == [{"family": "Roe", "given": "B"}]


def test_a_volume_inherits_the_main_title() -> None:
    text = "@mvbook{m, title = {Main}}@book{b, crossref = {m}, title = {Volume}}"
    item = read(text)[0]["b"]
    assert (item["title"], item["volume-title"]) == ("Main", "Volume")


def test_an_article_inherits_the_title_of_its_periodical() -> None:
    text = "@periodical{p, title = {Pain}}@article{a, crossref = {p}, title = {A}}"
    assert read(text)[0]["a"]["container-title"] == "Pain"


def test_xdata_gives_its_fields_and_is_no_entry() -> None:
    text = (
        "@xdata{x, publisher = {P}, xdata = {y}}@xdata{y, location = {Bern}}@book{b, xdata = {x}}"
    )
    items, findings = read(text)
    assert list(items) == ["b"]
    assert (items["b"]["publisher"], items["b"]["publisher-place"]) == ("P", "Bern")
    assert findings == []


def test_several_xdata_are_read_in_order() -> None:
    text = "@xdata{x, note = {X}}@xdata{y, note = {Y}, volume = 2}@book{b, xdata = {x, y}}"
    item = read(text)[0]["b"]
    assert (item["note"], item["volume"]) == ("X", "2")


def test_grandparents_are_inherited_from() -> None:
    text = (
        "@inbook{c, crossref = {b}, title = {C}}@book{b, crossref = {m}, title = {B}}"
        "@mvbook{m, title = {M}, publisher = {P}}"
    )
    item = read(text)[0]["c"]
    assert item["publisher"] == "P"
    assert (item["container-title"], item["volume-title"]) == ("M", "B")


def test_a_missing_parent_is_reported_and_the_entry_kept() -> None:
    items, (finding,) = read("@article{a,\n crossref = {nobody}, title = {A}}")
    assert items["a"]["title"] == "A"
    assert (finding.code, finding.line, finding.key) == ("crossref-missing", 2, "a")
    assert "'nobody'" in finding.message


def test_a_circle_is_reported_and_the_entries_kept() -> None:
    items, findings = read(
        "@book{a, crossref = {b}, title = {A}}@book{b, crossref = {a}, volume = 1}"
        "@book{c, crossref = {c}}"
    )
    assert list(items) == ["a", "b", "c"]
    assert [finding.code for finding in findings] == ["crossref-circle"] * 2
    assert items["a"]["volume"] == "1"


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdefgh")))
def test_any_relations_are_resolved_and_no_own_field_is_lost(parents: dict[str, str]) -> None:
    entries = {
        key: Parsed("book", {"crossref": parent, "note": key}) for key, parent in parents.items()
    }
    reports: list[str] = []
    resolve(entries, lambda key, field, code, message: reports.append(code))
    assert all(entry.fields["note"] == key for key, entry in entries.items())
    assert reports.count("crossref-missing") == sum(p not in parents for p in parents.values())
