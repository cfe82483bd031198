"""What tells whether two records are of one paper: identifiers, folded titles, first authors."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.markup import strip_markup
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

_IDENTIFIERS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "DOI": normalise_doi,
    "PMID": normalise_pmid,
    "PMCID": normalise_pmcid,
}


def identifiers(item: Mapping[str, Any]) -> dict[str, str]:
    """DOI, PMID and PMCID of an item in the form in which they can be compared."""
    found: dict[str, str] = {}
    for name, normalise in _IDENTIFIERS.items():
        text = str(item.get(name) or "").strip()
        if text:
            found[name] = (normalise(text) or text).lower()
    return found


def folded(text: str) -> str:
    """A title or a name without markup, case, accents and marks, for comparing."""
    bare = unicodedata.normalize("NFKD", strip_markup(text).casefold())
    kept = [char if char.isalnum() else " " for char in bare if not unicodedata.combining(char)]
    return " ".join("".join(kept).split())


def first_author(item: Mapping[str, Any]) -> str:
    """Family name of the first author, else of the first editor, for comparing."""
    people = item.get("author") or item.get("editor") or ()
    first = people[0] if people else {}
    if not isinstance(first, Mapping):
        return ""
    return folded(str(first.get("family") or first.get("literal") or first.get("given") or ""))
