"""EndNote XML, as EndNote 8 to 21, Zotero, Mendeley and databases write it: the reader.

What has no variable of CSL stands in ``custom`` as ``endnote-`` and the name of the element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import draft as taking
from ldn_bib.formats.draft import TAKERS, Draft, Value
from ldn_bib.formats.endnote_tables import (
    ARTICLES,
    MEETING,
    NUMBERS,
    ROWS,
    TYPES,
    UNKNOWN_TYPE,
    WHOLES,
)
from ldn_bib.formats.journals import choose
from ldn_bib.formats.rows import targets
from ldn_bib.formats.text import fold, unique
from ldn_bib.formats.xml_text import parse_xml
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.keywords import join_keywords, without_semicolons
from ldn_bib.values.pages import Pages

PREFIX = "endnote-"
"""What stands before an element's name in ``custom``."""

READ_TYPES: Mapping[str, tuple[str, str]] = {
    **{name: (name, csl) for csl, name in TYPES.items()},
    "Aggregated Database": ("Aggregated Database", "collection"),
    "Audiovisual Material": ("Audiovisual Material", "song"),
    "Ancient Text": ("Classical Work", "classic"),
    "Blog": ("Blog", "post-weblog"),
    "Catalog": ("Book", "book"),
    "Chart or Table": ("Figure", "figure"),
    "Conference Paper": (MEETING, "paper-conference"),
    "Conference": (MEETING, "paper-conference"),
    "Dictionary": ("Dictionary", "entry-dictionary"),
    "Discussion Forum": ("Web Page", "post"),
    "Edited Book": ("Book", "book"),
    "Electronic Article": ("Journal Article", "article-journal"),
    "Electronic Book": ("Book", "book"),
    "Electronic Book Section": ("Book Section", "chapter"),
    "Equation": ("Figure", "figure"),
    "Film or Broadcast": ("Film or Broadcast", "motion_picture"),
    "Generic": ("Generic", "document"),
    "Government Document": ("Report", "report"),
    "Grant": ("Generic", "document"),
    "Journal Article": ("Journal Article", "article-journal"),
    "Legal Rule or Regulation": ("Legal Rule or Regulation", "regulation"),
    "Interview": ("Personal Communication", "interview"),
    "Online Database": ("Dataset", "dataset"),
    "Online Multimedia": ("Web Page", "webpage"),
    "Personal Communication": ("Personal Communication", "personal_communication"),
    "Podcast": ("Film or Broadcast", "broadcast"),
    "Press Release": ("Web Page", "webpage"),
    "Social Media": ("Web Page", "post"),
    "Television Episode": ("Film or Broadcast", "broadcast"),
    "Web Page": ("Web Page", "webpage"),
}
"""Name in a file to the type whose layout it has and to that of CSL."""

_BY_NUMBER = {str(number): name for name, number in NUMBERS.items()}
_BY_NAME = {name.casefold(): name for name in READ_TYPES}

# What EndNote keeps house with.
_HOUSEKEEPING = frozenset(
    ("database", "source-app", "rec-number", "ref-type", "foreign-keys", "modified-date")
)
_CONTAINERS = frozenset(
    (
        "contributors", "authors", "secondary-authors", "tertiary-authors", "subsidiary-authors",
        "translated-authors", "titles", "periodical", "alt-periodical", "keywords", "dates",
        "pub-dates", "copyright-dates", "urls", "web-urls", "pdf-urls", "text-urls",
        "related-urls", "image-urls",
    )
)  # fmt: skip
_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_MARKED = ("titles/title", "titles/short-title")

