"""Exporting a library: one list of names for exchange formats and formatted documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib import plugins
from ldn_bib.bibliography import DOCUMENTS, Progress, write_bibliography
from ldn_bib.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from ldn_bib.formats.base import Format
    from ldn_bib.library import Library

FORMATS = "ldn_bib.formats"
DEFAULT_OUTPUT = "text"


def output_names() -> list[str]:
    """Names of everything a library can be exported to."""
    return sorted({*plugins.names(DOCUMENTS), *plugins.names(FORMATS)})


def is_styled(name: str) -> bool:
    """Tell whether an output holds citations in a style, and not records."""
    return name in plugins.names(DOCUMENTS)


def choose_output(name: str | None, path: Path | None) -> str:
    """Return the output that was asked for by name, or by the ending of a file.

    Raises:
        UsageError: nobody registered that name.
    """
    known = output_names()
    if name is not None:
        if name in known:
            return name
        hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
        raise UsageError(f"unknown format {name!r}{hint}")
    if path is not None and path.suffix:
        for candidate in known:
            group = DOCUMENTS if is_styled(candidate) else FORMATS
            if plugins.load(group, candidate).extension == path.suffix.lower():
                return candidate
    return DEFAULT_OUTPUT


def export_pieces(
    library: Library,
    name: str,
    *,
    style: str | None = None,
    locale: str | None = None,
    engine: str | None = None,
    progress: Progress | None = None,
) -> Iterator[str]:
    """Yield the export in pieces, to be written as they are.

    Raises:
        UsageError: unknown output, or a format that is only read.
        CslError: as in :func:`ldn_bib.bibliography.format_library`.
    """
    if is_styled(name):
        yield write_bibliography(
            library, style, output=name, locale=locale, engine=engine, progress=progress
        )
        return
    chosen: Format = plugins.load(FORMATS, name)
    if chosen.write is None:
        raise UsageError(f"format {name!r} is only read, not written")
    yield from chosen.write(library.entries)
