"""RIS, as EndNote, Zotero, JabRef, databases and publishers write it: the reader.

Each tag is first turned into the one of our own layout that means the same
(:mod:`ldn_bib.formats.ris_dialects`), so that the table of the writer serves here too. Tags that
have to be seen together, those of dates, pages, journals and meetings, are taken first. What has
no variable of CSL stands in ``custom`` as ``RIS-XX``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache

from ldn_bib.entry import Entry
from ldn_bib.formats import draft as taking
from ldn_bib.formats.draft import TAKERS, Draft, Value
from ldn_bib.formats.journals import choose
from ldn_bib.formats.ris_dialects import (
    ALIASES,
    ARTICLES,
    IDENTIFIERS,
    KNOWN,
    LINKS,
    READ_TYPES,
    WHOLES,
)
from ldn_bib.formats.ris_lines import STRAY, Record, scan
from ldn_bib.formats.ris_tables import DEFAULT_PROFILE, UNKNOWN_TYPE
from ldn_bib.formats.rows import targets
from ldn_bib.formats.text import fold, mend
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid

PREFIX = "RIS-"
"""What stands before a tag in ``custom``."""

_KEY = re.compile(r"[^\W\d_][\w:.+/-]{0,63}")
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b|\bncbi\b", re.IGNORECASE)
_SHORT = re.compile(r"[\w ./()-]{1,16}")
_SNIFF = re.compile(
    r"(?:^|[\r\n])[ \t\ufeff]*TY(?:[ \t\xa0]{1,4}-|-[ \t])[ \t\xa0]*[A-Z]{3,7}[ \t]*(?:[\r\n]|$)",
    re.IGNORECASE,
)

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

# Tags that are read otherwise than they are written.
_OTHERWISE: Mapping[str, str] = {
    "AB": "text:abstract",
    "KW": "keywords:keyword",
    "L1": "file:pdf",
    "LA": "language:language",
    "N1": "note:note",
    "UR": "url:URL",
}


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read records of RIS.

    Args:
        text: the content of the file.
        file: its name, for findings; ``-`` for standard input.

    Returns:
        The entries in the order of the file, and what was found wrong. The id is the one in
        ``ID`` where that looks like a citation key, else family name and year.
    """
    found = scan(mend(text.removeprefix("\ufeff")), file)
    if not found.records:
        message = "there is no record of RIS in the text: no line begins with 'TY  - '"
        return [], [Finding("no-records", message, Severity.ERROR, file)]
    entries, findings = taking.finish_all(_Reading(record, file).draft for record in found.records)
    findings += found.findings
    return entries, sorted(findings, key=lambda finding: finding.line or 0)


def sniff(text: str) -> bool:
    """Tell from the first characters whether a text is RIS: it has a ``TY`` line."""
    return _SNIFF.search(text) is not None


def unescape(text: str) -> str:
    """Return the text with characters for the entities of HTML that publishers leave in."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


@cache
def _targets(layout: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Kinds and variables by tag, for the types with one layout."""
    return targets(DEFAULT_PROFILE.rows, layout)


