"""The text of a library's file: which field stands where, and what is to be ignored."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import RawEntry
from ldn_bib.bibtex.expression import plain_text
from ldn_bib.bibtex.spans import entry_spans
from ldn_bib.check.ignores import COMMENT, FIELD_NAME, FIELD_VALUE, SIGNS, Ignore, words
from ldn_bib.check.subject import Field, Subject
from ldn_bib.entry import Entry

_LINE_END = re.compile(r"\r\n|\n|\r")
_ENTRY_TYPE = re.compile(r"@[ \t]*([\w.+-]*)")
_COMMENT_LINE = re.compile(r"[ \t]*[%#].*")


class FileText:
    """The text of a library's file, in which places are looked up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._places: dict[str, tuple[int, int]] = {}
        """Key of an entry to where it begins and ends."""
        self._values: list[tuple[int, int]] = []
        """Where values of fields begin and end, in order."""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def subject(self, entry: Entry) -> Subject:
        """An entry with its fields as they stand in the text."""
        raw, line = entry.origin.raw, entry.origin.line
        if raw is None or line is None or line > len(self._starts):
            return Subject(entry)
        start = self.text.find(raw, self._starts[line - 1])
        if start < 0:
            return Subject(entry)
        self._places[entry.key] = (start, start + len(raw))
        named = _ENTRY_TYPE.match(raw)
        spans = entry_spans(raw)
        fields = []
        places = [(one.name, one.value, one.end) for one in spans.fields] if spans else None
        for spelled, value, end in _broken(raw) if places is None else places:
            self._values.append((start + value, start + end))
            fields.append(self._field(spelled, raw[value:end], start + value))
        return Subject(
            entry,
            type=named[1].lower() if named else "",
            fields=tuple(fields),
            column=self.place(start)[1],
            is_sound=spans is not None and spans.key == entry.key,
        )

    def _field(self, spelled: str, raw: str, offset: int) -> Field:
        plain = plain_text(raw) is not None
        delimited = plain and raw[:1] in ("{", '"')
        line, column = self.place(offset + 1 if delimited else offset)
        value = raw[1:-1] if delimited else raw
        return Field(spelled.lower(), spelled, value, raw, line, column, plain)

    # What is to be ignored

    def ignores(self, subjects: Sequence[Subject]) -> Iterator[Ignore]:
        """What the comments and the entries say is to be ignored."""
        for subject in subjects:
            field = subject.field(FIELD_NAME)
            said = FIELD_VALUE.match(field.value) if field else None
            if field and said:
                for word, offset in words(said[1]):
                    line, column = field.place(said.start(1) + offset)
                    yield Ignore(word, subject.key, line, column)
        if "ldnbib:" not in self.text.lower():
            return
        begins = sorted((start, end, key) for key, (start, end) in self._places.items())
        values = sorted(self._values)
        for match in COMMENT.finditer(self.text):
            line, column = self.place(match.start())
            head = self.text[match.start() - column + 1 : match.start()]
            before = head.rstrip(f" \t{SIGNS}")
            at = match.start() - len(head) + len(before)
            if head.rstrip() == before or _is_within(at, values):
                continue
            key = self._key_around(at, begins)
            if key is None and before:
                continue  # prose that speaks of such comments
            key = key or self._key_below(at, begins)
            for word, offset in words(match[1]):
                line, column = self.place(match.start(1) + offset)
                yield Ignore(word, key, line, column)

    def _key_around(self, at: int, begins: Sequence[tuple[int, int, str]]) -> str | None:
        """Key of the entry that a comment stands in, or behind in the line of its end."""
        index = bisect_right(begins, (at, len(self.text), "")) - 1
        if index < 0 or _LINE_END.search(self.text, begins[index][1], max(at, begins[index][1])):
            return None
        return begins[index][2]

    def _key_below(self, at: int, begins: Sequence[tuple[int, int, str]]) -> str | None:
        """Key of the entry that a comment stands directly before."""
        index = bisect_right(begins, (at, len(self.text), ""))
        if index == len(begins):
            return None
        start, _, key = begins[index]
        between = self.text[at:start]
        lines = _LINE_END.split(between)
        if lines[-1].strip() or not all(map(_COMMENT_LINE.fullmatch, lines[:-1])):
            return None
        return key


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (at, at))
    return index > 0 and at < spans[index - 1][1]


def _broken(raw: str) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of the value of each field of an entry that was repaired.

    They are given as far as they can be found again.
    """
    blocks = split_blocks(raw)[0]
    pos = 0
    for block in blocks[:1]:
        for field in block.fields if isinstance(block, RawEntry) else ():
            name, value = field.name, field.value
            start = raw.find(name, pos)
            start = raw.find(value, start + len(name)) if start >= 0 else -1
            if start < 0:
                return
            pos = start + len(value)
            yield name, start, pos
