"""MEDLINE's tagged format: the reader, for exports of PubMed and of those who imitate it.

What MEDLINE says and CSL has no variable for stands in ``custom`` under its tag, several texts
on lines: MeSH headings in ``MEDLINE-MH``, notices of retractions, errata and comments in
``MEDLINE-RIN``, ``MEDLINE-EIN``, ``MEDLINE-CIN`` and so on, publication types in ``MEDLINE-PT``.
Identifiers of other kinds stand there under the name of the kind (``pii``), those of authors
under ``ORCID`` behind the name. Stamps of NLM's work are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import medline, medline_names
from ldn_bib.formats.citation_source import find_sources
from ldn_bib.formats.medline_lines import ONCE, Field, Record, split_records
from ldn_bib.formats.medline_records import Collector, Draft
from ldn_bib.formats.nbib_tables import KNOWN, PROCESSING, READ, SUMMARY, WITH_MEANING
from ldn_bib.formats.rows import unguarded
from ldn_bib.formats.text import ANNOTATION
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.orcid import normalise_orcid
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

_HEAD = re.compile(r"^(?:PMID ?- ?\d|OWN ?- ?(?:ERIC|NLM))", re.MULTILINE)
_KIND = re.compile(r"(.*?)\s*\[([A-Za-z-]+)\]", re.DOTALL)
_ISSN_KIND = re.compile(r"(.*?)\s*\((\w+)\)", re.DOTALL)
_STAMPS = ("OWN", "STAT")
_PAIRED = {"AU": "FAU", "ED": "FED"}
_PEOPLE = {"FAU": "author", "AU": "author", "CN": "author", "FED": "editor", "ED": "editor"}


def sniff(text: str) -> bool:
    """Tell whether a text has the first tags of a record of MEDLINE."""
    return _HEAD.search(text.removeprefix("\ufeff").replace("\r", "\n")) is not None


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read records of MEDLINE.

    Args:
        text: the content of the file.
        file: its name, for messages.

    Returns:
        The entries in the order of the file, and what was found wrong with them. Of two records
        with the same PMID the first is kept.
    """
    records, findings = split_records(text, file, KNOWN)
    if not records:
        message = "there is no record of MEDLINE: no line begins with a tag such as 'PMID- '"
        findings.append(Finding("no-record", message, Severity.ERROR, file=file))
    collector = Collector(file)
    for number, record in enumerate(records, 1):
        reading = _Reading(record)
        item_type = reading.read()
        if number == len(records) and _is_cut(record, text):
            message = "the last record has no SO, with which records end: is the file whole?"
            reading.draft.say("cut-record", message, record.fields[-1].line)
        collector.add(reading.draft, item_type)
    findings += collector.findings
    return collector.entries, sorted(findings, key=lambda finding: finding.line or 0)


def _is_cut(last: Record, text: str) -> bool:
    """Whether a file seems to stop in the middle of its last record; nothing else marks an end."""
    tags = {found.tag for found in last.fields}
    if "SO" in tags or "BTI" in tags:  # books may have none
        return False
    return not text.endswith(("\n", "\r")) or not tags.isdisjoint(_STAMPS)


