"""The bare bibliography: formatted citations and nothing around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.documents.model import Document, ListedPaper, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_bib.csl.richtext import FormattedEntry


def bibliography_document(formatted: Sequence[FormattedEntry]) -> Document:
    """Build a bare bibliography from citations, in their order.

    Returns:
        A document without a title, with one section without a heading.
    """
    papers = tuple(ListedPaper(entry.id, entry.content) for entry in formatted)
    return Document(title="", sections=(Section("", papers),))
