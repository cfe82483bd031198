"""The order in which fields stand in an entry, for all that writes or reformats one."""

from __future__ import annotations

from collections.abc import Mapping


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIELD_ORDER: tuple[str, ...] = _names(
    """
    author editor editortype bookauthor translator
    title subtitle shorttitle origtitle booktitle booksubtitle maintitle mainsubtitle
    journal journaltitle journalsubtitle shortjournal eventtitle venue eventdate
    series collection-number date year month day origdate
    volume number issue part volumes edition version chapter eid pages pagetotal
    type entrysubtype pubstate doi pmid pmcid
    eprint eprinttype archiveprefix eprintclass primaryclass isbn issn eissn
    publisher institution school organization howpublished address location
    origpublisher origlocation language langid library url urldate
    keywords abstract note annote annotation
    """
)
"""Lower-case names; the names of no list follow in the order in which they stand."""

LAST_FIELDS: tuple[str, ...] = _names(
    """crossref xref xdata related ids options file groups owner timestamp creationdate
    modificationdate date-added date-modified unverified status statusnotice
    statuschecked ldnbib"""
)
"""What concerns programs and keepers more than readers stands behind all others."""


class _Ranks(dict[str, int]):
    def __missing__(self, name: str) -> int:
        return len(FIELD_ORDER)


RANKS: Mapping[str, int] = _Ranks(
    {
        **{name: rank for rank, name in enumerate(FIELD_ORDER)},
        **{name: rank for rank, name in enumerate(LAST_FIELDS, len(FIELD_ORDER) + 1)},
    }
)
"""Lower-case name to its place; the names of no list stand between the two."""

NAME_WIDTH = 12
"""Columns for the name before the ``=``; a longer name moves it on its own line only."""


def rank(name: str) -> int:
    """Place of a field among the others, from its name in any case."""
    return RANKS[name.lower()]


def field_head(name: str) -> str:
    """What stands on a line before the value: two spaces, the name, an aligned ``=``."""
    return f"  {name:<{NAME_WIDTH}} = "
