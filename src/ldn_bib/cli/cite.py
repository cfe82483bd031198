"""``ldnbib cite``: a citation as it stands in a text or a note."""

from __future__ import annotations

from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib cite younger2013 --style apa
  ldnbib cite younger2013 'kim2020, p. 64' --style apa
  ldnbib cite 'see kim2020, pp. 64-65; emphasis added' --style chicago
  ldnbib cite kim2020 --style chicago-notes-bibliography --format markdown"""


def cite(
    cites: Annotated[
        list[str],
        typer.Argument(
            metavar="CITE...",
            help="A key, or a key and a place: 'kim2020, p. 64', 'kim2020, chap. 2'; a number "
            "alone is a page, and so is what is not understood. Words before the key and behind "
            "a semicolon stand around it: 'see kim2020, p. 64; emphasis added'.",
            autocompletion=options.complete_key,
        ),
    ],
    style: options.StyleOption = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="text, html or markdown: a piece to paste."
        ),
    ] = "text",
    separate: Annotated[
        bool,
        typer.Option(
            "--separate",
            help="A citation for each, one a line, in the order of a text: what comes again is "
            "cited as the style does it the second time.",
        ),
    ] = False,
    suppress_author: Annotated[
        bool,
        typer.Option("--suppress-author", help="Leave out the names, for a text that has them."),
    ] = False,
    author_only: Annotated[
        bool, typer.Option("--author-only", help="Print the names alone.")
    ] = False,
    note: Annotated[
        int | None,
        typer.Option(
            "--note",
            metavar="N",
            min=1,
            show_default=False,
            help="Number of the note that it stands in, 1 if not given; for note styles.",
        ),
    ] = None,
    whole_library: Annotated[
        bool,
        typer.Option(
            "--whole-library",
            help="Number the papers and tell them apart as in the bibliography of the whole "
            "library, not as in a text that cites these alone.",
        ),
    ] = False,
    library: options.LibraryOption = None,
    locale: options.LocaleOption = None,
) -> None:
    """Print a citation as it stands in a text or in a note."""
    from ldn_bib.bibliography import document_writer
    from ldn_bib.citing import cite_each, inline_text
    from ldn_bib.cli import session
    from ldn_bib.output import write_stdout

    document_writer(output_format)
    opened = session.open_for(library, derived_tags=False)
    made = cite_each(
        opened,
        [[one] for one in cites] if separate else [cites],
        style,
        locale=locale,
        suppress_author=suppress_author,
        author_only=author_only,
        note=note or 1,
        whole_library=whole_library,
    )
    write_stdout(f"{inline_text(citation, output_format)}\n" for citation in made)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog=EXAMPLES)(cite)
