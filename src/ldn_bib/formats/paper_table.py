"""Papers as a table for spreadsheets: one row a paper, and columns that stay as they are.

Every cell is one line of plain text. A list in a cell is divided by semicolons; a semicolon in
one of its words becomes a comma. Between two digits of a volume, an issue or pages stands an en
dash: a spreadsheet takes ``1-5`` for the first of May.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ldn_bib.entry import Annotation, Entry
from ldn_bib.formats.rows import VARIABLES, date_of, doi, issns, pmcid, pmid, year_text
from ldn_bib.formats.text import plain, unique
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.doi import doi_url, normalise_doi
from ldn_bib.values.name import Name
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid, pmcid_url
from ldn_bib.values.pmid import normalise_pmid, pmid_url

Cell = Callable[[Entry, str], str]
"""Gives the text of a cell for an entry and the column's source."""

_NOTHING = Annotation()
_SEMICOLON = re.compile(r"\s*;\s*")
_DASH = re.compile(r"(?<=[0-9])-(?=[0-9])")
_COMMA = re.compile(r"\s*,\s*")
_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def _text(entry: Entry, variable: str) -> str:
    return plain(entry.item.get(variable))


def _key(entry: Entry, _: str) -> str:
    return plain(entry.key)


def _names(entry: Entry, variable: str) -> str:
    found = entry.item.get(variable)
    if not isinstance(found, list | tuple):
        return ""
    names = (Name.from_csl(name).inverted() for name in found if isinstance(name, Mapping))
    return _joined(plain(name) for name in names)


def _joined(words: Iterable[str]) -> str:
    whole = (_SEMICOLON.sub(", ", word.strip("; ")) for word in words)
    return "; ".join(filter(None, whole))


def _year(entry: Entry, variable: str) -> str:
    start = date_of(entry, variable).start
    return year_text(start.year) if start else ""


def _date(entry: Entry, variable: str) -> str:
    return plain(str(date_of(entry, variable)))


def _dashed(entry: Entry, variable: str) -> str:
    return _DASH.sub("–", _text(entry, variable))


def _pages(entry: Entry, variable: str) -> str:
    return _DASH.sub("–", str(Pages.parse(_text(entry, variable)).expanded()))


def _first(extract: Callable[[Entry, str], list[str]]) -> Cell:
    return lambda entry, variable: "".join(extract(entry, variable)[:1])


def _issns(entry: Entry, variable: str) -> str:
    return _joined(" ".join(issns(entry, variable)).split())


def _tags(entry: Entry, kind: str) -> str:
    return _joined(plain(tag.label) for tag in entry.tags if tag.derived == (kind == "derived"))


def _keywords(entry: Entry, variable: str) -> str:
    text = _text(entry, variable)
    words = (_SEMICOLON if ";" in text else _COMMA).split(text)
    return _joined(unique(word.strip() for word in words))


def _note(entry: Entry, attribute: str) -> str:
    return plain(getattr(entry.annotation or _NOTHING, attribute))


def _design(entry: Entry, attribute: str) -> str:
    slug = _note(entry, attribute)
    return DESIGNS.get(slug, slug)


def _evidence(entry: Entry, _: str) -> str:
    evidence = (entry.annotation or _NOTHING).evidence
    return plain(evidence.label) if evidence else ""


def _reviewed(entry: Entry, _: str) -> str:
    day = (entry.annotation or _NOTHING).reviewed
    return day.isoformat() if day else ""


def _unverified(entry: Entry, _: str) -> str:
    return _joined(map(plain, entry.unverified))


def _status(entry: Entry, _: str) -> str:
    return plain(entry.status.sentence) if entry.status else ""


def _checked(entry: Entry, _: str) -> str:
    day = entry.status.checked if entry.status else None
    return day.isoformat() if day else ""


def _doi_link(text: str) -> str:
    known = normalise_doi(text)
    return doi_url(known) if known else ""


def _pmid_link(text: str) -> str:
    known = normalise_pmid(text)
    return pmid_url(known) if known else ""


def _pmcid_link(text: str) -> str:
    known = normalise_pmcid(text)
    return pmcid_url(known) if known else ""


