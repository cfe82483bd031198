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

The reader is :mod:`ldn_bib.formats.csl_json_reader`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.csl_items import (
    FALLBACK_TYPE,
    NAME_VARIABLES,
    SCHEMA_NAMES,
    TYPES,
    clean_item,
)
from ldn_bib.formats.csl_json_reader import read, sniff
from ldn_bib.formats.csl_note import write_note
from ldn_bib.formats.rows import VARIABLES
from ldn_bib.formats.text import fold, keywords, mend
from ldn_bib.values.date import plain_parts
from ldn_bib.values.keywords import join_keywords, split_keywords
from ldn_bib.values.name import Name

ZOTERO_UNKNOWN = frozenset(("software",))
"""Types of CSL 1.0.2 that are not in the list of Zotero's CSL JSON translator of 2022-09-20."""


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield a JSON array, one item a piece and one variable a line; it is to be UTF-8."""
    del options  # there is one dialect only
    before = "[\n"
    for entry in entries:
        item = csl_item(entry)
        lines = [f"    {_quoted(name)}: {_encoded(name, item[name])}" for name in item]
        body = ",\n".join(lines)
        yield f"{before}  {{\n{body}\n  }}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_quoted = json.encoder.encode_basestring  # what the encoder does with a text, at once


def _encoded(variable: str, value: Any) -> str:
    """Return what the encoder does, quickly for texts, usual names and plain dates."""
    if value.__class__ is str:
        return _quoted(value)
    if variable in NAME_VARIABLES:
        names = [
            f'{{"family": {_quoted(name["family"])}, "given": {_quoted(name["given"])}}}'
            if len(name) == 2 and "family" in name and "given" in name
            else _encode(name)
            for name in value
        ]
        return f"[{', '.join(names)}]"
    parts = plain_parts(value)
    return f'{{"date-parts": [{list(parts)}]}}' if parts else _encode(value)


def csl_item(entry: Entry, *, for_zotero: bool = True) -> dict[str, Any]:
    """Return the item as it is written: valid against the schema.

    Args:
        entry: what is written.
        for_zotero: whether names and types are spelt so that Zotero reads them.
    """
    item, _ = clean_item(entry.item)
    item["id"] = mend(entry.key)
    item.pop("type", None)
    item_type = str(entry.item.get("type") or FALLBACK_TYPE)
    written = {"id": item.pop("id"), "type": item_type, **item}
    notes = []
    if item_type not in TYPES:
        written["type"] = FALLBACK_TYPE
        written["custom"] = {"type": mend(item_type), **item.get("custom", {})}
    elif for_zotero and item_type in ZOTERO_UNKNOWN:
        written["type"] = FALLBACK_TYPE
        notes.append(f"type: {item_type}")
    if for_zotero:
        for variable in written:
            if variable in NAME_VARIABLES:
                written[variable] = [_zotero_name(name) for name in written[variable]]
    for variable, schema_name in SCHEMA_NAMES.items():
        if variable in written:
            written[schema_name] = written.pop(variable)
    if "container-title-short" in written:
        written["journalAbbreviation"] = written["container-title-short"]
    _write_keywords(entry, written)
    write_note(entry, written, notes)
    return written


def _zotero_name(value: dict[str, Any]) -> dict[str, Any]:
    if len(value) == 2 and "family" in value and "given" in value:
        return value  # what is cleaned and has no other part
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
    present = split_keywords(fold(str(written["keyword"]))) if "keyword" in written else []
    own = set(map(str.casefold, present))
    if all(word.casefold() in own for word in words):
        return
    needs_semicolons = any(sign in word for word in words for sign in ",;")
    written["keyword"] = join_keywords(words) if needs_semicolons else ", ".join(words)


FIELDS: Mapping[str, str] = {
    **dict.fromkeys((*VARIABLES, "categories", "custom", "id"), "kept"),
    "type": "changed: software is a document with a line in note, and comes back as software; "
    "a type that CSL does not know becomes document",
    "tags": "changed: come back as keywords; a semicolon becomes a comma",
    "summary": "kept",
    "suffix": "kept",
    "particles": "changed: stand in the family name; a dropping one comes back as a "
    "non-dropping one",
    "corporate names": "kept",
    "markup in titles": "kept",
    "date ranges": "kept",
    "article number": "kept",
    "collections": "lost",
    "note": "changed: Zotero and pandoc take a line that reads `name: value` for that variable",
}
"""What becomes of each variable."""

FORMAT = Format(
    name="csl-json",
    title="CSL-JSON",
    extension=".json",
    media_type="application/vnd.citationstyles.csl+json",
    write=write,
    read=read,
    sniff=sniff,
)
