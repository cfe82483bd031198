"""Run a folder of fixtures and say how many pass.

    python tests/csl/suite/run_suite.py DIR [--filter PART] [--diff] [--update-ratchet]

The last line is always ``suite: N of M pass``; the exit code is 0 however many do, since
``test_suite.py`` is what judges.
"""

from __future__ import annotations

import argparse
import difflib
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.csl.suite.fixture import fixture_paths, read_fixture
from tests.csl.suite.run import Ours, Processors, run_fixture

RATCHET: Final = Path(__file__).resolve().parents[1] / "suite-pass.txt"
"""Names of the official fixtures that pass, one a line, in alphabetical order."""

SECONDS: Final = 10
"""Time that a fixture may take."""


class TooSlow(Exception):  # noqa: N818 - a fixture's failure, not a program's error
    """A fixture has taken longer than it may."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fixture.

    Attributes:
        name: the fixture.
        expected: the string that must come out.
        actual: the string that came out; None where none did.
        error: what was raised instead, with its trace.
    """

    name: str
    expected: str
    actual: str | None
    error: str = ""

    @property
    def passed(self) -> bool:
        """Whether the strings are the same, character by character."""
        return self.actual == self.expected

    def difference(self) -> str:
        """What is wrong, for a person."""
        if self.actual is None:
            return f"{self.name}: {self.error}"
        lines = difflib.ndiff(self.expected.split("\n"), self.actual.split("\n"))
        return "\n".join([f"{self.name}  (- expected, + actual)", *(f"    {x}" for x in lines)])


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"no result after {seconds} s")

    old = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)


def run_path(path: Path, processors: Processors | None = None) -> Outcome:
    """Run one fixture; whatever the engine raises is a failure of it."""
    expected = ""
    try:
        fixture = read_fixture(path)
        expected = fixture.result
        with _limit(SECONDS):
            return Outcome(path.stem, expected, run_fixture(fixture, processors))
    except Exception as error:  # the engine's faults are what is counted here
        trace = traceback.format_exc(limit=-4)
        return Outcome(path.stem, expected, None, f"{type(error).__name__}: {error}\n{trace}")


def read_ratchet() -> frozenset[str]:
    """Names that the ratchet lists; none where there is no file."""
    if not RATCHET.exists():
        return frozenset()
    lines = RATCHET.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def write_ratchet(passed: frozenset[str]) -> None:
    """Write the ratchet."""
    RATCHET.write_text("".join(f"{name}\n" for name in sorted(passed)), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run; the exit code is 0 when the fixtures have been run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of fixtures")
    parser.add_argument("--filter", default="", metavar="PART", help="only names with this part")
    parser.add_argument("--diff", action="store_true", help="print what is wrong with each")
    parser.add_argument(
        "--update-ratchet", action="store_true", help=f"write {RATCHET.name} from this run"
    )
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    if options.update_ratchet and options.filter:
        parser.error("--update-ratchet needs a run over all fixtures, without --filter")
    processors = Ours()
    outcomes = [
        run_path(path, processors) for path in fixture_paths(options.folder, options.filter)
    ]
    for outcome in outcomes:
        if not outcome.passed:
            print(outcome.difference() if options.diff else f"FAILED {outcome.name}")
    passed = frozenset(outcome.name for outcome in outcomes if outcome.passed)
    if options.update_ratchet:
        write_ratchet(passed)
    print(f"suite: {len(passed)} of {len(outcomes)} pass")
    return 0


if __name__ == "__main__":
    sys.exit(main())
