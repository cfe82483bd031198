"""Rule ``missing-field``: what a reference of its type cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.entry import Entry
from ldn_bib.values.finding import Finding, Severity

CODE = "missing-field"

# CSL type to what it needs; any one variable of a group will do. After the required fields
# of BibTeX's entry types (btxdoc, 1988, section 3.1), with a date for its year.
_WORK = (("author", "editor"), ("title",), ("issued",))
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article-journal": (("author",), ("title",), ("container-title",), ("issued",)),
    "article-magazine": (("title",), ("container-title",), ("issued",)),
    "article-newspaper": (("title",), ("container-title",), ("issued",)),
    "book": (*_WORK, ("publisher",)),
    "chapter": (*_WORK, ("container-title",), ("publisher",)),
    "paper-conference": (("author",), ("title",), ("container-title", "event-title"), ("issued",)),
    "report": (*_WORK, ("publisher",)),
    "thesis": (("author",), ("title",), ("publisher",), ("issued",)),
}
OTHERWISE: tuple[tuple[str, ...], ...] = (("title",),)

# CSL variable to the field that a BibTeX file would hold it in
FIELD = {"container-title": "journal or booktitle", "issued": "year", "event-title": "eventtitle"}


def missing_fields(entry: Entry) -> Iterator[Finding]:
    """Yield one finding per missing field, named as a BibTeX file names it."""
    for group in REQUIRED.get(str(entry.item.get("type")), OTHERWISE):
        if any(entry.item.get(variable) for variable in group):
            continue
        fields = tuple(FIELD.get(variable, variable) for variable in group)
        yield Finding(
            code=CODE,
            message=f"{entry.key}: no {' or '.join(fields)}",
            severity=Severity.WARNING,
            file=entry.origin.file,
            line=entry.origin.line,
            key=entry.key,
            fields=fields,
        )
