"""The lines of MEDLINE's tagged layout: ``TAG - text``, wrapped, with blank lines between records.

A tag fills four columns, then come a hyphen and a space; text that goes on in another line
stands six columns in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ldn_bib.formats.text import fold
from ldn_bib.values.finding import Finding, Severity

WIDTH = 80
INDENT = "      "

UNWRAPPED = frozenset(("AID", "LID", "URL", "DEP", "PMID", "PMC", "IS"))
"""Tags whose value stays in one line: it is taken apart by its blanks."""

ONCE = frozenset(("PMID", "TI", "DP", "VI", "IP", "PG", "TA", "JT", "SO", "BTI"))
"""Tags that stand once in a record, and tell that a piece is a record of its own."""

_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)", re.DOTALL)
_LOOSE_TAG = re.compile(r"([A-Z][A-Z0-9]{1,4})\s*-(?:\s+(.*)|(\d.*)|)$", re.DOTALL)
_SHOWN = 40


@dataclass(slots=True)
class Field:
    """One tag of a record.

    Attributes:
        tag: the tag.
        pieces: its text, one piece a line.
        line: line of the tag.
    """

    tag: str
    pieces: list[str]
    line: int

    @property
    def text(self) -> str:
        """The text on one line."""
        return fold(" ".join(self.pieces))

    @property
    def identifier(self) -> str:
        """The text of an identifier, which lines may divide in its middle."""
        return fold("".join(piece.strip() for piece in self.pieces))


@dataclass(slots=True)
class Record:
    """The fields of one reference."""

    fields: list[Field] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Line of the first field."""
        return self.fields[0].line

    @property
    def tags(self) -> set[str]:
        """The tags that occur."""
        return {found.tag for found in self.fields}


def tagged(tag: str, text: str) -> str:
    """Return the lines of one field; words are never divided."""
    head = f"{tag:<4}- "
    if len(head) + len(text) <= WIDTH or tag in UNWRAPPED:
        return f"{head}{text}\n"
    lines: list[str] = []
    line = head
    for word in text.split(" "):
        if len(line) > len(INDENT) and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = INDENT + word
        else:
            line = f"{line} {word}" if len(line) > len(INDENT) else line + word
    lines.append(line)
    return "\n".join(lines) + "\n"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them; no other character than CR and LF does."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text.split("\n") if "\n" in text else text.split("\r")


def split_records(text: str, file: str, known: Iterable[str]) -> tuple[list[Record], list[Finding]]:
    """Return the records of a file, and what was found wrong with its lines.

    A record ends with a blank line or before the next ``PMID``. A piece behind a blank line
    that has no ``PMID`` belongs to the record before it, unless it says anew what that says.

    Args:
        text: the content of the file.
        file: its name, for messages.
        known: the tags that are known; others count where they fill their columns.
    """
    names = frozenset(known)
    records: list[Record] = []
    findings: list[Finding] = []
    current = Record()
    blank = False
    for number, line in enumerate(lines_of(text), 1):
        if not line.strip():
            blank = True
            continue
        found = _field(line, number, names)
        if found is None:
            _go_on(current, line, number, file, findings, indented=line[0] in " \t")
            continue
        if current.fields and (blank or (found.tag == "PMID" and "PMID" in current.tags)):
            records.append(current)
            current = Record()
        blank = False
        current.fields.append(found)
    if current.fields:
        records.append(current)
    return _mended(records, file, findings), findings


def _field(line: str, number: int, known: frozenset[str]) -> Field | None:
    exact = _TAG.match(line)
    if exact and (line[4:5] == "-" or exact[1] in known):
        return Field(exact[1], [exact[2]], number)
    loose = _LOOSE_TAG.match(line.rstrip())
    if loose and loose[1] in known:
        return Field(loose[1], [loose[2] or loose[3] or ""], number)
    return None


def _go_on(
    record: Record, line: str, number: int, file: str, findings: list[Finding], *, indented: bool
) -> None:
    """Add a line to the field before it."""
    if record.fields:
        record.fields[-1].pieces.append(line.strip())
    if record.fields and indented:
        return
    shown = fold(line)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    if record.fields:
        message = f"the line {shown!r} has no tag; it is read as part of {record.fields[-1].tag}"
    else:
        message = f"the line {shown!r} has no tag and is left out"
    findings.append(Finding("stray-line", message, Severity.WARNING, file=file, line=number))


def _mended(records: list[Record], file: str, findings: list[Finding]) -> list[Record]:
    """Join a record that a blank line divides."""
    whole: list[Record] = []
    for record in records:
        before = whole[-1] if whole else None
        tags = record.tags
        if (
            before
            and "PMID" in before.tags
            and "PMID" not in tags
            and not (tags & before.tags & ONCE)
        ):
            before.fields.extend(record.fields)
            findings.append(
                Finding(
                    "blank-line",
                    "a blank line divides a record; what follows is read as part of it",
                    Severity.WARNING,
                    file=file,
                    line=record.line,
                )
            )
        else:
            whole.append(record)
    return whole
