"""``ldnbib complete``: what PubMed and Crossref have for the papers of a library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import asking, options

if TYPE_CHECKING:
    from ldn_bib.completing.changes import Change
    from ldn_bib.completing.complete import Completed, Completion

EXAMPLES = """Examples:

\b
  ldnbib complete
  ldnbib complete kim2019 soin2021 --library my.bib
  ldnbib complete --only doi,pmid,pmcid --yes
  ldnbib complete kim2019 --replace --offline

Exit codes: 1 where something differs and stays; else 3 where a source could not be asked."""


def complete_field(incomplete: str) -> list[str]:
    """Offer the fields."""
    from ldn_bib.completing.facts import FACTS

    return [fact.name for fact in FACTS if fact.name.startswith(incomplete)]


KeysArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="KEY…",
        autocompletion=options.complete_key,
        show_default=False,
        help="Keys of papers. Without them: all papers.",
    ),
]
ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="Take what the sources have otherwise for what is there."),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="FIELD",
        autocompletion=complete_field,
        help="Only these fields, with commas between; may be given several times. abstract and "
        "keywords are left out unless they are named here.",
    ),
]


def complete(
    keys: KeysArgument = None,
    library: options.LibraryOption = None,
    yes: asking.YesOption = False,
    replace: ReplaceOption = False,
    offline: asking.OfflineOption = False,
    refresh: asking.RefreshOption = False,
    only: OnlyOption = None,
) -> None:
    """Fill in what papers lack and confirm what is unverified, from PubMed and Crossref.

    + fills a field, ✓ takes a name out of the field unverified, → replaces a value, ≠ is a
    conflict that a person has to settle, ≈ is the same at greater length, · is what one source
    has otherwise though another one agrees. A record with another title is never used.
    """
    from ldn_bib.cli import session
    from ldn_bib.completing import services
    from ldn_bib.completing.complete import complete as ask
    from ldn_bib.completing.facts import choose
    from ldn_bib.completing.kept import open_kept
    from ldn_bib.output import write_stdout

    asking.check_options(offline=offline, refresh=refresh)
    wanted = [name for text in only or () for name in text.replace(",", " ").split()]
    choose(wanted)
    kept = open_kept(library)
    kept.chosen(keys or ())
    if yes:
        kept.require_writable()
    session.tell(kept.library.findings, source=kept.library.source)
    with (
        services.open_services(kept.config, offline=offline, refresh=refresh) as asked,
        session.progress("asking") as report,
    ):
        done = ask(kept, asked, keys or (), only=wanted, replace=replace, progress=report)
    write_stdout([f"{line}\n" for one in done.completions for line in _lines(one)])
    has_failed = asking.tell_failures(done.failures)
    _write(done, yes=yes)
    if done.findings:
        raise typer.Exit(1)
    if has_failed:
        raise typer.Exit(asking.INCOMPLETE)


def _write(done: Completed, *, yes: bool) -> None:
    from ldn_bib.cli import session

    edits, conflicts = done.edits, len(done.findings)
    papers = asking.counted(len(done.completions), "paper", "papers")
    fields = asking.counted(len(edits), "field", "fields")
    left = asking.counted(conflicts, "conflict", "conflicts")
    session.say(f"{papers}: {fields} to write, {left} to settle")
    if edits and asking.agreed(done.kept, yes=yes):
        done.write()
        session.say(f"{done.kept.path} written")


def _lines(one: Completion) -> Iterator[str]:
    """What is said of a paper; nothing where all is as it should be."""
    lines = [_line(change) for change in one.changes]
    lines += [f"≠ {found.message}" for found in one.findings if found.code.startswith("identifier")]
    gathered = one.gathered
    if not gathered.witnesses and not gathered.others and not gathered.failures:
        lines.append("? neither PubMed nor Crossref has a record that fits")
    if gathered.notice_of:
        lines.append(f"! this is itself a notice about {', '.join(gathered.notice_of)}")
    if not one.is_sound and any(change.is_written for change in one.changes):
        lines.append("! the entry is broken or not BibTeX; it is not changed")
    if lines:
        yield one.entry.key
        yield from (f"  {line}" for line in lines)


def _line(change: Change) -> str:
    from ldn_bib.completing.changes import Kind
    from ldn_bib.importing.merging import shown

    name, who = change.fact.name, f"({', '.join(change.sources)})"
    old, new = "(none)" if change.old is None else shown(change.old), shown(change.new)
    if change.kind is Kind.CONFIRMED:
        return f"✓ {', '.join(change.fields)}: {old} {who}"
    if change.kind is Kind.FILLED:
        return f"+ {name}: {old} → {new} {who}"
    if change.kind is Kind.REPLACED:
        return f"→ {name}: {old} → {new} {who}"
    if change.kind is Kind.DISAGREEMENT:
        return f"≠ {name}: the sources disagree: {new} {who}"
    sign = {Kind.FULLER: "≈", Kind.OTHER: "·"}.get(change.kind, "≠")
    return f"{sign} {name}: {old} {sign} {new} {who}"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(complete)
