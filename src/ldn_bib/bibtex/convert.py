"""Evaluated fields to a CSL-JSON item."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ldn_bib.bibtex.crossref import Parsed
from ldn_bib.bibtex.dates import ReadDate, read_date, read_year_month_day
from ldn_bib.bibtex.entry_types import (
    BOOK_TYPES,
    CHAPTER_TYPES,
    CSL_SUBTYPES,
    DEFAULT_TYPE,
    ENTRY_SUBTYPES,
    ENTRY_TYPES,
    TYPE_KEYS,
)
from ldn_bib.bibtex.fields import (
    ARCHIVES,
    EDITOR_ROLES,
    FIELDS,
    ISSUE_TYPES,
    PUBLISHERS,
    UNKNOWN,
    Kind,
)
from ldn_bib.bibtex.languages import MEDLINE_CODE, language_tag
from ldn_bib.bibtex.latex import decode, decode_verbatim, needs_decoding
from ldn_bib.bibtex.names import parse_names
from ldn_bib.bibtex.statuses import STATUS_FIELDS, read_status
from ldn_bib.values.doi import is_plain_doi, normalise_doi
from ldn_bib.values.issn import split_issns
from ldn_bib.values.name import OTHERS
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid
from ldn_bib.values.status import Status

_PAGE_RANGE = re.compile(r"([0-9]+) ?--? ?([0-9]+)")
_ADDRESS = re.compile(r"\s*(?:\\(?:url|href)\b|https?://)")
_SENTENCE_ENDS = ("?", "!", ".", ":", ";", "…")
_LONGEST_SHOWN = 60
_LIST = re.compile(r"[\s,;]+")


class Remark(NamedTuple):
    """Something to report about an entry: rule, sentence, the fields concerned."""

    code: str
    message: str
    fields: tuple[str, ...] = ()


class Converted(NamedTuple):
    """An item, what is to be reported, the fields nobody has confirmed, notices about it."""

    item: dict[str, Any]
    remarks: list[Remark]
    unverified: tuple[str, ...]
    status: Status | None = None


def convert(key: str, parsed: Parsed) -> Converted:
    """Turn the fields of an entry into CSL variables.

    Args:
        key: citation key.
        parsed: the entry, inheritance done.
    """
    return _Conversion(key, parsed).run()


class _Conversion:
    """One entry on its way from fields to variables."""

    __slots__ = (
        "custom", "entry_type", "fields", "item", "others", "remarks", "spelling", "status",
        "unknown",
    )  # fmt: skip

    def __init__(self, key: str, parsed: Parsed) -> None:
        self.fields = parsed.fields
        self.spelling = parsed.names
        self.entry_type = parsed.type
        self.item: dict[str, Any] = {"id": key, "type": DEFAULT_TYPE}
        self.custom: dict[str, Any] = {}
        self.remarks: list[Remark] = []
        self.unknown: dict[str, None] = {}
        self.others: list[str] = []
        self.status: Status | None = None

    def run(self) -> Converted:
        item, fields = self.item, self.fields
        self._type()
        rules, steps = _plan(tuple(fields))
        text_kind, names_kind = Kind.TEXT, Kind.NAMES
        for name, kind, variable in rules:
            value = fields[name]
            if kind is text_kind and variable not in item:
                item[variable] = value if needs_decoding(value) is None else self._text(value)
            elif kind is Kind.CUSTOM:
                self.custom[name] = self._text(value)
            elif kind is Kind.CUSTOM_VERBATIM:
                self.custom[name] = value
            elif variable in item:
                self._second(name, variable, self._text(value))
            elif kind is names_kind:
                self._names(name, variable)
            elif kind is Kind.TITLE:
                item[variable] = self._text(value, title=True)
            elif kind is Kind.VERBATIM:
                item[variable] = decode_verbatim(value)
            else:
                self._date(variable, read_date(value), (name,))
        for step in steps:
            step(self)
        unverified = fields.get("unverified")
        if self.others:
            self._mark_others()
        if self.unknown:
            self._report_unknown()
        if self.custom:
            item["custom"] = self.custom
        names = tuple(filter(None, _LIST.split(unverified))) if unverified else ()
        return Converted(item, self.remarks, names, self.status)

    # Tools

    def _text(self, value: str, *, title: bool = False) -> str:
        if needs_decoding(value) is None:
            return value
        decoded = decode(value, title=title)
        if decoded.unknown:
            self.unknown.update(dict.fromkeys(decoded.unknown))
        return decoded.text.strip(" ")

    def _spelled(self, name: str) -> str:
        return self.spelling.get(name, name)

    def _remark(self, code: str, message: str, *fields: str) -> None:
        self.remarks.append(Remark(code, message, tuple(map(self._spelled, fields))))

    def _set(self, variable: str, name: str, value: str) -> None:
        """Set a variable, or keep the value under the field's name where it is taken."""
        if variable in self.item:
            self.custom[name] = value
        elif value:
            self.item[variable] = value

    def _second(self, name: str, variable: str, text: str) -> None:
        """A second field of a variable: a second annotation adds to the first."""
        if variable != "annote":
            self.custom[name] = text
        elif text and text not in self.item[variable]:
            self.item[variable] = f"{self.item[variable]}\n\n{text}"

    def _names(self, name: str, variable: str) -> None:
        read = parse_names(self.fields[name])
        if read.names:
            others = [{"literal": OTHERS}] if read.others else []
            self.item[variable] = [*read.names, *others]
        if read.others:
            self.others.append(variable)
        for odd in read.odd:
            message = f"{_short(odd)} is no name that BibTeX can take apart; it is kept whole"
            self._remark("odd-name", message, name)
        self.unknown.update(dict.fromkeys(read.unknown))

    def _date(self, variable: str, read: ReadDate, fields: tuple[str, ...]) -> None:
        if read.parts:
            self.item[variable] = {"date-parts": [list(read.parts)]}
        elif read.date is not None:
            self.item[variable] = read.date.to_csl()
        if read.odd:
            culprits = [name for name in fields if self.fields[name] == read.odd] or fields
            self._remark("odd-date", f"{_short(read.odd)} is no date that can be read", *culprits)

    def _joined(self, name: str, addition: str) -> str:
        """A title with its subtitle."""
        first, second = self.fields.get(name, ""), self.fields.get(addition, "")
        if first:
            first = self._text(first, title=True)
        if second:
            second = self._text(second, title=True)
        if not (first and second):
            return first or second
        return f"{first}{' ' if first.endswith(_SENTENCE_ENDS) else ': '}{second}"

    # Variables made of several fields

    def _type(self) -> None:
        rule = ENTRY_TYPES.get(self.entry_type)
        if rule is None:
            shown = self.entry_type or "none"
            self.custom["bibtex-type"] = self.entry_type
            message = f"the entry type {shown!r} is not known; the entry is shown as a document"
            self.remarks.append(Remark("unknown-entry-type", message))
            return
        csl = rule.csl
        subtype = self.fields.get("entrysubtype")
        if subtype:
            self.custom["entrysubtype"] = subtype
            csl = ENTRY_SUBTYPES.get((csl, subtype.lower()), csl)
            if subtype in CSL_SUBTYPES:
                csl = subtype
        self.item["type"] = csl
        if rule.genre and "type" not in self.fields:
            self.item["genre"] = rule.genre

    def _genre(self) -> None:
        value = self.fields["type"]
        # Reference managers write «Journal Article» here, which styles would print.
        if self.item["type"] in ISSUE_TYPES:
            self.custom["type"] = self._text(value)
        else:
            self.item["genre"] = TYPE_KEYS.get(value.lower()) or self._text(value)

    def _title(self) -> None:
        title = self._text(self.fields["title"], title=True)
        if title:
            self.item["title"] = title

    def _titles(self) -> None:
        csl = self.item["type"]
        title = self._joined("title", "subtitle")
        book = self._joined("booktitle", "booksubtitle")
        main = self._joined("maintitle", "mainsubtitle")
        self._journal()
        if csl in CHAPTER_TYPES:
            # biblatex's volume title has a variable of its own since CSL 1.0.2, as in pandoc.
            if main and book:
                self._set("volume-title", "booktitle", book)
            if main or book:
                self._set("container-title", "maintitle" if main else "booktitle", main or book)
        elif main:
            if title:
                self._set("volume-title", "title", title)
            title = main
        if book and csl not in CHAPTER_TYPES:
            if csl in BOOK_TYPES and not title:
                title = book
            elif csl in BOOK_TYPES:
                self.custom["booktitle"] = book
            else:
                self._set("container-title", "booktitle", book)
        if title:
            self.item["title"] = title

    def _journal(self) -> None:
        journal = self._text(self.fields.get("journaltitle", ""))
        subtitle = self._text(self.fields.get("journalsubtitle", ""))
        if journal and subtitle:
            journal = f"{journal}: {subtitle}"
        elif subtitle:
            self.custom["journalsubtitle"] = subtitle
        if journal:
            self._set("container-title", "journaltitle", journal)

    def _dated(self) -> None:
        self._date("issued", read_date(self.fields["date"]), ("date",))

    def _issued(self) -> None:
        fields = self.fields
        if "date" in fields:
            self._dated()
            return
        if "issued" in self.item:
            return
        month, day = fields.get("month", ""), fields.get("day", "")
        if "year" in fields:
            read = read_year_month_day(fields["year"], month, day)
            self._date("issued", read, tuple(n for n in ("year", "month", "day") if n in fields))
        else:
            for name in ("month", "day"):
                if name in fields:
                    self.custom[name] = self._text(fields[name])

    def _number(self) -> None:
        fields, csl = self.fields, self.item["type"]
        number = fields.get("number")
        issue = fields.get("issue")
        if number:
            if csl in ISSUE_TYPES:
                self.item["issue"] = self._text(number)
            elif csl in BOOK_TYPES and "series" in fields:
                self.item["collection-number"] = self._text(number)
            else:
                self.item["number"] = self._text(number)
        if issue:
            self._set("issue", "issue", self._text(issue))

    def _pages(self) -> None:
        fields = self.fields
        number = fields.get("eid") or fields.get("articleno")
        if number:
            # The mark that this is an article number, for formats that tell it from a page.
            self.custom["eid"] = self._text(number)
        if "pages" in fields:
            self._page()
        elif number:
            self.item["page"] = self.custom["eid"]

    def _page(self) -> None:
        pages = self.fields["pages"]
        plain = _PAGE_RANGE.fullmatch(pages)
        if plain:
            self.item["page"] = f"{plain[1]}-{plain[2]}"
        else:
            text = self._text(pages)
            self.item["page"] = str(Pages.parse(text)) or text

    def _publisher(self) -> None:
        found = [name for name in PUBLISHERS if name in self.fields]
        for name in found:
            value = self.fields[name]
            if name == "howpublished" and _ADDRESS.match(value):
                self._set("URL", name, decode_verbatim(value))
            else:
                self._set("publisher", name, self._text(value))

    def _editor(self) -> None:
        role = self.fields.get("editortype", "").lower()
        if role:
            self.custom["editortype"] = role
        if "editor" in self.fields:
            self._names("editor", EDITOR_ROLES.get(role, "editor"))

    def _eprint(self) -> None:
        fields = self.fields
        named = fields.get("eprinttype") or fields.get("archiveprefix") or ""
        kind = named.lower().replace(" ", "")
        value = decode_verbatim(fields.get("eprint", ""))
        if value and kind in ("pubmed", "pmid", "medline"):
            self.item.setdefault("PMID", normalise_pmid(value) or value)
            return
        if value and kind in ("pmc", "pmcid", "pubmedcentral"):
            self.item.setdefault("PMCID", normalise_pmcid(value, bare=True) or value)
            return
        for name in ("eprinttype", "archiveprefix"):
            if name in fields:
                self.custom[name] = fields[name]
        if value and kind in ARCHIVES:
            archive, front = ARCHIVES[kind]
            self.item["archive"] = archive
            self.item["archive_location"] = value
            if "URL" not in self.item and "DOI" not in self.item:
                self.item["URL"] = front + value
        elif value:
            self.custom["eprint"] = value

    # Identifiers

    def _doi(self) -> None:
        value = self.fields["doi"]
        if not is_plain_doi(value):
            value = decode_verbatim(value).strip()
            value = normalise_doi(value) or value
        self.item["DOI"] = value

    def _pmid(self) -> None:
        value = decode_verbatim(self.fields["pmid"]).strip()
        self.item["PMID"] = normalise_pmid(value) or value

    def _pmcid(self) -> None:
        name = "pmcid" if "pmcid" in self.fields else "pmc"
        value = decode_verbatim(self.fields[name]).strip()
        self.item["PMCID"] = normalise_pmcid(value, bare=True) or value

    def _issn(self) -> None:
        numbers = [self.fields[name] for name in ("issn", "eissn") if name in self.fields]
        joined = _joined_issns(", ".join(numbers))
        if joined:
            self.item["ISSN"] = joined

    def _language(self) -> None:
        name = "language" if "language" in self.fields else "langid"
        value = self._text(self.fields[name])
        tag = language_tag(value)
        self.item["language"] = tag or value
        if tag and tag != value and len(value) != MEDLINE_CODE:
            self.custom[name] = value
        if name == "language" and "langid" in self.fields:
            self.custom["langid"] = self.fields["langid"]

    def _publication_status(self) -> None:
        self.status = read_status(self.fields)
        if self.status is None:
            names = (name for name in STATUS_FIELDS if name in self.fields)
            self.custom.update({name: self._text(self.fields[name]) for name in names})

    # Remarks

    def _mark_others(self) -> None:
        message = "the list of names ends in “and others”; styles print “et al.” behind them"
        self.remarks.append(Remark("and-others", message, tuple(self.others)))

    def _report_unknown(self) -> None:
        shown = ", ".join(f"\\{name}" for name in self.unknown)
        message = f"LaTeX that is not known is left out: {shown}; the text inside it is kept"
        self.remarks.append(Remark("unknown-latex", message))


