"""``ldnbib fmt``: one layout for a BibTeX file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib fmt my.bib
  ldnbib fmt my.bib --check
  ldnbib fmt messy.bib --output tidy.bib
  cat my.bib | ldnbib fmt -"""

FileArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        show_default=False,
        help="A .bib file, or - for standard input. Without it: the library that ldnbib.toml "
        "names.",
    ),
]
CheckOption = Annotated[
    bool,
    typer.Option(
        "--check", help="Write nothing; exit code 1 and a line for each entry that would change."
    ),
]


def fmt(
    file: FileArgument = None, check: CheckOption = False, output: options.OutputOption = None
) -> None:
    """Lay out a BibTeX file: fields in one order, aligned, in braces, an empty line between.

    The file is changed in place; comments, @string definitions and the order of the entries
    stay. An entry that is broken or holds a comment stays as it is.
    """
    from ldn_bib.bibtex.layout import lay_out_bytes
    from ldn_bib.cli import session
    from ldn_bib.errors import UsageError
    from ldn_bib.opening import STDIN, read_bytes
    from ldn_bib.output import write_file, write_stdout
    from ldn_bib.saving import save

    if check and output is not None:
        raise UsageError("--check writes nothing, so --output has no use beside it")
    name = file or _library_of_folder()
    shown = "standard input" if name == STDIN else name
    source = read_bytes(name)
    data, layout = lay_out_bytes(source, shown)
    for entry in layout.left:
        session.warn(f"{shown}:{entry.line}: {entry.key or 'an entry'} stays as it is: {entry.why}")
    if check:
        if data == source:
            return
        lines = [f"{shown}:{entry.line}: {entry.key} would change\n" for entry in layout.changed]
        write_stdout(lines or [f"{shown}: empty lines between blocks would change\n"])
        raise typer.Exit(1)
    if output is not None:
        write_file(Path(output), [data])
    elif name == STDIN:
        write_stdout([data])
    else:
        save(Path(name), data, read=source)
        count = len(layout.changed)
        what = f"{count} {'entry' if count == 1 else 'entries'}" if count else "empty lines"
        session.say(f"{shown}: {'nothing to change' if data == source else f'{what} changed'}")


def _library_of_folder() -> str:
    from ldn_bib.config import find_config, read_config
    from ldn_bib.errors import UsageError

    library = read_config(find_config()).library
    if library is None:
        raise UsageError("name a .bib file: no ldnbib.toml here or above names a library")
    return str(library)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(fmt)
