"""What a format is: a name, an ending, a writer where we export it, a reader where we import it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ldn_bib.entry import Entry
from ldn_bib.values.finding import Finding

Writer = Callable[[Iterable[Entry]], Iterator[str]]
"""Takes entries, yields text in pieces that are written as they are (line ends included)."""

Reader = Callable[[str, str], tuple[list[Entry], list[Finding]]]
"""Takes the text and the file's name, gives entries and findings."""


@dataclass(frozen=True, slots=True)
class Format:
    """An exchange format.

    Attributes:
        name: what ``--format`` takes.
        title: name for people.
        extension: usual ending of a file, with the dot.
        media_type: IANA media type.
        write: the writer; None where we only read it.
        read: the reader; None where we only write it.
    """

    name: str
    title: str
    extension: str
    media_type: str
    write: Writer | None = None
    read: Reader | None = None
