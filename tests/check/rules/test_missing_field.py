from __future__ import annotations

import pytest
from tests.check.tools import findings

from ldn_bib.check.context import Context
from ldn_bib.check.rules.missing_field import CONTAINER, REQUIRED, RULE, check
from ldn_bib.check.subject import Subject
from ldn_bib.entry import Entry

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


def fields(item: dict[str, object]) -> list[tuple[str, ...]]:
    return [problem.fields for problem in check(Subject(Entry(item)), Context())]


@pytest.mark.parametrize(
    ("item", "missing"),
    [
        (without("author"), [("author",)]),
        (without("container-title", "issued"), [("journal",), ("year",)]),
        (
            {"id": "b", "type": "book", "title": "T"},
            [("author", "editor"), ("year",), ("publisher",)],
        ),
        (
            {**without("container-title"), "type": "chapter"},
            [("booktitle",), ("publisher",)],
        ),
        ({**without("container-title"), "type": "thesis"}, [("school",)]),
        (
            {**without("container-title"), "type": "paper-conference"},
            [("booktitle", "eventtitle")],
        ),
        ({"id": "w", "type": "webpage"}, [("title",)]),
        (ARTICLE, []),
    ],
)
def test_missing_fields_are_named_as_the_file_names_them(
    item: dict[str, object], missing: list[tuple[str, ...]]
) -> None:
    assert fields(item) == missing


def test_an_editor_stands_in_for_an_author_of_a_book() -> None:
    book = {**without("author"), "type": "book", "publisher": "P", "editor": [{"family": "E"}]}
    assert fields(book) == []


def test_the_place_is_that_of_the_entry() -> None:
    (found,) = findings(RULE, "% words\n\n  @misc{a, year = {2020}}")
    assert (found.line, found.column, found.message) == (3, 3, "a: no title")


def test_what_an_entry_inherits_is_not_missing() -> None:
    text = """\
@inproceedings{part, author = {A, B}, title = {T}, crossref = {whole}}
@proceedings{whole, title = {Congress}, year = {2020}}
"""
    assert "part" not in {found.key for found in findings(RULE, text)}
    assert "part" in {found.key for found in findings(RULE, text.replace("crossref", "note"))}


def test_every_type_with_requirements_asks_for_a_title() -> None:
    assert all(("title",) in groups for groups in REQUIRED.values())


def test_every_container_that_is_asked_for_has_a_field() -> None:
    asked = {
        kind
        for kind, groups in REQUIRED.items()
        if any("container-title" in group for group in groups)
    }
    assert asked == set(CONTAINER)
