"""The notes: one Markdown file a paper, TOML front matter and a plain-language summary."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from ldn_bib.enrich.toml_source import TomlSource, TomlSyntaxError, parse_toml
from ldn_bib.entry import Annotation
from ldn_bib.errors import did_you_mean
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import SCHEMES, Evidence
from ldn_bib.values.finding import Finding, Severity

FENCE = "+++"
"""The line before and after the front matter."""

LINE_KEYS = ("participants", "dose", "duration", "comparator", "finding")
"""Keys that hold one line of text."""

KEYS = ("conditions", "design", *LINE_KEYS[:-1], "evidence", "finding", "reviewed")
"""Every key of the front matter, in the order in which notes are written."""

REQUIRED_KEYS = ("conditions", "design", "evidence", "finding", "reviewed")
"""Keys that every note has; the others are left out where nothing is on record."""

EVIDENCE_KEYS = ("scheme", "level", "note")
"""Keys of ``evidence``."""

_LINE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n[ \t\n]*")


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about one paper.

    Attributes:
        key: citation key of the paper.
        conditions: slugs, as written; they need not be in a vocabulary.
        annotation: everything else.
        file: name of the file as the person gave it.
        conditions_line: line of ``conditions`` in the file, from 1.
    """

    key: str
    conditions: tuple[str, ...] = ()
    annotation: Annotation = field(default_factory=Annotation)
    file: str | None = None
    conditions_line: int | None = None


def read_note(text: str, file: str, key: str | None = None) -> tuple[Note | None, list[Finding]]:
    """Read one note.

    Args:
        text: the file's text; a byte order mark and CRLF are fine.
        file: name of the file for messages.
        key: citation key; None to take it from the file's name without its ending.

    Returns:
        The note and what is wrong with it. There is no note where there is no front matter
        or where it is not TOML. A value of the wrong kind, or outside its list, is left out.
    """
    key = PurePath(file).stem if key is None else key
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    fences = [number for number, row in enumerate(rows) if row.rstrip() == FENCE][:2]
    reader = _Reader(file, key)
    if len(fences) < 2 or any(row.strip() for row in rows[: fences[0]]):
        end = "is not closed by" if fences else "has to stand first, between two lines of"
        message = f"the note of {key!r} cannot be used: its front matter {end} {FENCE}"
        reader.add("note-without-front-matter", message, 1, severity=Severity.ERROR)
        return None, reader.findings
    # Blank lines in front keep the parser's line numbers those of the file.
    front = "\n" * (fences[0] + 1) + "\n".join(rows[fences[0] + 1 : fences[1]])
    try:
        source = parse_toml(front)
    except TomlSyntaxError as error:
        place = f" at the key {error.key!r}" if error.key else ""
        message = f"the front matter is not valid TOML{place}: {error.reason}"
        reader.add(
            "malformed-note",
            message,
            error.line,
            error.key,
            column=error.column,
            severity=Severity.ERROR,
        )
        return None, reader.findings
    return reader.read(source, rows, fences[1])


def read_notes(files: Iterable[tuple[str, str, str]]) -> tuple[dict[str, Note], list[Finding]]:
    """Read many notes.

    Args:
        files: citation key, file name and text of each note.

    Returns:
        The notes by citation key, in the order given, and what is wrong with them. Of
        several notes with the same key the first one stays.
    """
    notes: dict[str, Note] = {}
    findings: list[Finding] = []
    for key, file, text in files:
        note, found = read_note(text, file, key)
        findings.extend(found)
        if note is None:
            continue
        if key in notes:
            message = f"{key!r} has a note in {notes[key].file} already; this one is left out"
            findings.append(Finding("duplicate-note", message, Severity.ERROR, file, 1, key=key))
            continue
        notes[key] = note
    return notes, findings


