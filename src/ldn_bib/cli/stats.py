"""``ldnbib stats``: how many papers of what kind, and what the library lacks."""

from __future__ import annotations

from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib stats
  ldnbib stats my.bib --format markdown
  ldnbib stats --format json"""


def complete_format(incomplete: str) -> list[str]:
    """Offer the output formats."""
    from ldn_bib.keeping.stats_outputs import OUTPUTS

    return [name for name in OUTPUTS if name.startswith(incomplete)]


FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=complete_format,
        help="text, markdown or json.",
    ),
]


def stats(
    library: options.LibraryArgument = None,
    output_format: FormatOption = "text",
    derived_tags: options.DerivedOption = True,
) -> None:
    """Count the papers by condition, design, evidence, year and kind, and name the gaps.

    Gaps are, among others, conditions without a trial or with proposed tags only, papers
    without a note, a DOI or a PMID, and facts that nobody has confirmed. Retracted papers come
    first. The text names some papers of each gap; markdown and json name all.
    """
    from ldn_bib.cli import session
    from ldn_bib.keeping.named import choice
    from ldn_bib.keeping.stats import library_stats
    from ldn_bib.keeping.stats_outputs import OUTPUTS
    from ldn_bib.output import write_stdout

    write = choice(OUTPUTS, output_format)
    opened = session.open_for(library, derived_tags=derived_tags)
    write_stdout(write(library_stats(opened)))


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(stats)
