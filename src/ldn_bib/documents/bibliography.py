"""The bare bibliography: formatted citations and nothing around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.documents.model import Document, ListedPaper, Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ldn_bib.csl.richtext import FormattedEntry


def bibliography_document(
    formatted: Sequence[FormattedEntry], alerts: Mapping[str, str] | None = None
) -> Document:
    """Build a bare bibliography from citations, in their order.

    Args:
        formatted: the citations.
        alerts: citation key to what must be said first of a paper, such as a retraction.

    Returns:
        A document without a title, with one section without a heading.
    """
    known = alerts or {}
    papers = tuple(
        ListedPaper(entry.id, entry.content, alerts=(known[entry.id],) if entry.id in known else ())
        for entry in formatted
    )
    return Document(title="", sections=(Section("", papers),))