class _Reader:
    """Reads the front matter of one note and collects findings on the way."""

    def __init__(self, file: str, key: str) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._key = key
        self._source = TomlSource({}, {})

    def add(
        self,
        code: str,
        message: str,
        line: int | None,
        field: str | None = None,
        *,
        column: int | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        fields = (field,) if field else ()
        self.findings.append(
            Finding(code, message, severity, self._file, line, column, self._key, fields)
        )

    def read(self, source: TomlSource, rows: list[str], fence: int) -> tuple[Note, list[Finding]]:
        self._source = source
        data = source.data
        self._check_keys(data, KEYS, ())
        for key in REQUIRED_KEYS:
            if key not in data:
                self.add("note-without-key", f"the note has no {key!r}", 1, key)
        texts = {key: self._text(data, key) for key in LINE_KEYS}
        note = Note(
            key=self._key,
            conditions=self._conditions(data),
            annotation=Annotation(
                design=self._design(data),
                evidence=self._evidence(data),
                summary=self._summary(rows, fence),
                reviewed=self._reviewed(data),
                **texts,
            ),
            file=self._file,
            conditions_line=source.line("conditions"),
        )
        self.findings.sort(key=lambda finding: finding.line or 0)
        return note, self.findings

    def _at(self, code: str, message: str, *path: str) -> None:
        self.add(code, message, self._source.line(*path), ".".join(path))

    def _wrong_kind(self, wanted: str, value: object, *path: str) -> None:
        message = f"{'.'.join(path)!r} has to be {wanted}, not {_shown(value)}"
        self._at("note-wrong-kind", message, *path)

    def _check_keys(
        self, table: Mapping[str, Any], known: tuple[str, ...], path: tuple[str, ...]
    ) -> None:
        for key in table:
            if key not in known:
                hint = did_you_mean(key, list(known)) or f"; there are {', '.join(known)}"
                self._at("note-unknown-key", f"unknown key {key!r}{hint}", *path, key)

    def _text(self, table: Mapping[str, Any], key: str, *path: str) -> str:
        """Text of a key on one line; empty where it is not there or not text."""
        value = table.get(key, "")
        if not isinstance(value, str):
            self._wrong_kind("text in quotes", value, *path, key)
            return ""
        value = value.strip(" \t\n")
        if "\n" in value:
            message = f"{'.'.join((*path, key))!r} has to stand on one line"
            self._at("note-not-one-line", message, *path, key)
        return _LINE_BREAK.sub(" ", value)

    def _conditions(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        value = data.get("conditions", [])
        if not isinstance(value, list) or not all(isinstance(slug, str) for slug in value):
            self._wrong_kind("a list of slugs in quotes", value, "conditions")
        items = value if isinstance(value, list) else []
        slugs = [slug.strip() for slug in items if isinstance(slug, str)]
        for slug, count in Counter(slugs).items():
            if count > 1:
                message = f"the condition {slug!r} is named {count} times"
                self._at("note-repeated-condition", message, "conditions")
        return tuple(dict.fromkeys(slugs))

    def _design(self, data: Mapping[str, Any]) -> str | None:
        design = self._text(data, "design")
        if not design:
            return None
        if design not in DESIGNS:
            hint = did_you_mean(design, list(DESIGNS)) or f"; there are {', '.join(DESIGNS)}"
            self._at("note-unknown-design", f"unknown design {design!r}{hint}", "design")
            return None
        return design

    def _evidence(self, data: Mapping[str, Any]) -> Evidence | None:
        table = data.get("evidence")
        if table is None:
            return None
        if not isinstance(table, dict):
            self._wrong_kind("a table with scheme, level and note", table, "evidence")
            return None
        self._check_keys(table, EVIDENCE_KEYS, ("evidence",))
        scheme, level, note = (self._text(table, key, "evidence") for key in EVIDENCE_KEYS)
        for key in EVIDENCE_KEYS[:2]:
            if key not in table:
                self._at("note-without-key", f"'evidence' has no {key!r}", "evidence", key)
        if not scheme or not level:
            return None
        if scheme not in SCHEMES:
            message = f"unknown scheme of evidence {scheme!r}; known: {', '.join(SCHEMES)}"
            self._at("note-unknown-scheme", message, "evidence", "scheme")
            return None
        if level not in SCHEMES[scheme]:
            message = f"{scheme} has no level {level!r}; there are {', '.join(SCHEMES[scheme])}"
            self._at("note-unknown-level", message, "evidence", "level")
            return None
        return Evidence(scheme, level, note)

    def _reviewed(self, data: Mapping[str, Any]) -> dt.date | None:
        value = data.get("reviewed")
        if value is None:
            return None
        # A date with a time is a date to Python as well.
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self._wrong_kind("a date without quotes, such as 2026-11-22", value, "reviewed")
            return None
        return value

    def _summary(self, rows: list[str], fence: int) -> str:
        body = "\n".join(rows[fence + 1 :]).strip(" \t\n")
        if not body:
            message = "the note has no summary below its front matter"
            self.add("note-without-summary", message, fence + 1)
            return ""
        if broken := _PARAGRAPH_BREAK.search(body):
            first = next(n for n, row in enumerate(rows[fence + 1 :], fence + 2) if row.strip())
            line = first + body.count("\n", 0, broken.end())
            message = "the summary has to be one paragraph; its paragraphs are joined"
            self.add("note-several-paragraphs", message, line)
        return _LINE_BREAK.sub(" ", body)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
