from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.initials_last import RULE


def test_a_list_of_such_names_is_mended() -> None:
    text = "author = {van Berg JD and Jones A and Garc{\\'i}a L{\\'o}pez M-A}"
    (found,) = findings(RULE, text)
    assert found.message == (
        "smith2020: “van Berg JD” has no comma before its initials, so that “JD” is taken for the "
        "family name"
    )
    assert "author = {van Berg, JD and Jones, A and Garc{\\'i}a L{\\'o}pez, M-A}," in fixed(
        RULE, text
    )


@pytest.mark.parametrize("author", ["Jones, Bo and Smith JD", "Malcolm X"])
def test_single_ones_may_be_right(author: str) -> None:
    text = f"author = {{{author}}}"
    assert len(messages(RULE, text)) == 1
    assert text in fixed(RULE, text)


@pytest.mark.parametrize(
    "author", ["Smith, JD", "John Smith", "J D Smith", "Smith Jr", "Smith MD", "{Smith JD}", "JD"]
)
def test_other_names_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []
