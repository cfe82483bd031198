"""Formatting in several processes: each takes a share of the entries, in order.

By then the order of the entries, their numbers and how far their cites are expanded are settled,
and an entry depends on nothing else, but for names that repeat from the one before. So the shares
put together are what one process would have written. Processes are forks: they have the items
and the compiled style already. What they send back is plain data, which is quicker than pickles.
"""

from __future__ import annotations

import gc
import marshal
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run

Progress = Callable[[int, int], None]
"""Told how many of how many entries are done."""

Share = Callable[[int, int], Iterator[FormattedEntry]]
"""Formats the entries from a place up to another."""

LEAST_SHARE: Final = 500
"""Entries for which a process of its own pays."""

_REPORT_EVERY: Final = 50
_READ: Final = 1 << 20  # bytes at a time

_PlainRun = tuple[str, tuple[str, ...], str | None]
_PlainEntry = tuple[str, tuple[_PlainRun, ...]]


def can_share() -> bool:
    """Whether this process can fork: not on Windows, and not where other threads run."""
    import threading

    return hasattr(os, "fork") and threading.active_count() == 1


def format_shares(
    total: int, share: Share, jobs: int = 1, progress: Progress | None = None
) -> tuple[FormattedEntry, ...]:
    """Format all entries, in as many processes as are wanted, possible and worth it.

    Args:
        total: number of entries.
        share: formats some of them.
        jobs: number of processes, this one included.
        progress: told of the entries that are done.
    """
    jobs = min(jobs, total // LEAST_SHARE)
    if jobs < 2 or not can_share():
        return tuple(_counted(share(0, total), 1, total, progress))
    bounds = [total * number // jobs for number in range(jobs + 1)]
    helpers: list[_Helper] = []
    try:
        for start, end in pairwise(bounds[1:]):
            helpers.append(_start(share, start, end))
        entries = list(_counted(share(0, bounds[1]), jobs, total, progress))
        while helpers:
            entries += helpers[0].entries()
            del helpers[0]
    finally:
        for helper in helpers:
            helper.stop()
    if progress is not None:
        progress(total, total)
    return tuple(entries)


def _counted(
    entries: Iterable[FormattedEntry], jobs: int, total: int, progress: Progress | None
) -> Iterator[FormattedEntry]:
    """Pass entries on; the other processes are taken to be as far as this one."""
    done = 0
    for entry in entries:
        yield entry
        done += jobs
        if progress is not None and (done // jobs % _REPORT_EVERY == 0 or done >= total):
            progress(min(done, total), total)


class _Helper:
    """A process that formats a share."""

    def __init__(
        self, process: int, source: int, again: Callable[[], Iterator[FormattedEntry]]
    ) -> None:
        """Take charge of a process.

        Args:
            process: its id; 0 where there was no room for one.
            source: where its entries are read from.
            again: formats the same share here.
        """
        self._process = process
        self._source = source
        self._again = again

    def entries(self) -> Iterable[FormattedEntry]:
        """Wait for the entries; where the process failed, they are formatted here."""
        if not self._process:
            return self._again()
        pieces: list[bytes] = []
        while piece := os.read(self._source, _READ):
            pieces.append(piece)
        if self._end() != 0:
            return self._again()
        plain: list[_PlainEntry] = marshal.loads(b"".join(pieces))  # noqa: S302 - own data
        return map(_to_entry, plain)

    def stop(self) -> None:
        """End the process, whatever it is at, unless it has ended."""
        import signal

        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._end()

    def _end(self) -> int:
        """Wait for the end of the process; give its status."""
        status = os.waitpid(self._process, 0)[1]
        self._process = 0
        os.close(self._source)
        return status


def _start(share: Share, start: int, end: int) -> _Helper:
    """Begin a process that formats the entries from a place up to another."""
    source, sink = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(source)
        os.close(sink)
        return _Helper(0, -1, lambda: share(start, end))
    if process:
        os.close(sink)
        return _Helper(process, source, lambda: share(start, end))
    status = 1
    try:
        gc.disable()  # it ends before there is much to collect
        data = marshal.dumps([_to_plain(entry) for entry in share(start, end)])
        with open(sink, "wb") as file:  # noqa: PTH123
            file.write(data)
        status = 0
    finally:
        os._exit(status)  # an error is raised by the process that formats the share again


def _to_plain(entry: FormattedEntry) -> _PlainEntry:
    runs = [
        (run.text, tuple(mark.value for mark in run.marks), run.link) for run in entry.content.runs
    ]
    return entry.id, tuple(runs)


_NO_MARKS: Final[frozenset[Mark]] = frozenset()


def _to_entry(plain: _PlainEntry) -> FormattedEntry:
    id_, runs = plain
    made = [
        Run(text, frozenset(map(Mark, marks)) if marks else _NO_MARKS, link)
        for text, marks, link in runs
    ]
    return FormattedEntry(id_, RichText(tuple(made)))
