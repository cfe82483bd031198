from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.finding import Finding, Severity


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (Finding("x", "m"), ""),
        (Finding("x", "m", file="a.bib"), "a.bib"),
        (Finding("x", "m", file="a.bib", line=3), "a.bib:3"),
        (Finding("x", "m", file="a.bib", line=3, column=7), "a.bib:3:7"),
        (Finding("x", "m", file="a.bib", column=7), "a.bib"),
        (Finding("x", "m", file="-", line=1), "-:1"),
    ],
)
def test_place_is_as_exact_as_known(finding: Finding, place: str) -> None:
    assert finding.place == place


def test_text_names_place_code_and_message() -> None:
    assert str(Finding("duplicate-key", "two of them", file="a.bib", line=3)) == (
        "a.bib:3: duplicate-key: two of them"
    )
    assert str(Finding("duplicate-key", "two of them")) == "duplicate-key: two of them"


def test_severities_are_ordered_by_weight() -> None:
    assert list(Severity) == ["error", "warning", "info"]
    assert Finding("x", "m").severity is Severity.WARNING


@given(st.text(min_size=1), st.integers(1), st.integers(1))
def test_place_ends_with_line_and_column(file: str, line: int, column: int) -> None:
    finding = Finding("x", "m", file=file, line=line, column=column)
    assert finding.place.rsplit(":", 2) == [file, str(line), str(column)]
