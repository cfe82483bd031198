"""Opening a library: find the file, tell its format, read it, enrich it."""

from __future__ import annotations

import os
import re
import sys
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib import resources
from ldn_bib.config import Config, find_config, read_config
from ldn_bib.entry import Entry
from ldn_bib.errors import FileError
from ldn_bib.library import Library
from ldn_bib.styling import style_folders
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
) -> Library:
    """Read a library and enrich it with notes and tags.

    The vocabulary and the notes are the ones that the settings name; else
    ``conditions.toml`` and ``notes/`` beside the library; else, for the vocabulary, the one
    that ships with the package.

    Args:
        path: a .bib or CSL-JSON file, ``"-"`` for standard input, None for the default.
        derived_tags: whether entries without a note get proposed tags.
        config: settings; None reads ``ldnbib.toml`` of this folder or one above it.

    Raises:
        FileError: a file cannot be read, or nothing in it can be understood.
        UsageError: the settings are not valid.
    """
    from ldn_bib.enrich.apply import enrich
    from ldn_bib.enrich.vocabulary import read_subject, read_vocabulary

    if config is None:
        config = read_config(find_config())
    name, file = _locate(path, config)
    entries, findings = _read_entries(name)
    vocabulary, is_own = _vocabulary_file(file, config)
    text = _read_text(vocabulary)
    conditions, more = read_vocabulary(text, _shown(vocabulary))
    findings += more
    notes, more = _read_notes(file, config, is_default=path is None)
    findings += more
    entries, more = enrich(entries, conditions, notes, derived_tags=derived_tags)
    findings += more
    return Library(
        entries=tuple(entries),
        findings=tuple(findings),
        conditions=conditions,
        source=name,
        style_folders=style_folders(config),
        default_style=config.default_style,
        subject=read_subject(text) if is_own else "",
    )


def _locate(path: str | PathLike[str] | None, config: Config) -> tuple[str, Path | None]:
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


def _read_entries(name: str) -> tuple[list[Entry], list[Finding]]:
    from ldn_bib.bibtex.reader import decode_bytes, read_bibtex

    shown = "standard input" if name == STDIN else name
    text, findings = decode_bytes(read_bytes(name), shown)
    if _JSON_START.match(text):
        from ldn_bib.formats.csl_json import FORMAT

        assert FORMAT.read is not None  # noqa: S101 - the format is ours
        entries, more = FORMAT.read(text, name)
    else:
        entries, more = read_bibtex(text, name)
    findings = [*findings, *more]
    if not entries:
        cause = next((found for found in findings if found.severity is Severity.ERROR), None)
        if cause is not None:
            kinds = "BibTeX, biblatex and CSL-JSON are read"
            raise FileError(f"{shown} holds no entry that could be read ({kinds}); {cause}")
    return entries, findings


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


def _read_notes(
    library: Path | None, config: Config, *, is_default: bool
) -> tuple[dict[str, Note], list[Finding]]:
    from ldn_bib.enrich.notes import read_notes

    # notes go by key: those of one library say nothing about another with the same keys
    if config.notes and (is_default or library == config.library):
        folder = config.notes
        if not folder.is_dir():
            raise FileError(f"{_shown(folder)}, named as notes in {config.path}, is not a folder")
    elif library:
        folder = library.parent / "notes"
    else:
        return {}, []
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    return read_notes((file.stem, _shown(file), _read_text(file)) for file in files)
