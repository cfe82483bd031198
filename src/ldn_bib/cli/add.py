"""``ldnbib add``: papers by their identifiers, each with an entry and the stub of a note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import asking

if TYPE_CHECKING:
    from ldn_bib.completing.adding import Additions

EXAMPLES = """Examples:

\b
  ldnbib add 23359310
  ldnbib add 10.1002/art.37734 PMC2891387 --into my.bib --yes
  ldnbib add https://pubmed.ncbi.nlm.nih.gov/23359310/

Exit codes: 1 where one of them adds nothing; else 3 where a source could not be asked."""

IdentifiersArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ID…",
        help="PMIDs, DOIs, PMCIDs (with PMC in front), or addresses that have one in them.",
    ),
]
IntoOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        "--into",
        "-l",
        metavar="FILE.bib",
        help="The BibTeX file that takes the papers; made if it is not there. Without it: the "
        "library that ldnbib.toml names.",
    ),
]


def add(
    identifiers: IdentifiersArgument,
    library: IntoOption = None,
    yes: asking.YesOption = False,
    offline: asking.OfflineOption = False,
    refresh: asking.RefreshOption = False,
) -> None:
    """Add papers from PubMed and Crossref, each with an entry and the stub of a note.

    What would be written is shown first. The key is made as the library makes its own; the
    note stands in the folder of notes under that key, with the conditions that the words of
    the paper propose and everything else to be filled in.
    """
    from ldn_bib.cli import session
    from ldn_bib.completing import services
    from ldn_bib.completing.adding import add as ask
    from ldn_bib.completing.kept import open_kept
    from ldn_bib.output import write_stdout

    asking.check_options(offline=offline, refresh=refresh)
    kept = open_kept(library, may_be_new=True)
    kept.require_writable()
    session.tell(kept.library.findings, source=kept.library.source)
    with services.open_services(kept.config, offline=offline, refresh=refresh) as asked:
        done = ask(kept, asked, identifiers)
    write_stdout(_shown(done))
    for one in done.new:
        for warning in one.warnings:
            session.warn(warning)
    for refused in done.refused:
        session.warn(f"{refused.asked} is not added: {refused.why}")
    told = {refused.why for refused in done.refused}
    has_failed = asking.tell_failures(why for why in done.failures if why not in told)
    if done.new and asking.agreed(kept, yes=yes):
        done.write()
        session.say(f"{kept.path} written, with {asking.counted(len(done.new), 'note', 'notes')}")
    if done.refused:
        raise typer.Exit(1)
    if has_failed:
        raise typer.Exit(asking.INCOMPLETE)


def _shown(done: Additions) -> Iterator[str]:
    for one in done.new:
        yield f"{one.text}\n\n"
        if one.note_path is not None:
            yield f"{one.note_path}:\n{one.note}\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(add)
