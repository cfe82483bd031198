"""Saving the fields of an entry that is never closed."""

from __future__ import annotations

import re

from ldn_bib.bibtex.blocks import RawField
from ldn_bib.bibtex.fieldscan import Broken, FieldScanner
from ldn_bib.bibtex.source import Source

_FIELD = re.compile(
    r"""(?:(?<=\n)|(?<=,))[ \t]*([A-Za-z][\w+.:-]*)[ \t]*=[ \t]*
        (?=["{]|\w+[ \t]*(?:[,}\n]|\Z))""",
    re.VERBOSE,
)
_FIRST = re.compile(r"""[\s,]*([A-Za-z][\w+.:-]*)\s*=\s*(?=["{\w])""")
_TAIL = re.compile(r"(?:\s+|%[^\n]*)*")
_BRACES = str.maketrans("", "", "{}")


def recover_fields(
    source: Source, start: int, stop: int
) -> tuple[list[RawField], tuple[str, int] | None]:
    """Read the fields between two offsets one by one.

    Args:
        source: the text.
        start: offset behind the key.
        stop: offset where the next block begins.

    Returns:
        The fields; and the name and offset of the first whose value is not closed, None
        where it is the entry itself that lacks its end.
    """
    text = source.text
    fields: list[RawField] = []
    culprit: tuple[str, int] | None = None
    scanner = FieldScanner(source, "}")
    match = _FIRST.match(text, start, stop) or _FIELD.search(text, start, stop)
    while match:
        name, value_start = match[1], match.end()
        end = _closed_end(scanner, value_start, stop)
        following = _FIELD.search(text, value_start if end is None else end, stop)
        if end is None:
            culprit = culprit or (name, match.start(1))
            value = _patched(text[value_start : following.start() if following else stop])
        else:
            value = text[value_start:end].strip()
        fields.append(RawField(name, value))
        match = following
    return fields, culprit


def _closed_end(scanner: FieldScanner, start: int, stop: int) -> int | None:
    """End of a value that is closed and followed by what may follow a value; else None."""
    text = scanner.text
    try:
        end = scanner.expression(start)
    except Broken:
        return None
    if end > stop:
        return None
    tail = _TAIL.match(text, end)
    after = tail.end() if tail else end
    if after >= stop:
        # The brace that closes the entry may have been taken for the value's own.
        return None if _FIELD.search(text, start, end) else end
    return end if text[after] in ",})" or "\n" in text[end:after] else None


def _patched(value: str) -> str:
    """Close a value that is not closed."""
    text = value.strip().rstrip("},) \t\r\n")
    text = text.lstrip('{"').rstrip('"')
    if text.count("{") != text.count("}"):
        text = text.translate(_BRACES)
    return f"{{{text.strip()}}}"
