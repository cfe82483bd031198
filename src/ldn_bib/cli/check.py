"""``ldnbib check``: what is wrong, missing or unconfirmed in a library, and what can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_bib.check.rule import Rule
    from ldn_bib.checking import Checked, Fixed
    from ldn_bib.config import Config
    from ldn_bib.values.finding import Severity

EXAMPLES = """Examples:

\b
  ldnbib check
  ldnbib check my.bib --select ID,DUP --ignore unverified
  ldnbib check my.bib --diff
  ldnbib check my.bib --fix
  ldnbib check --output-format github --fail-on error
  ldnbib check --explain FACT001"""


def complete_rule(incomplete: str) -> list[str]:
    """Offer codes, families and names."""
    from ldn_bib.check.registry import rules
    from ldn_bib.check.rule import FAMILIES

    words = [*FAMILIES, *(word for rule in rules() for word in (rule.code, rule.name))]
    return [word for word in words if word.startswith(incomplete)]


def complete_format(incomplete: str) -> list[str]:
    """Offer the output formats."""
    from ldn_bib.check.outputs import OUTPUTS

    return [name for name in OUTPUTS if name.startswith(incomplete)]


SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULES",
        autocompletion=complete_rule,
        help="Run these rules only: codes (ID001), families (ID) or names (doi-syntax), with "
        "commas between; may be given several times.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore", metavar="RULES", autocompletion=complete_rule, help="Do not run these rules."
    ),
]
FixOption = Annotated[
    bool,
    typer.Option("--fix", help="Mend in the .bib file what is safe to mend; list what stays."),
]
DiffOption = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--output-format",
        metavar="FORMAT",
        autocompletion=complete_format,
        help="text, github (annotations of a workflow), json or sarif.",
    ),
]
FailOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="SEVERITY",
        help="Exit code 1 for findings of this severity and worse: error, warning (the default) "
        "or info.",
    ),
]
StatisticsOption = Annotated[
    bool, typer.Option("--statistics", help="Count the findings of each rule.")
]
ListOption = Annotated[bool, typer.Option("--list-rules", help="List the rules and stop.")]
ExplainOption = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="RULE",
        autocompletion=complete_rule,
        help="Say what a rule finds and why, and stop.",
    ),
]


def check(
    library: options.LibraryArgument = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fix: FixOption = False,
    diff: DiffOption = False,
    output_format: FormatOption = "text",
    fail_on: FailOption = None,
    statistics: StatisticsOption = False,
    list_rules: ListOption = False,
    explain: ExplainOption = None,
) -> None:
    """List what is broken, missing, doubtful or not confirmed.

    One finding a line, as file:line:column: CODE message [name]; the exit code is 1 if one is
    a warning or worse. A comment line "% ldnbib: ignore CODE" before an entry silences a rule
    for it. No request goes to any network.
    """
    from ldn_bib.check import outputs
    from ldn_bib.check.registry import find
    from ldn_bib.checking import check as check_library
    from ldn_bib.config import find_config, read_config
    from ldn_bib.output import write_stdout

    if explain is not None:
        write_stdout("\n".join(map(outputs.explanation, find(explain))))
        return
    config = read_config(find_config())
    rules = _chosen(select, ignore, config)
    if list_rules:
        write_stdout(outputs.listing(rules))
        return
    _refuse(output_format, fix=fix, diff=diff, statistics=statistics)
    least = _least(fail_on, config)
    if fix or diff:
        fixed = _fixed(library, rules, config, writes=fix and not diff)
        if diff:
            _show_diff(fixed)
        checked = fixed.after
    else:
        checked = check_library(library, rules, config=config)
    _report(checked, output_format, least, statistics=statistics)


def _words(given: Sequence[str] | None) -> list[str]:
    return [word for text in given or () for word in text.replace(",", " ").split()]


def _chosen(
    select: Sequence[str] | None, ignore: Sequence[str] | None, config: Config
) -> tuple[Rule, ...]:
    from ldn_bib.check.registry import choose

    asked, left_out = _words(select), _words(ignore)
    if asked:
        return choose(asked, left_out)
    return choose(config.check.select, [*config.check.ignore, *left_out])


def _least(given: str | None, config: Config) -> Severity:
    from ldn_bib.check.settings import severity_named
    from ldn_bib.values.finding import Severity

    return severity_named(given) if given else config.check.fail_on or Severity.WARNING


def _refuse(output_format: str, *, fix: bool, diff: bool, statistics: bool) -> None:
    from ldn_bib.check.outputs import OUTPUTS
    from ldn_bib.errors import UsageError, did_you_mean

    if output_format not in OUTPUTS:
        hint = did_you_mean(output_format, list(OUTPUTS)) or f"; there are {', '.join(OUTPUTS)}"
        raise UsageError(f"unknown output format {output_format!r}{hint}")
    if diff and fix:
        raise UsageError("--diff writes nothing, so --fix has no use beside it")
    if diff and statistics:
        raise UsageError("--diff shows changes, so --statistics has no use beside it")
    if (diff or statistics) and output_format != "text":
        option = "--diff" if diff else "--statistics"
        raise UsageError(f"{option} is text; it cannot be written as {output_format}")


def _fixed(library: str | None, rules: Sequence[Rule], config: Config, *, writes: bool) -> Fixed:
    from ldn_bib.check.outputs import line_of
    from ldn_bib.checking import fix as fix_library
    from ldn_bib.cli import session
    from ldn_bib.errors import UsageError
    from ldn_bib.opening import STDIN

    if writes and library == STDIN:
        raise UsageError("--fix changes a file; standard input is none (--diff shows the changes)")
    if writes and library is None and config.library is None:
        raise UsageError("name a .bib file: no ldnbib.toml here or above names a library")
    fixed = fix_library(library, rules, config=config)
    subjects = fixed.before.context.subjects
    if subjects and not any(one.is_bibtex for one in subjects):
        session.warn("only .bib files are mended; nothing is changed")
    if writes:
        fixed.save()
        for found in fixed.mended:
            session.say(f"mended: {line_of(found.finding)}")
    return fixed


def _show_diff(fixed: Fixed) -> None:
    from ldn_bib.cli import session
    from ldn_bib.output import write_stdout

    write_stdout(fixed.diff())
    count = len(fixed.mended)
    session.say(f"--fix would mend {count} {'finding' if count == 1 else 'findings'}")
    raise typer.Exit(1 if fixed.has_changes else 0)


def _report(checked: Checked, output_format: str, least: Severity, *, statistics: bool) -> None:
    from ldn_bib import __version__
    from ldn_bib.check import outputs
    from ldn_bib.cli import session
    from ldn_bib.output import write_stdout
    from ldn_bib.values.finding import Severity

    found, library = checked.found, checked.library
    if statistics:
        write_stdout(outputs.statistics(found))
    else:
        report = outputs.Report(found, library.source, __version__)
        write_stdout(outputs.OUTPUTS[output_format](report))
    papers = f"{len(library)} {'paper' if len(library) == 1 else 'papers'}"
    count = f"{len(found)} {'finding' if len(found) == 1 else 'findings'}"
    session.say(f"{count} in {papers} of {library.source}")
    order = list(Severity)
    if any(order.index(one.finding.severity) <= order.index(least) for one in found):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(check)
