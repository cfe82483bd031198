"""Rule ``unverified``: facts that nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.entry import Entry
from ldn_bib.values.finding import Finding, Severity

CODE = "unverified"


def unverified(entry: Entry) -> Iterator[Finding]:
    """Yield one finding that names the fields listed in the entry's ``unverified`` field."""
    if entry.unverified:
        names = ", ".join(entry.unverified)
        yield Finding(
            code=CODE,
            message=f"{entry.key}: not yet confirmed: {names}",
            severity=Severity.WARNING,
            file=entry.origin.file,
            line=entry.origin.line,
            key=entry.key,
            fields=entry.unverified,
        )
