"""Entries without any oddity, which most are, read by two patterns.

What the patterns take is a part of what :mod:`ldn_bib.bibtex.fieldscan` reads without a word:
the same key, the same fields, the same end, and nothing to repair. A concatenation, a comment
between fields, an ``@`` or deeply nested braces in a value, and every slip are left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from ldn_bib.bibtex.blocks import WORDS, RawField

_FLAT = r"[^{}@]*+"
_INNER = rf"\{{{_FLAT}(?:\{{{_FLAT}\}}{_FLAT})*+\}}"
_BRACED = rf"\{{{_FLAT}(?:{_INNER}{_FLAT})*+\}}"
_QUOTED = r'"[^"{}@]*+"'
_BARE = r"[A-Za-z0-9]++"
_NAME = r"""[^\s"#%'(),={}@]++"""
_FIELD = rf"{_NAME}\s*+=\s*+(?:{_BRACED}|{_QUOTED}|{_BARE})\s*+"
_KEY = r"""[^\s,{}()"=%@]++"""
_ENTRY = rf"\{{\s*+({_KEY})\s*+((?:,\s*+{_FIELD})++),?\s*+\}}"
MORE_FIELDS = r"""\s*+,\s*+[A-Za-z][\w+.:-]*\s*=\s*["{\w]"""
"""Pattern of what may follow a surplus brace: then the entry is not over."""

_NEXT = re.compile(rf"\s*+(@([A-Za-z]++)\s*+{_ENTRY})(?!{MORE_FIELDS})")

_FIELDS = re.compile(
    rf"({_NAME})\s*+=\s*+(?:\{{({WORDS})\}}|({_BRACED}|{_QUOTED}|{_BARE}))\s*+,?+\s*+"
)

# as ``RawField._make``, without its call
_raw_field: Callable[[tuple[str, str, str]], RawField] = partial(tuple.__new__, RawField)

next_orderly = _NEXT.match
"""Match an entry in braces behind nothing but white space, if nothing about it is odd.

The groups are the entry, its type as it is spelt, its key, its fields.
"""


def orderly_fields(text: str) -> tuple[RawField, ...]:
    """The fields in the last group of :data:`next_orderly`."""
    return tuple(map(_raw_field, _FIELDS.findall(text)))
