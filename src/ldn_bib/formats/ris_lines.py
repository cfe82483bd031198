"""RIS text to records of tags: line ends, odd spacing, continued lines, records that never end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ldn_bib.formats.draft import Value
from ldn_bib.formats.ris_dialects import KNOWN, LISTS, PARAGRAPHS
from ldn_bib.values.finding import Finding, Severity

STRAY = "text"
"""Tag of text in a record that stands under no tag."""

_STRICT = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|)")
_LOOSE = re.compile(r"[\s\ufeff]*([A-Za-z][A-Za-z0-9])([ \t\xa0]*)-(.*)")
_SPACE = (" ", "\t", "\xa0")
# Cochrane, Wiley and Ovid say before each record which one it is and from whom.
_PREAMBLE = re.compile(
    r"(?:provider|content|database|record #?\d+ of \d+)\b.*|[<\[]?\d+[.>\]]?", re.IGNORECASE
)


@dataclass(slots=True)
class Record:
    """One record of the file.

    Attributes:
        line: line on which it begins.
        fields: tags and their texts in order, without ``TY`` and ``ER``, a line each where
            the tag may have several.
        ris_type: text of ``TY``; None where the record has none.
    """

    line: int
    fields: list[Value] = field(default_factory=list)
    ris_type: str | None = None


@dataclass(slots=True)
class Scan:
    """What the lines of a file hold, and what was wrong with them."""

    file: str
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _open: Record | None = None
    _lines: list[str] = field(default_factory=list)
    _tag: str = ""
    _line: int = 0
    _blank: bool = False
    _stray: int = 0

    def find(self, code: str, message: str, line: int, severity: Severity) -> None:
        """Note something wrong with a line."""
        self.findings.append(Finding(code, message, severity, self.file, line))

    def tag(self, tag: str, text: str, number: int) -> None:
        """Take a line that begins with a tag."""
        self._end_value()
        if tag == "ER":
            self._open = None
            return
        if tag == "TY":
            if self._open:
                self._unfinished(f"it ends before line {number}")
            self._open = Record(number, ris_type=text.strip())
            self.records.append(self._open)
        elif self._open is None:
            if tag not in KNOWN:
                self.outside(number)
                return
            self._open = Record(number)
            self.records.append(self._open)
        self._stray = 0
        self._tag, self._line, self._lines = tag, number, [text.strip()]

    def text(self, text: str, number: int) -> None:
        """Take a line without a tag."""
        words = text.strip(" \t\ufeff")
        if not words:
            self._blank = bool(self._tag)
        elif self._open is None:
            if not _PREAMBLE.fullmatch(words):
                self.outside(number)
        else:
            if self._tag == "TY":
                self._end_value()
                self._tag, self._line, self._lines = STRAY, number, []
            if self._blank and self._tag in PARAGRAPHS:
                self._lines.append("")
            self._blank = False
            self._lines.append(words)

    def outside(self, number: int) -> None:
        """Note text between records, once a stretch."""
        if self._stray == 0:
            message = "this line and what follows it stand outside of a record and are left out"
            self.find("text-outside-record", message, number, Severity.WARNING)
        self._stray = number

    def end(self) -> None:
        """Close what is open at the end of the file."""
        self._end_value()
        if self._open:
            self._unfinished("the file ends in it")

    @property
    def is_in_paragraphs(self) -> bool:
        """Whether the tag that is open may have text of many lines."""
        return self._tag in PARAGRAPHS

    def _unfinished(self, how: str) -> None:
        if self._open:
            message = f"the record that begins here has no ER line; {how}"
            self.find("missing-end", message, self._open.line, Severity.WARNING)

    def _end_value(self) -> None:
        if self._open and self._tag and self._tag != "TY":
            lines = [*self._lines]
            many = self._tag in PARAGRAPHS or self._tag in LISTS
            text = ("\n" if many else " ").join(lines).strip()
            if text:
                self._open.fields.append(Value(self._tag, text, self._line))
        self._tag, self._lines, self._blank = "", [], False


def scan(text: str, file: str) -> Scan:
    """Divide a text into records.

    A line that begins with two capitals or digits, two spaces and a hyphen has a tag. In files
    whose ``TY`` lines look otherwise, with one space, tabs or small letters, so may the others,
    if their tags are known. In the others such a line has a tag only where it does not stand in
    an abstract or a note.
    """
    found = Scan(file)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_loose, has_small = _dialect(lines)
    for number, line in enumerate(lines, 1):
        match = _STRICT.fullmatch(line)
        if match:
            found.tag(match[1], match[2] or "", number)
            continue
        loose = _LOOSE.fullmatch(line) if "-" in line else None
        if loose is None or not _is_tag(loose, has_small=has_small):
            found.text(line, number)
        elif is_loose or loose[1] in ("TY", "ER") or loose[2] == "  ":
            found.tag(loose[1].upper(), loose[3], number)
        elif found.is_in_paragraphs:
            found.text(line, number)
        else:
            message = f"the tag {loose[1]} is not followed by two spaces and a hyphen"
            found.find("odd-tag", message, number, Severity.INFO)
            found.tag(loose[1], loose[3], number)
    found.end()
    return found


def _is_tag(match: re.Match[str], *, has_small: bool) -> bool:
    tag, gap, rest = match[1], match[2], match[3]
    if tag.upper() not in KNOWN or not (has_small or tag == tag.upper()):
        return False
    return bool(gap) or rest.startswith(_SPACE) or tag.upper() in ("TY", "ER")


def _dialect(lines: list[str]) -> tuple[bool, bool]:
    """Tell from the first ``TY`` line whether tags are set loosely, and in small letters."""
    for line in lines:
        match = _LOOSE.fullmatch(line)
        if match and match[1].upper() == "TY" and match[3].strip():
            return _STRICT.fullmatch(line.lstrip("\ufeff")) is None, match[1] != "TY"
    return False, False
