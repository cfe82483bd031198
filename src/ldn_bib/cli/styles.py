"""``ldnbib styles``: find a citation style."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLES = """Examples:

\b
  ldnbib styles vancouver
  ldnbib styles journal of pain
  ldnbib styles --all"""


def styles(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY...",
            show_default=False,
            help="Words of the id, the title or an alias; all must be found.",
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="List at most this many styles.")
    ] = 50,
    everything: Annotated[bool, typer.Option("--all", help="List every style found.")] = False,
) -> None:
    """Search the citation styles by id, title and alias."""
    from ldn_bib.cli import session
    from ldn_bib.cli.table import table
    from ldn_bib.errors import NothingFoundError
    from ldn_bib.output import write_stdout
    from ldn_bib.styling import search_all_styles

    words = " ".join(query or ())
    with session.progress("indexing styles") as report:
        found = search_all_styles(words, progress=report)
    if not found:
        raise NothingFoundError(f"no style has {words!r} in its id, title or aliases")
    shown = found if everything else found[:most]
    rows = [(info.id, info.title, ", ".join(info.aliases)) for info in shown]
    write_stdout([table(("ID", "TITLE", "ALIASES"), rows, flexible=1), "\n"])
    if len(found) > len(shown):
        session.say(f"{len(shown)} of {len(found)} styles; --all lists every one")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(styles)
