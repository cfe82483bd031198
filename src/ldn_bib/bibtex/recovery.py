"""Saving the fields of an entry that is never closed."""

from __future__ import annotations

import re
from itertools import pairwise

from ldn_bib.bibtex.blocks import RawField, raw_field
from ldn_bib.bibtex.fieldscan import Broken, FieldScanner
from ldn_bib.bibtex.source import Source

_FIELD = re.compile(
    r"""(?:(?<=\n)|(?<=,))[ \t]*([A-Za-z][\w+.:-]*)[ \t]*=[ \t]*
        (?=["{]|\w+[ \t]*(?:[,}\n]|\Z))""",
    re.VERBOSE,
)
_FIRST = re.compile(r"""[\s,]*([A-Za-z][\w+.:-]*)\s*=\s*(?=["{\w])""")
_TAIL = re.compile(r"(?:\s+|%[^\n]*)*")
_BRACE = re.compile(r"[{}]")
_ENDS_IN_COMMA = re.compile(r",\s*\}")
_MOST_UNMATCHED = 100
_LEFTOVERS = ", \t\r\n"


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
        fields.append(raw_field(name, value))
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
        comma = text.rfind(",", start, end)
        swallowed = comma >= 0 and _ENDS_IN_COMMA.fullmatch(text, comma, end)
        return None if swallowed or _FIELD.search(text, start, end) else end
    return end if text[after] in ",})" or "\n" in text[end:after] else None


def _patched(value: str) -> str:
    """Close a value that is not closed: unmatched braces go, the last ones first."""
    text = value.strip()[1:].rstrip(_LEFTOVERS)
    surplus = text.count("}") - text.count("{")
    while surplus > 0 and text.endswith("}"):
        text = text[:-1].rstrip(_LEFTOVERS)
        surplus -= 1
    if text.count("{") - text.count("}") > _MOST_UNMATCHED:
        return f"{{{text.replace('{', '').replace('}', '').strip()}}}"
    depth = 0
    unmatched: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            unmatched.append(match.start())
            depth += 1
        elif depth:
            unmatched.pop()
            depth -= 1
        else:
            # Nothing can be told about such a value but its words.
            return f"{{{_BRACE.sub('', text).strip()}}}"
    bounds = [-1, *unmatched, len(text)]
    kept = "".join(text[first + 1 : last] for first, last in pairwise(bounds))
    return f"{{{kept.strip()}}}"
