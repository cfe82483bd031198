"""``ldnbib export``: a formatted bibliography or an exchange file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import options
from ldn_bib.cli.outputs_help import DOCUMENTS, RECORDS, OutputsCommand

if TYPE_CHECKING:
    from ldn_bib.cli.beyond_ascii import BeyondAscii
    from ldn_bib.library import Library

EXAMPLES = """Examples:

\b
  ldnbib export --style vancouver
  ldnbib export my.bib --style apa --format html --links --output refs.html
  ldnbib export --format ris --condition fibromyalgia --output fibromyalgia.ris
  ldnbib export --format zotero-rdf --all-conditions --output papers.rdf
  ldnbib export --format ris --profile zotero --split-by condition --output-dir lists
  cat my.bib | ldnbib export - --format csl-json"""


def complete_format(incomplete: str) -> list[str]:
    """Offer the formats and the document writers."""
    from ldn_bib.exporting import output_names

    return [name for name in output_names() if name.startswith(incomplete)]


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=complete_format,
        help=f"{DOCUMENTS}: a bibliography in the style; {RECORDS}: an exchange file. Without "
        "it: by the ending of --output, else text.",
    ),
]

ProfileOption = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="Dialect of the format. RIS has default, zotero (with lines from which Zotero takes "
        "PMID and PMCID) and jabref (with the month).",
    ),
]
AsciiOption = Annotated[
    bool,
    typer.Option(
        "--ascii", help="BibTeX and biblatex: write characters beyond ASCII as LaTeX commands."
    ),
]
AllConditionsOption = Annotated[
    bool,
    typer.Option(
        "--all-conditions",
        help="All papers that have a condition, with one collection per condition where the "
        "format carries collections (zotero-rdf, bibtex, biblatex).",
    ),
]
SplitOption = Annotated[
    str | None,
    typer.Option(
        "--split-by",
        metavar="condition",
        help="One file per condition in --output-dir; importers make a collection of each.",
    ),
]


def export(
    library: options.LibraryArgument = None,
    style: options.StyleOption = None,
    output_format: FormatOption = None,
    condition: options.ConditionOption = None,
    key: options.KeyOption = None,
    since: options.SinceOption = None,
    sort: options.SortOption = None,
    locale: options.LocaleOption = None,
    engine: options.EngineOption = None,
    links: options.LinksOption = False,
    jobs: options.JobsOption = 1,
    derived_tags: options.DerivedOption = True,
    strict: options.StrictOption = False,
    profile: ProfileOption = "",
    ascii_only: AsciiOption = False,
    all_conditions: AllConditionsOption = False,
    split_by: SplitOption = None,
    output_dir: options.OutputDirOption = None,
    output: options.OutputOption = None,
) -> None:
    """Print a bibliography in any citation style, or an exchange file for another program."""
    from ldn_bib.cli import session
    from ldn_bib.cli.beyond_ascii import BeyondAscii
    from ldn_bib.exporting import (
        choose_output,
        export_pieces,
        extension_of,
        split_by_condition,
        write_options,
    )
    from ldn_bib.output import make_folder, safe_name, write_file, write_stdout
    from ldn_bib.streaming import can_stream, stream_export

    name = choose_output(output_format, output)
    _check(name, split_by=split_by, output_dir=output_dir, output=output)
    _warn(
        name,
        styled=bool(style or locale),
        links=links,
        ascii_only=ascii_only,
        all_conditions=all_conditions,
    )
    beyond = BeyondAscii()
    watched = beyond.watch if ascii_only and _has_ascii(name) else iter
    is_in_order = sort in (None, "file") and not key
    if is_in_order and not strict and split_by is None and can_stream(name):
        with session.no_collection():  # what comes and goes makes no circles
            streamed = stream_export(
                library,
                name,
                conditions=condition or (),
                since=since,
                tagged=all_conditions,
                derived_tags=derived_tags,
                profile=profile,
                ascii_only=ascii_only,
            )
            if output is None:
                write_stdout(watched(streamed.pieces))
            else:
                write_file(output, watched(streamed.pieces))
        session.tell(streamed.stream.findings, source=streamed.stream.library.source)
        _tell_skipped(name, streamed.skipped, streamed.written)
        _tell_beyond(beyond)
        return
    opened = session.open_for(library, derived_tags=derived_tags, strict=strict)
    chosen = session.select(
        opened, conditions=condition, keys=key, since=since, sort=sort, tagged=all_conditions
    )
    skipped: dict[str, str] = {}
    asked = write_options(
        chosen,
        profile=profile,
        ascii_only=ascii_only,
        skip=lambda entry, why: skipped.update({entry.key: why}),
    )

    def pieces(part: Library) -> Iterator[str | bytes]:
        written = export_pieces(
            part,
            name,
            style=style,
            locale=locale,
            engine=engine,
            links=links,
            jobs=jobs,
            options=asked,
            progress=report,
        )
        return watched(written)

    with session.progress("formatting") as report:
        if output_dir is not None:
            make_folder(output_dir)
            parts = split_by_condition(chosen)
            for slug, part in parts.items():
                file = output_dir / f"{safe_name(slug)}{extension_of(name)}"
                write_file(file, pieces(part))
            session.say(f"{len(parts)} files in {output_dir}")
        elif output is None:
            write_stdout(pieces(chosen))
        else:
            write_file(Path(output), pieces(chosen))
    _tell_skipped(name, skipped, len(chosen))
    _tell_beyond(beyond)


def _has_ascii(name: str) -> bool:
    from ldn_bib.exporting import FORMATS, is_styled
    from ldn_bib.plugins import load

    return not is_styled(name) and load(FORMATS, name).has_ascii


def _tell_beyond(beyond: BeyondAscii) -> None:
    from ldn_bib.cli import session

    message = beyond.message()
    if message:
        session.warn(message)


def _tell_skipped(name: str, skipped: Mapping[str, str], papers: int) -> None:
    from ldn_bib.cli import session

    for key, why in skipped.items():
        session.warn(f"{key} is left out: {why}")
    if skipped:
        count = f"{len(skipped)} of {papers} papers"
        session.warn(f"{count} cannot stand in {name}; other formats hold them")


def _check(
    name: str, *, split_by: str | None, output_dir: Path | None, output: Path | None
) -> None:
    """Refuse what does not go together, before anything is read."""
    from ldn_bib.errors import UsageError
    from ldn_bib.exporting import is_binary

    if split_by not in (None, "condition"):
        raise UsageError(f"cannot split by {split_by!r}; the one choice is condition")
    if (split_by is None) != (output_dir is None):
        raise UsageError("--split-by condition and --output-dir FOLDER go together")
    if output_dir is not None and output is not None:
        raise UsageError("give --output-dir or --output, not both")
    if is_binary(name) and output is None and output_dir is None and sys.stdout.isatty():
        raise UsageError(f"{name} is no text for a terminal: give --output FILE")


def _warn(name: str, *, styled: bool, links: bool, ascii_only: bool, all_conditions: bool) -> None:
    """Say which options the output has no use for."""
    from ldn_bib.cli import session
    from ldn_bib.exporting import FORMATS, has_collections, is_styled
    from ldn_bib.plugins import load

    if all_conditions and not has_collections(name):
        session.warn(f"{name} carries no collections; --split-by condition writes a file for each")
    if is_styled(name):
        if ascii_only:
            session.warn(f"{name} has no use for --ascii")
        return
    if styled or links:
        unused = "--style" if styled else "--links"
        session.warn(f"{name} carries no citation style; {unused} is not used")
    if ascii_only and not load(FORMATS, name).has_ascii:
        session.warn(f"{name} is UTF-8; --ascii is not used")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(cls=OutputsCommand, epilog=EXAMPLES)(export)
