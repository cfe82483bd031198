"""Structured data of a paper's page: JSON-LD in the words of schema.org, safe inside HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ldn_bib.formats.json_ld import CONTEXT, thing

if TYPE_CHECKING:
    from ldn_bib.entry import Entry
    from ldn_bib.values.condition import Condition

# The first three end a script or begin a comment or a reference; the last two end a line.
_ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def paper_data(entry: Entry, conditions: Mapping[str, Condition], *, page_url: str = "") -> str:
    """Return a paper as JSON-LD that may stand in a ``<script>`` of HTML as it is.

    Args:
        entry: the paper.
        conditions: the vocabulary, slug to condition, for the codes of what it is about.
        page_url: absolute address of the paper's page here; empty where that is not known.
    """
    data = {"@context": CONTEXT, **thing(entry, conditions)}
    if entry.status is not None and entry.status.is_alert:
        data["creativeWorkStatus"] = entry.status.kind.label
    if page_url:
        data["subjectOf"] = {"@type": "WebPage", "@id": page_url, "url": page_url}
    return script_json(data)


def script_json(data: object) -> str:
    """Return data as JSON in which no sign means anything to HTML or ends a line of a script."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.translate(_ESCAPES)
