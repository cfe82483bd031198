from __future__ import annotations

import pytest
from tests.check.tools import findings, messages

from ldn_bib.check.rules.same_name import RULE


def test_the_second_one_is_pointed_at() -> None:
    (found,) = findings(RULE, "author = {Smith, Ann and Jones, Bo and Smith, Ann}")
    assert found.message == "smith2020: “Smith, Ann” stands twice in the list, as names 1 and 3"
    assert found.column == 42


@pytest.mark.parametrize(
    "author",
    [
        'Müller, Ann and M{\\"u}ller, Ann',
        "Ann Smith and Smith, Ann",
        "Smith, Ann and\n    Smith, Ann",
        "{Study Group} and {Study Group}",
    ],
)
def test_spelling_and_order_do_not_matter(author: str) -> None:
    text = f"@misc{{a,\n  author = {{{author}}},\n  title = {{Pain}},\n}}\n"
    assert len(messages(RULE, text)) == 1


@pytest.mark.parametrize(
    "author", ["Wang, Y. and Wang, Y.", "Smith, Ann and Smith, Bo", "Li, X J and Li, XJ"]
)
def test_initials_and_families_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []


def test_one_finding_tells_of_all() -> None:
    (message,) = messages(RULE, "author = {Ann Li and Eve Li and Ann Li and Eve Li}")
    assert message.endswith("as names 1 and 3, and 1 more like it")


def test_items_of_csl_json() -> None:
    name = '{"family": "Smith", "given": "Ann"}'
    item = f'[{{"id": "a", "type": "book", "author": [{name}, {name}]}}]'
    assert len(messages(RULE, item)) == 1
