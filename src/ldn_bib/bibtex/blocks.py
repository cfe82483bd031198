"""What a BibTeX file is made of: entries, ``@string`` definitions and everything else."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple, TypeAlias


class RawField(NamedTuple):
    """A field as the file spells it; :func:`raw_field` makes one.

    Attributes:
        name: name, in the file's own case.
        text: what the value says, where that is plain to see: it stands in braces, and within
            them are words with single spaces between them. Empty where it is to be evaluated.
        expression: the value where ``text`` is empty; empty where it is not.
    """

    name: str
    text: str
    expression: str

    @property
    def value(self) -> str:
        """The whole value expression, with its braces, quotes and ``#``."""
        return f"{{{self.text}}}" if self.text else self.expression


WORDS = r"[^\s{}@]++(?: [^\s{}@]++)*+"
"""Pattern of what is plain to see in braces."""

_PLAIN = re.compile(rf"\{{({WORDS})\}}")


def raw_field(name: str, value: str) -> RawField:
    """Return a field with what is plain to see of it."""
    plain = _PLAIN.fullmatch(value)
    return RawField(name, plain[1], "") if plain else RawField(name, "", value)


class RawEntry(NamedTuple):
    """An entry before its values are evaluated.

    Attributes:
        type: entry type in lower case, without the ``@``.
        key: citation key as the file spells it; empty where the file has none.
        fields: the fields in order, repeats included.
        start: offset of the ``@`` in the text.
        line: line of the ``@``, from 1.
        raw: exact text from the ``@`` to the closing delimiter.
    """

    type: str
    key: str
    fields: tuple[RawField, ...]
    start: int
    line: int
    raw: str


class RawString(NamedTuple):
    """An ``@string`` definition: ``value`` is an expression as in :class:`RawField`."""

    name: str
    value: str
    start: int
    line: int
    raw: str


class OtherKind(Enum):
    """What a block is that holds neither an entry nor a definition."""

    COMMENT = "comment"
    PREAMBLE = "preamble"


class RawOther(NamedTuple):
    """An ``@comment`` or ``@preamble`` block."""

    kind: OtherKind
    start: int
    line: int
    raw: str


Block: TypeAlias = RawEntry | RawString | RawOther
