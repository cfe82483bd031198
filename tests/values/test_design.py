from __future__ import annotations

import re

import pytest

from ldn_bib.values.design import DESIGNS


@pytest.mark.parametrize("slug", DESIGNS)
def test_slugs_are_lower_case_with_hyphens(slug: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)


def test_words_tell_the_designs_apart() -> None:
    assert len(set(DESIGNS.values())) == len(DESIGNS)
    assert all(words.strip() == words != "" for words in DESIGNS.values())


def test_stronger_designs_are_counted_first() -> None:
    order = list(DESIGNS)
    assert order.index("systematic-review") < order.index("rct") < order.index("case-report")
    assert order[-1] == "other"
