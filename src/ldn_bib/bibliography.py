"""Bibliographies and reading lists of a library: the styles room and the documents room joined."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ldn_bib import plugins

if TYPE_CHECKING:
    from ldn_bib.csl.richtext import FormattedEntry
    from ldn_bib.documents.model import Document, DocumentWriter
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


def write_bibliography(
    library: Library,
    style: str | None = None,
    *,
    output: str = "text",
    locale: str | None = None,
    engine: str | None = None,
    links: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> str:
    """Return the formatted bibliography as a document writer prints it.

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
    return writer.write(bibliography_document(formatted))


def reading_lists(
    library: Library,
    slugs: Sequence[str],
    style: str | None = None,
    *,
    locale: str | None = None,
    engine: str | None = None,
    generated: dt.date | None = None,
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
        progress: called with the number of entries done and of all.

    Returns:
        Slug to document, in the order of ``slugs``.

    Raises:
        UsageError: unknown condition.
        CslError: as in :func:`format_library`.
    """
    from ldn_bib.documents.reading_list import reading_list, reading_order

    conditions = {slug: library.condition(slug) for slug in slugs}
    groups = library.by_condition()
    chosen = style or library.default_style or READING_LIST_STYLE
    day = generated or today()
    total = sum(len(groups[slug]) for slug in conditions)
    done = 0
    documents: dict[str, Document] = {}
    for slug, condition in conditions.items():
        # each list is a bibliography of its own: numbers and year suffixes count along it
        listed = replace(library, entries=tuple(reading_order(groups[slug])))
        citations = format_library(listed, chosen, locale=locale, engine=engine)
        documents[slug] = reading_list(
            condition,
            listed.entries,
            {entry.id: entry.content for entry in citations},
            generated=day,
            subject=library.subject,
        )
        done += len(listed)
        if progress is not None:
            progress(done, total)
    return documents


def today() -> dt.date:
    """Return today's date in UTC, or the one that ``SOURCE_DATE_EPOCH`` gives."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = dt.datetime.fromtimestamp(int(seconds), dt.UTC) if seconds.isdigit() else None
    return (now or dt.datetime.now(dt.UTC)).date()
