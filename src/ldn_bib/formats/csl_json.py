"""CSL-JSON: valid against the schema of CSL 1.0.2, and readable by Zotero.

The writer deviates from the item where Zotero would lose something otherwise; the reader turns
it back where it can.

* Names: Zotero reads ``family``, ``given`` and ``literal`` only. Particles are written into
  ``family`` and the suffix behind a comma into ``given``; CSL processors take both out again,
  and so does the reader. What does not come back as it was: a dropping particle comes back as
  a non-dropping one; a particle that is not in lower case, or that ends with an apostrophe,
  stays in the family name; leading words in lower case of a family name come back as particle.
* Journal: ``journalAbbreviation`` stands beside ``container-title-short``.
* PMID and PMCID stand in ``note`` too, for Zotero before 7.0.31.
* Type: one item of type ``software`` makes Zotero refuse the whole file. It becomes a
  ``document`` with a line ``type: software`` in ``note``, which Zotero, citeproc-js and pandoc
  understand.
* Tags are put before the words of ``keyword``; they come back as keywords.
* The summary is the last line of ``note`` and comes back as the annotation's summary.

The reader also normalises: numbers become text, dates get whole numbers, old names of
variables become those of CSL 1.0.2, and what CSL does not know stands in ``custom``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Annotation, Entry, Origin
from ldn_bib.errors import FileError
from ldn_bib.formats.base import Format
from ldn_bib.formats.csl_items import FALLBACK_TYPE, NAME_VARIABLES, SCHEMA_NAMES, TYPES, clean_item
from ldn_bib.formats.text import fold, keywords, mend, split_keywords
from ldn_bib.values.finding import Finding, Severity
from ldn_bib.values.name import Name
from ldn_bib.values.pmcid import normalise_pmcid
from ldn_bib.values.pmid import normalise_pmid

ZOTERO_UNKNOWN = frozenset(("software",))
"""Types of CSL 1.0.2 that are not in the list of Zotero's CSL JSON translator of 2022-09-20."""

# Not "Summary: …": pandoc takes a line that begins with one word and a colon for a variable, and
# Zotero any line "words: …" whose words name a field. The en dash ends both patterns.
SUMMARY_MARK = "Summary – "

_IDENTIFIER_LINE = re.compile(r"\s*(PMID|PMCID)\s*:(.+)", re.IGNORECASE)
_TYPE_LINE = re.compile(r"\s*type\s*:\s*([a-z_-]+)\s*", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r]*")
_LONGEST_INT = 18


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a JSON array, one item a piece; the caller encodes it as UTF-8."""
    before = "[\n"
    for entry in entries:
        text = json.dumps(csl_item(entry), ensure_ascii=False, allow_nan=False, indent=2)
        yield before + "  " + text.replace("\n", "\n  ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csl_item(entry: Entry) -> dict[str, Any]:
    """Return the item as it is written: valid against the schema, fit for Zotero."""
    item, _ = clean_item(entry.item)
    item["id"] = mend(entry.key)
    item.pop("type", None)
    item_type = str(entry.item.get("type") or FALLBACK_TYPE)
    written = {"id": item.pop("id"), "type": item_type, **item}
    notes = []
    if item_type not in TYPES:
        written["type"] = FALLBACK_TYPE
        written["custom"] = {"type": mend(item_type), **item.get("custom", {})}
    elif item_type in ZOTERO_UNKNOWN:
        written["type"] = FALLBACK_TYPE
        notes.append(f"type: {item_type}")
    for variable in NAME_VARIABLES & written.keys():
        written[variable] = [_zotero_name(name) for name in written[variable]]
    for variable, schema_name in SCHEMA_NAMES.items():
        if variable in written:
            written[schema_name] = written.pop(variable)
    if "container-title-short" in written:
        written["journalAbbreviation"] = written["container-title-short"]
    _write_keywords(entry, written)
    _write_note(entry, written, notes)
    return written


def _zotero_name(value: Mapping[str, Any]) -> dict[str, Any]:
    name = Name.from_csl(value)
    if not (name.family or name.given):
        return dict(value)
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    written = Name(
        family=Name(family=name.family, non_dropping_particle=particles).short,
        given=", ".join(filter(None, (name.given, name.suffix))),
        comma_suffix=name.comma_suffix,
        literal=name.literal,
    ).to_csl()
    if name.suffix and not name.given:
        # Without a given name the comma would have nothing before it.
        written |= {"suffix": name.suffix}
        written.pop("given")
    if value.get("static-ordering"):
        written["static-ordering"] = True
    return written


def _write_keywords(entry: Entry, written: dict[str, Any]) -> None:
    """Put the labels of the tags before the item's own keywords."""
    if not entry.tags:
        return
    words = keywords(entry)
    own = {word.casefold() for word in split_keywords(fold(str(written.get("keyword", ""))))}
    if all(word.casefold() in own for word in words):
        return
    separator = "; " if any("," in word for word in words) else ", "
    written["keyword"] = separator.join(words)


