"""``ldnbib import``: records of other programs into a BibTeX file, with a look before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import options

if TYPE_CHECKING:
    from ldn_bib.importing.plan import Planned

EXAMPLES = """Examples:

\b
  ldnbib import new.nbib --into references/ldn.bib
  ldnbib import zotero.rdf more.ris --into my.bib --yes
  ldnbib import page.txt --format pubmed-text --into my.bib"""

SIMILAR_CHOICES = ("merge", "new", "skip")


def complete_format(incomplete: str) -> list[str]:
    """Offer the formats that are read."""
    from ldn_bib.importing.reading import readable_formats

    return [name for name in readable_formats() if name.startswith(incomplete)]


FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Files to read, or - for standard input.")
]
IntoOption = Annotated[
    Path,
    typer.Option(
        "--into",
        metavar="FILE.bib",
        help="The BibTeX file that takes the records; made if it is not there.",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        autocompletion=complete_format,
        help="Format of the files. Without it: as it is recognised in each.",
    ),
]
YesOption = Annotated[
    bool, typer.Option("--yes", "-y", help="Write without asking; without it nothing is written "
                       "unless a person at the terminal says so.")
]  # fmt: skip
PreferOption = Annotated[
    bool,
    typer.Option(
        "--prefer-new",
        help="Take the record's value where it differs. Without it only what is empty is filled.",
    ),
]
SimilarOption = Annotated[
    str,
    typer.Option(
        "--similar",
        metavar="HOW",
        help="What to do with a record that is a paper of the library by its title only: merge "
        "(fill what is empty; the default), new (add it beside) or skip.",
    ),
]


def import_(
    files: FilesArgument,
    into: IntoOption,
    input_format: FormatOption = None,
    yes: YesOption = False,
    prefer_new: PreferOption = False,
    similar: SimilarOption = "merge",
    strict: options.StrictOption = False,
) -> None:
    """Take records into a library: what is new, what is there already, what differs.

    A record is a paper of the library if they share a DOI, PMID or PMCID, or else have like
    titles, the year and the first author. Everything else in the file stays byte for byte.
    """
    from ldn_bib.cli import session
    from ldn_bib.errors import UsageError
    from ldn_bib.importing.apply import edits_of
    from ldn_bib.importing.run import open_target, read_all, write_target

    if similar not in SIMILAR_CHOICES:
        raise UsageError(f"cannot {similar!r} similar papers; choose {', '.join(SIMILAR_CHOICES)}")
    target = open_target(into)
    read = read_all(files, input_format)
    session.tell(read.findings, strict=strict)
    failed = next(iter(read.unread.values()), None)
    if failed and strict:
        raise failed
    for error in read.unread.values():
        session.warn(f"{error}; the file is left out, the others are read")
    planned = target.plan(read.records, similar=similar)
    for one in planned:
        _print(one, prefer_new=prefer_new)
    edits = edits_of(planned, target.text, prefer_new=prefer_new)
    session.say(_summary(planned))
    if not edits:
        session.say(f"nothing to write: {into} has all of it")
    elif yes or _agreed(into):
        write_target(target, edits)
        session.say(f"{into} written")
    else:
        session.say("nothing written; give --yes to write without being asked")
    if failed:
        raise typer.Exit(failed.exit_code)


def _agreed(into: Path) -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return typer.confirm(f"Write {into}?", default=False, err=True)


def _print(one: Planned, *, prefer_new: bool) -> None:
    from ldn_bib.importing.merging import shown

    item = one.record.item
    title = shown(item.get("title") or "(no title)")
    if one.match is None:
        typer.echo(f"new      {one.record.key}: {title}")
        return
    by = one.match.by if one.match.is_certain else f"title, {one.match.score:.0f} %"
    typer.echo(f"{one.status:8} {one.match.entry.key} ({by}): {title}")
    for diff in one.fills:
        typer.echo(f"           + {diff.variable}: {shown(diff.theirs)}")
    for diff in one.conflicts:
        sign = "→" if prefer_new and diff.variable != "type" else "≠"
        typer.echo(
            f"           {sign} {diff.variable}: {shown(diff.ours)} {sign} {shown(diff.theirs)}"
        )


def _summary(planned: list[Planned]) -> str:
    counts = {
        status: sum(one.status == status for one in planned)
        for status in ("new", "present", "similar")
    }
    return (
        f"{len(planned)} records: {counts['new']} new, {counts['present']} present, "
        f"{counts['similar']} similar"
    )


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("import", epilog=EXAMPLES)(import_)