# Elements that are read otherwise than they are written.
_OTHERWISE: Mapping[str, str] = {
    "language": "language:language",
    "notes": "note:note",
    "research-notes": "note:note",
}
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b|\bncbi\b", re.IGNORECASE)
_KEY = re.compile(r"(?=\D)[^\s,{}]{1,128}")
_SNIFF = re.compile(r"<xml\b[^>]*>\s*<records\b|<records\b.*?<ref-type\b", re.DOTALL)
_LINE_END = re.compile("\r\n?")


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read the records of a document.

    Args:
        text: the content of the file.
        file: its name, for findings; ``-`` for standard input.

    Returns:
        The entries in the order of the file, and what was found wrong. Of a broken document
        the records before the break are there, and as much as can be read of those after it.
    """
    root, findings = parse_xml(text, file, several=True)
    if root is None:
        return [], findings
    records = [element for element in root.iter() if _name(element) == "record"]
    if not records:
        message = "there is no record of EndNote in the document: it has no <record>"
        findings.append(Finding("no-records", message, Severity.ERROR, file))
        return [], findings
    broken = [found.line for found in findings if found.line and found.code == "broken-xml"]
    drafts = []
    for place, record in enumerate(records):
        draft = _Reading(record, file).draft
        following = records[place + 1].sourceline if place + 1 < len(records) else None
        if any(_spans(record.sourceline, following, line) for line in broken):
            draft.find(
                "incomplete-record",
                "the document is broken in this record; it is kept as far as it goes",
            )
        drafts.append(draft)
    entries, more = taking.finish_all(drafts)
    return entries, sorted([*findings, *more], key=lambda finding: finding.line or 0)


def _spans(start: int, following: int | None, line: int) -> bool:
    return start <= line and (following is None or line < following)


def sniff(text: str) -> bool:
    """Tell from the first characters whether a text is EndNote XML."""
    return _SNIFF.search(text) is not None


def _name(element: Any) -> str:
    """Name without a namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _leaves(element: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the elements that hold text, with their paths."""
    for child in element:
        name = _name(child)
        if name in _CONTAINERS and any(map(_name, child)):
            yield from _leaves(child, f"{path}{name}/")
        elif name:
            yield path + name, child


def _text(element: Any, *, is_marked: bool) -> str:
    """Text of an element, that of its styles joined; with CSL's markup for them in titles."""
    return _LINE_END.sub("\n", "".join(_pieces(element, is_marked=is_marked))).strip()


def _pieces(element: Any, *, is_marked: bool) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _name(child):
            inner = "".join(_pieces(child, is_marked=is_marked))
            yield _styled(inner, str(child.get("face") or "")) if is_marked else inner
        yield child.tail or ""


def _styled(text: str, faces: str) -> str:
    if not text.strip():
        return text
    for face in faces.split():
        tag = _FACES.get(face)
        if tag:
            text = f"<{tag}>{text}</{tag}>"
    return text


@cache
def _targets(layout: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Kinds and variables by path, for the types with one layout."""
    return targets(ROWS, layout)


class _Reading:
    """One record: each step takes its elements out of ``fields``, the table what is left."""

    def __init__(self, record: Any, file: str) -> None:
        self.draft = Draft(file, record.sourceline, PREFIX)
        self.fields: dict[str, list[Value]] = {}
        self.name = ""
        for path, element in _leaves(record):
            if path == "ref-type":
                self.name = self._named(element)
            if path in _HOUSEKEEPING:
                continue
            text = _text(element, is_marked=path in _MARKED)
            if text:
                value = Value(path.rpartition("/")[2], text, element.sourceline)
                self.fields.setdefault(path, []).append(value)
        self.layout, self.draft.item["type"] = self._types()
        self.known = _targets(self.layout)
        self._take_label()
        self._take_identifiers()
        self._take_dates()
        self._take_pages()
        self._take_titles()
        self._take_meeting()
        self._take_links()
        self._take_keywords()
        self._take_rest()

    @staticmethod
    def _named(element: Any) -> str:
        name = " ".join(str(element.get("name") or "").split())
        number = _text(element, is_marked=False)
        known = _BY_NAME.get(name.casefold())
        return known or _BY_NUMBER.get(number) or name or number

    def _types(self) -> tuple[str, str]:
        known = READ_TYPES.get(self.name)
        if known:
            return known
        taken = READ_TYPES[UNKNOWN_TYPE]
        if self.name:
            message = f"EndNote's type {self.name!r} is not known; it is taken for {taken[1]!r}"
            self.draft.find("unknown-type", message, tag="ref-type")
            self.draft.keep_as(f"{PREFIX}ref-type", self.name)
            return taken
        if "periodical/full-title" in self.fields:
            taken = READ_TYPES["Journal Article"]
        message = f"the record has no ref-type; it is taken for {taken[1]!r}"
        self.draft.find("missing-type", message, tag="ref-type")
        return taken

    def _pop(self, *paths: str) -> list[Value]:
        return [value for path in paths for value in self.fields.pop(path, ())]

    def _keep(self, values: list[Value]) -> None:
        for value in values:
            self.draft.keep(value)

    def _take_label(self) -> None:
        for value in self._pop("label"):
            lines = [line.strip() for line in value.text.split("\n")]
            left = [line for line in lines if not taking.take_id_line(self.draft, line)]
            if left and not self.draft.wanted and _KEY.fullmatch(left[0]):
                self.draft.wanted = left.pop(0)
            if any(left):
                self.draft.keep(value._replace(text="\n".join(left)))

    def _take_identifiers(self) -> None:
        databases = [
            *self.fields.get("remote-database-name", ()),
            *self.fields.get("remote-database-provider", ()),
        ]
        is_pubmed = any(_PUBMED.search(value.text) for value in databases)
        for value in self._pop("accession-num"):
            # A number alone is a PMID in what comes from PubMed only.
            if value.text == self.draft.item.get("PMID"):
                continue
            if value.text.isdigit() and not is_pubmed:
                self.draft.keep(value)
            else:
                taking.take_pmid(self.draft, "PMID", [value])
        for path in ("custom2", "custom7"):
            for value in self.fields.get(path, ())[:]:
                if value.text.upper().startswith(("PMC", "PMCID")):
                    self.fields[path].remove(value)
                    taking.take_pmcid(self.draft, "PMCID", [value])

    def _take_dates(self) -> None:
        taking.take_date(self.draft, "issued", self._pop("dates/year", "dates/pub-dates/date"))
        taking.take_date(self.draft, "accessed", self._pop("access-date"))
        if self.known.get("custom1") == (("iso", "submitted"),):
            taking.take_date(self.draft, "submitted", self._pop("custom1"))

    def _take_pages(self) -> None:
        found = self._pop("pages") or self._pop("custom7")
        self._keep(found[1:])
        if not found:
            return
        text = fold(found[0].text)
        pages = Pages.parse(text)
        if self.layout in WHOLES and len(pages.ranges) == 1 and pages.last is None:
            self.draft.item["number-of-pages"] = taking.number_of_pages(text) or text
        else:
            taking.set_pages(self.draft, text, "")

    def _take_titles(self) -> None:
        if self.layout in WHOLES and "titles/secondary-title" not in self.fields:
            series = self._pop("titles/tertiary-title")
            if series:
                self.fields["titles/secondary-title"] = series
        if self.layout not in ARTICLES:
            # EndNote repeats the container there.
            repeated = self._pop("periodical/full-title", "alt-periodical/full-title")
            if "titles/secondary-title" not in self.fields and repeated:
                self.fields["titles/secondary-title"] = repeated[:1]
            short = self._pop("alt-periodical/abbr-1", "periodical/abbr-1", "titles/alt-title")
            titles = [fold(v.text) for v in self.fields.get("titles/secondary-title", ())]
            short = [value for value in short if fold(value.text) not in titles]
            if self.known["titles/secondary-title"][0][1] == "container-title":
                TAKERS[""](self.draft, "container-title-short", short)
            else:
                self._keep(short)
            return
        full = self._pop("periodical/full-title", "titles/secondary-title")
        short = self._pop(
            "alt-periodical/abbr-1", "periodical/abbr-1", "titles/alt-title",
            "alt-periodical/full-title", "periodical/abbr-2", "periodical/abbr-3",
        )  # fmt: skip
        journal = choose([fold(v.text) for v in full], [], [fold(v.text) for v in short])
        for variable, text in (
            ("container-title", journal.title),
            ("container-title-short", journal.short),
            ("volume-title", journal.issue_title),
        ):
            if text:
                self.draft.item[variable] = text
        self._keep([v for v in (*full, *short) if fold(v.text) in journal.rest])

    def _take_meeting(self) -> None:
        """Tell meeting and proceedings, and their places, apart."""
        if self.layout != MEETING:
            return
        met, printed = self._pop("titles/secondary-title"), self._pop("custom3")
        if not printed:
            met, printed = printed, met
        TAKERS[""](self.draft, "event-title", met)
        TAKERS[""](self.draft, "container-title", printed)
        places, there = self._pop("custom1"), self._pop("pub-location")
        TAKERS[""](self.draft, "publisher-place", places)
        texts = [value.text for value in places]
        TAKERS[""](self.draft, "event-place", [v for v in there if v.text not in texts])

    def _take_links(self) -> None:
        TAKERS["doi"](self.draft, "DOI", self._pop("electronic-resource-num"))
        TAKERS["url"](self.draft, "URL", self._pop("urls/web-urls/url"))
        doi = str(self.draft.item.get("DOI", "")).casefold()
        for value in self._pop("urls/related-urls/url", "urls/text-urls/url"):
            # The link of the DOI says nothing that the DOI does not.
            lines = value.text.split("\n")
            if doi:
                lines = [line for line in lines if (normalise_doi(line) or "").casefold() != doi]
            TAKERS["url"](self.draft, "URL", [value._replace(text="\n".join(lines))])
        TAKERS["file"](self.draft, "pdf", self._pop("urls/pdf-urls/url"))

    def _take_keywords(self) -> None:
        """A keyword is an element, or a line of one; a semicolon in it is none between two."""
        values = self._pop("keywords/keyword")
        lines = (line for value in values for line in value.text.split("\n"))
        words = unique(without_semicolons(fold(line)) for line in lines)
        if words:
            self.draft.item["keyword"] = join_keywords(words)

    def _take_rest(self) -> None:
        if self.name == "Edited Book":
            TAKERS["names"](self.draft, "editor", self._pop("contributors/authors/author"))
        serial = [variable for _, variable in self.known["isbn"]]
        taking.take_serial(self.draft, serial, self._pop("isbn"))
        if "number" not in self.known:
            TAKERS[""](self.draft, "number", self._pop("number"))
        for path, values in self.fields.items():
            source = _OTHERWISE.get(path) or ":".join(self.known.get(path, (("", ""),))[0])
            kind, _, variable = source.rpartition(":")
            if variable:
                TAKERS[kind](self.draft, variable, values)
            else:
                self._keep(values)
