"""What the commands share that ask PubMed and Crossref: options, a last question, failures."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import session

if TYPE_CHECKING:
    from ldn_bib.completing.kept import Kept

INCOMPLETE = 3
"""Exit code where a source could not be asked and nothing graver is to be said."""

_MOST_FAILURES = 3

YesOption = Annotated[
    bool,
    typer.Option(
        "--yes",
        "-y",
        help="Write without asking; without it nothing is written unless a person at the "
        "terminal says so.",
    ),
]
OfflineOption = Annotated[
    bool,
    typer.Option("--offline", help="Ask nobody: use only answers kept from before, of any age."),
]
RefreshOption = Annotated[
    bool, typer.Option("--refresh", help="Ask again, whatever answers are kept from before.")
]


def check_options(*, offline: bool, refresh: bool) -> None:
    """Refuse options that exclude each other.

    Raises:
        UsageError: both are given.
    """
    from ldn_bib.errors import UsageError

    if offline and refresh:
        raise UsageError("--offline asks nobody, so --refresh has no use beside it")


def agreed(kept: Kept, *, yes: bool) -> bool:
    """Tell whether to write: ``--yes``, or a person at the terminal who says so."""
    if yes:
        return True
    if kept.refusal:
        session.say(f"nothing written: {kept.refusal}")
        return False
    if sys.stdin.isatty() and sys.stderr.isatty():
        if typer.confirm(f"Write {kept.path}?", default=False, err=True):
            return True
        session.say("nothing written")
        return False
    session.say("nothing written; give --yes to write without being asked")
    return False


def tell_failures(failures: Iterable[str]) -> bool:
    """Say why sources could not be asked; return whether there was any."""
    told = list(failures)
    for why in told[:_MOST_FAILURES]:
        session.warn(why)
    if len(told) > _MOST_FAILURES:
        session.say(f"ldnbib: … and {len(told) - _MOST_FAILURES} more of the kind")
    return bool(told)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"
