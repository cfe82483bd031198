"""Records of PubMed on their way to entries: the item that grows, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ldn_bib.entry import Annotation, Entry, Origin
from ldn_bib.formats import medline
from ldn_bib.formats.provisional import Ids
from ldn_bib.values.finding import Finding, Severity


@dataclass(slots=True)
class Draft:
    """An item that grows variable by variable.

    Attributes:
        line: line on which the record begins.
        item: the variables that are known.
        custom: what has no variable: the different texts by name, in their order.
        findings: what is wrong with the record; the file's name and the key come later.
        summary: the plain-language summary.
    """

    line: int | None
    item: dict[str, Any] = field(default_factory=dict)
    custom: dict[str, dict[str, None]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    summary: str = ""

    @property
    def pmid(self) -> str:
        """The PMID; empty where there is no valid one."""
        return str(self.item.get("PMID", ""))

    def put(self, variable: str, value: object) -> None:
        """Set a variable that has no value yet."""
        if value:
            self.item.setdefault(variable, value)

    def keep(self, name: str, text: str) -> None:
        """Put a text into ``custom``; several of one name stand on lines."""
        lines = self.custom.setdefault(name, {}) if text else {}
        lines[text] = None

    def keep_tag(self, tag: str, text: str) -> None:
        """Put the text of a tag into ``custom``."""
        self.keep(f"{medline.PREFIX}{tag}", text)

    def keep_types(self, kinds: list[str]) -> str:
        """Set genre and publication types; return the type of the item."""
        item_type, genre = medline.csl_type(kinds)
        self.put("genre", genre)
        if kinds != [medline.JOURNAL_ARTICLE]:
            for kind in kinds:
                self.keep_tag("PT", kind)
        return item_type

    def put_doi(self, doi: str, line: int | None = None, tag: str = "") -> None:
        """Set the DOI; another one is kept and named."""
        if not medline.same_doi(str(self.item.setdefault("DOI", doi)), doi):
            self.keep_tag("AID", doi)
            self.say("two-dois", f"the record has a second DOI, {doi}", line, tag)

    def say(
        self,
        code: str,
        message: str,
        line: int | None = None,
        tag: str = "",
        *,
        severity: Severity = Severity.WARNING,
        loses_entry: bool = False,
    ) -> None:
        """Note what is wrong with the record or with one of its fields."""
        self.findings.append(
            Finding(
                code,
                message,
                Severity.ERROR if loses_entry else severity,
                line=self.line if line is None else line,
                fields=(tag,) if tag else (),
                loses_entry=loses_entry,
            )
        )

    def check(self) -> None:
        """Note what every record should have."""
        if not self.item.get("title"):
            self.say("missing-title", "the record has no title")
        if not self.pmid:
            self.say("missing-pmid", "the record has no PMID")


class Collector:
    """Makes entries of drafts; of two with the same PMID the first is kept."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._ids = Ids()
        self._lines: dict[str, int | None] = {}
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []

    def add(self, draft: Draft, item_type: str) -> None:
        """Add an entry, or say why it is left out."""
        key = ""
        if not draft.item:
            draft.findings.clear()
            draft.say("empty-record", "the record says nothing about a paper", loses_entry=True)
        elif draft.pmid in self._lines:
            first = self._lines[draft.pmid]
            place = f"the one on line {first}" if first else "the first one"
            message = f"a second record has the PMID {draft.pmid}; {place} is kept"
            draft.findings.clear()
            draft.say("duplicate-record", message, loses_entry=True)
        else:
            draft.check()
            key = self._enter(draft, item_type)
        self.findings += [_placed(finding, self._file, key) for finding in draft.findings]

    def _enter(self, draft: Draft, item_type: str) -> str:
        key = self._ids.give(draft.item)
        item = {"id": key, "type": item_type, **draft.item}
        if draft.custom:
            item["custom"] = {name: "\n".join(texts) for name, texts in draft.custom.items()}
        annotation = Annotation(summary=draft.summary) if draft.summary else None
        origin = Origin(self._file, draft.line)
        self.entries.append(Entry(item, annotation=annotation, origin=origin))
        if draft.pmid:
            self._lines[draft.pmid] = draft.line
        return key


def _placed(finding: Finding, file: str, key: str) -> Finding:
    return Finding(
        finding.code,
        finding.message,
        finding.severity,
        file,
        finding.line,
        key=key or None,
        fields=finding.fields,
        loses_entry=finding.loses_entry,
    )
