"""Which PMID an entry has: its own, else that of its PMCID, its DOI or its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ldn_bib.entry import Entry
from ldn_bib.sources.citation_match import Citation
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid
from ldn_bib.values.sameness import folded

SIMILAR = 80.0
"""Least likeness of two titles, 0 to 100, for records that share an identifier."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a record was looked for.

    Attributes:
        identifier: PMID or DOI.
        by: what it was found by: ``PMID``, ``DOI``, ``PMCID`` or ``citation``.
    """

    identifier: str
    by: str

    @property
    def is_certain(self) -> bool:
        """Whether an identifier of the entry led there."""
        return self.by != "citation"


def fits(entry: Entry, title: str) -> bool:
    """Tell whether a title that an identifier led to can be that of the entry.

    One of them may lack the subtitle. An entry without a title fits everything.

    Args:
        entry: the entry.
        title: the title, which may have CSL's markup.
    """
    from rapidfuzz import fuzz

    own, other = folded(entry.title), folded(title)
    if not own or not other:
        return True
    shorter, longer = sorted((own, other), key=len)
    return longer.startswith(f"{shorter} ") or bool(fuzz.ratio(own, other, score_cutoff=SIMILAR))


def citations_of(entry: Entry) -> tuple[Citation, ...]:
    """Return what ECitMatch can look for: by the journal's abbreviation, and by its title."""
    item = entry.item
    names = (str(item.get(name) or "") for name in ("container-title-short", "container-title"))
    journals = dict.fromkeys(folded(name) for name in names)
    page = Pages.parse(str(item.get("page") or "")).first or ""
    year = "" if entry.year is None else str(entry.year)
    volume = str(item.get("volume") or "")
    found = (Citation(one, year, volume, page, _author(entry)) for one in journals if one)
    return tuple(citation for citation in found if citation.is_enough)


def title_query(entry: Entry) -> str:
    """Return the query that finds an entry by its title and year; empty where it has none.

    A paper is often online a year before it is in print.
    """
    words = folded(entry.title)
    if len(words.split()) < 3:
        return ""
    query = f"({words}[ti])"
    return query if entry.year is None else f"{query} AND {entry.year - 1}:{entry.year + 1}[dp]"


def words_of(entry: Entry) -> str:
    """Return an entry as Crossref looks for it: authors, title, journal, year."""
    people = entry.item.get("author") or entry.item.get("editor") or ()
    families = [str(name.get("family") or name.get("literal") or "") for name in people[:3]]
    year = "" if entry.year is None else str(entry.year)
    parts = [*families, entry.title, str(entry.item.get("container-title") or ""), year]
    return " ".join(filter(None, map(folded, parts))) if entry.title else ""


def own_leads(entry: Entry) -> dict[str, str]:
    """Return the identifiers of an entry that the services can take, by name."""
    checks = {"DOI": normalise_doi, "PMID": normalise_pmid, "PMCID": normalise_pmcid}
    found = {name: check(str(entry.item.get(name) or "")) for name, check in checks.items()}
    return {name: value for name, value in found.items() if value}


def _author(entry: Entry) -> str:
    """Return the first author as PubMed writes it, ``Younger J``."""
    people: Sequence[dict[str, str]] = entry.item.get("author") or ()
    if not people:
        return ""
    name = people[0]
    family = " ".join(
        filter(None, (name.get("non-dropping-particle"), name.get("family") or name.get("literal")))
    )
    initials = "".join(word[:1] for word in str(name.get("given") or "").replace("-", " ").split())
    return f"{family} {initials}".strip()