def _short(text: str) -> str:
    """Quote a value for a message."""
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")


@lru_cache(maxsize=4096)
def _joined_issns(text: str) -> str:
    return ", ".join(split_issns(text))


_STEPS: tuple[tuple[frozenset[str], Callable[[_Conversion], None]], ...] = (
    (frozenset({"type"}), _Conversion._genre),
    (
        frozenset(
            {"title", "subtitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle"}
            | {"journaltitle", "journalsubtitle"}
        ),
        _Conversion._titles,
    ),
    (frozenset({"year", "month", "day", "date"}), _Conversion._issued),
    (frozenset({"number", "issue"}), _Conversion._number),
    (frozenset({"pages", "eid", "articleno"}), _Conversion._pages),
    (frozenset(PUBLISHERS), _Conversion._publisher),
    (frozenset({"editor", "editortype"}), _Conversion._editor),
    (frozenset({"doi"}), _Conversion._doi),
    (frozenset({"pmid"}), _Conversion._pmid),
    (frozenset({"pmcid", "pmc"}), _Conversion._pmcid),
    (frozenset({"issn", "eissn"}), _Conversion._issn),
    (frozenset({"language", "langid"}), _Conversion._language),
    (frozenset(STATUS_FIELDS), _Conversion._publication_status),
    # Last, because an identifier of its own beats one made of an archive's number
    (frozenset({"eprint", "eprinttype", "archiveprefix"}), _Conversion._eprint),
)
"""Fields that are read together, and the step that reads them."""

_ALONE: Mapping[frozenset[str], Callable[[_Conversion], None]] = {
    frozenset({"title"}): _Conversion._title,
    frozenset({"date"}): _Conversion._dated,
    frozenset({"pages"}): _Conversion._page,
}
"""The same where these are all the fields that an entry has of a group."""


class _Plan(NamedTuple):
    """What is done with the fields of an entry, which hangs on their names.

    Attributes:
        rules: name, kind and variable of each field that is read alone.
        steps: what reads the others.
    """

    rules: tuple[tuple[str, Kind, str], ...]
    steps: tuple[Callable[[_Conversion], None], ...]


@lru_cache(maxsize=1024)
def _plan(fields: tuple[str, ...]) -> _Plan:
    rules = [(name, *FIELDS.get(name, UNKNOWN)) for name in fields]
    groups = [(names.intersection(fields), step) for names, step in _STEPS]
    return _Plan(
        tuple(rule for rule in rules if rule[1] is not Kind.SPECIAL),
        tuple(_ALONE.get(names, step) for names, step in groups if names),
    )
