"""What a format is: a name, an ending, a writer where we export it, a reader where we import it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ldn_bib.entry import Entry
from ldn_bib.formats.status import marked
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Finding

Skip = Callable[[Entry, str], None]
"""Told of an entry that a format cannot hold, and why, in a few words."""


def _in_silence(entry: Entry, why: str) -> None:
    del entry, why


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a person may ask of a writer; each uses what concerns it.

    Attributes:
        profile: dialect of the format; empty for its default one. See :attr:`Format.profiles`.
        ascii: whether characters beyond ASCII are written as commands of the format.
        conditions: vocabulary, slug to condition, for collections, groups and MeSH terms.
        title: name of the library or of the list; empty where it has none.
        skip: told of each entry that is left out.
    """

    profile: str = ""
    ascii: bool = False
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    title: str = ""
    skip: Skip = _in_silence


DEFAULTS = WriteOptions()

Writer = Callable[[Iterable[Entry], WriteOptions], Iterator[str]]
"""Takes entries, yields text in pieces that are written as they are (line ends included)."""

BytesWriter = Callable[[Iterable[Entry], WriteOptions], Iterator[bytes]]
"""The same for a format that is no text."""

Reader = Callable[[str, str], tuple[list[Entry], list[Finding]]]
"""Takes the text and the file's name, gives entries and findings.

What can be read is read; what cannot is named in a finding, with its line. A reader raises
nothing for what stands in the text.
"""

Sniffer = Callable[[str], bool]
"""Tells from the first 4,096 characters whether a text is in the format."""


@dataclass(frozen=True, slots=True)
class Format:
    """An exchange format.

    Attributes:
        name: what ``--format`` takes.
        title: name for people.
        extension: usual ending of a file, with the dot.
        media_type: IANA media type.
        write: the writer; None where we only read it, or where it is no text.
        read: the reader; None where we only write it.
        write_bytes: the writer of a format that is no text.
        sniff: tells whether a text is in the format; None where it cannot be told.
        profiles: names of its dialects for ``--profile``; empty where there is one only.
        has_ascii: whether it can write characters beyond ASCII as commands.
        collections: whether it carries collections or groups, one per condition.
        has_status: whether it has fields of its own for retractions; for any other format
            :func:`ldn_bib.formats.status.marked` puts them into the items.
    """

    name: str
    title: str
    extension: str
    media_type: str
    write: Writer | None = None
    read: Reader | None = None
    write_bytes: BytesWriter | None = None
    sniff: Sniffer | None = None
    profiles: tuple[str, ...] = ()
    has_ascii: bool = False
    collections: bool = False
    has_status: bool = False

    @property
    def is_written(self) -> bool:
        """Whether the format can be exported to."""
        return self.write is not None or self.write_bytes is not None

    def written(self, entries: Iterable[Entry], options: WriteOptions) -> Iterator[str]:
        """Write text with the writer; entries that are retracted are marked.

        Raises:
            ValueError: it writes no text.
        """
        if self.write is None:
            raise ValueError(f"{self.name} is not written as text")
        return self.write(entries if self.has_status else marked(entries), options)
