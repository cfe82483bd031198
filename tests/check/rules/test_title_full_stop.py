from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.title_full_stop import RULE


def test_the_full_stop_is_pointed_at() -> None:
    (found,) = findings(RULE, "title = {Pain after surgery.}")
    assert found.message == "smith2020: the title ends with a full stop"
    assert (found.fields, found.line, found.column) == (("title",), 5, 30)


@pytest.mark.parametrize("title", ["Pain", "Pain ...", "Does it help?"])
def test_other_ends_are_fine(title: str) -> None:
    assert messages(RULE, f"title = {{{title}}}") == []


def test_the_fix_takes_the_full_stop_out() -> None:
    assert "title = {Pain}," in fixed(RULE, "title = {Pain.}")
