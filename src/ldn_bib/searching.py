"""Searching a library by words, case and accents folded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ldn_bib.values.markup import strip_markup

if TYPE_CHECKING:
    from ldn_bib.entry import Entry
    from ldn_bib.library import Library

TEXT_VARIABLES = (
    "id",
    "title",
    "container-title",
    "container-title-short",
    "collection-title",
    "publisher",
    "abstract",
    "keyword",
    "note",
    "DOI",
    "PMID",
    "PMCID",
)
NAME_VARIABLES = ("author", "editor", "translator", "collection-editor", "container-author")


def search_library(library: Library, words: Sequence[str]) -> Library:
    """Keep the entries that hold every word, anywhere and as a part of a longer word too.

    Looked at are the key, title, names, journal, publisher, year, abstract, keywords, note,
    identifiers, conditions, and the finding and summary of the paper's note.
    """
    wanted = [fold(word) for word in words]

    def holds(entry: Entry) -> bool:
        text = fold("\n".join(_texts(entry)))
        return all(word in text for word in wanted)

    return library.where(holds)


def fold(text: str) -> str:
    """Fold case, accents and typographic marks, so that what looks alike is alike."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return kept.replace("’", "'").replace("‐", "-").replace("–", "-")


def _texts(entry: Entry) -> Iterator[str]:
    item = entry.item
    for variable in TEXT_VARIABLES:
        value = item.get(variable)
        if value is not None:
            yield strip_markup(str(value))
    for variable in NAME_VARIABLES:
        for name in item.get(variable) or ():
            yield _name_text(name)
    if entry.year is not None:
        yield str(entry.year)
    for tag in entry.tags:
        yield tag.slug
        yield tag.label
    if entry.annotation is not None:
        yield entry.annotation.finding
        yield entry.annotation.summary
        yield entry.annotation.design or ""


def _name_text(name: Any) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return " ".join(str(name[part]) for part in parts if name.get(part))
