"""``ldnbib reading-list``: one list of papers per condition, with summaries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ldn_bib.cli import options
from ldn_bib.cli.outputs_help import DOCUMENTS, OutputsCommand

EXAMPLES = """Examples:

\b
  ldnbib reading-list fibromyalgia
  ldnbib reading-list fibromyalgia --style apa --format markdown
  ldnbib reading-list fibromyalgia --audience patients --output fibromyalgia.docx
  ldnbib reading-list chronic-pain --audience clinicians --group-by design --sort author
  ldnbib reading-list --all --format html --output-dir lists/"""


def complete_grouping(incomplete: str) -> list[str]:
    """Offer what papers are grouped by."""
    from ldn_bib.documents.grouping import Grouping

    return [name for name in Grouping if name.startswith(incomplete)]


def complete_audience(incomplete: str) -> list[str]:
    """Offer the audiences."""
    from ldn_bib.documents.model import Audience

    return [name for name in Audience if name.startswith(incomplete)]


ConditionsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CONDITION...",
        show_default=False,
        autocompletion=options.complete_condition,
        help="Conditions by slug; `ldnbib conditions` lists them.",
    ),
]


GroupByOption = Annotated[
    str,
    typer.Option(
        "--group-by",
        metavar="WHAT",
        autocompletion=complete_grouping,
        help="evidence (the strongest level first), design, year, or condition (the other "
        "conditions of the papers).",
    ),
]
SortOption = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="ORDER",
        autocompletion=options.complete_sort,
        help="Order within a group: newest, year (the oldest first), author, title, key or file.",
    ),
]
AudienceOption = Annotated[
    str,
    typer.Option(
        "--audience",
        "-a",
        metavar="WHO",
        autocompletion=complete_audience,
        help="everyone; patients: the summary first, the citation small below it; clinicians: "
        "the citation first, then design, participants, dose, comparator and finding as a row "
        "of a table.",
    ),
]
SummaryOption = Annotated[
    bool | None,
    typer.Option(
        "--summary/--no-summary",
        show_default=False,
        help="Whether plain-language summaries are printed. Without it they are, save for "
        "clinicians.",
    ),
]


def reading_list(
    conditions: ConditionsArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="One list for every condition that has a paper.")
    ] = False,
    style: options.StyleOption = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"{DOCUMENTS}. Without it: by the ending of --output, else text.",
        ),
    ] = None,
    output_dir: Annotated[
        Path | None,
        typer.Option(
            "--output-dir",
            "-d",
            metavar="DIR",
            help="Write one file per condition here; without it they go to standard output.",
        ),
    ] = None,
    output: options.OutputOption = None,
    group_by: GroupByOption = "evidence",
    sort: SortOption = "newest",
    audience: AudienceOption = "everyone",
    summary: SummaryOption = None,
    library: options.LibraryOption = None,
    locale: options.LocaleOption = None,
    engine: options.EngineOption = None,
    derived_tags: options.DerivedOption = True,
    strict: options.StrictOption = False,
) -> None:
    """Write reading lists with summaries, one per condition.

    The papers stand by level of evidence, the strongest first, and newest first within a level;
    a paper may stand in several lists.
    """
    from ldn_bib.bibliography import document_writer, reading_lists, writer_for
    from ldn_bib.cli import session
    from ldn_bib.documents.grouping import layout_of
    from ldn_bib.errors import NothingFoundError, UsageError
    from ldn_bib.output import make_folder, safe_name, write_file, write_stdout

    writer = document_writer(output_format or (writer_for(output) if output else "text"))
    if output is not None and output_dir is not None:
        raise UsageError("give --output-dir or --output, not both")
    if writer.is_binary and output is None and output_dir is None and sys.stdout.isatty():
        raise UsageError(f"{writer.name} is no text for a terminal: give --output FILE")
    layout = layout_of(group_by, audience, summaries=summary)
    opened = session.open_for(library, derived_tags=derived_tags, strict=strict)
    slugs = list(dict.fromkeys(conditions or ()))
    if everything and not opened.entries:
        session.say(f"{opened.source} holds no papers yet; nothing to write")
        return
    if everything:
        slugs = [slug for slug, entries in opened.by_condition().items() if entries]
        if not slugs:
            raise NothingFoundError(f"no paper in {opened.source} has a condition")
    if not slugs:
        known = ", ".join(opened.conditions or {})
        raise UsageError(f"name a condition, or give --all; the conditions are {known}")
    is_alone = writer.is_binary or writer.is_whole
    if output_dir is None and len(slugs) > 1 and is_alone:
        raise UsageError(f"several {writer.name} lists need a folder: give --output-dir")
    with session.progress("formatting") as report:
        documents = reading_lists(
            opened,
            slugs,
            style,
            locale=locale,
            engine=engine,
            layout=layout,
            sort=sort,
            progress=report,
        )
    made = {slug: writer.write(document) for slug, document in documents.items()}
    for slug, document in documents.items():
        if not document.papers:
            session.warn(f"no paper in {opened.source} is tagged {slug}")
    if output_dir is not None:
        make_folder(output_dir)
        for slug, one in made.items():
            write_file(output_dir / f"reading-list-{safe_name(slug)}{writer.extension}", [one])
        session.say(f"{len(made)} reading lists in {output_dir}")
        return
    pieces = [part for one in made.values() for part in ("\n\n", one)][1:]
    if output is None:
        write_stdout(pieces)
    else:
        write_file(output, pieces)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("reading-list", cls=OutputsCommand, epilog=EXAMPLES)(reading_list)
