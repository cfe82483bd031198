"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def complete_condition(incomplete: str) -> list[str]:
    """Offer the slugs of the vocabulary."""
    from ldn_bib.library import Library

    slugs = list(Library.read().conditions or {})
    return [slug for slug in slugs if slug.startswith(incomplete)]


def complete_key(incomplete: str) -> list[str]:
    """Offer the keys of the library of this folder."""
    from ldn_bib.library import Library

    return [key for key in Library.read().keys if key.startswith(incomplete)]


def complete_style(incomplete: str) -> list[str]:
    """Offer aliases and style names."""
    from ldn_bib.csl.finder import style_names

    return [name for name in style_names() if name.startswith(incomplete)]


def complete_sort(incomplete: str) -> list[str]:
    """Offer the orders."""
    from ldn_bib.library import SORT_NAMES

    return [name for name in SORT_NAMES if name.startswith(incomplete)]


LibraryArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="LIBRARY",
        show_default=False,
        help="A .bib or CSL-JSON file, or - for standard input. Without it: the library that "
        "ldnbib.toml names, else the one that comes with ldnbib.",
    ),
]
LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        "-l",
        metavar="FILE",
        help="A .bib or CSL-JSON file, or - for standard input. Without it: the library that "
        "ldnbib.toml names, else the one that comes with ldnbib.",
    ),
]
StyleOption = Annotated[
    str | None,
    typer.Option(
        "--style",
        "-s",
        metavar="STYLE",
        autocompletion=complete_style,
        help="Citation style: an alias (vancouver, ama, apa, mla, chicago, harvard, ieee, nature, "
        "bmj, lancet, nejm, jama, nlm), an id, a title, or the path of a .csl file.",
    ),
]
LocaleOption = Annotated[
    str | None,
    typer.Option(
        "--locale", metavar="TAG", help="Language of the citations, such as en-GB or de-DE."
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="native (the default) or citeproc-py, for comparison.",
    ),
]
LinksOption = Annotated[
    bool,
    typer.Option(
        "--links",
        help="Make links of the DOIs, URLs, PMIDs and PMCIDs that the style prints, in all "
        "formats but text.",
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        max=64,
        help="Format a long bibliography in N processes at once. It pays from some thousand "
        "papers on; the result is the same.",
    ),
]
OutputDirOption = Annotated[
    Path | None,
    typer.Option(
        "--output-dir",
        metavar="FOLDER",
        help="Write one file each into this folder, which is made if it is not there.",
    ),
]
ConditionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--condition",
        "-c",
        metavar="SLUG",
        autocompletion=complete_condition,
        help="Only papers on this condition; may be given several times (any of them).",
    ),
]
KeyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        "-k",
        metavar="KEY",
        autocompletion=complete_key,
        help="Only the paper with this key; may be given several times.",
    ),
]
SinceOption = Annotated[
    int | None, typer.Option("--since", metavar="YEAR", help="Only papers of this year or later.")
]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="ORDER",
        autocompletion=complete_sort,
        help="file, year, newest, author, title or key. Styles that sort by themselves "
        "(author-date styles) keep their own order.",
    ),
]
DerivedOption = Annotated[
    bool,
    typer.Option(
        "--derived-tags/--no-derived-tags",
        help="Whether papers without a note get conditions proposed from their words.",
    ),
]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict", help="Stop with exit code 1 if any entry is broken, and write nothing."
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, whole or not at all, instead of standard output.",
    ),
]
