"""``ldnbib conditions``: the vocabulary with the number of papers."""

from __future__ import annotations

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib conditions
  ldnbib conditions my.bib"""


def conditions(
    library: options.LibraryArgument = None, derived_tags: options.DerivedOption = True
) -> None:
    """List the conditions, with MeSH and number of papers."""
    from ldn_bib.cli import session
    from ldn_bib.cli.table import table
    from ldn_bib.output import write_stdout

    opened = session.open_for(library, derived_tags=derived_tags)
    groups = opened.by_condition()
    known = opened.conditions or {}
    rows = [
        (
            slug,
            known[slug].label if slug in known else "(not in the vocabulary)",
            " ".join(filter(None, (known[slug].mesh_id, known[slug].mesh_name)))
            if slug in known
            else "",
            str(len(entries)),
        )
        for slug, entries in groups.items()
    ]
    write_stdout([table(("SLUG", "LABEL", "MESH", "PAPERS"), rows, flexible=1), "\n"])


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(conditions)