class _Reading:
    """One record on its way to a draft."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._by_tag: dict[str, list[Field]] = defaultdict(list)
        for found in record.fields:
            self._by_tag[found.tag].append(found)
        self.draft = Draft(record.line)

    def read(self) -> str:
        """Fill the draft; return the type of the item."""
        draft = self.draft
        for tag in sorted(ONCE & self._by_tag.keys()):
            self._drop_repeats(tag)
        self._identifiers()
        for tag, variable in READ.items():
            draft.put(variable, self._first(tag))
        draft.put("keyword", medline.joined_keywords(self._all("OT") + self._all("KW")))
        draft.put("issued", medline.read_date(self._first("DP")))
        draft.put("available-date", medline.read_day(self._first("DEP")))
        draft.put("page", medline.read_pages(self._first("PG")))
        draft.put("original-title", medline.without_stop(self._first("TT")))
        draft.put("ISSN", medline.join_issns(map(_issn, self._all("IS"))))
        self._language()
        self._people()
        self._notes()
        item_type = self._type()
        self._from_source()
        self._rest()
        return item_type

    def _all(self, tag: str) -> list[str]:
        return [text for found in self._by_tag.get(tag, ()) if (text := found.text)]

    def _first(self, tag: str) -> str:
        return next(iter(self._all(tag)), "")

    def _drop_repeats(self, tag: str) -> None:
        first, *others = self._by_tag[tag]
        self._by_tag[tag] = [first]
        for other in others:
            if other.text != first.text:
                self.draft.keep_tag(tag, other.text)
                message = f"a second {tag} in the record; the first one counts"
                self.draft.say("duplicate-field", message, other.line, tag)

    def _identifiers(self) -> None:
        for found in self._by_tag.get("PMID", ()):
            self._valid("PMID", found, normalise_pmid(found.identifier))
        for found in self._by_tag.get("PMC", ()):
            self._valid("PMCID", found, normalise_pmcid(found.identifier, bare=True))
        for tag in ("AID", "LID"):
            for found in self._by_tag.get(tag, ()):
                self._identifier(found)

    def _valid(self, variable: str, found: Field, value: str | None) -> None:
        if value:
            self.draft.put(variable, value)
        elif found.identifier:
            self.draft.keep_tag(found.tag, found.identifier)
            message = f"{found.identifier!r} is no {variable}"
            self.draft.say("bad-identifier", message, found.line, found.tag)

    def _identifier(self, found: Field) -> None:
        match = _KIND.fullmatch(found.identifier)
        text, kind = (match[1], match[2].lower()) if match else (found.identifier, "")
        doi = normalise_doi(text) if kind in ("doi", "") else None
        if doi:
            self.draft.put_doi(doi, found.line, found.tag)
        elif text.startswith(("http://", "https://")):
            self.draft.put("URL", text)
        elif kind == "doi":
            self._valid("DOI", found, None)
        else:
            self.draft.keep(kind or f"{medline.PREFIX}{found.tag}", text)
            article = kind == "pii" and found.tag == "LID" and not self._by_tag.get("PG")
            if article and Pages.parse(text).is_article_number:
                self.draft.put("page", text)

    def _language(self) -> None:
        codes = self._all("LA")
        self.draft.put("language", medline.language(codes))
        for code in codes[1:]:
            self.draft.keep_tag("LA", code)

    def _people(self) -> None:
        """Read authors and editors in their order; ``AU`` counts where it has no ``FAU``."""
        counts = {tag: len(self._by_tag.get(tag, ())) for tag in _PEOPLE}
        names: dict[str, list[dict[str, Any]]] = defaultdict(list)
        before = ""
        last = ""
        for found in self._record.fields:
            tag = found.tag
            variable = _PEOPLE.get(tag)
            if variable:
                full = _PAIRED.get(tag, "")
                paired = full and (before == full or counts[tag] <= counts[full])
                name = {} if paired else _name(tag, found.text)
                if name:
                    names[variable].append(name)
                    last = found.text
                before = tag
            elif tag == "AUID":
                orcid = normalise_orcid(found.identifier)
                if orcid and last:
                    self.draft.keep("ORCID", f"{last}: {orcid}")
                else:
                    self.draft.keep_tag("AUID", found.text)
        for variable, people in names.items():
            self.draft.put(variable, people)

    def _notes(self) -> None:
        notes = []
        for text in self._all("GN"):
            if text.startswith(SUMMARY) and not self.draft.summary:
                self.draft.summary = text.removeprefix(SUMMARY)
            elif text.startswith(ANNOTATION):
                self.draft.put("annote", text.removeprefix(ANNOTATION))
            elif text.startswith((f"[{SUMMARY}", f"[{ANNOTATION}")):
                notes.append(unguarded(text))
            else:
                notes.append(text)
        self.draft.put("note", "\n".join(notes))

    def _type(self) -> str:
        """Return the type; set titles, date and place, which depend on it."""
        draft = self.draft
        item_type = draft.keep_types(self._all("PT"))
        title, book = self._first("TI"), self._first("BTI")
        if book and item_type in ("article-journal", "book"):
            item_type = "chapter" if title and title != book else "book"
        draft.put("title", medline.without_stop(title or book))
        if book and title and title != book:
            draft.put("container-title", medline.without_stop(book))
        day = medline.read_day(self._first("CTDT"))
        if item_type == "chapter" and day:
            draft.item["issued"] = day
        # For journals it is the country, which no style prints.
        if item_type == "article-journal":
            draft.keep_tag("PL", self._first("PL"))
        else:
            draft.put("publisher-place", self._first("PL"))
        return item_type

    def _from_source(self) -> None:
        """Fill from the citation what has no tag of its own."""
        citation = self._first("SO")
        parts: dict[str, Any] = next((found.parts for found in find_sources(citation)), {})
        journal = ("container-title", "container-title-short")
        if any(variable in self.draft.item for variable in journal):
            parts = {name: value for name, value in parts.items() if name not in journal}
        elif not parts:
            self.draft.keep_tag("SO", citation)
        for variable, value in parts.items():
            self.draft.put(variable, value)

    def _rest(self) -> None:
        for tag, fields in self._by_tag.items():
            if tag not in WITH_MEANING and tag not in PROCESSING and tag not in READ:
                for found in fields:
                    self.draft.keep_tag(tag, found.text)


def _issn(text: str) -> tuple[str, str]:
    match = _ISSN_KIND.fullmatch(text)
    return (match[1], match[2].capitalize()) if match else (text, "")


def _name(tag: str, text: str) -> dict[str, Any]:
    if tag == "CN":
        return {"literal": text} if text else {}
    return medline_names.from_full(text) if tag[0] == "F" else medline_names.from_short(text)
