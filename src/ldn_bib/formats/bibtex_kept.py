"""What a dialect of BibTeX keeps of an item, told from its table."""

from __future__ import annotations

from collections.abc import Mapping

from ldn_bib.formats.bibtex_dialect import Dialect
from ldn_bib.formats.csl_items import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OLD_NAMES,
    TEXT_VARIABLES,
)

KEPT = "kept"
UNDER_OWN_NAME = "changed: a field of its own name, read back into custom"

CHANGED: Mapping[str, str] = {
    "DOI": "changed: without a resolver in front",
    "ISSN": "changed: joined with commas",
    "abstract": "changed: on one line",
    "annote": "changed: on one line; the summary stands before it and comes back with it",
    "archive": "changed: preprint archives as eprint; others read back into custom",
    "archive_location": "changed: preprint archives as eprint; others read back into custom",
    "categories": "lost",
    "citation-key": "lost",
    "citation-label": "lost",
    "collection-number": "changed: kept in a series of books, else read back into custom",
    "compiler": "changed: an editor with a type where there are no editors, else lost",
    "director": "changed: an editor with a type where there are no editors, else lost",
    "organizer": "changed: an editor with a type where there are no editors, else lost",
    "event": "changed: read back as event-title",
    "genre": "changed: kept but on articles, where it is read back into custom",
    "keyword": "changed: tags come first, separators become commas, a comma inside a keyword "
    "a spaced hyphen",
    "number": "changed: the article number of articles; lost on books of a series; else kept",
    "page": "changed: dashes and commas in one form",
    "title": "changed: acronyms and names come back with class nocase",
    "volume-title": "changed: kept on chapters, else read back into custom",
    # No variables of CSL
    "id": "kept",
    "type": "changed: the entry type, with entrysubtype where that says less",
    "tags": "changed: a comma or semicolon becomes a spaced hyphen",
    "summary": "changed: comes back as annote",
    "suffix": "kept",
    "particles": "changed: dropping ones come back as non-dropping",
    "corporate names": "kept",
    "markup in titles": "kept",
    "date ranges": "kept",
    "article number": "kept",
    "collections": "kept",
}
"""What is not kept as it is, with what is no variable of CSL."""


def kept_fields(dialect: Dialect) -> dict[str, str]:
    """Return each variable with ``kept``, ``changed: how`` or ``lost``."""
    written: set[str] = set()
    for row in dialect.rows:
        written.update(row.variables)
        for source in (row.source, *row.by_type.values()):
            written.update(part.rpartition(":")[2] for part in source.split("|"))
    written |= {"publisher"}
    variables = DATE_VARIABLES | NAME_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES
    fields = {name: KEPT if name in written else UNDER_OWN_NAME for name in sorted(variables)}
    for old, name in OLD_NAMES.items():
        if old in fields:
            fields[old] = f"changed: read back as {name}"
    return {**fields, **CHANGED}
