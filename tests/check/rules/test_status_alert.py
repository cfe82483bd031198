from __future__ import annotations

import pytest
from tests.check.tools import findings

from ldn_bib.check.rules.status_alert import RULES
from ldn_bib.values.finding import Severity

RETRACTED, CORRECTED, UNREAD = RULES


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("retracted", (1, 0, 0)),
        ("expression-of-concern", (1, 0, 0)),
        ("corrected", (0, 1, 0)),
        ("none", (0, 0, 0)),
        ("published", (0, 0, 0)),
    ],
)
def test_which_status_is_found(status: str, counts: tuple[int, int, int]) -> None:
    text = f"status = {{{status}}}"
    assert tuple(len(findings(rule, text)) for rule in RULES) == counts


def test_a_retraction_is_an_error_with_its_notice() -> None:
    (found,) = findings(RETRACTED, "status = {retracted}\nstatusnotice = {10.1000/183}")
    assert found.severity is Severity.ERROR
    assert found.message == "smith2020: retracted. Notice: 10.1000/183"
    assert (found.line, found.column) == (6, 13)


def test_a_correction_is_told_and_fails_nothing() -> None:
    (found,) = findings(CORRECTED, "status = {corrected}\nstatuschecked = {2026-01-02}")
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(
    "fields",
    [
        "status = {retracted}\nstatuschecked = {soon}",
        "status = {Retraktion}\nstatusnotice = {10.1000/183}",
        "statusnotice = {10.1000/183}",
    ],
)
def test_a_status_that_cannot_be_read_does_not_pass_in_silence(fields: str) -> None:
    (found,) = findings(UNREAD, fields)
    assert found.severity is Severity.ERROR
    assert "retracted, expression-of-concern, corrected, none" in found.message


def test_a_paper_nobody_has_looked_up_has_no_finding() -> None:
    assert [found for rule in RULES for found in findings(rule, "volume = {1}")] == []
