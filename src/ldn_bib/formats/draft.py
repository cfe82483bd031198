"""An entry in the making: texts of tags or elements become variables of an item.

The kinds of :data:`TAKERS` are those of the rows that writers use, so that one table serves both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ldn_bib.bibtex.languages import language_tag
from ldn_bib.entry import Annotation, Entry, Origin
from ldn_bib.formats.date_text import merge
from ldn_bib.formats.name_text import is_guessed, parse_names
from ldn_bib.formats.provisional import Ids
from ldn_bib.formats.rows import unguarded
from ldn_bib.formats.text import ANNOTATION, fold, unique
from ldn_bib.values.date import Date
from ldn_bib.values.doi import normalise_doi
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.issn import normalise_issn, split_issns
from ldn_bib.values.keywords import join_keywords
from ldn_bib.values.pages import Pages
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

SUMMARY = "Summary: "
"""What our writers put before the plain-language summary in a note."""


class Value(NamedTuple):
    """A text, the tag or element that it stood in, and its line."""

    tag: str
    text: str
    line: int | None


_PUBMED = re.compile(r"(?:pubmed|medline|pmid|pm)\s*:?\s*([1-9][0-9]{0,7})", re.IGNORECASE)
_ID_LINE = re.compile(r"(PMID|PMCID|DOI)\s*:\s*(\S+)", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx]")
_SEVERAL_LANGUAGES = re.compile(r"[,;/]|\sand\s")
_WORD_END = re.compile(r"\s*[;\n]\s*")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_NUMBER_OF_PAGES = re.compile(r"([0-9]+)\s*(?:pp?\.?|pages?|leaves|S\.)?", re.IGNORECASE)


class Draft:
    """What is known of an entry so far.

    Attributes:
        item: the item; its id comes at the end.
        findings: what was found wrong, without the key.
        wanted: the id that the record itself has; empty where it has none.
    """

    def __init__(self, file: str, line: int | None, prefix: str) -> None:
        """Begin.

        Args:
            file: name of the file, for findings.
            line: line on which the record begins.
            prefix: what stands before a tag's name in ``custom``.
        """
        self.item: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.wanted = ""
        self._origin = Origin(file, line)
        self._prefix = prefix
        self._custom: dict[str, str] = {}
        self._notes: list[str] = []
        self._summary = ""

    def find(
        self,
        code: str,
        message: str,
        line: int | None = None,
        *,
        severity: Severity = Severity.WARNING,
        tag: str = "",
        loses_entry: bool = False,
    ) -> None:
        """Note something wrong."""
        self.findings.append(
            Finding(
                code,
                message,
                severity,
                file=self._origin.file,
                line=line or self._origin.line,
                fields=(tag,) if tag else (),
                loses_entry=loses_entry,
            )
        )

    def put(self, variable: str, text: str, value: Value) -> None:
        """Set a variable; of a second, different value the tag stays in ``custom``."""
        present = self.item.get(variable)
        if present is None:
            self.item[variable] = text
        elif present != text:
            self.find(
                "repeated-field",
                f"{value.tag} says something else than what stands in {variable} already; "
                "the first is taken",
                value.line,
                severity=Severity.INFO,
                tag=value.tag,
            )
            self.keep(value)

    def keep(self, value: Value) -> None:
        """Keep what has no variable under its own name."""
        self.keep_as(f"{self._prefix}{value.tag}", value.text)

    def keep_as(self, name: str, text: str) -> None:
        """Keep a text in ``custom``; several of one name stand on lines."""
        present = self._custom.get(name)
        self._custom[name] = text if present is None else f"{present}\n{text}"

    def has_custom(self, name: str) -> bool:
        """Whether something is kept under a name."""
        return name in self._custom

    def note(self, text: str) -> None:
        """Add a paragraph to the note."""
        if text not in self._notes:
            self._notes.append(text)

    def annotate(self, text: str) -> None:
        """Add a paragraph to the annotation."""
        present = self.item.get("annote")
        self.item["annote"] = f"{present}\n\n{text}" if present else text

    def summarise(self, text: str) -> None:
        """Set the plain-language summary; a second one becomes a note."""
        if self._summary:
            self.note(text)
        else:
            self._summary = text

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known, not even a type."""
        known = self.item.keys() - {"type"} or self._custom or self._notes or self._summary
        has_type = all(finding.code != "missing-type" for finding in self.findings)
        return not (known or self.wanted or has_type)

    def finish(self, key: str) -> tuple[Entry, list[Finding]]:
        """Return the entry under its key, and the findings with it."""
        item = {"id": key, **self.item}
        if self._notes:
            item["note"] = "\n".join(self._notes)
        if self._custom:
            item["custom"] = self._custom
        annotation = Annotation(summary=self._summary) if self._summary else None
        entry = Entry(item, annotation=annotation, origin=self._origin)
        return entry, [replace(finding, key=key) for finding in self.findings]


