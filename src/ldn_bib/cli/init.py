"""``ldnbib init``: a library of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """Examples:

\b
  ldnbib init
  ldnbib init migraine --subject 'magnesium for migraine' --name migraine.bib
  ldnbib init --pre-commit"""

FolderArgument = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", help="Where; it is made if it is not there."),
]
NameOption = Annotated[
    str, typer.Option("--name", metavar="FILE", help="Name of the .bib file, without a folder.")
]
SubjectOption = Annotated[
    str,
    typer.Option(
        "--subject",
        metavar="TEXT",
        help="What the library is about, in a few words; titles of lists say it.",
    ),
]
PreCommitOption = Annotated[
    bool,
    typer.Option(
        "--pre-commit", help="Write a .pre-commit-config.yaml that runs fmt and check too."
    ),
]
GithubOption = Annotated[
    str | None,
    typer.Option(
        "--github",
        metavar="ACTION",
        help="Write a workflow of GitHub too that runs check with this action: the repository of "
        "ldn-bib, or a copy of it, and a tag, as OWNER/REPOSITORY@TAG.",
    ),
]


def init(
    folder: FolderArgument = Path(),
    name: NameOption = "library.bib",
    subject: SubjectOption = "",
    pre_commit: PreCommitOption = False,
    github: GithubOption = None,
) -> None:
    """Begin a library of your own: settings, an empty .bib file, conditions, a note to copy.

    The names of the files are printed. A file that is there is never overwritten: if there is
    one, nothing is written.
    """
    from ldn_bib.cli import session
    from ldn_bib.keeping.starting import Start, start_library
    from ldn_bib.output import write_stdout

    start = Start(name=name, subject=subject, pre_commit=pre_commit, action=github)
    files = start_library(folder, start)
    write_stdout([f"{file}\n" for file in files])
    session.say("Edit conditions.toml, then put papers in: ldnbib add, or ldnbib import.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(init)
