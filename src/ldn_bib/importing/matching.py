"""Which paper of a library a record is: by identifier, else by title, year and first author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ldn_bib.entry import Entry
from ldn_bib.values.sameness import first_author, folded, identifiers

SIMILAR: Final = 90.0
"""Least likeness of two titles, 0 to 100, for records that may be one paper."""

_YEARS_APART: Final = 1  # a paper is often online a year before it is in print


@dataclass(frozen=True, slots=True)
class Match:
    """A paper of the library that a record is, or may be.

    Attributes:
        entry: the paper.
        by: ``DOI``, ``PMID``, ``PMCID`` or ``title``.
        score: likeness, 0 to 100; 100 for an identifier.
    """

    entry: Entry
    by: str
    score: float = 100.0

    @property
    def is_certain(self) -> bool:
        """Whether an identifier says so."""
        return self.by != "title"


class Matcher:
    """Finds the papers of a library that records are."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._by_id: dict[tuple[str, str], Entry] = {}
        self._by_year: dict[int | None, list[tuple[str, str, dict[str, str], Entry]]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take a paper up; of two with one identifier the first stays."""
        known = identifiers(entry.item)
        for pair in known.items():
            self._by_id.setdefault(pair, entry)
        title = folded(entry.title)
        if title:
            row = (title, first_author(entry.item), known, entry)
            self._by_year.setdefault(entry.year, []).append(row)

    def find(self, entry: Entry) -> Match | None:
        """Return the paper that a record is; None where there is none like it.

        Identifiers decide where both have them: two papers with one title and two DOIs are two.
        """
        own = identifiers(entry.item)
        for pair in own.items():
            found = self._by_id.get(pair)
            if found is not None:
                return Match(found, pair[0])
        return self._by_title(entry, own)

    def _by_title(self, entry: Entry, own: Mapping[str, str]) -> Match | None:
        from rapidfuzz import fuzz

        title = folded(entry.title)
        if not title:
            return None
        author, year = first_author(entry.item), entry.year
        years: Iterable[int | None]
        if year is None:
            years = list(self._by_year)
        else:
            years = (None, *range(year - _YEARS_APART, year + _YEARS_APART + 1))
        best: Match | None = None
        for near in years:
            for other_title, other_author, known, candidate in self._by_year.get(near, ()):
                if author and other_author and author != other_author:
                    continue
                if any(known.get(name, value) != value for name, value in own.items()):
                    continue
                score = fuzz.ratio(title, other_title, score_cutoff=SIMILAR)
                if score and (best is None or score > best.score):
                    best = Match(candidate, "title", score)
        return best
