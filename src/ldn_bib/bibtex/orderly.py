"""Entries without any oddity, which most are, read by two patterns.

What the patterns take is a part of what :mod:`ldn_bib.bibtex.fieldscan` reads without a word:
the same key, the same fields, the same end, and nothing to repair. A concatenation, a comment
between fields, an ``@`` or deeply nested braces in a value, and every slip are left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from ldn_bib.bibtex.blocks import RawField

_FLAT = r"[^{}@]*+"
_INNER = rf"\{{{_FLAT}(?:\{{{_FLAT}\}}{_FLAT})*+\}}"
_BRACED = rf"\{{{_FLAT}(?:{_INNER}{_FLAT})*+\}}"
_QUOTED = r'"[^"{}@]*+"'
_BARE = r"[A-Za-z0-9]++"
_FIELD = rf"""[^\s"#%'(),={{}}@]++\s*+=\s*+(?:{_BRACED}|{_QUOTED}|{_BARE})\s*+"""
_ENTRY = re.compile(rf"""\s*+([^\s,{{}}()"=%@]++)\s*+((?:,\s*+{_FIELD})*+),?\s*+\}}""")
_FIELDS = re.compile(
    rf"""([^\s"#%'(),={{}}@]++)\s*+=\s*+({_BRACED}|{_QUOTED}|{_BARE})\s*+,?+\s*+"""
)


# as ``RawField._make``, without its call
_raw_field: Callable[[tuple[str, str]], RawField] = partial(tuple.__new__, RawField)


class Orderly(NamedTuple):
    """An entry that was read at once: its key, its fields, the offset behind it."""

    key: str
    fields: tuple[RawField, ...]
    end: int


def orderly_entry(text: str, pos: int) -> Orderly | None:
    """Read an entry in braces, if nothing about it is odd.

    Args:
        text: the file.
        pos: offset behind the opening brace.
    """
    match = _ENTRY.match(text, pos)
    if match is None:
        return None
    return Orderly(match[1], tuple(map(_raw_field, _FIELDS.findall(match[2]))), match.end())
