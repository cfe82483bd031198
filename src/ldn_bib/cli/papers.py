"""``ldnbib papers``: a table of the papers."""

from __future__ import annotations

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib papers
  ldnbib papers --condition fibromyalgia --sort newest
  ldnbib papers my.bib --since 2015"""


def papers(
    library: options.LibraryArgument = None,
    condition: options.ConditionOption = None,
    key: options.KeyOption = None,
    since: options.SinceOption = None,
    sort: options.SortOption = None,
    derived_tags: options.DerivedOption = True,
) -> None:
    """List the papers: key, year, title, conditions.

    A * follows a condition that was proposed from the words of a paper without a note.
    """
    from ldn_bib.cli import session
    from ldn_bib.cli.paper_rows import paper_table
    from ldn_bib.output import write_stdout

    opened = session.open_for(library, derived_tags=derived_tags)
    if not opened.entries and not (condition or key or since):
        session.say(f"{opened.source} holds no papers yet")
        return
    chosen = session.select(opened, conditions=condition, keys=key, since=since, sort=sort)
    write_stdout([paper_table(chosen), "\n"])


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(papers)
