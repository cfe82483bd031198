"""BibTeX and biblatex text to entries."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from sys import intern

from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import Block, RawEntry, RawString
from ldn_bib.bibtex.convert import convert
from ldn_bib.bibtex.crossref import Parsed, resolve
from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.bibtex.entry_types import CONTAINER_TYPES
from ldn_bib.bibtex.expression import MONTH_MACROS, evaluate, plain_text
from ldn_bib.entry import Entry, Origin
from ldn_bib.values.date import MONTHS
from ldn_bib.values.finding import Finding, Severity

__all__ = ["decode_bytes", "read_bibtex"]

_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_INFO = frozenset({"unknown-entry-type", "unknown-latex", "and-others"})


def read_bibtex(text: str, file: str | None = None) -> tuple[list[Entry], list[Finding]]:
    """Read a bibliography.

    Any text is accepted. An entry is kept where it can be; everything that was repaired, left
    out or not understood is a finding.

    Args:
        text: the file's text, line ends as they are.
        file: its name, for findings and origins.

    Returns:
        The entries in the order of the file, and the findings in the order of their lines.
    """
    with _no_collection():
        return _Reader(file).read(text.removeprefix("\ufeff"))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector: the many new objects are all kept, none is a circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    def __init__(self, file: str | None) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.macros: dict[str, str] = dict(MONTH_MACROS)
        self.lowered: dict[str, str] = {}
        self.defined_in: dict[str, int] = {}
        self.blocks: dict[str, RawEntry] = {}
        self.parsed: dict[str, Parsed] = {}
        self.made_keys: dict[str, int] = {}
        self.last_lines: tuple[RawEntry | None, list[int]] = (None, [])

    def read(self, text: str) -> tuple[list[Entry], list[Finding]]:
        blocks, self.findings = split_blocks(text, self.file)
        for block in blocks:
            if isinstance(block, RawString):
                self.defined_in.setdefault(block.name.lower(), block.line)
        related = False
        for block in blocks:
            if isinstance(block, RawEntry):
                parsed = self._entry(block)
                if parsed is not None:
                    related = related or "crossref" in parsed.fields or "xdata" in parsed.fields
            elif isinstance(block, RawString):
                self._define(block)
        if related:
            resolve(self.parsed, self._report_relation)
        entries = [
            self._convert(key, parsed)
            for key, parsed in self.parsed.items()
            if parsed.type not in CONTAINER_TYPES
        ]
        if not self.parsed:
            self._report_nothing(text, blocks)
        self.findings.sort(key=lambda finding: (finding.line or 0, finding.column or 0))
        return entries, self.findings

    def _define(self, block: RawString) -> None:
        evaluated = evaluate(block.value, self.macros)
        for name in evaluated.undefined:
            self._report_macro(name, block.line, None, ())
        self.macros[block.name.lower()] = evaluated.text

    def _entry(self, block: RawEntry) -> Parsed | None:
        """Evaluate the fields; None where an entry before it has the key."""
        key = block.key or self._made_key(block)
        if key in self.parsed:
            self._report_duplicate(block, self.blocks[key])
            return None
        fields: dict[str, str] = {}
        names: dict[str, str] = {}
        macros, lowered = self.macros, self.lowered
        for place, (name, value) in enumerate(block.fields):
            lower = lowered.get(name)
            if lower is None:
                lower = lowered[name] = intern(name.lower())
            if lower in fields:
                self._report_repeat(block, key, place, fields[lower])
                continue
            text = plain_text(value)
            if text is None:
                text, undefined = evaluate(value, macros)
                if undefined:
                    self._check_macros(undefined, block, key, place, lower)
            if name != lower:
                names[lower] = name
            fields[lower] = text
        # An empty value still counts as the first one of a repeated field.
        if "" in fields.values():
            fields = {name: text for name, text in fields.items() if text}
        parsed = self.parsed[key] = Parsed(block.type, fields, names)
        self.blocks[key] = block
        return parsed

    def _convert(self, key: str, parsed: Parsed) -> Entry:
        item, remarks, unverified = convert(key, parsed)
        block = self.blocks[key]
        for code, message, fields in remarks:
            self._add(
                code,
                message,
                block.line,
                Severity.INFO if code in _INFO else Severity.WARNING,
                key=key,
                fields=fields,
            )
        return Entry(item, origin=Origin(self.file, block.line, block.raw), unverified=unverified)

    def _made_key(self, block: RawEntry) -> str:
        stem = key = f"entry-in-line-{block.line}"
        number = self.made_keys.get(stem, 0)
        while not number or key in self.parsed:
            number += 1
            key = stem if number == 1 else f"{stem}-{number}"
        self.made_keys[stem] = number
        message = f"this @{block.type} has no key; it is called {key!r} here"
        self._add("missing-key", message, block.line, key=key)
        return key

    def _field_line(self, block: RawEntry, place: int) -> int:
        if self.last_lines[0] is not block:
            self.last_lines = (block, _field_lines(block))
        return self.last_lines[1][place]

    # Findings

    def _add(
        self,
        code: str,
        message: str,
        line: int | None,
        severity: Severity = Severity.WARNING,
        *,
        key: str | None = None,
        fields: tuple[str, ...] = (),
        loses_entry: bool = False,
    ) -> None:
        self.findings.append(
            Finding(
                code,
                message,
                severity,
                self.file,
                line,
                key=key,
                fields=fields,
                loses_entry=loses_entry,
            )
        )

    def _report_duplicate(self, block: RawEntry, first: RawEntry) -> None:
        same = block.raw == first.raw
        what = "is there twice, byte for byte the same" if same else "has a namesake"
        self._add(
            "duplicate-key",
            f"the entry {block.key!r} {what}: the one in line {first.line} is kept, "
            f"the one in line {block.line} is left out",
            block.line,
            Severity.WARNING if same else Severity.ERROR,
            key=block.key,
            loses_entry=True,
        )

    def _report_repeat(self, block: RawEntry, key: str, place: int, kept: str) -> None:
        name, value = block.fields[place]
        same = evaluate(value, self.macros).text == kept
        left_out = "it repeats the first one" if same else "the first value is kept"
        self._add(
            "duplicate-field",
            f"the field {name!r} stands twice in {key!r}; {left_out}",
            self._field_line(block, place),
            key=key,
            fields=(name,),
        )

    def _check_macros(
        self, undefined: tuple[str, ...], block: RawEntry, key: str, place: int, field: str
    ) -> None:
        for name in undefined:
            if field != "month" or name.lower() not in MONTHS:
                spelled = block.fields[place].name
                self._report_macro(name, self._field_line(block, place), key, (spelled,))

    def _report_macro(self, name: str, line: int, key: str | None, fields: tuple[str, ...]) -> None:
        later = self.defined_in.get(name.lower())
        where = f"is defined only in line {later}" if later else "is not defined"
        message = f"the macro {name!r} {where}; its name is taken for its text"
        self._add("undefined-macro", message, line, key=key, fields=fields)

    def _report_relation(self, key: str, field: str, code: str, message: str) -> None:
        block = self.blocks[key]
        place = next(i for i, raw in enumerate(block.fields) if raw.name.lower() == field)
        self._add(
            code,
            message,
            self._field_line(block, place),
            key=key,
            fields=(block.fields[place].name,),
        )

    def _report_nothing(self, text: str, blocks: list[Block]) -> None:
        if blocks or self.findings or not _COMMENT_LINE.sub("", text).strip():
            return
        self._add("no-entries", "no BibTeX entry stands in this text", 1, Severity.ERROR)


def _field_lines(block: RawEntry) -> list[int]:
    """Lines of the fields, from 1; the entry's own where a field had to be pieced together."""
    raw, pos, line = block.raw, len(block.type) + 1, block.line
    lines: list[int] = []
    for name, value in block.fields:
        start = raw.find(name, pos)
        end = raw.find(value, start + len(name))
        if start < 0 or end < 0:
            break
        line += raw.count("\n", pos, start)
        lines.append(line)
        line += raw.count("\n", start, end + len(value))
        pos = end + len(value)
    return lines + [block.line] * (len(block.fields) - len(lines))