def _url_link(text: str) -> str:
    return text if _ADDRESS.fullmatch(text) else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        name: its heading.
        source: CSL variable, or what of our own it holds.
        cell: how its text is found.
        meaning: what it holds, for the documentation.
        width: how wide it is, in characters.
        link: gives the address that a cell links to; empty where it links to none.
        is_number: whether a spreadsheet may take it for a number.
    """

    name: str
    source: str
    cell: Cell
    meaning: str
    width: int = 12
    link: Callable[[str], str] | None = None
    is_number: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("key", "id", _key, "citation key", 16),
    Column("type", "type", _text, "CSL type, such as article-journal", 16),
    Column("title", "title", _text, "title without markup", 60),
    Column("authors", "author", _names, "authors as Family, Given, Suffix", 40),
    Column("editors", "editor", _names, "editors, as authors", 20),
    Column("year", "issued", _year, "year of publication", 6, is_number=True),
    Column("date", "issued", _date, "date in EDTF, as far as it is known", 12),
    Column("journal", "container-title", _text, "journal, book or site it is part of", 32),
    Column("abbreviation", "container-title-short", _text, "abbreviated journal", 20),
    Column("volume", "volume", _dashed, "volume", 8),
    Column("issue", "issue", _dashed, "issue", 8),
    Column("pages", "page", _pages, "pages, or the article number", 12),
    Column("edition", "edition", _text, "edition", 8),
    Column("publisher", "publisher", _text, "publisher, institution or repository", 24),
    Column("place", "publisher-place", _text, "where the publisher is", 14),
    Column("number", "number", _text, "number of a report, preprint or patent", 12),
    Column("genre", "genre", _text, "kind, such as PhD thesis", 14),
    Column("DOI", "DOI", _first(doi), "bare DOI", 26, _doi_link),
    Column("PMID", "PMID", _first(pmid), "number in PubMed", 11, _pmid_link),
    Column("PMCID", "PMCID", _first(pmcid), "number in PubMed Central", 12, _pmcid_link),
    Column("ISSN", "ISSN", _issns, "ISSNs", 12),
    Column("ISBN", "ISBN", _text, "ISBNs", 18),
    Column("URL", "URL", _text, "address", 30, _url_link),
    Column("language", "language", _text, "language, as the file has it", 9),
    Column("conditions", "curated", _tags, "conditions that a person set", 30),
    Column("proposed conditions", "derived", _tags, "conditions proposed by the tagger", 30),
    Column("keywords", "keyword", _keywords, "the paper's own keywords", 30),
    Column("design", "design", _design, "study design", 24),
    Column("participants", "participants", _note, "who took part, and how many", 30),
    Column("dose", "dose", _note, "dose", 20),
    Column("duration", "duration", _note, "how long it was taken", 20),
    Column("comparator", "comparator", _note, "what it was compared with", 20),
    Column("evidence", "evidence", _evidence, "level of evidence and its scheme", 22),
    Column("finding", "finding", _note, "the finding in one line", 50),
    Column("summary", "summary", _note, "plain-language summary", 60),
    Column("reviewed", "reviewed", _reviewed, "day the note was last reviewed", 11),
    Column("unverified", "unverified", _unverified, "fields that nobody has confirmed", 16),
    Column("abstract", "abstract", _text, "abstract", 60),
    Column("note", "note", _text, "note of the file", 30),
    Column("publication status", "notices", _status, "retraction, concern or correction", 24),
    Column("status checked", "checked", _checked, "day that status was last looked up", 11),
)
"""The columns in their order. New ones are added at the end; none is renamed."""


def header() -> list[str]:
    """Return the headings."""
    return [column.name for column in COLUMNS]


def row(entry: Entry) -> list[str]:
    """Return the cells of a paper."""
    return [column.cell(entry, column.source) for column in COLUMNS]


# Spreadsheets take a cell that begins so for a formula; the last four are full width.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return _FORMULA.match(text) is not None


_CHANGED = {
    "issued": "changed: words beside a known date are lost",
    "author": "changed: a semicolon in a name becomes a comma",
    "editor": "changed: a semicolon in a name becomes a comma",
    "volume": "changed: an en dash between digits",
    "issue": "changed: an en dash between digits",
    "page": "changed: an en dash between digits; shortened last pages are written out",
    "keyword": "changed: divided by semicolons",
    "ISSN": "changed: divided by semicolons",
    "abstract": "changed: one paragraph",
    "note": "changed: one paragraph",
}

FIELDS: Mapping[str, str] = {
    **dict.fromkeys(VARIABLES, "lost"),
    **{column.source: "kept" for column in COLUMNS if column.source in {*VARIABLES, "id", "type"}},
    **_CHANGED,
    "tags": "changed: a semicolon becomes a comma; curated and proposed ones stand apart",
    "summary": "kept",
    "suffix": "kept",
    "particles": "changed: stand in the name, no longer told apart",
    "corporate names": "changed: no longer told from people",
    "markup in titles": "lost",
    "date ranges": "kept",
    "article number": "kept",
    "collections": "lost",
}
"""What becomes of each variable."""
