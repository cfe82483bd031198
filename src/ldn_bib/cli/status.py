"""``ldnbib status``: which papers were retracted or corrected, or cause concern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import asking, options
from ldn_bib.cli.complete import KeysArgument

if TYPE_CHECKING:
    from ldn_bib.completing.statuses import Standing, Standings
    from ldn_bib.sources.record import Notice

EXAMPLES = """Examples:

\b
  ldnbib status
  ldnbib status younger2013 --library my.bib
  ldnbib status --max-age 30 --yes

Exit codes: 1 where a paper is retracted or of concern; else 3 where a source could not be
asked."""

AgeOption = Annotated[
    int | None,
    typer.Option(
        "--max-age",
        metavar="DAYS",
        min=1,
        help="Do not ask about papers whose statuschecked is less than so many days ago.",
    ),
]


def status(
    keys: KeysArgument = None,
    library: options.LibraryOption = None,
    yes: asking.YesOption = False,
    offline: asking.OfflineOption = False,
    refresh: asking.RefreshOption = False,
    max_age: AgeOption = None,
) -> None:
    """Look for retractions, corrections and expressions of concern, in PubMed and Crossref.

    What is found goes into the fields status, statusnotice and statuschecked. Every output
    then marks a paper that is retracted or of concern. That no notice is known is written only
    where all sources could be asked.
    """
    import datetime as dt

    from ldn_bib.cli import session
    from ldn_bib.completing import services
    from ldn_bib.completing.kept import open_kept
    from ldn_bib.completing.statuses import look_up
    from ldn_bib.output import write_stdout

    asking.check_options(offline=offline, refresh=refresh)
    kept = open_kept(library)
    kept.chosen(keys or ())
    if yes:
        kept.require_writable()
    session.tell(kept.library.findings, source=kept.library.source)
    age = None if max_age is None else dt.timedelta(days=max_age)
    with (
        services.open_services(kept.config, offline=offline, refresh=refresh) as asked,
        session.progress("asking") as report,
    ):
        done = look_up(kept, asked, keys or (), older_than=age, progress=report)
    write_stdout([f"{line}\n" for one in done.standings for line in _lines(one)])
    has_failed = asking.tell_failures(done.failures)
    _write(done, yes=yes)
    if done.alerts:
        raise typer.Exit(1)
    if has_failed:
        raise typer.Exit(asking.INCOMPLETE)


def _write(done: Standings, *, yes: bool) -> None:
    from ldn_bib.cli import session

    papers = asking.counted(len(done.standings), "paper", "papers")
    session.say(f"{papers}, {len(done.alerts)} retracted or of concern")
    if done.edits and asking.agreed(done.kept, yes=yes):
        done.write()
        session.say(f"{done.kept.path} written")


def _lines(one: Standing) -> Iterator[str]:
    from ldn_bib.completing.gather import Gathered
    from ldn_bib.completing.statuses import Outcome

    gathered = one.gathered or Gathered(one.entry)
    yield f"{one.entry.key}: {_head(one)}"
    for notice in one.notices:
        yield f"  {_notice(notice)}"
    if one.outcome is Outcome.PARTLY and one.found is not None and not one.objection:
        yield "  not all sources could be asked"
    if one.objection:
        yield f"  not written: {one.objection}"
    for other in gathered.others:
        record = other.record
        yield f"  {record.source} {record.identifier}, by its {other.by}, is another paper"


def _head(one: Standing) -> str:
    from ldn_bib.completing.statuses import Outcome
    from ldn_bib.values.status import StatusKind

    status = one.status
    if one.outcome is Outcome.WITHOUT_IDENTIFIER:
        head = "cannot be checked, for it has no DOI, PMID or PMCID (ldnbib complete looks for one)"
        return f"{status.kind.label}, as the file says; {head}" if status else head
    if status is None:
        if one.outcome is Outcome.PARTLY:
            return "could not be checked"
        return "neither PubMed nor Crossref has it"
    label = status.kind.label
    label = label.upper() if status.is_alert else label
    if one.found is None or one.outcome is Outcome.RECENT:
        day = f", checked on {status.checked}" if status.checked else ""
        return f"{label}, as the file says{day}"
    if status.kind is StatusKind.NONE and one.outcome is Outcome.PARTLY:
        return "No notice in the sources that could be asked"
    return label


def _notice(notice: Notice) -> str:
    parts = [notice.identifier, notice.words, str(notice.issued or "")]
    return f"{notice.name}: {', '.join(filter(None, parts))} ({notice.source})"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(status)
