"""The fields of one entry: BibTeX's rules, with small slips repaired on the spot."""

from __future__ import annotations

import re
from typing import NamedTuple

from ldn_bib.bibtex.blocks import RawField, raw_field
from ldn_bib.bibtex.source import Source

NAME = r"""[^\s"#%'(),={}@]+"""
_SKIP = re.compile(r"(?:[\s,]+|%[^\n]*)*")
_SPACE = re.compile(r"\s*")
_NAME_EQUALS = re.compile(rf"({NAME})\s*=\s*")
_NAME_ONLY = re.compile(rf"({NAME})\s*(?=[,}})])")
_NAME_VALUE = re.compile(r"""([A-Za-z][\w+.:-]*)\s*(?=[{"]|[ \t]\d)""")
_WORD = re.compile(r"""[^\s"#%'(),={}]+""")
_NEW_BLOCK = re.compile(r"@[ \t]*[\w.+-]+\s*[{(]")
_BARE_REST = re.compile(r"""[^,{}\n"]*""")
_JUNK_STOP = re.compile(r"""[,{})]|\n(?=[ \t]*[\w+.:-]+[ \t]*=)|\n(?=[ \t]*@)""")
_FIELD_LINE = re.compile(r"""\n[ \t]*[A-Za-z][\w+.:-]*[ \t]*=[ \t]*["{\d]""")

MOST_HEADS_IN_VALUE = 5
"""A value that holds more line starts like ``@article{key,`` than this was never closed."""


class Broken(Exception):  # noqa: N818 - a signal within this package, not an error of a caller
    """The entry is not closed; ``stop`` is where something else begins, ``name`` the field."""

    def __init__(self, name: str, stop: int, reason: str) -> None:
        super().__init__(reason)
        self.name = name
        self.stop = stop


class Problem(NamedTuple):
    """Something repaired: a finding before it has a file, a line and a key."""

    code: str
    message: str
    offset: int
    fields: tuple[str, ...] = ()


