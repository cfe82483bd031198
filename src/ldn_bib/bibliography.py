"""Bibliographies and reading lists of a library: the styles room and the documents room joined."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ldn_bib import plugins
from ldn_bib.errors import UsageError

if TYPE_CHECKING:
    from os import PathLike

    from ldn_bib.csl.richtext import FormattedEntry
    from ldn_bib.documents.grouping import Layout
    from ldn_bib.documents.model import Document, DocumentWriter
    from ldn_bib.entry import Entry
    from ldn_bib.library import Library

DOCUMENTS = "ldn_bib.documents"
DEFAULT_STYLE = "vancouver"
READING_LIST_STYLE = "ldn"

Progress = Callable[[int, int], None]


def format_library(
    library: Library,
    style: str | None = None,
    *,
    locale: str | None = None,
    engine: str | None = None,
    links: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[FormattedEntry]:
    """Format every entry, in the order of the style.

    Args:
        library: the entries.
        style: id, alias, title or path; None for the library's default, else ``vancouver``.
        locale: BCP 47 tag; None for the style's own.
        engine: ``native`` or ``citeproc-py``; None for our own.
        links: whether URLs, DOIs, PMIDs and PMCIDs that the style prints become links, in
            documents that have links.
        jobs: number of processes that a long bibliography is shared among.
        progress: called with the number of entries done and of all.

    Raises:
        CslError: unknown style, locale or engine, an engine that makes no links, a style that is
            not CSL, an item that fails.
    """
    from ldn_bib.csl.engine import NATIVE, format_bibliography

    return format_bibliography(
        [entry.item for entry in library],
        style or library.default_style or DEFAULT_STYLE,
        locale,
        folders=library.style_folders,
        engine=engine or NATIVE,
        links=links,
        jobs=jobs,
        progress=progress,
    )


def document_writer(name: str) -> DocumentWriter:
    """Return the document writer with a name.

    Raises:
        UsageError: there is none.
    """
    writer: DocumentWriter = plugins.load(DOCUMENTS, name)
    return writer


def render_bibliography(
    library: Library,
    style: str | None = None,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str | None = None,
    links: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> str | bytes:
    """Return the formatted bibliography as a document writer prints it, as text or as bytes.

    The arguments are those of :func:`format_library`, and the name of the writer.

    Raises:
        UsageError: unknown output.
        CslError: as in :func:`format_library`.
    """
    from ldn_bib.documents.bibliography import bibliography_document

    writer = document_writer(output)
    formatted = format_library(
        library, style, locale=locale, engine=engine, links=links, jobs=jobs, progress=progress
    )
    alerts = {
        entry.key: entry.status.sentence
        for entry in library
        if entry.status and entry.status.is_alert
    }
    return writer.write(bibliography_document(formatted, alerts))


def write_bibliography(
    library: Library,
    style: str | None = None,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str | None = None,
    links: bool = False,
) -> str:
    """Return the formatted bibliography as text.

    The arguments are those of :func:`render_bibliography`.

    Raises:
        UsageError: unknown output, or one that is no text.
        CslError: as in :func:`format_library`.
    """
    made = render_bibliography(
        library, style, output=output, locale=locale, engine=engine, links=links
    )
    if isinstance(made, bytes):
        raise UsageError(f"{output} is no text: write it to a file, as Library.write does")
    return made


def save_bibliography(
    library: Library,
    path: str | PathLike[str],
    style: str | None = None,
    *,
    output: str | None = None,
    locale: str | None = None,
    links: bool = False,
) -> None:
    """Write the formatted bibliography to a file, whole or not at all.

    Args:
        library: the entries.
        path: the file.
        style: as in :func:`format_library`.
        output: name of a document writer; None for the one whose files end as this one does.
        locale: BCP 47 tag; None for the style's own.
        links: as in :func:`format_library`.

    Raises:
        UsageError: unknown output, or an ending that no document writer has.
        CslError: as in :func:`format_library`.
        FileError: the file cannot be written; an old one is unchanged.
    """
    from ldn_bib.output import write_file

    file = Path(path)
    name = output or writer_for(file)
    made = render_bibliography(library, style, output=name, locale=locale, links=links)
    write_file(file, [made])


def writer_for(path: Path) -> str:
    """Return the name of the document writer whose files end as this one does.

    Raises:
        UsageError: there is none.
    """
    endings = {document_writer(name).extension: name for name in plugins.names(DOCUMENTS)}
    found = endings.get(path.suffix.lower())
    if found is None:
        raise UsageError(
            f"no document writer makes {path.name!r}: name one, or end it in {', '.join(endings)}"
        )
    return found


def reading_lists(
    library: Library,
    slugs: Sequence[str],
    style: str | None = None,
    *,
    locale: str | None = None,
    engine: str | None = None,
    generated: dt.date | None = None,
    layout: Layout | None = None,
    sort: str = "newest",
    progress: Progress | None = None,
) -> dict[str, Document]:
    """Build one reading list per condition.

    Args:
        library: the entries; a paper may stand in several lists.
        slugs: the conditions, by slug.
        style: id, alias, title or path; None for the library's default, else ``ldn``.
        locale: BCP 47 tag; None for the style's own.
        engine: ``native`` or ``citeproc-py``; None for our own.
        generated: day printed as the day of generation; None for today, or the day that the
            environment variable ``SOURCE_DATE_EPOCH`` gives in seconds since 1970.
        layout: groups and audience; None for levels of evidence and everyone.
        sort: order within a group, one of :data:`ldn_bib.library.SORT_NAMES`. Groups of years
            begin with the oldest if it is ``year``.
        progress: called with the number of entries done and of all.

    Returns:
        Slug to document, in the order of ``slugs``.

    Raises:
        UsageError: unknown condition or order.
        CslError: as in :func:`format_library`.
    """
    from ldn_bib.documents.grouping import Layout
    from ldn_bib.documents.reading_list import reading_list, reading_order

    wanted = replace(layout or Layout(), oldest_first=sort == "year")
    conditions = {slug: library.condition(slug) for slug in slugs}
    vocabulary = list(library.conditions or {})
    groups = library.sorted_by(sort).by_condition()
    chosen = style or library.default_style or READING_LIST_STYLE
    day = generated or today()
    total = sum(len(groups[slug]) for slug in conditions)
    done = 0
    documents: dict[str, Document] = {}
    for slug, condition in conditions.items():
        # each list is a bibliography of its own: numbers and year suffixes count along it
        ordered = reading_order(condition, groups[slug], wanted, vocabulary)
        listed = replace(library, entries=tuple(ordered))
        cited = replace(library, entries=tuple(as_cited(entry, chosen) for entry in ordered))
        citations = format_library(cited, chosen, locale=locale, engine=engine)
        documents[slug] = reading_list(
            condition,
            listed.entries,
            {entry.id: entry.content for entry in citations},
            generated=day,
            about=library.about,
            layout=wanted,
            vocabulary=vocabulary,
        )
        done += len(listed)
        if progress is not None:
            progress(done, total)
    return documents


def as_cited(entry: Entry, style: str) -> Entry:
    """Return an entry as a style of lists may cite it.

    The style of reading lists calls the address of an article its free full text. That is known
    of papers with a note only; others lose the address here, and keep it among their links.
    """
    if style != READING_LIST_STYLE or entry.annotation is not None or "URL" not in entry.item:
        return entry
    item = {name: value for name, value in entry.item.items() if name != "URL"}
    return replace(entry, item=item)


def today() -> dt.date:
    """Return today's date in UTC, or the one that ``SOURCE_DATE_EPOCH`` gives."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.fromtimestamp(int(seconds), dt.UTC) if seconds.isdigit() else None
    return (now or dt.datetime.now(dt.UTC)).date()
