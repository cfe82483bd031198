"""A scanner for broken or unusual files: BibTeX's rules, and what can be saved where they fail.

It runs in one pass. An entry that BibTeX could read is read the same way; small slips (a
missing comma, a missing ``=``) are repaired on the spot; an entry that is never closed is cut
where the next one begins a line, and its fields are saved one by one. Each repair is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from ldn_bib.bibtex.blocks import Block, OtherKind, RawEntry, RawField, RawOther, RawString
from ldn_bib.bibtex.entry_types import ENTRY_TYPES
from ldn_bib.bibtex.fieldscan import Broken, FieldScanner, Problem
from ldn_bib.bibtex.orderly import MORE_FIELDS, next_orderly, orderly_fields
from ldn_bib.bibtex.recovery import recover_fields
from ldn_bib.bibtex.source import Source
from ldn_bib.values.finding import Finding, Severity

_HEAD = re.compile(r"@[ \t]*([\w.+-]*)\s*([{(])")
_KEYED = re.compile(r"""@[ \t]*[\w.+-]*\s*[{(]\s*[^\s,{}()"=]+\s*,""")
_BARE_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\b")
_STRING_NAME = re.compile(r"""\s*([^\s"#%'(),={}]+)\s*=\s*""")
_KEY_BRACE = re.compile(r"\s*([^\s,{}]*)")
_KEY_PAREN = re.compile(r"\s*([^\s,{}()]*)")
_KEY_WITH_SPACES = re.compile(r"""[^,{}()="\n]*""")
_FIRST_FIELD = re.compile(r"""\s*[A-Za-z][\w+.:-]*\s*=\s*["{\w]""")
_FIELD_AS_KEY = re.compile(r"""[A-Za-z][\w+.:-]*=(?:["{].*|$)""", re.DOTALL)
_MORE_FIELDS = re.compile(MORE_FIELDS)
_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_BRACE = re.compile(r"[{}]")
_ENTRY_LIKE = re.compile(r"[{(]\s*([^\s,{}()=]+)\s*,\s*[A-Za-z][\w+.:-]*\s*=")
_BLANK = re.compile(r"[ \t]*")
_SPACE = re.compile(r"\s*")

_SPECIAL = {"comment": OtherKind.COMMENT, "preamble": OtherKind.PREAMBLE}


def scan(text: str, file: str | None = None) -> tuple[list[Block], list[Finding]]:
    """Split any text into blocks, keeping what can be kept.

    Args:
        text: the file, without a byte order mark.
        file: its name, for findings.

    Returns:
        The blocks in order, and what was broken or repaired, in order.
    """
    scanner = Scanner(text, file)
    return list(scanner.blocks()), scanner.findings


class Scanner:
    """A file on its way into blocks.

    Attributes:
        findings: what was broken or repaired, in order, as far as the blocks have been taken.
    """

    def __init__(self, text: str, file: str | None) -> None:
        """Take the text of a file, without a byte order mark, and its name."""
        self.source = Source(text)
        self.text = self.source.text
        self.file = file
        self.findings: list[Finding] = []
        self._found: list[Block] = []
        self._last: Block | None = None
        self._seen = 0
        self._line_start = 0
        self._blank = (-1, 0)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks one after the other."""
        found = self._found
        pos = block_end = yield from self._orderly_entries(0)
        while (at := self.text.find("@", pos)) >= 0:
            first = self._first_of_line(at, block_end)
            if self.text[first] == "%":
                newline = self.text.find("\n", at)
                pos = newline if newline >= 0 else len(self.text)
                continue
            head = self._head(at, at_line_start=first == at)
            if head is None:
                pos = at + 1
                continue
            self._report_stray(block_end, at)
            pos = block_end = self._block(head)
            if found:
                self._last = found[-1]
                yield from found
                found.clear()
            pos = block_end = yield from self._orderly_entries(block_end)
        self._report_stray(block_end, len(self.text))

    def _first_of_line(self, at: int, block_end: int) -> int:
        """Offset of the first sign on the line of ``at``, behind the last block."""
        newline = self.text.rfind("\n", self._seen, at)
        self._seen = at
        if newline >= 0:
            self._line_start = newline + 1
        start = max(self._line_start, block_end)
        if self._blank[0] != start:
            self._blank = (start, _end(_BLANK, self.text, start))
        return self._blank[1]

    def _head(self, at: int, *, at_line_start: bool) -> re.Match[str] | None:
        head = _HEAD.match(self.text, at)
        if at_line_start:
            if head is None:
                self._report_bare_head(at)
                return None
            kind = head[1].lower()
            named = kind in ENTRY_TYPES or kind == "string" or kind in _SPECIAL
            braced = bool(head[1]) and head[2] == "{"
            return head if named or braced or _KEYED.match(self.text, at) else None
        before = self.text[at - 1]
        if head is None or before.isalnum() or before in "_.+-":
            return None
        kind = head[1].lower()
        known = kind in ENTRY_TYPES and _KEYED.match(self.text, at)
        return head if known or kind == "string" or kind in _SPECIAL else None

    def _report_bare_head(self, at: int) -> None:
        bare = _BARE_HEAD.match(self.text, at)
        if bare and bare[1].lower() in ENTRY_TYPES:
            self._add(
                "broken-block",
                f"“@{bare[1]}” is not followed by an opening brace, so no entry can be read",
                at,
                Severity.ERROR,
                loses_entry=True,
            )

    def _report_stray(self, start: int, end: int) -> None:
        """Report what stands between blocks and seems to belong to one."""
        gap = self.text[start:end]
        if "}" not in gap and "=" not in gap:
            return
        gap = _COMMENT_LINE.sub(lambda match: " " * len(match[0]), gap)
        lost = _ENTRY_LIKE.search(gap)
        if lost:
            self._add(
                "stray-text",
                f"what looks like the entry {lost[1]!r} does not begin with “@” and its type; "
                "nothing of it is read",
                start + lost.start(),
                Severity.ERROR,
                loses_entry=True,
            )
            return
        brace = _unmatched(gap)
        if brace >= 0:
            last = self._last
            key = last.key if isinstance(last, RawEntry) else None
            behind = f" behind the entry {key!r}" if key else ""
            self._add(
                "stray-brace",
                f"a closing brace stands{behind} with nothing left to close; "
                "text around it belongs to no entry",
                start + brace,
                key=key,
            )

    def _block(self, head: re.Match[str]) -> int:
        kind = head[1].lower()
        if kind in _SPECIAL:
            return self._other(head, _SPECIAL[kind])
        if kind == "string":
            return self._string(head)
        return self._entry(head, kind)

    def _orderly_entries(self, pos: int) -> Generator[RawEntry, None, int]:
        """Yield the entries without oddity that follow at once; return the end of the last."""
        text, source = self.text, self.source
        while (match := next_orderly(text, pos)) and (kind := match[2].lower()) in ENTRY_TYPES:
            start, pos = match.span(1)
            raw = source.original[start:pos]
            fields = orderly_fields(match[4])
            self._last = RawEntry(kind, match[3], fields, start, source.line(start), raw)
            yield self._last
        return pos

    def _other(self, head: re.Match[str], kind: OtherKind) -> int:
        opener = head.end() - 1
        braced = head[2] == "{"
        end = self.source.closing_brace(opener) if braced else self.text.find(")", opener)
        if end < 0:
            stop = self.source.next_head(head.start())
            self._add("unclosed-brace", f"@{kind.value} is never closed", head.start())
        else:
            stop = end + 1
        raw = self.source.original[head.start() : stop]
        self._found.append(RawOther(kind, head.start(), self.source.line(head.start()), raw))
        return stop

    def _string(self, head: re.Match[str]) -> int:
        closer = "}" if head[2] == "{" else ")"
        fields = FieldScanner(self.source, closer)
        found: list[tuple[str, str]] = []
        pos = head.end()
        try:
            while name := _STRING_NAME.match(self.text, pos):
                end = fields.expression(name.end())
                found.append((name[1], self.text[name.end() : end]))
                pos = _end(_SPACE, self.text, end)
                if self.text[pos : pos + 1] != ",":
                    break
                pos += 1
            pos = _end(_SPACE, self.text, pos)
            if self.text[pos : pos + 1] != closer or not found:
                raise Broken("", pos, "")
        except Broken:
            stop = self.source.next_head(head.start())
            self._add(
                "broken-block",
                "this @string cannot be read: it wants a name, “=” and a value in braces or quotes",
                head.start(),
                Severity.ERROR,
            )
            return stop
        raw = self.source.original[head.start() : pos + 1]
        line = self.source.line(head.start())
        self._found.extend(
            RawString(name, value.strip(), head.start(), line, raw) for name, value in found
        )
        return pos + 1

    def _entry(self, head: re.Match[str], kind: str) -> int:
        orderly = next_orderly(self.text, head.start())
        if orderly is not None:
            self._add_entry(head, kind, orderly[3], orderly_fields(orderly[4]), orderly.end(1))
            return orderly.end(1)
        closer = "}" if head[2] == "{" else ")"
        scanner = FieldScanner(self.source, closer)
        key, key_end = self._key(head.end(), closer, scanner)
        fields: list[RawField] = []
        try:
            pos = scanner.fields(key_end, fields)
            while _MORE_FIELDS.match(self.text, pos):
                scanner.problems.append(
                    Problem("stray-brace", "a surplus closing brace is passed over", pos - 1)
                )
                pos = scanner.fields(pos, fields)
        except Broken as broken:
            return self._recover(head, kind, key, key_end, broken)
        self._report(scanner.problems, key)
        self._add_entry(head, kind, key, tuple(fields), pos)
        return pos

    def _key(self, pos: int, closer: str, scanner: FieldScanner) -> tuple[str, int]:
        """Read the citation key; where it is missing the position stays at the first field."""
        pattern = _KEY_BRACE if closer == "}" else _KEY_PAREN
        match = pattern.match(self.text, pos)
        key = match[1] if match else ""
        end = match.end() if match else pos
        after = _end(_SPACE, self.text, end)
        mark = self.text[after : after + 1]
        if _FIELD_AS_KEY.match(key) or (key and mark == "=") or key.startswith("@"):
            return "", pos
        if mark == ",":
            return key, after + 1
        if mark == closer or not mark:
            return key, after
        if not key or _FIRST_FIELD.match(self.text, after):
            if key:
                scanner.problems.append(
                    Problem("missing-comma", f"a comma is missing behind the key {key!r}", end)
                )
            return key, after
        spaced = _end(_KEY_WITH_SPACES, self.text, end)
        if self.text[spaced : spaced + 1] == ",":
            return self.text[match.start(1) if match else pos : spaced].strip(), spaced + 1
        return key, after

    def _recover(self, head: re.Match[str], kind: str, key: str, pos: int, broken: Broken) -> int:
        """Save the fields of an entry that is never closed, up to where the next one begins."""
        stop = min(self.source.next_head(head.start()), max(broken.stop, head.end()))
        fields, culprit = recover_fields(self.source, pos, stop)
        if stop < len(self.text):
            where = f"before the next entry in line {self.source.line(stop)}"
        else:
            where = "before the end of the file"
        if not key and not fields:
            self._add(
                "broken-block",
                f"this @{kind} is not closed {where} and holds no field that can be read",
                head.start(),
                Severity.ERROR,
                loses_entry=True,
            )
            return stop
        what = f"the value of {culprit[0]!r}" if culprit else "the entry"
        names = ", ".join(field.name for field in fields) or "no field"
        self._add(
            "unclosed-brace",
            f"{what} is not closed {where}; the entry is kept with {names}",
            culprit[1] if culprit else head.start(),
            Severity.ERROR,
            key=key or None,
            fields=(culprit[0],) if culprit else (),
        )
        end = head.start() + len(self.text[head.start() : stop].rstrip())
        self._add_entry(head, kind, key, tuple(fields), end)
        return stop

    def _add_entry(
        self,
        head: re.Match[str],
        kind: str,
        key: str,
        fields: tuple[RawField, ...],
        end: int,
    ) -> None:
        start = head.start()
        raw = self.source.original[start:end]
        line = self.source.line(start)
        self._found.append(RawEntry(kind, key, fields, start, line, raw))

    def _report(self, problems: list[Problem], key: str) -> None:
        for problem in problems:
            self._add(
                problem.code,
                problem.message,
                problem.offset,
                key=key or None,
                fields=problem.fields,
            )

    def _add(
        self,
        code: str,
        message: str,
        offset: int,
        severity: Severity = Severity.WARNING,
        *,
        key: str | None = None,
        fields: tuple[str, ...] = (),
        loses_entry: bool = False,
    ) -> None:
        self.findings.append(
            Finding(
                code=code,
                message=message,
                severity=severity,
                file=self.file,
                line=self.source.line(offset),
                column=self.source.column(offset),
                key=key,
                fields=fields,
                loses_entry=loses_entry,
            )
        )


def _unmatched(text: str) -> int:
    """Offset of the first closing brace that closes nothing, or -1."""
    depth = 0
    for match in _BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return match.start()
    return -1


def _end(pattern: re.Pattern[str], text: str, pos: int) -> int:
    """End of a match of a pattern that also matches nothing."""
    match = pattern.match(text, pos)
    return match.end() if match else pos
