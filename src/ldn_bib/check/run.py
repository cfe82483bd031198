"""Running the rules: all of them over all entries, the findings in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ldn_bib.check.missing_fields import missing_fields
from ldn_bib.check.unverified import unverified
from ldn_bib.entry import Entry
from ldn_bib.values.finding import Finding

Rule = Callable[[Entry], Iterator[Finding]]

RULES: tuple[Rule, ...] = (missing_fields, unverified)


def check_library(entries: Iterable[Entry], found: Iterable[Finding] = ()) -> list[Finding]:
    """Run every rule over every entry.

    Args:
        entries: the entries.
        found: what the readers found before; listed together with the rest.

    Returns:
        Findings by file and line; those without a line come last.
    """
    findings = [*found, *(new for entry in entries for rule in RULES for new in rule(entry))]
    return sorted(
        findings,
        key=lambda one: (
            one.file or "",
            one.line is None,
            one.line or 0,
            one.column or 0,
            one.code,
        ),
    )
