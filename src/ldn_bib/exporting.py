"""Exporting a library: one list of names for exchange formats and formatted documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib import plugins
from ldn_bib.bibliography import DOCUMENTS, Progress, document_writer, render_bibliography
from ldn_bib.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from ldn_bib.formats.base import Format, Skip, WriteOptions
    from ldn_bib.library import Library

FORMATS = "ldn_bib.formats"
DEFAULT_OUTPUT = "text"
PREFERRED = ("bibtex", "endnote-xml")
"""Outputs that an ending stands for where several have it."""
NO_CONDITION = "no-condition"


def output_names() -> list[str]:
    """Names of everything a library can be exported to."""
    return sorted({*plugins.names(DOCUMENTS), *record_names()})


def document_names() -> list[str]:
    """Names of the outputs that hold citations in a style."""
    return plugins.names(DOCUMENTS)


def record_names() -> list[str]:
    """Names of the outputs that hold records: formats that are written and not only read."""
    known = plugins.names(FORMATS)
    return [name for name in known if plugins.load(FORMATS, name).is_written]


def is_styled(name: str) -> bool:
    """Tell whether an output holds citations in a style, and not records."""
    return name in plugins.names(DOCUMENTS)


def choose_output(name: str | None, path: Path | None) -> str:
    """Return the output that was asked for by name, or by the ending of a file.

    Raises:
        UsageError: nobody registered that name.
    """
    if name is not None:
        # asked one by one: to list all means to load them all
        if is_styled(name):
            return name
        if name in plugins.names(FORMATS):
            if plugins.load(FORMATS, name).is_written:
                return name
            raise UsageError(f"format {name!r} is only read, not written")
        known = output_names()
        hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
        raise UsageError(f"unknown format {name!r}{hint}")
    if path is not None and path.suffix:
        known = output_names()
        ending = path.suffix.lower()
        candidates = [candidate for candidate in known if extension_of(candidate) == ending]
        # of several with one ending, the one that most programs mean by it
        for candidate in (*PREFERRED, *candidates):
            if candidate in candidates:
                return candidate
    return DEFAULT_OUTPUT


def export_pieces(
    library: Library,
    name: str,
    *,
    style: str | None = None,
    locale: str | None = None,
    engine: str | None = None,
    links: bool = False,
    jobs: int = 1,
    options: WriteOptions | None = None,
    progress: Progress | None = None,
) -> Iterator[str | bytes]:
    """Give the export in pieces, to be written as they are; bytes for a format that is no text.

    Args:
        library: what is exported.
        name: an exchange format or a document writer.
        style: citation style of a formatted bibliography.
        locale: its language.
        engine: what formats it.
        links: whether its identifiers become links.
        jobs: number of processes that it is shared among, where it is long.
        options: for an exchange format; None takes the library's vocabulary and no more.
        progress: told how many of how many entries are formatted.

    Raises:
        UsageError: unknown output, a format that is only read, or a profile that it has not.
        CslError: as in :func:`ldn_bib.bibliography.format_library`.
    """
    if is_styled(name):
        made = render_bibliography(
            library,
            style,
            output=name,
            locale=locale,
            engine=engine,
            links=links,
            jobs=jobs,
            progress=progress,
        )
        return iter((made,))
    wanted = options or write_options(library)
    chosen = chosen_format(name, wanted)
    if chosen.write is not None:
        return chosen.written(library.entries, wanted)
    if chosen.write_bytes is not None:
        return chosen.write_bytes(library.entries, wanted)
    raise UsageError(f"format {name!r} is only read, not written")


def chosen_format(name: str, options: WriteOptions) -> Format:
    """Return an exchange format that is to write with some options.

    Raises:
        UsageError: unknown format, or it has no such profile.
    """
    chosen: Format = plugins.load(FORMATS, name)
    if options.profile and options.profile not in chosen.profiles:
        has = f"has {', '.join(chosen.profiles)}" if chosen.profiles else "has none"
        raise UsageError(f"unknown profile {options.profile!r}: {name} {has}")
    return chosen


def is_binary(name: str) -> bool:
    """Tell whether an output is no text."""
    if is_styled(name):
        return document_writer(name).is_binary
    return plugins.load(FORMATS, name).write_bytes is not None


def has_collections(name: str) -> bool:
    """Tell whether an exchange format carries a collection per condition."""
    return not is_styled(name) and bool(plugins.load(FORMATS, name).collections)


def extension_of(name: str) -> str:
    """The usual ending of an output's files, with the dot."""
    found: str = plugins.load(DOCUMENTS if is_styled(name) else FORMATS, name).extension
    return found


def split_by_condition(library: Library) -> dict[str, Library]:
    """The papers of each condition that has any, by slug, in the order of the vocabulary.

    Importers make a collection of each file, named after it. A paper may stand in several; those
    without a condition come last, under ``no-condition``.
    """
    parts = {
        slug: replace(library, entries=entries)
        for slug, entries in library.by_condition().items()
        if entries
    }
    rest = library.where(lambda entry: not entry.conditions)
    return {**parts, NO_CONDITION: rest} if rest.entries else parts


def write_options(
    library: Library, *, profile: str = "", ascii_only: bool = False, skip: Skip | None = None
) -> WriteOptions:
    """What a library and a person tell a writer.

    Args:
        library: where the vocabulary and the title come from.
        profile: dialect of the format; empty for its default one.
        ascii_only: whether characters beyond ASCII become commands of the format.
        skip: told of each entry that a format cannot hold, and why.
    """
    from ldn_bib.formats.base import WriteOptions

    made = WriteOptions(profile, ascii_only, library.conditions or {}, library.subject)
    return made if skip is None else replace(made, skip=skip)