def _write_note(entry: Entry, written: dict[str, Any], first: list[str]) -> None:
    """Put what Zotero reads from lines first, the item's note next, the summary last."""
    own = written.pop("note", "")
    present = {match[1].upper() for match in _matches(_IDENTIFIER_LINE, own)}
    lines = [
        f"{variable}: {fold(written[variable])}"
        for variable in ("PMID", "PMCID")
        if variable in written and variable not in present and fold(written[variable])
    ]
    lines += first
    if own:
        lines.append(own)
    summary = fold(entry.annotation.summary) if entry.annotation else ""
    if summary:
        lines.append(SUMMARY_MARK + mend(summary))
    if lines:
        written["note"] = "\n".join(lines)


def _matches(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [match for line in text.split("\n") if (match := pattern.fullmatch(line))]


def read(text: str, file: str) -> tuple[list[Entry], list[Finding]]:
    """Read an array of items, one item, or an object with a list ``items``.

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
    raw_items = _parse(text.removeprefix("\ufeff"), shown)
    taken = {key for item, _ in raw_items if isinstance(item, Mapping) and (key := _key(item))}
    findings: list[Finding] = []
    entries: dict[str, Entry] = {}
    for number, (raw, line) in enumerate(raw_items, 1):
        if not isinstance(raw, Mapping):
            findings.append(
                Finding(
                    "not-an-item",
                    f"element {number} of the list is not an object and is left out",
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
    summary = _read_note(item)
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


_HEAD = ("id", "type")


def _read_note(item: dict[str, Any]) -> str:
    """Take identifiers, the type and the summary out of ``note``; return the summary."""
    note = item.get("note")
    if not note:
        return ""
    summary = ""
    kept = []
    lines = note.split("\n")
    if lines[-1].startswith(SUMMARY_MARK):
        summary = lines.pop().removeprefix(SUMMARY_MARK).strip()
    for line in lines:
        identifier = _IDENTIFIER_LINE.fullmatch(line)
        item_type = _TYPE_LINE.fullmatch(line)
        if identifier and _take_identifier(item, identifier[1].upper(), identifier[2].strip()):
            continue
        if item_type and item.get("type") == FALLBACK_TYPE and item_type[1].lower() in TYPES:
            item["type"] = item_type[1].lower()
            continue
        kept.append(line)
    if kept:
        item["note"] = "\n".join(kept)
    else:
        del item["note"]
    return summary


def _take_identifier(item: dict[str, Any], variable: str, value: str) -> bool:
    """Put an identifier from a note into its variable; False where the line must stay."""
    if variable in item:
        return bool(fold(item[variable]) == value)
    valid = normalise_pmid(value) if variable == "PMID" else normalise_pmcid(value)
    if valid is None:
        return False
    item[variable] = valid
    return True


def _parse_int(digits: str) -> int | str:
    """Keep a number that is too long for an int as its digits."""
    return int(digits) if len(digits) <= _LONGEST_INT else digits


_DECODER = json.JSONDecoder(parse_int=_parse_int, parse_constant=lambda _: None)


def _parse(text: str, shown: str) -> list[tuple[Any, int | None]]:
    """Return the elements of the list with the lines on which they begin."""
    start = _skip(text, 0)
    if start == len(text):
        raise FileError(f"{shown} is empty; CSL-JSON was expected")
    try:
        if text[start] == "[":
            return _parse_list(text, start)
        value, end = _DECODER.raw_decode(text, start)
        if _skip(text, end) != len(text):
            raise json.JSONDecodeError("Extra data", text, _skip(text, end))
    except json.JSONDecodeError as error:
        raise FileError(
            f"{shown} is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]} "
            f"in line {error.lineno}, column {error.colno}"
        ) from error
    except RecursionError as error:
        raise FileError(f"{shown} is nested too deep to be CSL-JSON") from error
    if isinstance(value, Mapping):
        items = value.get("items")
        if isinstance(items, list) and "type" not in value:
            return [(item, None) for item in items]
        if value:
            return [(value, text.count("\n", 0, start) + 1)]
    raise FileError(
        f"{shown} holds JSON, but no CSL-JSON: a list of items, one item, or an object with a "
        "list 'items' was expected"
    )


def _parse_list(text: str, start: int) -> list[tuple[Any, int | None]]:
    elements: list[tuple[Any, int | None]] = []
    place = _skip(text, start + 1)
    line = text.count("\n", 0, place) + 1
    if text.startswith("]", place):
        end = place + 1
    else:
        while True:
            value, end = _DECODER.raw_decode(text, place)
            elements.append((value, line))
            end = _skip(text, end)
            if text.startswith("]", end):
                end += 1
                break
            if not text.startswith(",", end):
                raise json.JSONDecodeError("Expecting ',' delimiter", text, end)
            following = _skip(text, end + 1)
            line += text.count("\n", place, following)
            place = following
    end = _skip(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return elements


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


FORMAT = Format(
    name="csl-json",
    title="CSL-JSON",
    extension=".json",
    media_type="application/vnd.citationstyles.csl+json",
    write=write,
    read=read,
)
