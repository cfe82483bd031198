from __future__ import annotations

import pytest

from ldn_bib.csl.conditions import compile_condition
from ldn_bib.csl.context import BIBLIOGRAPHY, Context
from ldn_bib.csl.element import Element
from ldn_bib.csl.item import Item

ITEM = {
    "id": "a",
    "type": "book",
    "title": "Pain",
    "author": [{"family": "Doe"}],
    "editor": [],
    "issued": {"date-parts": [[2020]]},
    "accessed": {"literal": ""},
    "volume": "3",
    "note": " ",
    "issue": "three",
}


def holds(**attributes: str) -> bool:
    attrs = {name.replace("_", "-"): value for name, value in attributes.items()}
    return compile_condition(Element("if", attrs))(Context(Item(ITEM), BIBLIOGRAPHY))


@pytest.mark.parametrize(
    ("types", "any_", "all_", "none"),
    [
        ("book", True, True, False),
        ("map", False, False, True),
        ("book map", True, False, False),
        ("map book song", True, False, False),
        ("map song", False, False, True),
        ("book book", True, True, False),
    ],
)
def test_types(types: str, any_: bool, all_: bool, none: bool) -> None:
    assert holds(type=types, match="any") is any_
    assert holds(type=types, match="all") is holds(type=types) is all_
    assert holds(type=types, match="none") is none


@pytest.mark.parametrize(
    ("variables", "any_", "all_"),
    [
        ("title", True, True),
        ("author issued volume title", True, True),
        ("author editor", True, False),
        ("editor accessed note URL translator submitted", False, False),
        ("citation-number", False, False),
        ("title locator", True, False),
    ],
)
def test_variables(variables: str, any_: bool, all_: bool) -> None:
    assert holds(variable=variables, match="any") is any_
    assert holds(variable=variables) is all_
    assert holds(variable=variables, match="none") is not any_


def test_tests_of_several_kinds_count_together() -> None:
    assert holds(type="book", variable="title", is_numeric="volume")
    assert not holds(type="book map", variable="title")
    assert holds(type="map song", is_numeric="issue volume", match="any")
    assert not holds(type="map song", is_numeric="issue", match="any")
    assert holds(type="map song", is_numeric="issue", match="none")
    assert not holds()
    assert not holds(match="none")
