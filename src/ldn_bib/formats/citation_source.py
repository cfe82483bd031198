"""The source line of a citation: ``J Cold Skin. 2019 Oct;36(10):907-912. doi: 10.5555/1. Epub …``.

Found in any text: the journal is the sentence before a date, behind which stand volume, issue
and pages. What follows (DOI, PMID, PMCID, day of electronic publication) is the tail.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ldn_bib.formats import medline
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall"
    r"|Winter)\.?"
)
_DAY = r"\d{1,2}"
_DASH = r"\s?[-‐‑–—/]\s?"
_DATE = (
    rf"(?:{_YEAR}(?:{_DASH}{_YEAR}(?!\d))?(?:\s{_MONTH}(?:\s{_DAY}(?!\d))?"
    rf"(?:{_DASH}(?:{_YEAR}\s)?(?:{_MONTH}(?:\s{_DAY}(?!\d))?|{_DAY}(?!\d)))?)?"
    rf"|(?:{_DAY}\s)?{_MONTH}(?:{_DASH}{_MONTH})?(?:\s{_DAY},)?\s{_YEAR})"
)
_PAGE = r"(?!PMC|PMID|doi)(?:[A-Za-z]*\d\w*(?:\.(?!doi|Epub|PMID|PMC)\w+)*|[ivxlcIVXLC]+\b)"
_RANGE = rf"{_PAGE}(?:\s?[-‐‑–—−]{{1,2}}\s?{_PAGE})?"
_LABEL = r"(?:discussion|quiz|author reply|reply|passim|table of contents)"
_PAGES = rf"{_RANGE}(?:[,;]\s(?:{_LABEL}\s(?:{_RANGE})?|{_RANGE}))*"
_VOLUME = r"[^\s():;.,](?:[^():;.\n]|\.(?=\w)){0,24}?"
_ISSUE = r"\(\s*(?P<issue>[^()\n]{1,40}?)\s*\)"
_LATER = r"(?=\.?\s+(?:doi|https?://|Online ahead|Epub|Published|PMID|eCollection)|\.?\s*$)"

_SOURCE = re.compile(
    rf"(?P<stop>[.,]?)\s(?P<date>{_DATE})\s*"
    rf"(?:;\s*(?P<volume>{_VOLUME})??\s*(?:{_ISSUE})?\s*:\s*(?P<pages>{_PAGES})"
    rf"|:\s*(?P<only_pages>{_PAGES})"
    rf"|;\s*(?P<only_volume>{_VOLUME})\s*(?:\(\s*(?P<only_issue>[^()\n]{{1,40}}?)\s*\))?{_LATER}"
    rf"|{_LATER})"
)
_SENTENCE = re.compile(r"[.?!][”\"’)\]]*\s+")
_DOTTED = re.compile(r"\w\.\s")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,7}\.")
_LONGEST_JOURNAL = 250

NOTICE = re.compile(
    r"(Comment|Erratum|Expression of concern|Corrected and republished|Partial retraction|"
    r"Retraction|Retracted and republished|Republished|Summary for patients|"
    r"Original report|Update) (in|on|for|of|from)\s*:?\s+",
    re.IGNORECASE,
)
"""What stands before the source of a notice."""

_DOI = re.compile(
    r"(?:\bdoi\s*:?\s*|(?:https?://)?(?:dx\.)?doi\.org/\s*)+(10\.\d{4,9}(?:\.\d+)*/\S+)",
    re.IGNORECASE,
)
_PMID = re.compile(r"\b(?:PMID\s*:?|PubMed\s*(?:ID)?\s*:)\s*(\d{1,8})(?!\d)", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\s?\d{1,10}(?!\d)", re.IGNORECASE)
_EPUB = re.compile(rf"\b(?:Epub|Published online:?|Published)\s+({_DATE})")
_WAITING = re.compile(r"\b(Online ahead of print|In press|Forthcoming)\b", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")

_FULL_TITLE = re.compile(r"^The\s|\s(?:of|and|the|in|for|de|und|et|der|für|&)\s", re.IGNORECASE)
_FULL_WORD = re.compile(r"\b(?:Journal|Annals|Archives|Proceedings|Review|Reviews|Reports)\b")
_CLOSING = {")": "(", "]": "[", ">": "<"}


@dataclass(frozen=True, slots=True)
class Source:
    """A source line in a text.

    Attributes:
        start: where the journal begins.
        end: where volume, issue and pages end.
        parts: the variables that it gives: journal, date, volume, issue, page, and what its
            tail adds.
    """

    start: int
    end: int
    parts: dict[str, Any] = field(default_factory=dict)


def find_sources(text: str, breaks: Sequence[int] = ()) -> list[Source]:
    """Return the source lines of a text that stands on one line.

    Args:
        text: the text, its line ends turned into blanks.
        breaks: places at which a new line began that was not just wrapped, ascending.
    """
    found: list[Source] = []
    for match in _SOURCE.finditer(text):
        done = found[-1].end if found else 0
        if not match["stop"] and match["volume"] is None:
            continue
        start = _journal_start(text, done, match.start(), breaks)
        journal = text[start : match.start()].strip(" ,")
        if not journal or not journal[0].isalnum() or text[match.end() : match.end() + 1] == ")":
            continue
        found.append(Source(start, match.end(), _parts(journal, match)))
    for place, source in enumerate(found):
        following = found[place + 1].start if place + 1 < len(found) else len(text)
        source.parts.update(read_tail(text[source.end : following]))
    return found


def _journal_start(text: str, done: int, end: int, breaks: Sequence[int]) -> int:
    """Return where the journal begins: behind a full stop, or in a line of its own."""
    lowest = max(done, end - _LONGEST_JOURNAL)
    ends = [
        match.end()
        for match in _SENTENCE.finditer(text, lowest, end)
        if match.end() < end and _is_balanced(text[match.end() : end])
    ]
    start = ends.pop() if ends else lowest
    # Journals with full stops: J. Am. Dent. Assoc.
    while start > lowest:
        before = ends.pop() if ends else lowest
        word = text[before:start].strip()
        if not _ABBREVIATION.fullmatch(word):
            break
        if before == lowest and text[start:end].count(".") == 0 and len(word) > 2:
            break
        start = before
    place = bisect_left(breaks, end)
    if place and breaks[place - 1] > start:
        start = breaks[place - 1]
    notice = NOTICE.match(text, start, end)
    return notice.end() if notice else start


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _parts(journal: str, match: re.Match[str]) -> dict[str, Any]:
    parts: dict[str, Any] = journal_parts(journal)
    volume = match["volume"] or match["only_volume"]
    issue = match["issue"] or match["only_issue"]
    pages = match["pages"] or match["only_pages"]
    found = {
        "issued": medline.read_date(match["date"]),
        "volume": (volume or "").strip(),
        "issue": (issue or "").strip(),
        "page": medline.read_pages(pages or ""),
    }
    return parts | {variable: value for variable, value in found.items() if value}


def journal_parts(journal: str) -> dict[str, Any]:
    """Return the variables for a journal that may be a full title or NLM's abbreviation.

    A title of one word is not abbreviated; one with a word such as *of* is the full one.
    """
    journal = journal.rstrip(".")
    if _DOTTED.search(journal):
        journal += "."
    if _FULL_TITLE.search(journal) or _FULL_WORD.search(journal):
        return {"container-title": journal}
    if " " in journal:
        return {"container-title-short": journal}
    return {"container-title": journal, "container-title-short": journal}


def read_tail(text: str) -> dict[str, Any]:
    """Return what follows a citation: DOI, PMID, PMCID, electronic publication, status."""
    parts: dict[str, Any] = {}
    doi = _DOI.search(text)
    name = normalise_doi(_trimmed(doi[1])) if doi else None
    if name:
        parts["DOI"] = name
    pmid = _PMID.search(text)
    if pmid and normalise_pmid(pmid[1]):
        parts["PMID"] = pmid[1]
    pmcid = _PMCID.search(text)
    number = normalise_pmcid(pmcid[0].replace(" ", "")) if pmcid else None
    if number:
        parts["PMCID"] = number
    epub = _EPUB.search(text)
    if epub:
        parts["available-date"] = medline.read_date(epub[1])
    waiting = _WAITING.search(text)
    if waiting:
        parts["status"] = waiting[1].lower()
    address = _URL.search(text)
    if address and "doi.org/" not in address[0]:
        parts["URL"] = _trimmed(address[0])
    return parts


def _trimmed(text: str) -> str:
    """Return an identifier without the punctuation of the sentence that it ends."""
    while text:
        last = text[-1]
        opening = _CLOSING.get(last)
        if last in ".,;:" or (opening and text.count(last) > text.count(opening)):
            text = text[:-1]
        else:
            break
    return text
