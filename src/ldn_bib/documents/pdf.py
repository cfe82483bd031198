"""PDF: A4 pages by Typst, tagged after PDF/UA-1, with bookmarks and links.

The page is ``page.typ``; a document comes to it as data (:mod:`ldn_bib.documents.typst_data`),
so that no text of a document is ever code. Typst works in an empty folder, which is also where
it would look for packages; ``page.typ`` asks for no file and no package.

Fonts. Typst brings Libertinus Serif, New Computer Modern and DejaVu Sans Mono with it, which
have Latin, Greek, Cyrillic, Hebrew and Arabic letters. A document is first laid out with these
alone, so that it is the same file on every machine. PDF/UA-1 forbids a character without a glyph,
and Typst refuses to write one; only then are the fonts of the machine asked for what is missing.
Where they have no glyph either, the page is written without the claim to be PDF/UA-1, with boxes,
and its last line says what the boxes are. It is tagged all the same.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from ldn_bib.documents.extras import missing
from ldn_bib.documents.model import DocumentWriter
from ldn_bib.documents.typst_data import document_data

if TYPE_CHECKING:
    import typst

    from ldn_bib.documents.model import Document

ACCESSIBLE: Final = "ua-1"
"""ISO 14289-1, the standard that a screen reader may rely on."""

# In the sentence of Typst's error on a character that no font has.
_NO_GLYPH = "be displayed"


def write(document: Document) -> bytes:
    """Return the document as a PDF file; the same document gives the same bytes.

    Raises:
        UsageError: the package ``typst`` is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise missing("writing pdf", "typst", "pdf") from error
    try:
        return _compiled(document, system_fonts=False)
    except typst.TypstError:
        # a character that the fonts of Typst do not have
        pass
    try:
        return _compiled(document, system_fonts=True)
    except typst.TypstError as error:
        return _compiled(
            document, system_fonts=True, is_accessible=False, boxes=_NO_GLYPH in _words(error)
        )


@cache
def page() -> bytes:
    """Return the page: Typst code that is the same for every document."""
    return files(__package__).joinpath("page.typ").read_bytes()


def _compiled(
    document: Document, *, system_fonts: bool, is_accessible: bool = True, boxes: bool = False
) -> bytes:
    import typst

    data = json.dumps(document_data(document, boxes=boxes))
    day = document.generated
    with tempfile.TemporaryDirectory(prefix="ldn-bib-") as nowhere:
        compiler = typst.Compiler(
            page(),
            root=nowhere,
            package_path=nowhere,
            package_cache_path=nowhere,
            ignore_system_fonts=not system_fonts,
            sys_inputs={"document": data},
        )
        made = compiler.compile(
            format="pdf",
            pdf_standards=[ACCESSIBLE] if is_accessible else [],
            timestamp=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else None,
        )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} for a PDF")
    return made


def _words(error: typst.TypstError) -> str:
    return f"{error.message} {error.diagnostic}"


WRITER = DocumentWriter(
    "pdf", "PDF", ".pdf", "application/pdf", write, is_binary=True, is_whole=True
)
