from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.initials_together import RULE


def test_initials_are_set_apart() -> None:
    text = "author = {Kim, YH and van der Berg, J.D.M. and Poe, Ada and Garc{\\'i}a, AB}"
    (found,) = findings(RULE, text)
    assert found.message == (
        "smith2020: the initials of “Kim, YH” run together, so that styles print one"
    )
    mended = "author = {Kim, Y. H. and van der Berg, J. D. M. and Poe, Ada and Garc{\\'i}a, A. B.},"
    assert mended in fixed(RULE, text)


@pytest.mark.parametrize(
    "author",
    [
        "Kim, Y. H.",
        "Kim, Y",
        "Kim, Yoon H.",
        "Kim, JoAnn",
        "KIM, YH",
        "Kim, Jr, YH",
        "Smith, III",
        "{Kim, YH}",
        "YH Kim",
        "Kim, {YH}",
    ],
)
def test_other_names_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []


def test_items_of_csl_are_left_alone() -> None:
    item = '[{"id": "a", "type": "book", "author": [{"family": "Kim", "given": "YH"}]}]'
    assert messages(RULE, item) == []
