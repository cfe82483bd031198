from __future__ import annotations

import pytest

from ldn_bib.check.missing_fields import REQUIRED, missing_fields
from ldn_bib.check.run import check_library
from ldn_bib.check.unverified import unverified
from ldn_bib.entry import Entry, Origin
from ldn_bib.values.finding import Finding

ARTICLE = {
    "id": "a",
    "type": "article-journal",
    "author": [{"family": "A"}],
    "title": "T",
    "container-title": "J",
    "issued": {"date-parts": [[2013]]},
}


def without(*names: str) -> dict[str, object]:
    return {name: value for name, value in ARTICLE.items() if name not in names}


def test_unverified_fields_are_listed_with_code_key_and_fields() -> None:
    entry = Entry(ARTICLE, unverified=("author", "doi"), origin=Origin("x.bib", 7))
    (found,) = unverified(entry)
    assert (found.code, found.key, found.fields) == ("unverified", "a", ("author", "doi"))
    assert str(found) == "x.bib:7: unverified: a: not yet confirmed: author, doi"


def test_a_confirmed_entry_has_no_finding() -> None:
    assert list(unverified(Entry(ARTICLE))) == []
    assert list(missing_fields(Entry(ARTICLE))) == []


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (without("author"), [("author",)]),
        (without("container-title", "issued"), [("journal or booktitle",), ("year",)]),
        (
            {"id": "b", "type": "book", "title": "T"},
            [("author", "editor"), ("year",), ("publisher",)],
        ),
        ({"id": "w", "type": "webpage"}, [("title",)]),
    ],
)
def test_missing_fields_are_named_as_the_file_names_them(
    item: dict[str, object], fields: list[tuple[str, ...]]
) -> None:
    assert [found.fields for found in missing_fields(Entry(item))] == fields


def test_an_editor_stands_in_for_an_author_of_a_book() -> None:
    book = {**ARTICLE, "type": "book", "publisher": "P", "editor": [{"family": "E"}]}
    del book["author"]
    assert list(missing_fields(Entry(book))) == []


def test_findings_come_in_the_order_of_the_file() -> None:
    entries = [
        Entry(without("author"), origin=Origin("x.bib", 20)),
        Entry(without("title"), origin=Origin("x.bib", 3)),
    ]
    reading = Finding("broken-block", "m", file="x.bib", line=10)
    lines = [found.line for found in check_library(entries, [reading])]
    assert lines == [3, 10, 20]


def test_every_type_with_requirements_asks_for_a_title() -> None:
    assert all(("title",) in groups for groups in REQUIRED.values())
