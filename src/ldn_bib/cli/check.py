"""``ldnbib check``: what is wrong, missing or unconfirmed in a library."""

from __future__ import annotations

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib check
  ldnbib check my.bib"""


def check(library: options.LibraryArgument = None) -> None:
    """List what is broken, missing or not confirmed.

    One finding a line, as file:line:column: code: message; the exit code is 1 if there is
    any.
    """
    from ldn_bib.check.run import check_library
    from ldn_bib.cli import session
    from ldn_bib.library import Library
    from ldn_bib.output import write_stdout

    opened = Library.read(library)
    findings = check_library(opened.entries, opened.findings)
    write_stdout(f"{found}\n" for found in findings)
    papers = f"{len(opened)} {'paper' if len(opened) == 1 else 'papers'}"
    count = f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
    session.say(f"{count} in {papers} of {opened.source}")
    if findings:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(check)
