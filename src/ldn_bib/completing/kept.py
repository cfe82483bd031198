"""A library that may be written back: its entries, its bytes, and whether it can take changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.bibtex.edits import Edit
from ldn_bib.bibtex.expression import plain_text
from ldn_bib.bibtex.spans import entry_spans
from ldn_bib.config import Config, find_config, read_config
from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError
from ldn_bib.library import Library
from ldn_bib.opening import STDIN, locate, notes_folder, open_library, read_bytes

_ENDINGS = (".bib", ".bibtex")


@dataclass(frozen=True, slots=True)
class Kept:
    """A library as it was read.

    Attributes:
        library: the library.
        config: the settings that it was opened with.
        path: its file; None for standard input.
        notes: the folder of its notes; None where it can have none.
        data: its bytes; None where the file is not there yet.
        refusal: why it cannot be written; empty where it can.
    """

    library: Library
    config: Config
    path: Path | None
    notes: Path | None
    data: bytes | None
    refusal: str = ""

    @property
    def text(self) -> str:
        """Its text."""
        return decode_bytes(self.data or b"", self.library.source or "")[0]

    def require_writable(self) -> None:
        """Refuse a library that cannot be written.

        Raises:
            UsageError: it cannot be; the sentence says why.
        """
        if self.refusal:
            raise UsageError(self.refusal)

    def chosen(self, keys: Collection[str] = ()) -> list[Entry]:
        """Return the entries with these keys, or all; of two with one key the first.

        Raises:
            UsageError: a key is not in the library.
        """
        library = self.library.with_keys(keys) if keys else self.library
        first: dict[str, Entry] = {}
        for entry in library:
            first.setdefault(entry.key, entry)
        return list(first.values())

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """Return the bytes of the file with edits made; all others stay as they are.

        Raises:
            UsageError: an edit cannot be made.
        """
        from ldn_bib.bibtex.splice import apply

        return apply(self.data or b"", edits, file=self.library.source or "the file")

    def write(self, edits: Sequence[Edit]) -> None:
        """Make edits and write the file, whole or not at all.

        Raises:
            FileError: somebody has changed it since it was read, or it cannot be written.
            UsageError: it is no file that can be written, or an edit cannot be made.
        """
        from ldn_bib.saving import save

        self.require_writable()
        if self.path is not None and edits:
            save(self.path, self.edited(edits), read=self.data)


def open_kept(
    name: str | None = None, *, config: Config | None = None, may_be_new: bool = False
) -> Kept:
    """Open a library that may be written back.

    Args:
        name: a .bib or CSL-JSON file, ``-`` for standard input; None for the library that the
            settings name, else the one shipped with the package, which is only read.
        config: settings; None reads ``ldnbib.toml`` of this folder or one above it.
        may_be_new: whether a file that is not there counts as an empty one.

    Raises:
        FileError: the file cannot be read, or nothing in it can be understood.
        UsageError: the settings are not valid.
    """
    if config is None:
        config = read_config(find_config())
    shown, path = locate(name, config)
    is_new = may_be_new and path is not None and not path.exists()
    data = None if is_new else read_bytes(shown)
    library = open_library(name, derived_tags=False, config=config, data=data or b"")
    return Kept(
        library=library,
        config=config,
        path=path,
        notes=notes_folder(path, config, is_default=name is None),
        data=data,
        refusal=_refusal(name, path, config),
    )


def _refusal(name: str | None, path: Path | None, config: Config) -> str:
    if name == STDIN or path is None:
        return "standard input is no file that could be written; name a .bib file with --library"
    if name is None and config.library is None:
        return "name a .bib file with --library: no ldnbib.toml here or above names a library"
    if path.suffix.lower() not in _ENDINGS:
        return f"{name or path} cannot be written: only BibTeX files (.bib) are"
    return ""


def own_fields(entry: Entry) -> dict[str, str] | None:
    """Return what stands in the fields of an entry itself, by lower-case name.

    Values that are made of parts or macros are empty. None for an entry that no edit could be
    made in: it is broken, or does not come from BibTeX.
    """
    spans = entry_spans(entry.origin.raw) if entry.origin.raw else None
    if spans is None or spans.key != entry.key:
        return None
    return dict(_values(spans.text, [(one.name, one.value, one.end) for one in spans.fields]))


def _values(raw: str, places: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    for name, start, end in places:
        yield name.lower(), (plain_text(raw[start:end]) or "").strip()
