from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.evidence import SCHEMES, Evidence


@pytest.mark.parametrize("scheme", SCHEMES)
def test_levels_rank_in_the_order_of_their_scheme(scheme: str) -> None:
    levels = list(SCHEMES[scheme])
    assert [Evidence(scheme, level).rank for level in levels] == list(range(len(levels)))


def test_label_names_level_and_scheme() -> None:
    assert Evidence("OCEBM 2011", "2").label == "Level 2 (OCEBM 2011)"
    assert Evidence("Other", "B").label == "B (Other)"


@given(st.sampled_from(sorted(SCHEMES)), st.text())
def test_an_unknown_level_comes_last(scheme: str, level: str) -> None:
    rank = Evidence(scheme, level).rank
    if level in SCHEMES[scheme]:
        assert rank < len(SCHEMES[scheme])
    else:
        assert rank == len(SCHEMES[scheme])


def test_an_unknown_scheme_ranks_without_an_error() -> None:
    assert Evidence("Other", "1").rank == 0