class _Reading:
    """One record: each step takes its tags out of ``fields``, the table takes what is left."""

    def __init__(self, record: Record, file: str) -> None:
        self.draft = Draft(file, record.line, PREFIX)
        self.name = " ".join((record.ris_type or "").split()).upper()
        self.layout, self.draft.item["type"] = self._types(record)
        self.known = _targets(self.layout)
        self.fields: dict[str, list[Value]] = {}
        self._sort(record)
        self._take_key()
        self._take_identifiers()
        self._take_dates()
        self._take_pages()
        self._take_numbers()
        self._take_titles()
        self._take_meeting()
        self._take_rest()
        self._take_links()

    def _types(self, record: Record) -> tuple[str, str]:
        known = READ_TYPES.get(self.name)
        if known:
            return known
        if not self.name:
            tags = {value.tag for value in record.fields}
            is_article = bool(tags & {"JF", "JO", "JA", "J2"}) or tags >= {"T2", "VL"}
            taken = READ_TYPES["JOUR" if is_article else UNKNOWN_TYPE]
            self.draft.find(
                "missing-type",
                f"the record has no type in TY; it is taken for {taken[1]!r}",
                tag="TY",
            )
            return taken
        taken = READ_TYPES[UNKNOWN_TYPE]
        self.draft.find(
            "unknown-type",
            f"RIS knows no type {record.ris_type!r}; the record is taken for {taken[1]!r}",
            tag="TY",
        )
        self.draft.keep_as(f"{PREFIX}TY", record.ris_type or "")
        return taken

    def _sort(self, record: Record) -> None:
        """Put the values under the tags of our layout, and name what is odd."""
        aliases = self._aliases({value.tag for value in record.fields})
        for value in record.fields:
            if value.tag == STRAY:
                message = "text in the record stands under no tag; it is kept in custom"
                self.draft.find("text-outside-tag", message, value.line)
            elif value.tag not in KNOWN:
                message = f"the tag {value.tag} is not known; its text is kept in custom"
                self.draft.find(
                    "unknown-tag", message, value.line, severity=Severity.INFO, tag=value.tag
                )
            tag = aliases.get(value.tag, value.tag)
            self.fields.setdefault(tag, []).append(value._replace(text=unescape(value.text)))

    def _aliases(self, tags: set[str]) -> Mapping[str, str]:
        """The tag of our layout for each of others, given the tags of the record."""
        aliases = {**ALIASES, "ED": self._editors}
        if self.layout in WHOLES:
            aliases |= {"BT": "TI" if not tags & {"TI", "T1", "CT"} else "T2"}
            if "T2" not in tags:
                aliases |= {"T3": "T2"}
        elif "BT" in tags:
            aliases |= {"BT": "T2"}
        if self.layout not in ARTICLES and not tags & {"T2", "BT"}:
            aliases |= {"JF": "T2"} if "JF" in tags else {"JO": "T2"}
        if self.name == "EDBOOK":
            aliases |= {"AU": self._editors, "A1": self._editors}
        elif self.layout == "BOOK" and not tags & {"AU", "A1", "A3", "ED", "T2", "T3"}:
            # Nothing else says who made it, and it is in no series.
            aliases |= {"A2": self._editors}
        return aliases

    @property
    def _editors(self) -> str:
        found = (tag for tag, source in self.known.items() if source == (("names", "editor"),))
        return next(found, "ED")

    def _pop(self, *tags: str) -> list[Value]:
        return [value for tag in tags for value in self.fields.pop(tag, ())]

    def _keep(self, values: list[Value]) -> None:
        for value in values:
            self.draft.keep(value)

    def _take_key(self) -> None:
        ids = self._pop("ID")
        if ids and _KEY.fullmatch(ids[0].text):
            self.draft.wanted = ids.pop(0).text
        self._keep(ids)

    def _take_identifiers(self) -> None:
        for value in self._pop(*IDENTIFIERS):
            if taking.take_id_line(self.draft, value.text):
                continue
            if value.tag == "M2":
                self.draft.keep(value)
            else:
                taking.take_pmid(self.draft, "PMID", [value])
        # A number alone is a PMID in what comes from PubMed, elsewhere one of another database.
        databases = [*self.fields.get("DB", ()), *self.fields.get("DP", ())]
        is_pubmed = any(_PUBMED.search(value.text) for value in databases)
        numbers = []
        for value in self._pop("AN"):
            if value.text.isdigit() and not is_pubmed:
                numbers.append(value)
            else:
                taking.take_pmid(self.draft, "PMID", [value])
        if "archive_location" in [variable for _, variable in self.known.get("AN", ())]:
            TAKERS[""](self.draft, "archive_location", numbers)
            if not is_pubmed:
                TAKERS[""](self.draft, "archive", self._pop("DB"))
        else:
            self._keep(numbers)
        names = self._pop("DP", "DB")
        if "PMID" in self.draft.item:
            names = [value for value in names if value.text.lower() != "pubmed"]
        TAKERS[""](self.draft, "source", names[:1])
        self._keep(names[1:])
        for value in self._pop("C2"):
            # Scopus puts the PMID there.
            if "C2" in self.known or normalise_pmcid(value.text):
                taking.take_pmcid(self.draft, "PMCID", [value])
            else:
                self.draft.keep(value)

    def _take_dates(self) -> None:
        taking.take_date(self.draft, "issued", self._pop("PY", "DA"))
        taking.take_date(self.draft, "accessed", self._pop("Y2"))
        if self.known.get("C1") == (("day", "submitted"),):
            taking.take_date(self.draft, "submitted", self._pop("C1"))

    def _take_pages(self) -> None:
        first, last = self._pop("SP"), self._pop("EP")
        if not first and not last:
            first = self._pop("C7")  # the number of the article
        self._keep([*first[1:], *last[1:]])
        start, end = (values[0].text if values else "" for values in (first, last))
        if self.layout in WHOLES and start and not end:
            pages = Pages.parse(start)
            if len(pages.ranges) == 1 and pages.last is None:
                self.draft.item["number-of-pages"] = taking.number_of_pages(start) or start
                return
        if start or end:
            taking.set_pages(self.draft, start, end)

    def _take_numbers(self) -> None:
        serial = [variable for _, variable in self.known.get("SN", ())]
        taking.take_serial(self.draft, serial, self._pop("SN"))
        if "M1" not in self.known and self.layout in ARTICLES and "IS" not in self.fields:
            found = self._pop("M1")
            if found and _SHORT.fullmatch(found[0].text):
                self.fields["IS"] = [found.pop(0)]
            self._keep(found)
        if "IS" not in self.known:
            TAKERS[""](self.draft, "number", self._pop("IS"))

    def _take_titles(self) -> None:
        if self.layout not in ARTICLES:
            if self.known.get("T2", (("", ""),))[0][1] == "container-title":
                TAKERS[""](self.draft, "container-title-short", self._pop("J2", "JA"))
            return
        full, either = self._pop("JF", "T2"), self._pop("JO")
        short = self._pop("JA", "J2")
        texts = [[fold(value.text) for value in values] for values in (full, either, short)]
        journal = choose(*texts)
        for variable, text in (
            ("container-title", journal.title),
            ("container-title-short", journal.short),
            ("volume-title", journal.issue_title),
        ):
            if text:
                self.draft.item[variable] = text
        self._keep([v for v in (*full, *either, *short) if v.text in journal.rest])

    def _take_meeting(self) -> None:
        """Tell meeting and proceedings, and their places, apart."""
        if self.layout != "CPAPER":
            return
        titles, third = self._pop("T2"), self._pop("C3")
        if not third or (titles and titles[0].tag in ("BT", "JF", "JO", "SO")):
            titles, third = third, titles
        TAKERS[""](self.draft, "event-title", titles)
        TAKERS[""](self.draft, "container-title", third)
        printed, met = self._pop("C1"), self._pop("CY")
        if self.name == "CONF" and not printed:
            printed, met = met, printed
        TAKERS[""](self.draft, "publisher-place", printed)
        texts = [value.text for value in printed]
        TAKERS[""](self.draft, "event-place", [v for v in met if v.text not in texts])

    def _take_rest(self) -> None:
        for tag, values in self.fields.items():
            if tag in LINKS:
                continue
            source = _OTHERWISE.get(tag) or ":".join(self.known.get(tag, (("", ""),))[0])
            kind, _, variable = source.rpartition(":")
            if tag == "M3" and not variable and normalise_doi(values[0].text):
                kind, variable = "doi", "DOI"  # where it was before there was DO
            if variable:
                TAKERS[kind](self.draft, variable, values)
            else:
                self._keep(values)

    def _take_links(self) -> None:
        for value in self._pop(*LINKS):
            doi = normalise_doi(value.text)
            if doi and self.draft.item.setdefault("DOI", doi) == doi:
                continue
            if value.text.startswith("http") and "URL" not in self.draft.item:
                self.draft.item["URL"] = value.text
            else:
                self.draft.keep(value)
