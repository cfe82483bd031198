from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.title_full_stop import RULE


def test_the_full_stop_is_pointed_at() -> None:
    (found,) = findings(RULE, "title = {Pain after surgery.}")
    assert found.message == "smith2020: the title ends with a full stop"
    assert (found.fields, found.line, found.column) == (("title",), 5, 30)


@pytest.mark.parametrize(
    "title",
    [
        "Pain",
        "Pain ...",
        "Does it help?",
        "Pain in the U.S.",
        "Infection with Borrelia spp.",
        "A letter to Smith J.",
        "Pain, etc.",
        "Pain\\.",
        ".",
    ],
)
def test_other_ends_are_fine(title: str) -> None:
    assert messages(RULE, f"title = {{{title}}}") == []


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("Pain.", "Pain"),
        ("{Pain after surgery.}", "{Pain after surgery}"),
        ("Pain in {HIV.}", "Pain in {HIV}"),
        ("A. B. Smith on pain.", "A. B. Smith on pain"),
    ],
)
def test_the_fix_takes_the_full_stop_out(title: str, better: str) -> None:
    assert f"title = {{{better}}}," in fixed(RULE, f"title = {{{title}}}")
