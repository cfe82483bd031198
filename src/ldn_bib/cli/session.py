"""What every command does: open the library, say what was found, select, show progress."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ldn_bib.errors import NothingFoundError

if TYPE_CHECKING:
    from ldn_bib.library import Library
    from ldn_bib.values.finding import Finding

_MOST_FINDINGS = 20
_PATIENCE = 1.0


_COLOURS = {"error": "31", "warning": "33"}


def paint(word: str) -> str:
    """Colour the name of a severity, on a terminal and unless ``NO_COLOR`` is set."""
    colour = _COLOURS.get(word)
    if colour is None or os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return word
    return f"\x1b[{colour}m{word}\x1b[0m"


def say(message: str) -> None:
    """Print a line of talk to standard error."""
    print(message, file=sys.stderr)  # noqa: T201


def open_for(
    path: str | None,
    *,
    derived_tags: bool = True,
    strict: bool = False,
) -> Library:
    """Open a library and say on standard error what is left out, repaired or wrong.

    Raises:
        NothingFoundError: ``strict`` and an entry is broken.
    """
    from ldn_bib.library import Library

    with no_collection():  # the many new objects are all kept, to the end of the program
        library = Library.read(path, derived_tags=derived_tags)
        gc.freeze()
    tell(library.findings, source=library.source, strict=strict)
    return library


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the garbage collector while many objects come, or come and go, without circles."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def tell(findings: Iterable[Finding], *, source: str | None = None, strict: bool = False) -> None:
    """Say on standard error what is left out, repaired or wrong.

    Raises:
        NothingFoundError: ``strict`` and an entry is broken.
    """
    from ldn_bib.values.finding import Severity

    told = [found for found in findings if found.severity is not Severity.INFO]
    _tell(told)
    broken = [found for found in told if found.severity is Severity.ERROR or found.loses_entry]
    if strict and broken:
        count = f"{len(broken)} broken {'entry' if len(broken) == 1 else 'entries'}"
        head = f"{source}: " if source else ""
        raise NothingFoundError(f"{head}{count}; nothing written because of --strict")


def warn(message: str) -> None:
    """Print a warning to standard error."""
    say(f"ldnbib: {paint('warning')}: {message}")


def _says_so(found: Finding) -> bool:
    return found.message.endswith("left out")


def _tell(findings: Sequence[Finding]) -> None:
    for found in findings[:_MOST_FINDINGS]:
        left_out = " (left out)" if found.loses_entry and not _says_so(found) else ""
        say(f"ldnbib: {paint(found.severity)}: {found}{left_out}")
    more = len(findings) - _MOST_FINDINGS
    if more > 0:
        say(f"ldnbib: … and {more} more; `ldnbib check` lists all")


def select(
    library: Library,
    *,
    conditions: Sequence[str] | None = None,
    keys: Sequence[str] | None = None,
    since: int | None = None,
    sort: str | None = None,
    tagged: bool = False,
) -> Library:
    """Apply the selecting options.

    Raises:
        UsageError: unknown condition, key or order.
        NothingFoundError: nothing is left.
    """
    chosen = library.sorted_by(sort or "file")
    if keys:
        chosen = chosen.with_keys(keys)
    if conditions:
        chosen = chosen.with_condition(*conditions)
    if since is not None:
        chosen = chosen.since(since)
    if tagged:
        chosen = chosen.where(lambda entry: bool(entry.conditions))
    if not chosen.entries:
        from ldn_bib.streaming import nothing_left

        raise NothingFoundError(nothing_left(library.source, len(library)))
    return chosen


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a callback ``(done, all)`` that draws a bar on a terminal once a second has passed."""
    started = time.monotonic()
    shown = False
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal shown, last
        now = time.monotonic()
        if now - started < _PATIENCE or now - last < 0.1 or not total:
            return
        last, shown = now, True
        filled = round(30 * done / total)
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}")
        sys.stderr.flush()

    def silent(done: int, total: int) -> None:
        del done, total

    try:
        yield report if sys.stderr.isatty() else silent
    finally:
        if shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
