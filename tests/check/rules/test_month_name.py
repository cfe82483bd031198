from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.month_name import RULE


@pytest.mark.parametrize(
    ("month", "macro"),
    [
        ("{January}", "jan"),
        ('"Sept."', "sep"),
        ("{jan}", "jan"),
        ("{{May}}", "may"),
        ("{May-Jun}", 'may # "--" # jun'),
        ("{May--June}", 'may # "--" # jun'),
        ("{May/June}", 'may # "--" # jun'),
        ("{May and June}", 'may # "--" # jun'),
    ],
)
def test_months_become_macros(month: str, macro: str) -> None:
    assert messages(RULE, f"month = {month}") == [
        f"smith2020: the month is written out; the macro is {macro}"
    ]
    mended = fixed(RULE, f"month = {month}")
    assert f"  month = {macro},\n" in mended
    assert messages(RULE, mended) == []


@pytest.mark.parametrize(
    "month", ["jan", "3", "{3}", 'may # "--" # jun', "{Spring}", "{März}", "{}"]
)
def test_what_is_fine_or_found_elsewhere(month: str) -> None:
    assert messages(RULE, f"month = {month}") == []


def test_a_day_in_the_month_is_only_named() -> None:
    (found,) = findings(RULE, "month = {March 3}")
    assert "“March 3”; the macro is mar" in found.message
    assert "month = {March 3}" in fixed(RULE, "month = {March 3}")
