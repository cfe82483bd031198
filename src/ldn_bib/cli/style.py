"""``ldnbib style check`` and ``ldnbib style show``: look into one citation style."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib style check my-journal.csl
  ldnbib style show vancouver"""

CHECK_EXAMPLES = """Examples:

\b
  ldnbib style check my-journal.csl
  ldnbib style check styles/*.csl"""

SHOW_EXAMPLES = """Examples:

\b
  ldnbib style show vancouver
  ldnbib style show jama
  ldnbib style show ./my-journal.csl"""


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.csl...", help="Style files.")],
) -> None:
    """Say in words what is wrong with a style, and where.

    One finding a line, as file:line:column: code: message: what the schema of CSL 1.0.2 does
    not allow, macros that are missing, unused or call each other in a circle, terms that print
    nothing, a parent that is not installed. The exit code is 1 if there is any, 2 if a file
    holds no CSL style, 3 if it cannot be read.
    """
    from ldn_bib.cli import session
    from ldn_bib.csl.errors import StyleFileError
    from ldn_bib.errors import FileError
    from ldn_bib.output import write_stdout
    from ldn_bib.styling import check_style_file

    count = 0
    failed: list[FileError | StyleFileError] = []
    for file in files:
        try:
            found = check_style_file(file)
        except (FileError, StyleFileError) as error:
            failed.append(error)
            continue
        count += len(found)
        write_stdout(f"{file}:{finding}\n" for finding in found)
    for earlier in failed[:-1]:
        session.say(f"ldnbib: {earlier}")
    if failed:
        raise failed[-1]
    styles = f"{len(files)} {'style' if len(files) == 1 else 'styles'}"
    session.say(f"{count} {'finding' if count == 1 else 'findings'} in {styles}")
    if count:
        raise typer.Exit(1)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="STYLE",
            help="An alias, an id, a title, or the path of a .csl file.",
            autocompletion=options.complete_style,
        ),
    ],
    locale: options.LocaleOption = None,
) -> None:
    """Show the facts of a style and a sample of it.

    The sample is a citation and two entries of the library that comes with ldnbib.
    """
    from ldn_bib.cli.style_page import style_page
    from ldn_bib.output import write_stdout

    write_stdout([style_page(name, locale=locale), "\n"])


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(
        help="Check a style file, or show what a style is and does.",
        epilog=EXAMPLES,
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(epilog=CHECK_EXAMPLES)(check)
    group.command(epilog=SHOW_EXAMPLES)(show)
    app.add_typer(group, name="style")
