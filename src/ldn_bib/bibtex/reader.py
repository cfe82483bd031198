"""BibTeX and biblatex text to entries."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from sys import intern
from typing import NamedTuple

from ldn_bib.bibtex.adapter import Scanner, split_blocks
from ldn_bib.bibtex.blocks import RawEntry, RawString
from ldn_bib.bibtex.convert import convert
from ldn_bib.bibtex.crossref import Parsed, resolve
from ldn_bib.bibtex.decoding import decode_bytes
from ldn_bib.bibtex.entry_types import CONTAINER_TYPES
from ldn_bib.bibtex.expression import MONTH_MACROS, evaluate, plain_text
from ldn_bib.entry import Entry, Origin
from ldn_bib.values.batches import in_batches
from ldn_bib.values.date import MONTHS
from ldn_bib.values.finding import Finding, Severity

__all__ = ["EntryStream", "decode_bytes", "read_bibtex"]

_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_RELATIONS = (b"crossref", b"xdata")
_STRETCH = 1_000_000
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
        stream = EntryStream(text, file)
        return list(stream), stream.findings


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


class EntryStream:
    """The entries of a bibliography, read one by one: those that were taken can be forgotten.

    Only a file in which entries inherit from others (``crossref``, ``xdata``) is read whole
    before the first entry comes.
    """

    def __init__(self, text: str, file: str | None = None) -> None:
        """Take the text of a file, line ends as they are, and its name."""
        self.file = file
        self._text = text.removeprefix("\ufeff")
        self._scanner = Scanner(self._text, file)
        self._findings = self._scanner.findings
        self.macros: dict[str, str] = dict(MONTH_MACROS)
        self.shapes: dict[tuple[str, ...], _Shape] = {}
        self.starts: dict[str, int] = {}
        self.blocks: dict[str, RawEntry] = {}
        self.made_keys: dict[str, int] = {}
        self.last_lines: tuple[RawEntry | None, list[int]] = (None, [])

    @property
    def findings(self) -> list[Finding]:
        """What was repaired, left out or not understood in what was read so far, by lines."""
        return sorted(self._findings, key=lambda one: (one.line or 0, one.column or 0))

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in the order of the file; once only."""
        return self._whole() if _names_relation(self._text) else self._one_by_one()

    def _one_by_one(self) -> Iterator[Entry]:
        for key, parsed, block in in_batches(self._parsed()):
            if parsed.type not in CONTAINER_TYPES:
                yield self._convert(key, parsed, block)

    def _whole(self) -> Iterator[Entry]:
        entries: dict[str, Parsed] = {}
        for key, parsed, block in self._parsed():
            entries[key] = parsed
            self.blocks[key] = block
        resolve(entries, self._report_relation)
        for key, parsed in entries.items():
            if parsed.type not in CONTAINER_TYPES:
                yield self._convert(key, parsed, self.blocks[key])

    def _parsed(self) -> Iterator[tuple[str, Parsed, RawEntry]]:
        """Yield the key, the evaluated fields and the text of each entry."""
        is_empty = True
        for block in in_batches(self._scanner.blocks()):
            is_empty = False
            if isinstance(block, RawEntry):
                key = block.key or self._made_key(block)
                if key in self.starts:
                    self._report_duplicate(block)
                    continue
                self.starts[key] = block.start
                yield key, self._evaluated(block, key), block
            elif isinstance(block, RawString):
                self._define(block)
        if is_empty:
            self._report_nothing()

    def _define(self, block: RawString) -> None:
        evaluated = evaluate(block.value, self.macros)
        for name in evaluated.undefined:
            self._report_macro(name, block.line, None, ())
        self.macros[block.name.lower()] = evaluated.text

    def _evaluated(self, block: RawEntry, key: str) -> Parsed:
        spelled = tuple([field[0] for field in block.fields])
        shape = self.shapes.get(spelled)
        if shape is None:
            shape = self.shapes[spelled] = _shape(spelled)
        if shape.repeats:
            return self._evaluated_one_by_one(block, key)
        # an empty text and one that has to be looked up are rare enough to begin again
        texts = [text or plain_text(value) or "" for _, text, value in block.fields]
        if "" in texts:
            return self._evaluated_one_by_one(block, key)
        return Parsed(block.type, dict(zip(shape.names, texts, strict=True)), shape.spelled)

    def _evaluated_one_by_one(self, block: RawEntry, key: str) -> Parsed:
        fields: dict[str, str] = {}
        names: dict[str, str] = {}
        for place, field in enumerate(block.fields):
            name, value = field.name, field.value
            lower = name.lower()
            if lower in fields:
                self._report_repeat(block, key, place, fields[lower])
                continue
            text, undefined = evaluate(value, self.macros)
            if undefined:
                self._check_macros(undefined, block, key, place, lower)
            if name != lower:
                names[lower] = name
            fields[lower] = text
        # An empty value still counts as the first one of a repeated field.
        if "" in fields.values():
            fields = {name: text for name, text in fields.items() if text}
        return Parsed(block.type, fields, names)

    def _convert(self, key: str, parsed: Parsed, block: RawEntry) -> Entry:
        item, remarks, unverified, status = convert(key, parsed)
        for code, message, fields in remarks:
            self._add(
                code,
                message,
                block.line,
                Severity.INFO if code in _INFO else Severity.WARNING,
                key=key,
                fields=fields,
            )
        origin = Origin(self.file, block.line, block.raw)
        return Entry(item, origin=origin, unverified=unverified, status=status)

    def _made_key(self, block: RawEntry) -> str:
        stem = key = f"entry-in-line-{block.line}"
        number = self.made_keys.get(stem, 0)
        while not number or key in self.starts:
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
        self._findings.append(
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

    def _report_duplicate(self, block: RawEntry) -> None:
        start = self.starts[block.key]
        same = self._text.startswith(block.raw, start)
        line = self._scanner.source.line(start)
        what = "is there twice, byte for byte the same" if same else "has a namesake"
        self._add(
            "duplicate-key",
            f"the entry {block.key!r} {what}: the one in line {line} is kept, "
            f"the one in line {block.line} is left out",
            block.line,
            Severity.WARNING if same else Severity.ERROR,
            key=block.key,
            loses_entry=True,
        )

    def _report_repeat(self, block: RawEntry, key: str, place: int, kept: str) -> None:
        name, value = block.fields[place].name, block.fields[place].value
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
        later = self._defined_in.get(name.lower())
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

    def _report_nothing(self) -> None:
        if not self._findings and _COMMENT_LINE.sub("", self._text).strip():
            self._add("no-entries", "no BibTeX entry stands in this text", 1, Severity.ERROR)

    @cached_property
    def _defined_in(self) -> dict[str, int]:
        """Line of each macro's first definition; wanted only where a macro is not defined yet."""
        lines: dict[str, int] = {}
        for block in split_blocks(self._text)[0]:
            if isinstance(block, RawString):
                lines.setdefault(block.name.lower(), block.line)
        return lines


def _names_relation(text: str) -> bool:
    """Whether the name of a field by which entries inherit stands anywhere, in any case."""
    # bytes, whose letters of ASCII are made small at once, are searched twice as fast as text
    for start in range(0, len(text), _STRETCH):
        stretch = text[start : start + _STRETCH + len(_RELATIONS[0])]
        lowered = stretch.encode("utf-8", "surrogatepass").lower()
        if any(name in lowered for name in _RELATIONS):
            return True
    return False


class _Shape(NamedTuple):
    """What the names of an entry's fields say, which many entries have in common.

    Attributes:
        names: the names in lower case.
        spelled: lower-case name to the name as the file spells it, where they differ.
        repeats: whether a name stands twice.
    """

    names: tuple[str, ...]
    spelled: dict[str, str]
    repeats: bool


def _shape(spelled: tuple[str, ...]) -> _Shape:
    names = tuple([intern(name.lower()) for name in spelled])
    differing = {lower: name for lower, name in zip(names, spelled, strict=True) if lower != name}
    return _Shape(names, differing, len(set(names)) < len(names))


def _field_lines(block: RawEntry) -> list[int]:
    """Lines of the fields, from 1; the entry's own where a field had to be pieced together."""
    raw, pos, line = block.raw, len(block.type) + 1, block.line
    lines: list[int] = []
    for field in block.fields:
        name, value = field.name, field.value
        start = raw.find(name, pos)
        end = raw.find(value, start + len(name))
        if start < 0 or end < 0:
            break
        line += raw.count("\n", pos, start)
        lines.append(line)
        line += raw.count("\n", start, end + len(value))
        pos = end + len(value)
    return lines + [block.line] * (len(block.fields) - len(lines))
