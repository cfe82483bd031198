"""CSL-JSON: the reader, and what it shares with other spellings of the same items.

Numbers become text, dates get whole numbers, old names of variables become those of CSL 1.0.2,
and what CSL does not know stands in ``custom``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ldn_bib.entry import Annotation, Entry, Origin
from ldn_bib.errors import FileError
from ldn_bib.formats.csl_items import FALLBACK_TYPE, TYPES, clean_item
from ldn_bib.formats.csl_note import read_note
from ldn_bib.formats.text import mend
from ldn_bib.values.finding import Finding, Severity

_START = re.compile(r"\ufeff?\s*(?:\[\s*(?:\{|\]|$)|\{\s*[\"}])")
_HEAD = ("id", "type")
# One of them tells an item that stands alone from any other JSON.
_TELLING = frozenset(("id", "type", "title", "author", "DOI", "PMID", "citation-key"))
_SPACE = re.compile(r"[ \t\n\r]*")
_LONGEST_INT = 18


def sniff(text: str) -> bool:
    """Tell whether a text is JSON that may hold items, and no JSON-LD."""
    return _START.match(text) is not None and '"@context"' not in text


Element = tuple[Any, int | None]
"""An element of a list of items, and the line on which it begins."""


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read an array of items, one item, or an object with a list ``items``.

    In an array that is broken the elements before the break are read, and those after it where
    the next one can be told by its place in the line.

    Args:
        text: the content of the file.
        file: its name, for messages; ``-`` for standard input.

    Returns:
        The entries in the order of the file, and what was found wrong with them. Of two items
        with the same ``id`` the first is kept.

    Raises:
        FileError: the text is not JSON, or not CSL-JSON.
    """
    shown = "standard input" if file == "-" else file
    elements, findings = _parse(text.removeprefix("\ufeff"), shown, file)
    entries, more = read_items(elements, file)
    return entries, findings + more


def read_items(elements: Sequence[Element], file: str) -> tuple[list[Entry], list[Finding]]:
    """Make entries of the elements of a list, as :func:`read` says."""
    taken = {key for item, _ in elements if isinstance(item, Mapping) and (key := _key(item))}
    findings: list[Finding] = []
    entries: dict[str, Entry] = {}
    for number, (raw, line) in enumerate(elements, 1):
        if not isinstance(raw, Mapping) or not raw:
            is_empty = isinstance(raw, Mapping)
            findings.append(
                Finding(
                    "empty-record" if is_empty else "not-an-item",
                    f"element {number} of the list "
                    f"{'is empty' if is_empty else 'is not an object'} and is left out",
                    Severity.ERROR,
                    file=file,
                    line=line,
                    loses_entry=True,
                )
            )
            continue
        entry, more = _entry(raw, _key(raw) or _made_key(number, taken), file, line)
        if entry.key in entries:
            findings.append(_duplicate(entry, entries[entry.key]))
            continue
        entries[entry.key] = entry
        findings += more
    return list(entries.values()), findings


def _key(raw: Mapping[str, Any]) -> str:
    for name in ("id", "citation-key"):
        value = raw.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            key = mend(str(value).strip())
            if key:
                return key
    return ""


def _made_key(number: int, taken: set[str]) -> str:
    key = f"item-{number}"
    while key in taken:
        key += "-x"
    taken.add(key)
    return key


def _duplicate(entry: Entry, first: Entry) -> Finding:
    place = f" on line {first.origin.line}" if first.origin.line is not None else ""
    return Finding(
        "duplicate-key",
        f"a second item has the id {entry.key!r}; the first one{place} is kept",
        Severity.ERROR,
        file=entry.origin.file,
        line=entry.origin.line,
        key=entry.key,
        loses_entry=True,
    )


def _entry(
    raw: Mapping[str, Any], key: str, file: str, line: int | None
) -> tuple[Entry, list[Finding]]:
    item, problems = clean_item(raw)
    findings: list[Finding] = []

    def note(code: str, message: str, severity: Severity, fields: Iterable[str] = ()) -> None:
        names = tuple(dict.fromkeys(fields))
        findings.append(Finding(code, message, severity, file, line, key=key, fields=names))

    if not _key({"id": raw.get("id")}):
        note("missing-id", f"the item has no id; it is called {key!r}", Severity.WARNING, ["id"])
    summary = read_note(item)
    item_type = item.get("type")
    if not isinstance(item_type, str) or not item_type:
        note(
            "missing-type",
            f"the item has no type; it is taken for a {FALLBACK_TYPE!r}",
            Severity.WARNING,
            ["type"],
        )
        item_type = FALLBACK_TYPE
    elif item_type not in TYPES:
        note(
            "unknown-type",
            f"CSL knows no type {item_type!r}; the item is taken for a {FALLBACK_TYPE!r}",
            Severity.WARNING,
            ["type"],
        )
        item["custom"] = {"type": mend(item_type), **item.get("custom", {})}
        item_type = FALLBACK_TYPE
    for code, severity, verb, fields in (
        ("wrong-kind", Severity.WARNING, "left out, no value of the right kind", problems.dropped),
        ("converted-kind", Severity.INFO, "converted to the right kind", problems.changed),
        (
            "bad-characters",
            Severity.WARNING,
            "characters that cannot be encoded became U+FFFD",
            problems.bad_characters,
        ),
    ):
        if fields:
            note(code, f"{', '.join(dict.fromkeys(fields))}: {verb}", severity, fields)
    item = {"id": key, "type": item_type, **{k: v for k, v in item.items() if k not in _HEAD}}
    annotation = Annotation(summary=summary) if summary else None
    return Entry(item, annotation=annotation, origin=Origin(file, line)), findings


