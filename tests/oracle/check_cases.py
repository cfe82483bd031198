"""Run a folder of fixtures on citeproc-js, to see what it makes of cases that we wrote.

    python tests/oracle/check_cases.py tests/csl/cases [--filter PART]

The last line is ``citeproc-js: N of M agree``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.csl.suite.fixture import Fixture, fixture_paths, read_fixture
from tests.csl.suite.run_suite import Outcome
from tests.oracle.node import ask


def job_of(fixture: Fixture) -> dict[str, Any]:
    """The oracle's job that runs a fixture."""
    return {
        "id": fixture.name,
        "xml": fixture.style,
        "items": fixture.items,
        "fixture": {
            "mode": fixture.mode,
            "flags": sorted(fixture.flags),
            "clusters": fixture.clusters,
            "transactions": fixture.transactions,
            "entries": fixture.entries,
            "section": fixture.section,
            "options": dict(fixture.options),
        },
    }


def outcomes(paths: list[Path]) -> list[Outcome]:
    """What citeproc-js makes of fixtures."""
    fixtures = [read_fixture(path) for path in paths]
    answers = ask([job_of(fixture) for fixture in fixtures])
    return [
        Outcome(fixture.name, fixture.result, answer.get("text"), answer.get("error", ""))
        for fixture, answer in zip(fixtures, answers, strict=True)
    ]


def main() -> int:
    """Run; the exit code is 0 when all agree."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of fixtures")
    parser.add_argument("--filter", default="", metavar="PART", help="only names with this part")
    options = parser.parse_args()
    found = outcomes(fixture_paths(options.folder, options.filter))
    for outcome in found:
        if not outcome.passed:
            print(outcome.difference())
    agreed = sum(outcome.passed for outcome in found)
    print(f"citeproc-js: {agreed} of {len(found)} agree")
    return 0 if agreed == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
