"""``ldnbib reading-list``: one list of papers per condition, with summaries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ldn_bib.cli import options
from ldn_bib.cli.outputs_help import DOCUMENTS, OutputsCommand

EXAMPLES = """Examples:

\b
  ldnbib reading-list fibromyalgia
  ldnbib reading-list fibromyalgia --style apa --format markdown
  ldnbib reading-list --all --format html --output-dir lists/"""

# Two of these one behind the other are no file of the kind.
WHOLE_FILES = frozenset({"html", "latex", "rtf"})

ConditionsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CONDITION...",
        show_default=False,
        autocompletion=options.complete_condition,
        help="Conditions by slug; `ldnbib conditions` lists them.",
    ),
]


def reading_list(
    conditions: ConditionsArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="One list for every condition that has a paper.")
    ] = False,
    style: options.StyleOption = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{DOCUMENTS}.",
        ),
    ] = "text",
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir",
            "-d",
            metavar="DIR",
            help="Write one file per condition here; without it they go to standard output.",
        ),
    ] = None,
    library: options.LibraryOption = None,
    locale: options.LocaleOption = None,
    engine: options.EngineOption = None,
    derived_tags: options.DerivedOption = True,
    strict: options.StrictOption = False,
) -> None:
    """Write reading lists with summaries, one per condition.

    The papers stand by level of evidence, then newest first; a paper may stand in several
    lists.
    """
    from ldn_bib.bibliography import document_writer, reading_lists
    from ldn_bib.cli import session
    from ldn_bib.documents.reading_list import reading_list_filename
    from ldn_bib.errors import NothingFoundError, UsageError
    from ldn_bib.output import make_folder, write_file, write_stdout

    writer = document_writer(output_format)
    opened = session.open_for(library, derived_tags=derived_tags, strict=strict)
    slugs = list(dict.fromkeys(conditions or ()))
    if everything:
        slugs = [slug for slug, entries in opened.by_condition().items() if entries]
        if not slugs:
            raise NothingFoundError(f"no paper in {opened.source} has a condition")
    if not slugs:
        known = ", ".join(opened.conditions or {})
        raise UsageError(f"name a condition, or give --all; the conditions are {known}")
    if output_dir is None and len(slugs) > 1 and writer.name in WHOLE_FILES:
        raise UsageError(f"several {writer.name} lists need a folder: give --output-dir")
    with session.progress("formatting") as report:
        documents = reading_lists(
            opened, slugs, style, locale=locale, engine=engine, progress=report
        )
    texts = {slug: writer.write(document) for slug, document in documents.items()}
    for slug, document in documents.items():
        if not document.papers:
            session.warn(f"no paper in {opened.source} is tagged {slug}")
    if output_dir is None:
        write_stdout(["\n\n".join(texts.values())])
        return
    make_folder(output_dir)
    for slug, text in texts.items():
        write_file(output_dir / reading_list_filename(slug, writer.extension), [text])
    session.say(f"{len(texts)} reading lists in {output_dir}")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("reading-list", cls=OutputsCommand, epilog=EXAMPLES)(reading_list)
