"""All the text of an entry, field by field, and a quick look at whether anything is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ldn_bib.check.subject import Field, Subject

VERBATIM = frozenset((
    "url", "doi", "eprint", "pmid", "pmcid", "pmc", "file", "crossref", "xdata", "xref",
    "related", "ids", "options", "local-url", "bdsk-url-1", "bdsk-url-2", "bdsk-file-1",
    "URL", "DOI", "PMID", "PMCID", "id",
))  # fmt: skip
"""Fields and variables whose value is an address, an identifier or a program's own data."""


class Text(NamedTuple):
    """A value of an entry.

    Attributes:
        name: name of the field in lower case, or of the variable.
        value: the value of the field byte for byte, or text of the variable.
        field: the field; None in a library that is not BibTeX.
    """

    name: str
    value: str
    field: Field | None


def texts_of(subject: Subject) -> Iterator[Text]:
    """The values of an entry; of fields of one name the first."""
    if not subject.is_bibtex:
        for name, value in subject.entry.item.items():
            for text in _strings(value):
                yield Text(name, text, None)
        return
    seen: set[str] = set()
    for field in subject.fields:
        if field.name not in seen:
            seen.add(field.name)
            yield Text(field.name, field.value, field)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def may_hold(subject: Subject, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern stands anywhere in the source of an entry; True where none is known."""
    raw = subject.entry.origin.raw
    return raw is None or pattern.search(raw) is not None


def is_ascii(subject: Subject) -> bool:
    """Whether the source of an entry has no letter beyond ASCII; False where none is known."""
    raw = subject.entry.origin.raw
    return raw is not None and raw.isascii()
