"""Two versions of a library, opened to be compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ldn_bib.config import Config, find_config, read_config
from ldn_bib.errors import UsageError
from ldn_bib.keeping.differences import Differences, differences
from ldn_bib.library import Library
from ldn_bib.opening import STDIN, note_files, open_library


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a library.

    Attributes:
        old: the earlier one.
        new: the later one.
        has_notes: whether each has notes of its own, which can be compared.
        remark: why notes are not compared, as a sentence; empty where there is nothing to say.
    """

    old: Library
    new: Library
    has_notes: bool
    remark: str

    def differences(self) -> Differences:
        """What has changed between them."""
        return differences(self.old, self.new, notes=self.has_notes)


def open_versions(old: str, new: str, *, config: Config | None = None) -> Versions:
    """Open two versions of a library.

    Args:
        old: the earlier one, a file or ``-`` for standard input.
        new: the later one, in the same way.
        config: settings; None reads ``ldnbib.toml`` of this folder or one above it.

    Raises:
        UsageError: both are standard input, or the settings are not valid.
        FileError: a file cannot be read.
    """
    if old == new == STDIN:
        raise UsageError("only one of the two versions can come from standard input")
    if config is None:
        config = read_config(find_config())
    libraries = [open_library(name, derived_tags=False, config=config) for name in (old, new)]
    notes = [_note_names(name, config) for name in (old, new)]
    remark = ""
    if any(notes) and not all(notes):
        bare = old if not notes[0] else new
        name = "standard input" if bare == STDIN else bare
        remark = f"notes are not compared: {name} has none beside it"
    return Versions(libraries[0], libraries[1], all(notes), remark)


def _note_names(name: str, config: Config) -> list[str]:
    path = None if name == STDIN else Path(name)
    return [file for _, file, _ in note_files(path, config, is_default=False)]