Taker = Callable[[Draft, str, Sequence[Value]], None]
"""Takes the values of a tag into a variable."""


def take_text(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """One line of text."""
    for value in found:
        draft.put(variable, fold(value.text), value)


def take_paragraphs(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """Text of several lines."""
    for value in found:
        draft.put(variable, value.text, value)


def take_names(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """Names, each on its own or several divided by semicolons."""
    names = draft.item.setdefault(variable, [])
    for value in found:
        for text in value.text.split("\n"):
            names.extend(parse_names(text))
            if is_guessed(text):
                draft.find(
                    "name-order",
                    f"{value.tag} has the name {text!r} without a comma; its last word is taken "
                    "for the family name",
                    value.line,
                    severity=Severity.INFO,
                    tag=value.tag,
                )
    if not names:
        del draft.item[variable]


def take_body(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """The name of a body as text."""
    for value in found:
        draft.put(variable, value.text.strip(" ,"), value)


def take_doi(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """A DOI; what is none is kept and named."""
    for value in found:
        text = fold(value.text)
        doi = normalise_doi(value.text.replace("\n", ""))
        if doi is None:
            draft.find("bad-doi", f"{text!r} is no DOI", value.line, tag=value.tag)
        present = draft.item.get(variable, "")
        if doi is None or doi.casefold() != present.casefold():
            draft.put(variable, doi or text, value)


def take_pmid(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """A PMID; what is none is kept under the tag's name."""
    for value in found:
        match = _PUBMED.fullmatch(value.text)
        pmid = match[1] if match else normalise_pmid(value.text)
        if pmid:
            draft.put(variable, pmid, value)
        else:
            draft.keep(value)


def take_pmcid(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """A PMCID. Digits alone are a PMID: Scopus puts it there."""
    for value in found:
        pmcid, pmid = normalise_pmcid(value.text), normalise_pmid(value.text)
        if pmcid:
            draft.put(variable, pmcid, value)
        elif pmid:
            draft.put("PMID", pmid, value)
        else:
            draft.keep(value)


def take_date(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """Take a date that stands in one value or in several; what is no date is kept."""
    date: Date | None = None
    for value in found:
        date, left = merge(date, value.text)
        if left:
            draft.keep(value._replace(text=left))
    if date is not None:
        draft.item[variable] = date.to_csl()


def take_serial(draft: Draft, variables: Iterable[str], found: Sequence[Value]) -> None:
    """ISSN, ISBN or number, told apart by what they look like, and by what the type may have."""
    allowed = tuple(variables)
    for value in found:
        text = " ".join(value.text.split())
        issns = split_issns(text)
        if "ISSN" in allowed and (
            allowed == ("ISSN",) or all(normalise_issn(word) for word in issns)
        ):
            present = split_issns(draft.item.get("ISSN", ""))
            draft.item["ISSN"] = ", ".join(dict.fromkeys([*present, *issns]))
        elif "ISBN" in allowed and _ISBN.match(text):
            isbns = draft.item.get("ISBN", "")
            draft.item["ISBN"] = f"{isbns}, {text}" if isbns and text not in isbns else text
        elif "number" in allowed and "number" not in draft.item:
            draft.item["number"] = text
        elif "ISBN" in allowed and "ISBN" not in draft.item:
            draft.item["ISBN"] = text
        else:
            draft.keep(value)


def take_keywords(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """Keywords: a tag each, on lines, or divided by semicolons; one tag alone by commas too."""
    words = [
        word for value in found for piece in _WORD_END.split(value.text) if (word := fold(piece))
    ]
    if len(words) == 1 and not any(";" in value.text for value in found):
        words = [word for piece in words[0].split(",") if (word := piece.strip())]
    if words:
        draft.item[variable] = join_keywords(unique(words))


def take_note(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """Notes; the plain-language summary, annotation and identifiers are taken out of them."""
    del variable
    for value in found:
        text = value.text.strip()
        if text.startswith(SUMMARY):
            summary, _, text = text.partition("\n\n")
            draft.summarise(fold(summary.removeprefix(SUMMARY)))
        text, mark, annotation = f"\n\n{text}".partition(f"\n\n{ANNOTATION}")
        text = text.strip()
        if mark:
            draft.annotate(annotation)
        if text and not take_id_line(draft, text):
            draft.note(unguarded(text))


def take_id_line(draft: Draft, text: str) -> bool:
    """Take ``PMID: 123``, ``PMCID: PMC9`` or ``DOI: 10.5555/1``; False where it is no such line."""
    match = _ID_LINE.fullmatch(text)
    if not match:
        return False
    name = match[1].upper()
    normalise = {"PMID": normalise_pmid, "PMCID": normalise_pmcid, "DOI": normalise_doi}[name]
    found = normalise(match[2])
    if not found or draft.item.get(name, found).casefold() != found.casefold():
        return False
    draft.item.setdefault(name, found)
    return True


def take_language(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """A language as its BCP 47 tag, where it is one that is known."""
    for value in found:
        known = None if _SEVERAL_LANGUAGES.search(value.text) else language_tag(value.text)
        draft.put(variable, known or value.text, value)


def take_addresses(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """Addresses: the first is the URL; ``PM:123`` is a PMID; the rest is kept."""
    for value in found:
        for text in value.text.split("\n"):
            piece = value._replace(text=text.strip())
            pubmed = _PUBMED.fullmatch(piece.text)
            address = _ADDRESS.match(piece.text)
            if pubmed:
                draft.put("PMID", pubmed[1], piece)
            elif address and variable not in draft.item:
                _learn(draft, address[0])
                draft.item[variable] = piece.text
            elif piece.text and piece.text != draft.item.get(variable):
                draft.keep(piece)


def _learn(draft: Draft, address: str) -> None:
    """Take an identifier out of an address, where the record has none itself."""
    for name, normalise in (
        ("DOI", normalise_doi), ("PMID", normalise_pmid), ("PMCID", normalise_pmcid)
    ):  # fmt: skip
        found = normalise(address)
        if found:
            draft.item.setdefault(name, found)


def take_file(draft: Draft, variable: str, found: Sequence[Value]) -> None:
    """A full text: an address into ``custom`` as the variable, a path as ``file``."""
    for value in found:
        for text in value.text.split("\n"):
            name = variable if _ADDRESS.match(text) else "file"
            if draft.has_custom(name):
                draft.keep(value._replace(text=text))
            else:
                draft.keep_as(name, text)


def set_pages(draft: Draft, first: str, last: str) -> None:
    """Set ``page`` from a first and a last page."""
    if first and last and first != last:
        # Some write the whole range first, and its end again.
        whole = Pages.parse(first).expanded()
        known = len(whole.ranges) == 1 and whole.last is not None
        text = first if known and whole.last == last else f"{first}-{last}"
    else:
        text = first or last
    pages = str(Pages.parse(text).expanded())
    draft.item["page"] = pages or text


def number_of_pages(text: str) -> str | None:
    """Return the number of ``352 p.``; None where the text is no count of pages."""
    match = _NUMBER_OF_PAGES.fullmatch(text.strip())
    return match[1] if match else None


TAKERS: Mapping[str, Taker] = {
    "": take_text,
    "body": take_body,
    "doi": take_doi,
    "keywords": take_keywords,
    "language": take_language,
    "names": take_names,
    "note": take_note,
    "pmcid": take_pmcid,
    "pmid": take_pmid,
    "text": take_paragraphs,
    "url": take_addresses,
    "file": take_file,
}
"""How the values of a tag become a variable, by the kind of its row."""


def finish_all(drafts: Iterable[Draft]) -> tuple[list[Entry], list[Finding]]:
    """Give ids to drafts, and return their entries and findings."""
    ids = Ids()
    entries: list[Entry] = []
    findings: list[Finding] = []
    for draft in drafts:
        if draft.is_empty:
            draft.findings.clear()
            message = "the record says nothing about a work"
            draft.find("empty-record", message, severity=Severity.ERROR, loses_entry=True)
            findings += draft.findings
            continue
        key = ids.give(draft.item, draft.wanted)
        if draft.wanted and key != draft.wanted:
            message = f"a second record has the id {draft.wanted!r}; it is called {key!r}"
            draft.find("duplicate-key", message)
        entry, more = draft.finish(key)
        entries.append(entry)
        findings += more
    return entries, findings
