"""What MEDLINE's fields mean, for every format in which PubMed gives its records.

Dates, titles, pages, publication types, languages and notices, whether they stand behind tags,
in XML or in a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ldn_bib.bibtex.languages import LANGUAGES, MEDLINE_CODE, language_tag
from ldn_bib.values.date import SEASONS, Date, DatePart
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.issn import normalise_issn
from ldn_bib.values.keywords import join_keywords
from ldn_bib.values.pages import Pages

PREFIX = "MEDLINE-"
"""What stands before a tag in ``custom``."""

JOURNAL_ARTICLE = "Journal Article"

PUBLICATION_TYPES: Mapping[str, str] = {
    "Preprint": "article",
    "Dataset": "dataset",
    "Book Chapter": "chapter",
    "Book": "book",
    "Books": "book",
    "Academic Dissertation": "thesis",
    "Dissertations/Theses": "thesis",
    "Technical Report": "report",
    "Patent": "patent",
    "Newspaper Article": "article-newspaper",
    "Legal Case": "legal_case",
    "Legislation": "legislation",
}
"""Publication type to CSL type; the first that a record has counts, all others are articles."""

BESIDE_ARTICLE = frozenset(("Preprint",))
"""Publication types that count although the record is a journal article too."""

GENRES = frozenset(("Preprint", "Academic Dissertation", "Technical Report"))
"""Publication types that are the genre of the item."""

NOTICES: Mapping[str, str] = {
    "CON": "CommentOn",
    "CIN": "CommentIn",
    "EIN": "ErratumIn",
    "EFR": "ErratumFor",
    "ECI": "ExpressionOfConcernIn",
    "ECF": "ExpressionOfConcernFor",
    "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
    "DDIN": "DatasetDescribedIn",
    "DRIN": "DatasetUseReportedIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "SPIN": "SummaryForPatientsIn",
    "ORI": "OriginalReportIn",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
}
"""Tag of MEDLINE to name in PubMed's XML of what links a record to comments and corrections."""

PRINT, ELECTRONIC, LINKING = "Print", "Electronic", "Linking"
"""The kinds of ISSN, in the order in which they are listed."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_FIRST_SEASON = 21
_SEASON_RANGE = re.compile(
    r"(\d{4})\s+(spring|summer|autumn|fall|winter)\s*[-–/]\s*(?:(\d{4})\s+)?"
    r"(spring|summer|autumn|fall|winter)",
    re.IGNORECASE,
)
_SOME_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_DIGITS = re.compile(r"(\d{4})(\d{2})?(\d{2})?")
_WORDS_IN_PAGES = re.compile(r"[a-z]{3,}|\bp\b", re.IGNORECASE)
_FINAL_STOP = re.compile(r"(?<=[^.\s])\.$")

CODES: Mapping[str, str] = {
    tag: code for code, tag in reversed(list(LANGUAGES.items())) if len(code) == MEDLINE_CODE
}
"""BCP 47 tag to code of MEDLINE; the bibliographic code comes first in the table of languages."""


def read_date(text: str) -> dict[str, Any]:
    """Return the CSL date of ``2019 Jan-Feb``, ``2000 Spring`` and the like; empty for nothing.

    Of what is not understood the year is kept, with the words as literal.
    """
    words = " ".join(text.split())
    if not words:
        return {}
    bare = words.rstrip(".;,")
    seasons = _SEASON_RANGE.fullmatch(bare)
    if seasons:
        start, first, end, last = seasons.groups()
        bare = f"{start}-{_season(first)}/{end or start}-{_season(last)}"
    date = Date.parse(bare)
    if date.start is None:
        year = _SOME_YEAR.search(words)
        date = Date(DatePart(int(year[1])) if year else None, literal=words)
    return date.to_csl()


def _season(name: str) -> int:
    return _FIRST_SEASON - 1 + SEASONS[name.lower()]


def read_day(text: str) -> dict[str, Any]:
    """Return the CSL date of ``20190328`` or ``201903``; empty where it is none."""
    match = _DIGITS.fullmatch(text.strip())
    if not match:
        return {}
    part = DatePart(int(match[1]), int(match[2] or 0) or None, int(match[3] or 0) or None)
    return Date(part).to_csl() if part.is_possible else {}


def date_words(date: Date) -> str:
    """Return a date as MEDLINE writes it: ``2021 Mar 5``, ``2009 May-Jun``, ``2018 Winter``."""
    if date.start is None:
        return date.literal
    start = _part_words(date.start, date.season)
    if date.end is None:
        return " ".join(start)
    end = _part_words(date.end, None)
    shared = 0
    if len(start) == len(end):
        while shared < len(start) - 1 and start[shared] == end[shared]:
            shared += 1
    return f"{' '.join(start)}-{' '.join(end[shared:])}"


def _part_words(part: DatePart, season: int | None) -> list[str]:
    words = [f"{'-' if part.year < 0 else ''}{abs(part.year):04d}"]
    if season is not None:
        words.append(_SEASONS[season - 1])
    elif part.month is not None and part.is_season:
        words.append(_SEASONS[part.month - _FIRST_SEASON])
    elif part.month is not None:
        words.append(_MONTHS[part.month - 1])
        if part.day is not None:
            words.append(str(part.day))
    return words


def without_stop(title: str) -> str:
    """Return a title without the full stop that MEDLINE puts at its end."""
    return _FINAL_STOP.sub("", title.strip())


def read_pages(text: str) -> str:
    """Return ``page`` of an item: shortened last pages are written out, words are kept."""
    text = " ".join(text.split()).rstrip(".")
    if _WORDS_IN_PAGES.search(text) and " " in text:
        return text
    return str(Pages.parse(text).expanded())


def csl_type(publication_types: Iterable[str]) -> tuple[str, str]:
    """Return the CSL type and the genre that a record's publication types make."""
    kinds = list(publication_types)
    article = JOURNAL_ARTICLE in kinds
    for kind in PUBLICATION_TYPES:
        if kind in kinds and (kind in BESIDE_ARTICLE or not article):
            return PUBLICATION_TYPES[kind], kind if kind in GENRES else ""
    return "article-journal", ""


def join_issns(found: Iterable[tuple[str, str]]) -> str:
    """Return ``ISSN`` of an item from pairs of number and kind: print first, without repeats."""
    order = (PRINT, ELECTRONIC, "", LINKING)
    pairs = sorted(found, key=lambda pair: order.index(pair[1]) if pair[1] in order else 2)
    return ", ".join(dict.fromkeys(normalise_issn(number) or number for number, _ in pairs))


def language(codes: Iterable[str]) -> str:
    """Return the BCP 47 tag of the first language, ``eng`` being ``en``; empty without any."""
    first = next(iter(codes), "")
    return language_tag(first) or first


def language_code(tag: str) -> str:
    """Return the code that MEDLINE has for a language; the tag where it has none."""
    return CODES.get(tag) or CODES.get(tag.partition("-")[0]) or tag


def same_doi(one: str, other: str) -> bool:
    """Tell whether two DOIs name the same object."""
    return (normalise_doi(one) or one).lower() == (normalise_doi(other) or other).lower()


def joined_keywords(words: Iterable[str]) -> str:
    """Return ``keyword`` of an item; a star that marks a main topic goes."""
    kept = (word.lstrip("*").strip() or word for word in map(str.strip, words) if word)
    return join_keywords(dict.fromkeys(kept))
