"""Changing a BibTeX file in place: what an edit does not name stays byte for byte as it was.

Encoding, byte order mark, line ends, comments, order, alignment, ``@string`` definitions and
broken blocks are kept, because only the stretches of an edit are cut out and set in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import Block, RawEntry, RawOther
from ldn_bib.bibtex.decoding import decode_bytes, encode_like
from ldn_bib.bibtex.edits import (
    AddEntry,
    Edit,
    Patch,
    RemoveEntry,
    RemoveField,
    RenameField,
    RenameKey,
    SetField,
    patched,
)
from ldn_bib.bibtex.entry_edits import check_key, edit_entry, parts
from ldn_bib.bibtex.field_style import Style, default_style, style_of
from ldn_bib.bibtex.spans import entry_spans
from ldn_bib.errors import UsageError, did_you_mean

REFERRING = frozenset({"crossref", "xdata", "xref", "related", "entryset"})
"""Fields that name other entries by their keys."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_GROUPS = re.compile(r"@comment\s*\{\s*jabref-meta:\s*groups", re.IGNORECASE)


def apply(source: bytes, edits: Sequence[Edit], *, file: str = "the file") -> bytes:
    """Return a file with edits made.

    Args:
        source: the bytes of the file.
        edits: made one after the other; an entry that two of them have a key for is the first.
        file: its name, for messages.

    Raises:
        FileError: the bytes are not text.
        UsageError: there is no such entry or field, an entry is broken, a key or a value is
            none, or a key is taken.
    """
    text, _ = decode_bytes(source, file)
    return encode_like(patched(text, plan(text, edits, file=file)), source)


def plan(text: str, edits: Iterable[Edit], *, file: str = "the file") -> list[Patch]:
    """Return what edits change in a text; the patches stand in order and do not overlap.

    Args:
        text: the file, without a byte order mark.
        edits: as in :func:`apply`.
        file: its name, for messages.

    Raises:
        UsageError: as in :func:`apply`.
    """
    splice = _Splice(text, file)
    for edit in edits:
        splice.make(edit)
    return splice.patches()


@dataclass(slots=True)
class _Place:
    """An entry of the file on its way through the edits.

    Attributes:
        block: as it was read.
        text: as it is now; None where it is taken out.
        added: entries that follow it.
    """

    block: RawEntry
    text: str | None
    added: list[str] = field(default_factory=list)


class _Splice:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.blocks: list[Block] = split_blocks(text)[0]
        found = _LINE_END.search(text)
        self.line_end = found[0] if found else "\n"
        self.places = [
            _Place(block, block.raw) for block in self.blocks if isinstance(block, RawEntry)
        ]
        self.by_key: dict[str, _Place] = {}
        for place in self.places:
            self.by_key.setdefault(place.block.key, place)
        self.new_keys: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.at_start: list[str] = []
        self._fallback: Style | None = None

    def make(self, edit: Edit) -> None:
        if isinstance(edit, AddEntry):
            self._add(edit)
        elif isinstance(edit, RemoveEntry):
            self._place(edit.key).text = None
            del self.by_key[edit.key]
        else:
            place = self._place(edit.key)
            if isinstance(edit, RenameKey):
                self._check_free(edit.new)
            self._edit(place, edit)
            if isinstance(edit, RenameKey):
                self.by_key[edit.new] = self.by_key.pop(edit.key)
                self._refer(edit)

    def _place(self, key: str) -> _Place:
        place = self.by_key.get(key)
        if place is None:
            hint = did_you_mean(key, [known for known in self.by_key if known])
            raise UsageError(f"{self.file} has no entry {key!r}{hint}")
        return place

    def _edit(self, place: _Place, edit: SetField | RemoveField | RenameField | RenameKey) -> None:
        spans = parts(place.text or "", edit.key)
        names = {span.name.lower() for span in spans.fields}
        if isinstance(edit, RemoveField | RenameField) and edit.name.lower() not in names:
            hint = did_you_mean(edit.name, sorted(names))
            raise UsageError(f"the entry {edit.key!r} has no field {edit.name!r}{hint}")
        place.text = edit_entry(spans, edit, self._style(), self.line_end)

    def _style(self) -> Style:
        """How fields are written in an entry that has none: as in the first one that has."""
        if self._fallback is None:
            self._fallback = default_style(self.line_end)
            for place in self.places:
                spans = entry_spans(place.block.raw)
                learned = style_of(spans, self.line_end) if spans else None
                if learned:
                    self._fallback = learned
                    break
        return self._fallback

    def _check_free(self, key: str) -> None:
        check_key(key)
        if key in self.by_key or key in self.new_keys:
            raise UsageError(f"{self.file} has an entry {key!r} already")

    # Keys

    def _refer(self, edit: RenameKey) -> None:
        """Let the fields of other entries that name the key follow."""
        old = re.compile(rf"(?<![^\s,{{\"]){re.escape(edit.key)}(?![^\s,}}\"])")
        for place in self.places:
            if place.text is None or edit.key not in place.text:
                continue
            spans = entry_spans(place.text)
            for span in reversed(spans.fields if spans else ()):
                if span.name.lower() in REFERRING:
                    value = old.sub(lambda _: edit.new, place.text[span.value : span.end])
                    place.text = place.text[: span.value] + value + place.text[span.end :]
        self.renamed = {
            first: edit.new if last == edit.key else last for first, last in self.renamed.items()
        }
        self.renamed.setdefault(edit.key, edit.new)

    def _group_patch(self, block: RawOther) -> Patch | None:
        if not self.renamed or not _GROUPS.match(block.raw):
            return None
        cells = block.raw.split("\\;")
        named = [self.renamed.get(cell, cell) for cell in cells]
        if named == cells:
            return None
        return Patch(block.start, block.start + len(block.raw), "\\;".join(named))

    # Whole entries

    def _add(self, edit: AddEntry) -> None:
        blocks, findings = split_blocks(edit.text.strip())
        if len(blocks) != 1 or findings or not isinstance(blocks[0], RawEntry):
            raise UsageError("what is added must be one whole entry and nothing else")
        self._check_free(blocks[0].key)
        self.new_keys.add(blocks[0].key)
        text = _LINE_END.sub(lambda _: self.line_end, blocks[0].raw)
        if edit.after is not None:
            self._place(edit.after).added.append(text)
        elif self.places:
            self.places[-1].added.append(text)
        else:
            self.at_start.append(text)

    def _gap(self) -> str:
        """Line ends between two entries, as between the last two of the file."""
        for first, second in zip(self.places[-2::-1], self.places[:0:-1], strict=True):
            end = first.block.start + len(first.block.raw)
            between = self.text[end : second.block.start]
            if not between.strip() and _LINE_END.search(between):
                return between
        return self.line_end * 2

    def patches(self) -> list[Patch]:
        """Everything that changes, in the order of the text."""
        found: list[Patch] = []
        gap = self._gap() if any(place.added for place in self.places) else ""
        for place in self.places:
            start = place.block.start
            end = start + len(place.block.raw)
            added = "".join(gap + text for text in place.added)
            if place.text is None and not added:
                found.append(self._removal(start, end))
            elif place.text is None:
                found.append(Patch(start, end, added.removeprefix(gap)))
            else:
                if place.text != place.block.raw:
                    found.append(_narrowed(start, place.block.raw, place.text))
                if added:
                    at = self._line_rest(end)
                    found.append(Patch(at, at, added))
        found += [
            patch
            for block in self.blocks
            if isinstance(block, RawOther) and (patch := self._group_patch(block))
        ]
        if self.at_start:
            found.append(self._at_end())
        return _merged(sorted(found, key=lambda patch: (patch.start, patch.end)))

    def _at_end(self) -> Patch:
        """The first entries of a file that has none; they stand behind everything else."""
        end = len(self.text)
        before = self.text
        lead = ""
        if before and not before.isspace():
            lead = self.line_end if _LINE_END.search(before[-1:]) else self.line_end * 2
        entries = (self.line_end * 2).join(self.at_start)
        return Patch(end, end, f"{lead}{entries}{self.line_end}")

    def _line_rest(self, end: int) -> int:
        """Offset behind a comment that follows an entry on its line; ``end`` otherwise."""
        stop = _LINE_END.search(self.text, end)
        rest = self.text[end : stop.start() if stop else len(self.text)]
        return end + len(rest.rstrip()) if rest.lstrip().startswith("%") else end

    def _removal(self, start: int, end: int) -> Patch:
        """Cut an entry out with its line, and with the empty lines behind or else before it.

        Empty lines before it stay where another entry follows at once, because they may part
        the entries from what stands above.
        """
        text = self.text
        line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        rest = _REST_OF_LINE.match(text, end)
        if rest is None or text[line_start:start].strip():
            return Patch(start, end, "")
        start, end = line_start, rest.end()
        if end < len(text):
            blank = _BLANK_LINES.match(text, end)
            empty = blank.end() if blank else end
            if empty < len(text) and (empty > end or text[empty] == "@"):
                return Patch(start, empty, "")
            end = empty
        before = text[:start].rstrip()
        if before:
            newline = _LINE_END.search(text, len(before))
            start = newline.end() if newline else start
        else:
            start = 0
        return Patch(min(start, line_start), end, "")


def _narrowed(start: int, old: str, new: str) -> Patch:
    """The smallest patch that makes one text of another."""
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Patch(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _merged(patches: list[Patch]) -> list[Patch]:
    """Patches without overlaps: two removals side by side may share empty lines."""
    merged: list[Patch] = []
    for patch in patches:
        last = merged[-1] if merged else None
        if last and patch.start < last.end:
            end = max(last.end, patch.end)
            merged[-1] = Patch(last.start, end, last.text + patch.text)
        else:
            merged.append(patch)
    return merged
