"""The official fixtures, against the list of those that pass (``tests/csl/suite-pass.txt``)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import pytest
from tests.csl.suite.fixture import fixture_paths
from tests.csl.suite.run_suite import RATCHET, read_ratchet, run_path

REPO: Final = Path(__file__).resolve().parents[3]
NAMED: Final = os.environ.get("CSL_SUITE", "")
FOLDER: Final = Path(NAMED) if NAMED else REPO.parent / "shared" / "csl-suite"
NOTES: Final = RATCHET.with_name("NOTES.md")
PATHS: Final = fixture_paths(FOLDER) if FOLDER.is_dir() else []
LISTED: Final = read_ratchet()

pytestmark = pytest.mark.skipif(
    not PATHS, reason=f"the official fixtures are not in {FOLDER}; name their folder in CSL_SUITE"
)


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_fixture_is_as_listed(path: Path) -> None:
    outcome = run_path(path)
    if path.stem in LISTED:
        assert outcome.passed, (
            f"{path.stem} has passed before and fails now: mend it, or take its line out of "
            f"{RATCHET.name} and give the reason in {NOTES.name}\n{outcome.difference()}"
        )
    else:
        assert not outcome.passed, (
            f"{path.stem} passes now: add it to {RATCHET.name} (run_suite.py --update-ratchet) "
            f"and take it out of {NOTES.name}"
        )


@pytest.mark.skipif(bool(NAMED), reason="CSL_SUITE names another folder")
def test_list_names_fixtures_that_exist() -> None:
    assert {path.stem for path in PATHS} >= LISTED


@pytest.mark.skipif(bool(NAMED), reason="CSL_SUITE names another folder")
def test_notes_explain_each_fixture_that_does_not_pass() -> None:
    failing = {path.stem for path in PATHS} - LISTED
    explained = set(re.findall(r"^- `(\w+_[\w-]+)`: \S", NOTES.read_text("utf-8"), re.MULTILINE))
    assert failing - explained == set(), f"no reason in {NOTES.name}"
    assert explained & LISTED == set(), f"these pass, but {NOTES.name} still explains them"
