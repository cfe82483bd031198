"""Exporting records one by one, so that a library of any length goes through little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from os import PathLike
from typing import TYPE_CHECKING

from ldn_bib import plugins
from ldn_bib.errors import NothingFoundError
from ldn_bib.exporting import FORMATS, chosen_format, is_styled, write_options
from ldn_bib.opening import open_stream
from ldn_bib.values.batches import in_batches

if TYPE_CHECKING:
    from ldn_bib.entry import Entry
    from ldn_bib.opening import LibraryStream


def can_stream(name: str) -> bool:
    """Tell whether an output is written record by record, in the order of the file."""
    return not is_styled(name) and plugins.load(FORMATS, name).write is not None


@dataclass(slots=True)
class Streamed:
    """An export under way.

    Attributes:
        stream: the library that is read.
        pieces: what to write, as it is; they can be taken once.
        read: number of entries read so far.
        written: number of entries given to the writer so far.
        skipped: citation key to why the format cannot hold the entry.
    """

    stream: LibraryStream
    pieces: Iterator[str] = field(default_factory=lambda: iter(()))
    read: int = 0
    written: int = 0
    skipped: dict[str, str] = field(default_factory=dict)


def stream_export(
    path: str | PathLike[str] | None,
    name: str,
    *,
    conditions: Sequence[str] = (),
    since: int | None = None,
    tagged: bool = False,
    derived_tags: bool = True,
    profile: str = "",
    ascii_only: bool = False,
) -> Streamed:
    """Begin to export a library as records.

    The first record is read at once; the others are read while the pieces are taken.

    Args:
        path: as in :func:`ldn_bib.opening.open_library`.
        name: an exchange format for which :func:`can_stream` holds.
        conditions: only entries with any of these, by slug; empty for all.
        since: only entries issued in this year or later.
        tagged: only entries with a condition.
        derived_tags: whether entries without a note get proposed tags.
        profile: dialect of the format; empty for its default one.
        ascii_only: whether characters beyond ASCII become commands of the format.

    Raises:
        FileError: the library cannot be read.
        UsageError: an unknown condition or profile.
        NothingFoundError: no entry is left.
    """
    stream = open_stream(path, derived_tags=derived_tags)
    for slug in conditions:
        stream.library.condition(slug)
    made = Streamed(stream)
    options = write_options(
        stream.library,
        profile=profile,
        ascii_only=ascii_only,
        skip=lambda entry, why: made.skipped.update({entry.key: why}),
    )
    chosen = chosen_format(name, options)
    wanted = frozenset(conditions)
    selects = bool(wanted or tagged or since is not None)

    def taken() -> Iterator[Entry]:
        for entry in in_batches(stream.entries):
            made.read += 1
            if selects and not _is_wanted(entry, wanted, since, tagged=tagged):
                continue
            made.written += 1
            yield entry

    entries = taken()
    first = next(entries, None)
    if first is None:
        raise NothingFoundError(nothing_left(stream.library.source, made.read))
    made.pieces = chosen.written(chain((first,), entries), options)
    return made


def nothing_left(source: str | None, read: int) -> str:
    """The sentence for a selection that leaves nothing of a number of entries."""
    if not read:
        return f"{source} holds no entries"
    papers = "the one paper" if read == 1 else f"the {read} papers"
    return f"none of {papers} in {source} matches the options given"


def _is_wanted(entry: Entry, wanted: frozenset[str], since: int | None, *, tagged: bool) -> bool:
    conditions = entry.conditions
    if (tagged and not conditions) or (wanted and wanted.isdisjoint(conditions)):
        return False
    return since is None or (entry.year is not None and entry.year >= since)
