"""Opening a library: find the file, tell its format, read it, enrich it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib import resources
from ldn_bib.config import Config, find_config, read_config
from ldn_bib.entry import Entry
from ldn_bib.errors import FileError
from ldn_bib.library import Library
from ldn_bib.styling import style_folders
from ldn_bib.values.about import About
from ldn_bib.values.finding import Finding, Severity

if TYPE_CHECKING:
    from ldn_bib.enrich.notes import Note

STDIN = "-"

# '[' then an object or the end, '{' then a name or the end: BibTeX can begin with neither
_JSON_START = re.compile(r"\s*(?:\[\s*(?:[{\]]|$)|\{\s*[\"}])")


def open_library(
    path: str | PathLike[str] | None = None,
    *,
    derived_tags: bool = True,
    config: Config | None = None,
    data: bytes | None = None,
) -> Library:
    """Read a library and enrich it with notes and tags.

    The vocabulary and the notes are the ones that the settings name; else
    ``conditions.toml`` and ``notes/`` beside the library; else, for the vocabulary, the one
    that ships with the package.

    Args:
        path: a .bib or CSL-JSON file, ``"-"`` for standard input, None for the default.
        derived_tags: whether entries without a note get proposed tags.
        config: settings; None reads ``ldnbib.toml`` of this folder or one above it.
        data: the bytes of the library, where they are read already.

    Raises:
        FileError: a file cannot be read, or nothing in it can be understood.
        UsageError: the settings are not valid.
    """
    stream = open_stream(path, derived_tags=derived_tags, config=config, data=data)
    entries = tuple(stream.entries)
    return replace(stream.library, entries=entries, findings=tuple(stream.findings))


@dataclass(frozen=True, slots=True)
class LibraryStream:
    """A library whose entries are read one by one, so that they need not all be held.

    Attributes:
        library: all of it but the entries and what was found while reading them.
        entries: the entries with notes and tags; they can be taken once.
        parts: what gives the findings.
    """

    library: Library
    entries: Iterator[Entry]
    parts: tuple[Callable[[], Iterable[Finding]], ...]

    @property
    def findings(self) -> list[Finding]:
        """What was found as far as the entries were taken."""
        return [finding for part in self.parts for finding in part()]


def open_stream(
    path: str | PathLike[str] | None = None,
    *,
    derived_tags: bool = True,
    config: Config | None = None,
    data: bytes | None = None,
) -> LibraryStream:
    """Open a library as :func:`open_library` does, and read its entries one by one.

    Args and errors are those of :func:`open_library`; that nothing can be understood shows
    when the first entry is taken.
    """
    from ldn_bib.enrich.about import read_about
    from ldn_bib.enrich.apply import Enricher
    from ldn_bib.enrich.vocabulary import read_vocabulary

    if config is None:
        config = read_config(find_config())
    name, file = locate(path, config)
    reading = _Reading(name, read_bytes(name) if data is None else data)
    vocabulary, is_own = _vocabulary_file(file, config)
    text = _read_text(vocabulary)
    conditions, about_conditions = read_vocabulary(text, _shown(vocabulary))
    # what a vocabulary says of its own library is not true of another one
    about, about_itself = read_about(text, _shown(vocabulary)) if is_own else (About(), [])
    notes, about_notes = _read_notes(note_files(file, config, is_default=path is None))
    enricher = Enricher(conditions, notes, derived_tags=derived_tags)
    library = Library(
        conditions=conditions,
        source=name,
        style_folders=style_folders(config),
        default_style=config.default_style,
        about=about,
    )
    found = (
        reading.findings,
        lambda: about_conditions,
        lambda: about_itself,
        lambda: about_notes,
        lambda: enricher.findings,
    )
    return LibraryStream(library, enricher.enriched(reading.entries()), found)


def _read_notes(files: list[tuple[str, str, str]]) -> tuple[dict[str, Note], list[Finding]]:
    if not files:  # then nothing that reads notes need be loaded
        return {}, []
    from ldn_bib.enrich.notes import read_notes

    return read_notes(files)


def locate(path: str | PathLike[str] | None, config: Config) -> tuple[str, Path | None]:
    """Name and path of a library; None for the path of standard input."""
    if path is None:
        file = config.library or resources.default_library()
        return _shown(file), file
    name = os.fspath(path)
    return name, (None if name == STDIN else Path(name))


def _shown(file: Path) -> str:
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


class _Reading:
    """The entries of a file on their way, and what is found meanwhile."""

    def __init__(self, name: str, data: bytes) -> None:
        from ldn_bib.bibtex.reader import EntryStream, decode_bytes

        self._shown = "standard input" if name == STDIN else name
        text, self._before = decode_bytes(data, self._shown)
        self._read: Iterable[Entry]
        if _JSON_START.match(text):
            from ldn_bib.formats.csl_json import FORMAT

            assert FORMAT.read is not None  # noqa: S101 - the format is ours
            self._read, found = FORMAT.read(text, name)
            self._found: Callable[[], list[Finding]] = lambda: found
        else:
            stream = self._read = EntryStream(text, name)
            self._found = lambda: stream.findings

    def entries(self) -> Iterator[Entry]:
        """Yield the entries.

        Raises:
            FileError: there is none, because of an error.
        """
        is_empty = True
        for entry in self._read:
            is_empty = False
            yield entry
        if is_empty:
            errors = (found for found in self.findings() if found.severity is Severity.ERROR)
            cause = next(errors, None)
            if cause is not None:
                kinds = "BibTeX, biblatex and CSL-JSON are read"
                why = f"holds no entry that could be read ({kinds}); {cause}"
                raise FileError(f"{self._shown} {why}")

    def findings(self) -> list[Finding]:
        """What the readers found so far."""
        return [*self._before, *self._found()]


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input for ``-``.

    Raises:
        FileError: it cannot be read.
    """
    try:
        if name == STDIN:
            return sys.stdin.buffer.read()
        return Path(name).read_bytes()
    except IsADirectoryError:
        raise FileError(f"{name} is a folder, not a bibliography file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileError(f"cannot read {name}: {reason}") from error


def _read_text(file: Path) -> str:
    try:
        return read_bytes(str(file)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{_shown(file)} is not UTF-8 text (byte {error.start})") from error


def _vocabulary_file(library: Path | None, config: Config) -> tuple[Path, bool]:
    """The vocabulary's file, and whether it was made for this library."""
    if config.conditions:
        return config.conditions, True
    beside = library.parent / "conditions.toml" if library else None
    if beside and beside.is_file():
        return beside, True
    return resources.folder("references") / "conditions.toml", False


def notes_folder(library: Path | None, config: Config, *, is_default: bool) -> Path | None:
    """Return the folder of the notes that go with a library; None where it can have none.

    Args:
        library: its file; None for standard input.
        config: settings.
        is_default: whether it is the library that is read where none is named.
    """
    # notes go by key: those of one library say nothing about another with the same keys
    if config.notes and (is_default or _is_same(library, config.library)):
        return config.notes
    return library.parent / "notes" if library else None


def _is_same(one: Path | None, other: Path | None) -> bool:
    return one is not None and other is not None and one.resolve() == other.resolve()


def note_files(
    library: Path | None, config: Config, *, is_default: bool
) -> list[tuple[str, str, str]]:
    """Citation key, file name and text of each note that goes with a library.

    Raises:
        FileError: the folder or a file cannot be read.
    """
    folder = notes_folder(library, config, is_default=is_default)
    if folder is None:
        return []
    if folder == config.notes and not folder.is_dir():
        raise FileError(f"{_shown(folder)}, named as notes in {config.path}, is not a folder")
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    return [(file.stem, _shown(file), _read_text(file)) for file in files]
