"""The ``ldnbib`` program as typer knows it."""

from __future__ import annotations

from typing import Annotated

import typer

from ldn_bib import __version__
from ldn_bib.cli.commands import LazyGroup

CODES = """Exit codes: 0 fine; 1 findings, or nothing found; 2 wrong usage (unknown style, key,
condition or option, a style file that is not CSL); 3 a file that cannot be read or written."""

# a new command is one line in cli/commands.py
app = typer.Typer(
    name="ldnbib",
    cls=LazyGroup,
    help="Formatted bibliographies, exchange files and reading lists from one BibTeX file.\n\n"
    "Without a library of your own, the cited papers on low-dose naltrexone for chronic pain "
    "are used; an ldnbib.toml in the folder names another.",
    epilog=CODES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ldnbib {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Take the options that stand before a command."""
