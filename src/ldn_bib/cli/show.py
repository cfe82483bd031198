"""``ldnbib show``: everything on record about one paper."""

from __future__ import annotations

from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib show younger2013
  ldnbib show younger2013 --style apa
  ldnbib show smith2020 my.bib"""


def show(
    key: Annotated[str, typer.Argument(help="Citation key.", autocompletion=options.complete_key)],
    library: options.LibraryArgument = None,
    style: options.StyleOption = None,
    locale: options.LocaleOption = None,
    derived_tags: options.DerivedOption = True,
) -> None:
    """Show everything on record about one paper."""
    from ldn_bib.cli import session
    from ldn_bib.cli.paper_page import paper_page
    from ldn_bib.output import write_stdout

    opened = session.open_for(library, derived_tags=derived_tags)
    write_stdout([paper_page(opened, key, style=style, locale=locale), "\n"])


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(show)
