"""``ldnbib export``: a formatted bibliography or an exchange file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib export --style vancouver
  ldnbib export my.bib --style apa --format html --output refs.html
  ldnbib export --format ris --condition fibromyalgia --output fibromyalgia.ris
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
        help="text, html, markdown, rst, latex or rtf: a bibliography in the style; ris or "
        "csl-json: an exchange file. Without it: by the ending of --output, else text.",
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
    derived_tags: options.DerivedOption = True,
    strict: options.StrictOption = False,
    output: options.OutputOption = None,
) -> None:
    """Print a bibliography in any citation style, or RIS, or CSL-JSON."""
    from ldn_bib.cli import session
    from ldn_bib.exporting import choose_output, export_pieces, is_styled
    from ldn_bib.output import write_file, write_stdout

    name = choose_output(output_format, output)
    opened = session.open_for(library, derived_tags=derived_tags, strict=strict)
    chosen = session.select(opened, conditions=condition, keys=key, since=since, sort=sort)
    if not is_styled(name) and (style or locale):
        session.warn(f"{name} carries no citation style; --style is not used")
    with session.progress("formatting") as report:
        pieces = export_pieces(
            chosen, name, style=style, locale=locale, engine=engine, progress=report
        )
        if output is None:
            write_stdout(pieces)
        else:
            write_file(Path(output), pieces)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(export)