class FieldScanner:
    """Reads the fields of one entry and keeps the problems it met."""

    def __init__(self, source: Source, closer: str) -> None:
        self.source = source
        self.text = source.text
        self.closer = closer
        self.problems: list[Problem] = []
        self.places: list[tuple[int, int, int]] = []
        """Of each field: where its name, its value and what follows the value begin."""

    def fields(self, pos: int, found: list[RawField]) -> int:
        """Read fields up to the closing delimiter.

        Args:
            pos: offset behind the key.
            found: list that the fields are added to.

        Returns:
            The offset behind the closing delimiter.

        Raises:
            Broken: the entry is not closed.
        """
        text, size = self.text, len(self.text)
        while True:
            pos = self._skip(pos)
            if pos >= size:
                raise Broken("", size, "end of file")
            if text[pos] == self.closer:
                return pos + 1
            if text[pos] == "@" and _NEW_BLOCK.match(text, pos):
                raise Broken("", pos, "next entry")
            name = _NAME_EQUALS.match(text, pos) or self._without_equals(pos)
            if name is None:
                pos = self._junk(pos)
                continue
            start = self._space(name.end())
            if name.re is _NAME_ONLY:
                pos = start
                continue
            end = self._value(name[1], start)
            found.append(raw_field(name[1], text[start:end].strip()))
            self.places.append((pos, start, end))
            pos = end

    def _skip(self, pos: int) -> int:
        match = _SKIP.match(self.text, pos)
        return match.end() if match else pos

    def _without_equals(self, pos: int) -> re.Match[str] | None:
        value = _NAME_VALUE.match(self.text, pos)
        if value:
            message = f"“=” is missing behind the field name {value[1]!r}"
            self.problems.append(Problem("missing-equals", message, pos, (value[1],)))
            return value
        alone = _NAME_ONLY.match(self.text, pos)
        if alone:
            message = f"{alone[1]!r} has no “=” and no value; it is left out"
            self.problems.append(Problem("missing-equals", message, pos, (alone[1],)))
        return alone

    def expression(self, pos: int) -> int:
        """Return the end of the expression that begins at ``pos``.

        Raises:
            Broken: a brace or a quote in it is never closed.
        """
        text, size = self.text, len(self.text)
        end = pos
        while pos < size:
            mark = text[pos]
            if mark == "{":
                stop = self.source.closing_brace(pos)
            elif mark == '"':
                stop = self.source.closing_quote(pos)
            else:
                word = _WORD.match(text, pos)
                if word is None:
                    return end
                stop = word.end() - 1
            if stop < 0:
                raise Broken("", size, "unclosed")
            end = stop + 1
            pos = self._space(end)
            if pos >= size or text[pos] != "#":
                return end
            pos = self._space(pos + 1)
        return end

    def _space(self, pos: int) -> int:
        match = _SPACE.match(self.text, pos)
        return match.end() if match else pos

    def _value(self, name: str, start: int) -> int:
        """End of a field's value, with what follows it checked."""
        text = self.text
        end = self.expression(start)
        heads = self.source.heads_between(start, end)
        if heads > MOST_HEADS_IN_VALUE:
            raise Broken(name, len(text), "swallows entries")
        after = self._space(end)
        mark = text[after : after + 1]
        if not mark or (mark == "@" and _NEW_BLOCK.match(text, after)):
            raise Broken(name, after, "not closed")
        if mark == "%":
            after = self._skip(after)
            mark = text[after : after + 1]
        if mark not in (",", self.closer):
            end = self._continued(name, start, end, after)
        elif end == start:
            self.problems.append(
                Problem("empty-value", f"the field {name!r} has no value", start, (name,))
            )
        if heads:
            self.problems.append(
                Problem(
                    "entry-inside-value",
                    f"the value of {name!r} holds what looks like an entry; "
                    "if it is one, a closing brace is missing before it",
                    start,
                    (name,),
                )
            )
        return end

    def _continued(self, name: str, start: int, end: int, after: int) -> int:
        """Deal with a value that neither a comma nor the end of the entry follows."""
        text = self.text
        if _FIELD_LINE.search(text, start, end):
            raise Broken(name, len(text), "value runs over the next field")
        if _NAME_EQUALS.match(text, after) or "%" in text[end:after]:
            self.problems.append(
                Problem("missing-comma", f"a comma is missing behind {name!r}", end, (name,))
            )
            return end
        stop = self._bare_end(after)
        if text[start : start + 1] in ("{", '"') or text[stop : stop + 1] not in (
            "",
            ",",
            "\n",
            self.closer,
        ):
            return end
        self.problems.append(
            Problem("bare-value", f"the value of {name!r} has no braces or quotes", start, (name,))
        )
        return stop

    def _bare_end(self, pos: int) -> int:
        """End of text without delimiters; braces inside it, as in a bare address, belong to it."""
        while True:
            rest = _BARE_REST.match(self.text, pos)
            pos = rest.end() if rest else pos
            if self.text[pos : pos + 1] != "{":
                return pos
            end = self.source.closing_brace(pos)
            if end < 0:
                return pos
            pos = end + 1

    def _junk(self, pos: int) -> int:
        """Pass over what is no field, up to where one may begin."""
        text, start = self.text, pos
        while True:
            stop = _JUNK_STOP.search(text, pos)
            if stop is None:
                raise Broken("", len(text), "junk")
            mark = stop[0]
            if mark == "{":
                pos = self.source.closing_brace(stop.start()) + 1
                if pos == 0:
                    raise Broken("", len(text), "junk")
            elif mark in "})" and mark != self.closer:
                pos = stop.end()
            else:
                break
        end = stop.start()
        shown = " ".join(text[start:end].split())[:40]
        if shown:
            self.problems.append(
                Problem("stray-text", f"“{shown}” is no field; it is passed over", start)
            )
        return max(end, start + 1)