def _parse_int(digits: str) -> int | str:
    """Keep a number that is too long for an int as its digits."""
    return int(digits) if len(digits) <= _LONGEST_INT else digits


_DECODER = json.JSONDecoder(parse_int=_parse_int, parse_constant=lambda _: None)


def _parse(text: str, shown: str, file: str) -> tuple[list[Element], list[Finding]]:
    """Return the elements of the list with the lines on which they begin."""
    start = _skip(text, 0)
    if start == len(text):
        raise FileError(f"{shown} is empty; CSL-JSON was expected")
    try:
        if text[start] == "[":
            return _parse_list(text, start, file)
        value, end = _DECODER.raw_decode(text, start)
        _expect_end(text, end)
    except json.JSONDecodeError as error:
        raise FileError(f"{shown} is not valid JSON: {_reason(error)}") from error
    except RecursionError as error:
        raise FileError(f"{shown} is nested too deep to be CSL-JSON") from error
    if isinstance(value, Mapping):
        items = value.get("items")
        if isinstance(items, list) and "type" not in value:
            return [(item, None) for item in items], []
        if value.keys() & _TELLING:
            return [(value, text.count("\n", 0, start) + 1)], []
    raise FileError(
        f"{shown} holds JSON, but no CSL-JSON: a list of items, one item, or an object with a "
        "list 'items' was expected"
    )


def _reason(error: json.JSONDecodeError) -> str:
    reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
    return f"{reason} in line {error.lineno}, column {error.colno}"


def _expect_end(text: str, place: int) -> None:
    place = _skip(text, place)
    if place != len(text):
        raise json.JSONDecodeError("Extra data", text, place)


def _decode(text: str, place: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, place)
    except RecursionError as error:
        raise json.JSONDecodeError("Nested too deep", text, place) from error


def _parse_list(text: str, start: int, file: str) -> tuple[list[Element], list[Finding]]:
    elements: list[Element] = []
    findings: list[Finding] = []
    place = _skip(text, start + 1)
    if text.startswith("]", place):
        _expect_end(text, place + 1)
        return [], []
    indent = text[text.rfind("\n", 0, place) + 1 : place]
    counted, line = 0, 1
    while True:
        line += text.count("\n", counted, place)
        counted = place
        try:
            value, end = _decode(text, place)
            # After a break it may be a part of an item.
            if not findings or (isinstance(value, Mapping) and value.keys() & {"id", "type"}):
                elements.append((value, line))
            end = _skip(text, end)
            if text.startswith("]", end):
                _expect_end(text, end + 1)
                return elements, findings
            if not text.startswith(",", end):
                raise json.JSONDecodeError("Expecting ',' delimiter", text, end)
            place = _skip(text, end + 1)
            if text.startswith("]", place):
                findings.append(_trailing_comma(text, end, file))
                _expect_end(text, place + 1)
                return elements, findings
        except json.JSONDecodeError as error:
            if not elements:
                raise
            findings.append(_broken(error, file))
            # The next element that begins in the column of the first one, if lines tell.
            after = max(place, error.pos - len(indent) - 1)
            found = -1 if indent.strip() else text.find(f"\n{indent}{{", after)
            if found < 0:
                return elements, findings
            place = found + 1 + len(indent)


def _trailing_comma(text: str, place: int, file: str) -> Finding:
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    message = "a comma stands behind the last item, where JSON allows none"
    return Finding("trailing-comma", message, file=file, line=line, column=column)


def _broken(error: json.JSONDecodeError, file: str) -> Finding:
    return Finding(
        "broken-json",
        f"the JSON is broken ({_reason(error)}); what stands there is left out",
        Severity.ERROR,
        file=file,
        line=error.lineno,
        column=error.colno,
        loses_entry=True,
    )


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place
