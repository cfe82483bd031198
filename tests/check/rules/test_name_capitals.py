from __future__ import annotations

import pytest
from tests.check.tools import findings, messages

from ldn_bib.check.rules.name_capitals import RULE


def test_the_first_name_in_capitals_is_pointed_at() -> None:
    (found,) = findings(RULE, "author = {Jones, Bo and SMITH, JOHN and MÜLLER, J.}")
    assert found.message == (
        "smith2020: the name “SMITH, JOHN” is written in capitals, and 1 more like it"
    )
    assert (found.fields, found.column) == (("author",), 27)


@pytest.mark.parametrize(
    "author",
    ["JOHN SMITH", 'M{\\"U}LLER, Ann', "O'BRIEN, Ann", "VAN DER BERG, Ann", "GARCÍA-LÓPEZ, M."],
)
def test_capitals_in_any_order_and_spelling(author: str) -> None:
    assert len(messages(RULE, f"author = {{{author}}}")) == 1


@pytest.mark.parametrize(
    "author",
    [
        "Smith, JOHN",
        "Ng, AB",
        "NG, Ann",
        "Kim YHJ",
        "{WHO}",
        "WHO",
        "III, Petras",
        "McDonald, Ann",
        "{\\'E}, Ann",
        "ΑΒ, Ann",
        "(EAGLE), Early",
    ],
)
def test_initials_acronyms_and_bodies_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []


def test_items_of_csl_json() -> None:
    item = '[{"id": "a", "type": "book", "editor": [{"family": "SMITH", "given": "Ann"}]}]'
    assert messages(RULE, item) == ["a: the name “SMITH, Ann” is written in capitals"]
