"""``ldnbib site build`` and ``ldnbib site serve``: a static site, and a look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ldn_bib.cli import options

EXAMPLES = """Examples:

\b
  ldnbib site build --output-dir public
  ldnbib site serve --output-dir public"""

BUILD_EXAMPLES = """Examples:

\b
  ldnbib site build
  ldnbib site build my.bib --output-dir public --base-url https://example.org/lists/
  ldnbib site build my.bib --style apa --no-derived-tags"""

SERVE_EXAMPLES = """Examples:

\b
  ldnbib site serve
  ldnbib site serve --output-dir public --port 8123"""

FolderOption = Annotated[
    Path,
    typer.Option("--output-dir", "-o", metavar="FOLDER", help="The folder of the site."),
]


def build(
    library: options.LibraryArgument = None,
    output_dir: FolderOption = Path("public"),
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Address at which the site will stand; for the sitemap, canonical links and "
            "the feed. Without it: the one that the library names.",
        ),
    ] = None,
    style: options.StyleOption = None,
    derived_tags: options.DerivedOption = True,
    strict: options.StrictOption = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Write into a folder that holds files which no build has made, and overwrite "
            "those that stand in the way.",
        ),
    ] = False,
) -> None:
    """Build a static site: reading lists, a page per paper and author, search, downloads.

    It needs no server: open index.html. Only files that differ are written, and files of an
    earlier build that are no longer needed are removed; other files are left alone. --style is
    the citation style that is shown first.
    """
    from ldn_bib.cli import session
    from ldn_bib.site.build import build_site

    opened = session.open_for(library, derived_tags=derived_tags, strict=strict)
    with session.progress("building") as report:
        built = build_site(
            opened, output_dir, base_url=base_url, style=style, force=force, progress=report
        )
    if not built.has_sitemap:
        session.say("ldnbib: no sitemap and no canonical links: give --base-url for them")
    session.say(
        f"{output_dir}: {built.papers} {'paper' if built.papers == 1 else 'papers'}, "
        f"{built.pages} pages; {built.written} files written, {built.unchanged} unchanged, "
        f"{built.removed} removed"
    )


def serve(
    output_dir: FolderOption = Path("public"),
    port: Annotated[
        int,
        typer.Option(
            "--port", "-p", metavar="N", min=0, max=65535, help="Port; 0 takes a free one."
        ),
    ] = 8000,
) -> None:
    """Serve a built site to this machine, on 127.0.0.1, until Ctrl-C.

    It is for looking at a site before it is put somewhere. Nobody else can reach it.
    """
    from ldn_bib.cli import session
    from ldn_bib.site.serve import site_server

    with site_server(output_dir, port) as server:
        session.say(f"{output_dir} at {server.url} (Ctrl-C stops)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            session.say("stopped")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(
        help="Build a static site of a library, or look at one.",
        epilog=EXAMPLES,
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(epilog=BUILD_EXAMPLES)(build)
    group.command(epilog=SERVE_EXAMPLES)(serve)
    app.add_typer(group, name="site")
