from __future__ import annotations

import pytest
from tests.check.tools import fixed, messages

from ldn_bib.check.rules.et_al import RULE

AND_OTHERS = "author = {Smith, Ann and others},"


@pytest.mark.parametrize(
    "author",
    [
        "Smith, Ann and et al.",
        "Smith, Ann et al.",
        "Smith, Ann, et al",
        "Smith, Ann and et. al.",
        "Smith, Ann and {et al.}",
        "Smith, Ann \\& al.",
        "Smith, Ann and Et Al",
        "Smith, Ann et~al.",
        "Smith, Ann; et al.",
    ],
)
def test_at_the_end_it_becomes_and_others(author: str) -> None:
    assert len(messages(RULE, f"author = {{{author}}}")) == 1
    assert AND_OTHERS in fixed(RULE, f"author = {{{author}}}")


@pytest.mark.parametrize("author", ["Smith, Ann and et al. and Jones, Bo", "et al."])
def test_elsewhere_a_person_has_to_look(author: str) -> None:
    text = f"author = {{{author}}}"
    assert len(messages(RULE, text)) == 1
    assert text in fixed(RULE, text)


@pytest.mark.parametrize("author", ["Smith, Ann and others", "Etal, Ann", "Bet Al, Ann", "Al, Bo"])
def test_names_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []


def test_items_of_csl_json() -> None:
    item = '[{"id": "a", "type": "book", "author": [{"family": "Smith"}, {"literal": "et al."}]}]'
    assert messages(RULE, item) == ["a: “et al” stands in the list of names"]
