"""CSL-YAML: the metadata ``references`` of pandoc and Quarto.

The items are those of CSL-JSON, with two differences:

* Names keep their particles and suffixes as parts, and ``software`` stays what it is.
* Text is pandoc's Markdown, see :mod:`ldn_bib.formats.markdown_text`; not so ``type`` and what
  stands in ``custom``.

The writer needs no library: a string in the notation of JSON is YAML too. The reader is
:mod:`ldn_bib.formats.csl_yaml_reader`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ldn_bib.entry import Entry
from ldn_bib.formats import csl_json
from ldn_bib.formats.base import DEFAULTS, Format, WriteOptions
from ldn_bib.formats.csl_yaml_reader import VERBATIM, read, sniff
from ldn_bib.formats.markdown_text import to_markdown

# Words that YAML, in one of its versions, takes for something else than text.
_RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;/()'’‘“”&%+–-]*[\w.)’”])?")
# YAML 1.2, production 1: not printable, or a line break that JSON does not escape.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write(entries: Iterable[Entry], options: WriteOptions = DEFAULTS) -> Iterator[str]:
    """Yield a document with the list ``references``, one item a piece."""
    del options  # there is one dialect only
    head = "---\nreferences:"
    before = f"{head}\n"
    for entry in entries:
        yield before + "\n".join(_element(csl_json.csl_item(entry, for_zotero=False), "")) + "\n"
        before = ""
    yield f"{head} []\n...\n" if before else "...\n"


def _element(mapping: Mapping[str, Any], indent: str) -> list[str]:
    """Lines of a mapping in a list."""
    lines = _mapping(mapping, f"{indent}  ")
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _mapping(mapping: Mapping[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in mapping.items():
        name = f"{indent}{key}:"
        if key in VERBATIM:
            lines.append(f"{name} {_json(value)}")
        elif isinstance(value, str):
            lines.append(f"{name} {scalar(to_markdown(value))}")
        elif isinstance(value, Mapping):
            lines += [name, *_mapping(value, f"{indent}  ")]
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines.append(name)
            for element in value:
                lines += _element(element, indent)
        elif isinstance(value, list) and value and isinstance(value[0], str):
            lines += [name, *(f"{indent}- {scalar(to_markdown(word))}" for word in value)]
        else:
            lines.append(f"{name} {_json(value)}")
    return lines


def scalar(text: str) -> str:
    """Return a text as YAML, in quotation marks where it could be taken for something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return _json(text)


def _json(value: object) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


FIELDS: Mapping[str, str] = {
    **csl_json.FIELDS,
    "type": "changed: a type that CSL does not know becomes document",
    "particles": "kept",
    "note": "kept",
}
"""What becomes of each variable."""

FORMAT = Format(
    name="csl-yaml",
    title="CSL-YAML",
    extension=".yaml",
    media_type="application/yaml",
    write=write,
    read=read,
    sniff=sniff,
)
