"""``ldnbib search``: papers that hold words."""

from __future__ import annotations

from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib search crossover
  ldnbib search younger pilot
  ldnbib search neuropathy --library my.bib"""


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All must be found.")],
    library: options.LibraryOption = None,
    derived_tags: options.DerivedOption = True,
) -> None:
    """Find papers by words.

    Looked at are key, title, names, journal, year, abstract, keywords, identifiers,
    conditions and summary; case and accents do not matter, parts of words count.
    """
    from ldn_bib.cli import session
    from ldn_bib.cli.paper_rows import paper_table
    from ldn_bib.errors import NothingFoundError
    from ldn_bib.output import write_stdout
    from ldn_bib.searching import search_library

    opened = session.open_for(library, derived_tags=derived_tags)
    found = search_library(opened, words)
    if not found.entries:
        raise NothingFoundError(f"no paper in {opened.source} holds {' and '.join(words)}")
    write_stdout([paper_table(found), "\n"])


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(search)
