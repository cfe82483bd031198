"""What bibtexparser makes of well-formed text, for comparison with our scanner.

Only its splitter is used; its middlewares copy every block and decode every value. What it
returns is checked against BibTeX's own rules, which it bends in places: a backslash does not
hide a brace, an ``@`` inside a value starts nothing, a ``%`` line holds no entry.
"""

from __future__ import annotations

import logging
import re

from bibtexparser import model
from bibtexparser.library import Library
from bibtexparser.splitter import Splitter

from ldn_bib.bibtex.blocks import (
    Block,
    OtherKind,
    RawEntry,
    RawField,
    RawOther,
    RawString,
    raw_field,
)
from ldn_bib.bibtex.expression import well_formed
from ldn_bib.values.braces import closing_brace

_NAME = re.compile(r"""[^\s"#%'(),={}@]+""")
_KEY = re.compile(r"[^\s,{}@][^\s,{}]*")
# The splitter knows no other sign in a type, and no line end between it and the brace.
_UNSEEN_HEAD = re.compile(r"^[ \t]*@(?:[ \t]+\w|[ \t]*\w*[ \t]*[^\w \t{(])", re.MULTILINE)
_OTHER_HEAD = re.compile(r"@(?:comment|preamble)[ \t]*\{", re.IGNORECASE)


def split_well_formed(text: str) -> list[Block] | None:
    """Split with bibtexparser; None where its answer is not what BibTeX would read."""
    # The splitter counts no line end that has a backslash before it, nor a lone CR.
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return None
    if text.count("{") != text.count("}") or _UNSEEN_HEAD.search(text):
        return None
    library = _split_quietly(text)
    if library.failed_blocks:
        return None
    blocks: list[Block] = []
    pos, line = 0, 1
    for found in library.blocks:
        if isinstance(found, model.ImplicitComment):
            continue
        raw = found.raw or ""
        start = text.find(raw, pos)
        if start < 0 or not _harmless(text, pos, start):
            return None
        line += text.count("\n", pos, start)
        block = _convert(found, raw, start, line)
        if block is None:
            return None
        blocks.append(block)
        pos = start + len(raw)
        line += raw.count("\n")
    return blocks if _harmless(text, pos, len(text)) else None


def _split_quietly(text: str) -> Library:
    logger = logging.getLogger("bibtexparser.splitter")
    before = logger.disabled
    logger.disabled = True
    try:
        return Splitter(text).split()
    finally:
        logger.disabled = before


def _harmless(text: str, start: int, end: int) -> bool:
    """Whether text between blocks can hide neither an entry nor a part of one."""
    gap = text[start:end]
    if not gap or gap.isspace():
        return True
    if "@" in gap or "%" in gap or "}" in gap or "=" in gap:
        return False
    # Anything before an entry on its own line is left to the scanner.
    return end == len(text) or not gap.rpartition("\n")[2].strip()


def _convert(found: model.Block, raw: str, start: int, line: int) -> Block | None:
    match found:
        case model.Entry():
            if not found.entry_type or not _KEY.fullmatch(found.key):
                return None
            fields: list[RawField] = []
            for field in found.fields:
                name, value = field.key, field.value
                if not (name.isalpha() or _NAME.fullmatch(name)) or not well_formed(value):
                    return None
                fields.append(raw_field(name, value))
            return RawEntry(found.entry_type, found.key, tuple(fields), start, line, raw)
        case model.String():
            if not _NAME.fullmatch(found.key) or not well_formed(found.value):
                return None
            return RawString(found.key, found.value, start, line, raw)
        case model.ExplicitComment():
            kind = OtherKind.COMMENT
        case model.Preamble():
            kind = OtherKind.PREAMBLE
        case _:
            return None
    # The splitter takes every name that begins with «comment» for one, «commentary» too.
    head = _OTHER_HEAD.match(raw)
    if head is None or closing_brace(raw, head.end() - 1) != len(raw) - 1:
        return None
    return RawOther(kind, start, line, raw)
