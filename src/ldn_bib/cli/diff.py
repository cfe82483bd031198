"""``ldnbib diff``: what has changed between two versions of a library, in words."""

from __future__ import annotations

from typing import Annotated

import typer

EXAMPLES = """Examples:

\b
  ldnbib diff old.bib new.bib
  git show HEAD~1:references/ldn.bib | ldnbib diff - references/ldn.bib
  ldnbib diff old.bib new.bib --format markdown
  ldnbib diff old.bib new.bib --exit-code"""


def complete_format(incomplete: str) -> list[str]:
    """Offer the output formats."""
    from ldn_bib.keeping.diff_outputs import OUTPUTS

    return [name for name in OUTPUTS if name.startswith(incomplete)]


OldArgument = Annotated[
    str,
    typer.Argument(
        metavar="OLD", help="The earlier version, a .bib or CSL-JSON file, or - for standard input."
    ),
]
NewArgument = Annotated[
    str, typer.Argument(metavar="NEW", help="The later version, or - for standard input.")
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=complete_format,
        help="text, markdown (for a changelog) or json.",
    ),
]
ExitOption = Annotated[
    bool,
    typer.Option(
        "--exit-code",
        help="Exit code 1 if anything has changed, as git diff has it; else always 0.",
    ),
]


def diff(
    old: OldArgument,
    new: NewArgument,
    output_format: FormatOption = "text",
    exit_code: ExitOption = False,
) -> None:
    """Say what has changed between two versions of a library, for the changelog of the list.

    Papers are added, removed, renamed (the same DOI, PMID or PMCID under another key) or
    changed, field by field; retractions come first. Notes are compared where each file has a
    folder notes of its own beside it. The layout and the order of a file do not count.
    """
    from ldn_bib.cli import session
    from ldn_bib.documents.words import counted
    from ldn_bib.keeping.diff_outputs import OUTPUTS
    from ldn_bib.keeping.named import choice
    from ldn_bib.keeping.versions import open_versions
    from ldn_bib.output import write_stdout

    write = choice(OUTPUTS, output_format)
    versions = open_versions(old, new)
    for library in (versions.old, versions.new):
        # what is doubtful in a version is for check to say; here only what may not be compared
        broken = [one for one in library.findings if one.loses_entry or one.severity == "error"]
        session.tell(broken, source=library.source)
    if versions.remark:
        session.say(versions.remark)
    differences = versions.differences()
    write_stdout(write(differences))
    if not differences:
        session.say(f"no paper has changed ({counted(len(versions.new), 'paper', 'papers')})")
    elif exit_code:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(diff)
