"""``ldnbib new``: papers that the saved query finds and the library does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import asking, options

if TYPE_CHECKING:
    from ldn_bib.completing.candidates import Candidate, Candidates
    from ldn_bib.completing.kept import Kept

EXAMPLES = """Examples:

\b
  ldnbib new --since 2024
  ldnbib new --since 2024-06-01 --format json
  ldnbib new --since 2024 --format ids | xargs ldnbib add

The query is that of the settings:

\b
  [online]
  query = "low dose naltrexone AND pain"
"""

SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Published in this year or later: 2024, 2024-03 "
                 "or 2024-03-15."),
]  # fmt: skip
FormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json or ids (PMIDs).")
]
MostOption = Annotated[
    int,
    typer.Option("--most", metavar="N", min=1, max=9999, help="Look at the newest N records only."),
]


def new(
    library: options.LibraryOption = None,
    since: SinceOption = None,
    output_format: FormatOption = "text",
    offline: asking.OfflineOption = False,
    refresh: asking.RefreshOption = False,
    most: MostOption = 200,
) -> None:
    """List papers that the saved query finds in PubMed and the library does not have.

    A paper is there already if it shares a PMID, DOI or PMCID, or else has a like title, the
    year and the first author.
    """
    from ldn_bib.cli import session
    from ldn_bib.completing import services
    from ldn_bib.completing.candidates import find_new, read_day
    from ldn_bib.completing.kept import open_kept
    from ldn_bib.errors import UsageError
    from ldn_bib.output import write_stdout

    asking.check_options(offline=offline, refresh=refresh)
    if output_format not in FORMATS:
        raise UsageError(f"unknown format {output_format!r}; there are {', '.join(FORMATS)}")
    day = None if since is None else read_day(since)
    kept = open_kept(library)
    session.tell(kept.library.findings, source=kept.library.source)
    with services.open_services(kept.config, offline=offline, refresh=refresh) as asked:
        found = find_new(kept, asked, since=day, most=most)
    write_stdout(FORMATS[output_format](found, kept))
    _tell(found)


def _tell(found: Candidates) -> None:
    from ldn_bib.cli import session

    session.say(f"PubMed found {found.count}, as: {found.understood or '(it does not say)'}")
    if found.looked_at < found.count:
        session.say(f"the newest {found.looked_at} were looked at; --most looks at more")
    session.say(f"{found.present} present, {len(found.new)} new")
    if found.ignored:
        session.warn(f"PubMed ignored a part of the query: {', '.join(found.ignored)}")


def _text(found: Candidates, kept: Kept) -> Iterator[str]:
    citations = _citations(found, kept)
    for one in found.new:
        yield f"{citations[one.pmid]}\n"
        if one.status.is_alert:
            notices = ", ".join(one.status.notices)
            yield f"    {one.status.kind.label.upper()}{f': {notices}' if notices else ''}\n"
        if one.record.notice_of:
            yield f"    A notice about {', '.join(one.record.notice_of)}\n"
        yield f"    PMID {one.pmid}\n"
        if one.tags:
            yield f"    conditions (proposed): {', '.join(tag.slug for tag in one.tags)}\n"
        yield f"    {one.command}\n\n"


def _json(found: Candidates, kept: Kept) -> Iterator[str]:
    import json

    citations = _citations(found, kept)
    listed = {
        "found": found.count,
        "understood": found.understood,
        "ignored": list(found.ignored),
        "present": found.present,
        "new": [_object(one, citations[one.pmid]) for one in found.new],
    }
    yield json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _object(one: Candidate, citation: str) -> dict[str, object]:
    entry = one.entry
    return {
        "pmid": one.pmid,
        "doi": entry.item.get("DOI"),
        "title": entry.title,
        "year": entry.year,
        "citation": citation,
        "conditions": list(entry.conditions),
        "status": str(one.status.kind),
        "notice_of": list(one.record.notice_of),
        "add": one.command,
    }


def _ids(found: Candidates, kept: Kept) -> Iterator[str]:
    del kept
    for one in found.new:
        yield f"{one.pmid}\n"


def _citations(found: Candidates, kept: Kept) -> dict[str, str]:
    """Citations by PMID, as reading lists print them."""
    from dataclasses import replace

    from ldn_bib.bibliography import READING_LIST_STYLE, format_library
    from ldn_bib.documents.labels import labelled

    if not found.new:
        return {}
    library = replace(kept.library, entries=tuple(one.entry for one in found.new))
    formatted = format_library(library, READING_LIST_STYLE)
    citations = labelled([entry.content for entry in formatted])
    return {
        entry.id: str(citation) for entry, (_, citation) in zip(formatted, citations, strict=True)
    }


FORMATS: Mapping[str, Callable[[Candidates, Kept], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "ids": _ids,
}
"""Outputs by name."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(new)
