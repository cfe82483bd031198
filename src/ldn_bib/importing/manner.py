"""How a BibTeX file writes what can be written in several ways; what is added follows it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from ldn_bib.entry import Entry
from ldn_bib.formats import biblatex, bibtex
from ldn_bib.formats.bibtex_dialect import Dialect, DialectWriter
from ldn_bib.formats.medline import language_code
from ldn_bib.values.issn import split_issns

_BIBLATEX: Final = re.compile(r"^\s*(?:journaltitle|date|eventtitle|location)\s*=", re.I | re.M)
_BIBTEX: Final = re.compile(r"^\s*(?:journal|year|address|school)\s*=", re.I | re.M)
_TAG: Final = re.compile(r"^\s*language\s*=\s*[{\"][a-z]{2}(?:-\w+)?[}\"]", re.I | re.M)
_CODE: Final = re.compile(r"^\s*language\s*=\s*[{\"][a-z]{3}[}\"]", re.I | re.M)
_EISSN: Final = re.compile(r"^\s*eissn\s*=", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Manner:
    """How the entries of a file are written.

    Attributes:
        writer: writes items in its dialect.
        has_codes: whether languages are codes of MEDLINE, ``eng``, and not tags, ``en``.
        splits_issns: whether the ISSN of the electronic edition has a field of its own.
    """

    writer: DialectWriter
    has_codes: bool = False
    splits_issns: bool = False

    def entry_type(self, entry: Entry) -> str:
        """Return the entry type."""
        return self.writer.entry_type(entry)

    def fields(self, entry: Entry, electronic: Collection[str] = ()) -> list[tuple[str, str]]:
        """Return the fields of an entry, name and value as LaTeX.

        Args:
            entry: the entry.
            electronic: ISSNs that are known to be those of electronic editions.
        """
        writer = self.writer
        found: list[tuple[str, str]] = []
        for name, value in writer.fields(entry, writer.entry_type(entry)):
            if name == "language" and self.has_codes:
                found.append((name, language_code(value)))
            elif name == "issn" and self.splits_issns:
                found += _split(value, electronic)
            else:
                found.append((name, value))
        return found


def manner_of(text: str, dialect: Dialect | None = None) -> Manner:
    """Return the manner of a file; tags of languages and one field for all ISSNs in doubt.

    Args:
        text: the file.
        dialect: the dialect to write; None for that of the file.
    """
    return Manner(
        DialectWriter(dialect or dialect_of(text), ascii_only=False),
        has_codes=len(_CODE.findall(text)) > len(_TAG.findall(text)),
        splits_issns=_EISSN.search(text) is not None,
    )


def dialect_of(text: str) -> Dialect:
    """The dialect of a BibTeX file, by the fields that only one of the two has; BibTeX in doubt."""
    newer, older = len(_BIBLATEX.findall(text)), len(_BIBTEX.findall(text))
    return biblatex.DIALECT if newer > older else bibtex.DIALECT


def _split(value: str, electronic: Collection[str]) -> list[tuple[str, str]]:
    numbers = split_issns(value)
    groups = (
        ("issn", [one for one in numbers if one not in electronic]),
        ("eissn", [one for one in numbers if one in electronic]),
    )
    return [(name, ", ".join(group)) for name, group in groups if group]
