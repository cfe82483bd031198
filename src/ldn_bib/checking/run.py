"""Reading a library and running the rules over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike

from ldn_bib.bibtex.reader import decode_bytes
from ldn_bib.check.context import Context
from ldn_bib.check.rule import Rule
from ldn_bib.check.run import Found, run
from ldn_bib.checking.filetext import FileText
from ldn_bib.checking.notes import note_texts
from ldn_bib.config import Config, find_config, read_config
from ldn_bib.library import Library
from ldn_bib.opening import locate, note_files, open_library, read_bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A library that was checked.

    Attributes:
        library: the library.
        context: what the rules saw.
        found: what they found.
        data: the bytes of the library's file.
    """

    library: Library
    context: Context
    found: tuple[Found, ...]
    data: bytes


def check(
    path: str | PathLike[str] | None = None,
    rules: Sequence[Rule] | None = None,
    *,
    config: Config | None = None,
    today: dt.date | None = None,
    data: bytes | None = None,
) -> Checked:
    """Read a library and run rules over it.

    Args:
        path: as for :func:`ldn_bib.opening.open_library`.
        rules: the rules that run; None for all.
        config: settings; None reads ``ldnbib.toml`` of this folder or one above it.
        today: the day that it is; None asks the clock.
        data: the bytes of the library, where they are read already.

    Raises:
        FileError: a file cannot be read, or nothing in it can be understood.
        UsageError: the settings are not valid.
    """
    if config is None:
        config = read_config(find_config())
    name, file = locate(path, config)
    if data is None:
        data = read_bytes(name)
    # no rule looks at proposed tags, and proposing takes longer than reading
    library = open_library(path, derived_tags=False, config=config, data=data)
    text = decode_bytes(data, name)[0]
    notes = note_files(file, config, is_default=path is None)
    found = FileText(text)
    context = Context(
        subjects=tuple(map(found.subject, library.entries)),
        findings=library.findings,
        conditions=library.conditions or {},
        notes=note_texts(notes),
        today=today or dt.date.today(),
        key_pattern=config.check.key_pattern,
    )
    listed = run(context, rules, tuple(found.ignores(context.subjects)), library.source)
    return Checked(library, context, tuple(listed), data)
