"""What a document says about its citations: cites, the clusters they stand in, their CSL-JSON.

CSL-JSON, ``csl-citation.json``, and the forms of citations that citeproc-js adds to it:
``author-only``, ``suppress-author`` and ``composite``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ldn_bib.csl.errors import CitationError, one_of
from ldn_bib.csl.plaintext import text_of

AUTHOR_ONLY: Final = "author-only"
SUPPRESS_AUTHOR: Final = "suppress-author"
COMPOSITE: Final = "composite"
MODES: Final = (AUTHOR_ONLY, SUPPRESS_AUTHOR, COMPOSITE)
"""Forms of a citation; an empty string is the usual one."""

_LAST_NOTE: Final = 10**9


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to an item in a citation.

    Attributes:
        id: the item's id.
        locator, label: where in the item, and what kind of place it is.
        prefix, suffix: text around the cite.
        suppress_author: leave out the names that it begins with.
        author_only: print nothing but these names. At the start of a citation they stand before
            it, in the text: ``Novak (see Roe 2001)``.
        near_note, position: as the document says; None where they are to be worked out.
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    near_note: bool | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A citation: one or more cites at a place in a document.

    Attributes:
        cites: the cites.
        note_number: number of the note it stands in; 0 for running text.
        mode: empty, or one of :data:`MODES`: the names alone; the citation without those of its
            first cite; or both, ``Novak (2016)``. The names are those of the first cite in the
            order given; in a note style they stand in the text and the citation in its note,
            whole.
        infix: text between names and the rest of a composite citation.
        prefix, suffix: text around all cites, inside the brackets of the style.

    Raises:
        CitationError: unknown mode.
    """

    cites: tuple[Cite, ...]
    note_number: int = 0
    mode: str = ""
    infix: str = ""
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        """Check the mode."""
        if self.mode and self.mode not in MODES:
            choices = one_of([repr(mode) for mode in MODES])
            raise CitationError(f"has an unknown mode {self.mode!r}; it may be {choices}")


def read_cluster(data: Mapping[str, Any]) -> Cluster:
    """Read a citation of CSL-JSON, as word processors keep it in documents.

    Args:
        data: ``citationItems``, a list of cites with ``id`` and, as they please, ``locator``,
            ``label``, ``prefix``, ``suffix``, ``suppress-author`` and ``author-only``; and
            ``properties`` with ``noteIndex``, ``mode``, ``infix``, ``prefix`` and ``suffix``.

    Raises:
        CitationError: it is no such object.
    """
    items = data.get("citationItems") if isinstance(data, Mapping) else None
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise CitationError("has no list of 'citationItems'")
    properties = data.get("properties") or {}
    if not isinstance(properties, Mapping):
        raise CitationError("has 'properties' that are no object")
    note = properties.get("noteIndex") or 0
    if not isinstance(note, int) or isinstance(note, bool) or not 0 <= note <= _LAST_NOTE:
        shown = text_of(note) or type(note).__name__
        raise CitationError(f"has a 'noteIndex' that is no number of a note: {shown!r}")
    return Cluster(
        tuple(map(_read_cite, items)),
        note_number=note,
        mode=_text(properties, "mode"),
        infix=_text(properties, "infix"),
        prefix=_text(properties, "prefix"),
        suffix=_text(properties, "suffix"),
    )


def _read_cite(item: Mapping[str, Any]) -> Cite:
    id_ = item.get("id")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise CitationError("has a cite without an 'id'")
    return Cite(
        text_of(id_),
        locator=_text(item, "locator").rstrip(),
        label=_text(item, "label") or "page",
        prefix=_text(item, "prefix"),
        suffix=_text(item, "suffix"),
        suppress_author=item.get(SUPPRESS_AUTHOR) is True,
        author_only=item.get(AUTHOR_ONLY) is True,
    )


def _text(data: Mapping[str, Any], name: str) -> str:
    return text_of(data.get(name))


__all__ = [
    "AUTHOR_ONLY",
    "COMPOSITE",
    "MODES",
    "SUPPRESS_AUTHOR",
    "Cite",
    "Cluster",
    "read_cluster",
]
