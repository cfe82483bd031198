"""The start of ``ldnbib``: errors turned into one sentence and a code."""

from __future__ import annotations

import gc
import sys
from typing import Final

from ldn_bib.csl.errors import CslError, FormatError
from ldn_bib.errors import LdnBibError

_COLLECT: Final = (50_000, 10, 10)  # a run leaves little in cycles to look for


def main() -> None:
    """Run the program; a person sees one sentence for each error, never a traceback."""
    # text is UTF-8 whatever the terminal's locale says; CRLF and LF are written as they are
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(*_COLLECT)  # before typer is loaded, which makes many objects
    from ldn_bib.cli.app import app

    try:
        app()
    except LdnBibError as error:
        _fail(str(error), error.exit_code)
    except CslError as error:
        _fail(str(error), 1 if isinstance(error, FormatError) else 2)
    except OSError as error:
        from ldn_bib.output import close_stdout

        close_stdout()
        name = f" {error.filename}" if error.filename else ""
        _fail(f"cannot read or write{name}: {error.strerror or error}", 3)
    except MemoryError:
        _fail("there is not enough memory for this", 3)


def _fail(message: str, code: int) -> None:
    print(f"ldnbib: {message}", file=sys.stderr)  # noqa: T201
    raise SystemExit(code)
