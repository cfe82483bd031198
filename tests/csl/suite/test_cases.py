"""Our own cases: one behaviour of CSL 1.0.2 each, as fixtures in ``tests/csl/cases``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from tests.csl.suite.fixture import fixture_paths, read_fixture
from tests.csl.suite.run_suite import run_path

PATHS: Final = fixture_paths(Path(__file__).resolve().parents[1] / "cases")


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_case(path: Path) -> None:
    outcome = run_path(path)
    assert outcome.passed, outcome.difference()


def test_each_case_says_what_it_shows_and_where_the_specification_does() -> None:
    assert len(PATHS) >= 25
    for path in PATHS:
        description = read_fixture(path).description
        assert "CSL 1.0.2, «" in description, path.stem
