"""The ``ldnbib`` program: errors turned into one sentence and a code."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, Final

import typer

from ldn_bib import __version__
from ldn_bib.cli.commands import LazyGroup
from ldn_bib.csl.errors import CslError, FormatError
from ldn_bib.errors import LdnBibError

CODES = """Exit codes: 0 fine; 1 findings, or nothing found; 2 wrong usage (unknown style, key,
condition or option, a style file that is not CSL); 3 a file that cannot be read or written."""

_COLLECT: Final = (50_000, 10, 10)  # a run leaves little in cycles to look for
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


def main() -> None:
    """Run the program; a person sees one sentence for each error, never a traceback."""
    # text is UTF-8 whatever the terminal's locale says; CRLF and LF are written as they are
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(*_COLLECT)
    try:
        app()
    except LdnBibError as error:
        _fail(str(error), error.exit_code)
    except CslError as error:
        _fail(str(error), 1 if isinstance(error, FormatError) else 2)
    except OSError as error:
        from ldn_bib.output import close_stdout

        close_stdout()
        name = f" {error.filename}" if error.filename else ""
        _fail(f"cannot read or write{name}: {error.strerror or error}", 3)
    except MemoryError:
        _fail("there is not enough memory for this", 3)


def _fail(message: str, code: int) -> None:
    print(f"ldnbib: {message}", file=sys.stderr)  # noqa: T201
    raise SystemExit(code)
