"""``ldnbib import``: records of other programs into a BibTeX file, with a look before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import options

if TYPE_CHECKING:
    from collections.abc import Collection

    from ldn_bib.importing.plan import Planned

EXAMPLES = """Examples:

\b
  ldnbib import new.nbib --into references/ldn.bib
  ldnbib import zotero.rdf more.ris --into my.bib --yes
  ldnbib import page.txt --format pubmed-text --into my.bib"""

_NO_FIELD = "not written: a .bib file has no field for it"
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
        help="Take the record's value where it differs or says more. Without it only what is "
        "empty is filled.",
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
    MEDLINE's own fields (medline-…) come with new papers only.
    """
    from ldn_bib.cli import session
    from ldn_bib.errors import FileError, UsageError
    from ldn_bib.importing.apply import edits_of, held_back
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
    planned = target.plan(read.records, similar=similar, prefer_new=prefer_new)
    held = held_back(planned, prefer_new=prefer_new)
    held_keys = {entry.key for entry in held}
    for one in planned:
        _print(one, held_keys, prefer_new=prefer_new)
    edits = edits_of(planned, target.text, prefer_new=prefer_new)
    session.say(_summary(planned))
    unlike = target.unlike_key if any(one.status == "new" for one in planned) else ""
    if unlike:
        session.say(f"new keys are made like {unlike}: those of {into} follow no pattern")
    for entry in held:
        session.warn(
            f"{entry.origin.file}:{entry.origin.line}: the entry {entry.key!r} is broken and is "
            "not changed; ldnbib check says what is wrong with it"
        )
    if not edits:
        session.say(_nothing(planned, into, is_held=bool(held)))
    elif yes or _agreed(into):
        write_target(target, edits)
        session.say(f"{into} written")
    else:
        session.say("nothing written; give --yes to write without being asked")
    if failed or held:
        raise typer.Exit((failed or FileError()).exit_code)


def _agreed(into: Path) -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return typer.confirm(f"Write {into}?", default=False, err=True)


def _print(one: Planned, held: Collection[str], *, prefer_new: bool) -> None:
    from ldn_bib.importing.merging import shown

    item = one.record.item
    title = shown(item.get("title") or "(no title)")
    if one.match is None:
        typer.echo(f"new      {one.record.key}: {title}")
        return
    by = one.match.by if one.match.is_certain else f"title, {one.match.score:.0f} %"
    key = one.match.entry.key
    is_held = key in held
    left = " (broken, not changed)" if is_held else ""
    typer.echo(f"{one.status:8} {key} ({by}): {title}{left}")
    for diff in one.fills:
        note = "" if diff.is_written else f" ({_NO_FIELD})"
        sign = "≠" if note or is_held else "+"
        typer.echo(f"           {sign} {diff.variable}: {shown(diff.theirs)}{note}")
    for diff in one.conflicts:
        is_taken = diff.counts(prefer_new=prefer_new) and not is_held
        sign, theirs = ("→", diff.taken) if is_taken else ("≠", diff.theirs)
        note = "" if diff.is_written else f" ({_NO_FIELD})"
        typer.echo(
            f"           {sign} {diff.variable}: {shown(diff.ours)} {sign} {shown(theirs)}{note}"
        )


def _nothing(planned: list[Planned], into: Path, *, is_held: bool) -> str:
    """Say why there is nothing to write."""
    if is_held:
        return "nothing to write: what could be taken belongs to broken entries"
    if any(diff.variable != "type" and diff.is_written for one in planned for diff in one.found):
        return "nothing to write: nothing is empty; --prefer-new takes what differs"
    if any(one.found for one in planned):
        return f"nothing to write: {into} has all that it can hold"
    return f"nothing to write: {into} has all of it"


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
