"""``ldnbib cite``: a citation as it stands in a text or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ldn_bib.cli import options
from ldn_bib.cli.outputs_help import DOCUMENTS, OutputsCommand

if TYPE_CHECKING:
    from ldn_bib.csl.processor import PlacedCitation
    from ldn_bib.csl.richtext import RichText

EXAMPLES = """Examples:

\b
  ldnbib cite younger2013 --style apa
  ldnbib cite younger2013 'kim2020, p. 64' --style apa
  ldnbib cite 'see kim2020, pp. 64-65; emphasis added' --style chicago
  ldnbib cite '@younger2013 [p. 64]' --style apa
  ldnbib cite younger2013 --narrative --infix "'s trial" --style ieee
  ldnbib cite kim2020 --style chicago-notes-bibliography --format markdown"""


def cite(
    cites: Annotated[
        list[str],
        typer.Argument(
            metavar="CITE...",
            help="A key, or a key and a place: 'kim2020, p. 64', 'kim2020, chap. 2'; a number "
            "alone is a page, and so is what is not understood. Words before the key and behind "
            "a semicolon stand around it: 'see kim2020, p. 64; emphasis added'. '@kim2020' puts "
            "its names into the text, 'see -@kim2020' leaves them out.",
            autocompletion=options.complete_key,
        ),
    ],
    style: options.StyleOption = None,
    output_format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help=f"{DOCUMENTS}: a piece to paste."),
    ] = "text",
    separate: Annotated[
        bool,
        typer.Option(
            "--separate",
            help="A citation for each, one a line, in the order of a text: what comes again is "
            "cited as the style does it the second time.",
        ),
    ] = False,
    narrative: Annotated[
        bool,
        typer.Option(
            "--narrative",
            "--textual",
            help="Put the names of the first paper into the text: Younger (2013), Younger [1]; "
            "in a note style the names on one line and the note on the next.",
        ),
    ] = False,
    infix: Annotated[
        str,
        typer.Option(
            "--infix",
            metavar="WORDS",
            show_default=False,
            help="Words between these names and the rest.",
        ),
    ] = "",
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
    links: options.LinksOption = False,
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
    from ldn_bib.citing import inline_text, place_each
    from ldn_bib.cli import session
    from ldn_bib.output import write_stdout

    document_writer(output_format)
    opened = session.open_for(library, derived_tags=False)
    made = place_each(
        opened,
        [[one] for one in cites] if separate else [cites],
        style,
        locale=locale,
        narrative=narrative,
        infix=infix,
        suppress_author=suppress_author,
        author_only=author_only,
        note=note or 1,
        links=links,
        whole_library=whole_library,
    )
    parts = (part for one in made for part in _lines(one))
    write_stdout(f"{inline_text(part, output_format)}\n" for part in parts)


def _lines(made: PlacedCitation) -> list[RichText]:
    """The text and the note of a citation; one that prints nothing is an empty line."""
    return [part for part in (made.text, made.note) if part] or [made.text]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(cls=OutputsCommand, epilog=EXAMPLES)(cite)
