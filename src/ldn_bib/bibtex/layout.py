"""One layout for a whole BibTeX file: what ``ldnbib fmt`` writes.

Fields stand in canonical order, two spaces in, with their ``=`` in one column and their values
in braces; one empty line parts the blocks. The order of the blocks, comments, ``@string``
definitions and everything that belongs to no block are kept. So is an entry that holds a
comment or is broken, because its parts cannot be moved without a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from ldn_bib.bibtex.adapter import split_blocks
from ldn_bib.bibtex.blocks import RawEntry, RawString
from ldn_bib.bibtex.decoding import decode_bytes, encode_like
from ldn_bib.bibtex.expression import closing_quote
from ldn_bib.bibtex.field_order import field_head, rank
from ldn_bib.bibtex.spans import EntrySpans, entry_spans
from ldn_bib.errors import FileError
from ldn_bib.values.braces import closing_brace

BROKEN = "it is broken"
COMMENTED = "it holds a comment"

_LINE_END = re.compile(r"\r\n|\r")
_PAIR = re.compile(r"\r\n")
_BLANK_REST = re.compile(r"[^\S\n]*+(?=\n|\Z)")
_KIND = re.compile(r"@[ \t]*([\w.+-]+)")
_SPACES = re.compile(r"[ \t\n\f\v]+")
_BLANKS = " \t\f\v"
_WORD = re.compile(r"""[^\s"#%'(),={}]+""")
_HASH = re.compile(r"\s*#\s*")
_ONLY_COMMAS = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that the layout changes, or leaves as it is because it has to.

    Attributes:
        key: its citation key; empty where it has none.
        line: line of its ``@`` in the old text, from 1.
        why: why it is left; empty for one that is changed.
    """

    key: str
    line: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file in the layout.

    Attributes:
        text: the new text.
        changed: entries whose own text is another one.
        left: entries that are left as they are.
        blocks: how many blocks there are.
    """

    text: str
    changed: tuple[Change, ...]
    left: tuple[Change, ...]
    blocks: int


def lay_out_bytes(source: bytes, file: str) -> tuple[bytes, Layout]:
    """Bring the bytes of a file into the layout; encoding and byte order mark stay.

    Args:
        source: the bytes.
        file: its name, for messages.

    Raises:
        FileError: the bytes are no text, or there is no BibTeX in it.
    """
    text, _ = decode_bytes(source, file)
    layout = lay_out(text)
    if not layout.blocks and not all(map(_is_remark, text.splitlines())):
        raise FileError(f"{file} holds no BibTeX that could be laid out")
    return encode_like(layout.text, source), layout


def lay_out(text: str) -> Layout:
    """Bring a file into the layout.

    Args:
        text: the file, without a byte order mark.

    Returns:
        The new text, with the line ends that most of its lines have; an entry that is left
        keeps its own.
    """
    source = text
    text = _LINE_END.sub("\n", text) if "\r" in text else text
    out: list[str] = []
    kept: dict[int, tuple[int, int]] = {}
    changed: list[Change] = []
    left: list[Change] = []
    end = 0
    dense = False
    blocks = 0
    for block in split_blocks(text)[0]:
        if out and block.start < end:
            continue
        blocks += 1
        is_string = isinstance(block, RawString)
        out.append(_gap(text[end : block.start], first=not out, dense=dense and is_string))
        laid = block.raw
        end = block.start + len(block.raw)
        if isinstance(block, RawEntry):
            laid, why = _entry(block.raw)
            if why:
                left.append(Change(block.key, block.line, why))
                end = _line_end_after_blanks(text, end)
                kept[len(out)] = block.start, end
                laid = text[block.start : end]
            elif laid != block.raw:
                changed.append(Change(block.key, block.line))
        out.append(laid)
        dense = is_string
    if out:
        rest = text[end:].rstrip()
        out.append(f"{_lead(rest)}{rest.lstrip()}\n" if rest else "\n")
        text = "".join(out if source is text else _with_line_ends(out, source, kept))
    return Layout(text if out else source, tuple(changed), tuple(left), blocks)


def _is_remark(line: str) -> bool:
    """Whether a line is empty or a remark, as in a library without papers."""
    return line.strip()[:1] in ("", "%")


def _line_end_after_blanks(text: str, pos: int) -> int:
    """The end of the line if only blanks stand before it; else the place itself."""
    return found.end() if (found := _BLANK_REST.match(text, pos)) else pos


def _with_line_ends(out: list[str], source: str, kept: Mapping[int, tuple[int, int]]) -> list[str]:
    """Give the pieces the usual line end; those that are kept, the bytes that they had.

    Args:
        out: the pieces, with newlines alone.
        source: the text as it was.
        kept: number of a piece to its place in the text with newlines alone.
    """
    # The number of pairs before a place is what the two texts differ by.
    pairs = [pair.start() - number for number, pair in enumerate(_PAIR.finditer(source))]
    places = [
        (start + bisect_left(pairs, start), end + bisect_left(pairs, end))
        for start, end in kept.values()
    ]
    bounds = [0, *chain.from_iterable(places), len(source)]
    others = [source[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    # Kept entries have no say, lest a second time the others follow them.
    line_end = _usual_line_end("".join(others)) or _usual_line_end(source)
    laid = [piece.replace("\n", line_end) for piece in out]
    for number, (start, end) in zip(kept, places, strict=True):
        laid[number] = source[start:end]
    return laid


def _usual_line_end(text: str) -> str:
    """The line end of most lines; empty where there is none."""
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    usual = max(counts, key=counts.__getitem__)
    return usual if counts[usual] else ""


def _gap(between: str, *, first: bool, dense: bool) -> str:
    """What stands between two blocks: one empty line, and any text that belongs to neither.

    Args:
        between: what stood there.
        first: whether nothing stands before it.
        dense: whether both are definitions, which may stand line by line.
    """
    words = between.strip()
    if not words:
        if first:
            return ""
        return "\n" if dense and between.count("\n") < 2 else "\n\n"
    trail = between[len(between.rstrip()) :]
    lead = "" if first else _lead(between)
    # A comment stays with the entry that it stands directly above, or behind.
    above = trail.count("\n") < 2 and (first or "\n" in lead or "\n" in words)
    return lead + words + ("\n" if above else "\n\n")


def _lead(between: str) -> str:
    """What parts a block from the text behind it, which may begin on its line."""
    space = between[: len(between) - len(between.lstrip())]
    return "\n\n" if "\n" in space else space and " "


def _entry(raw: str) -> tuple[str, str]:
    """Lay out an entry; the text as it was and the reason where that cannot be done."""
    spans = entry_spans(raw)
    kind = _KIND.match(raw)
    if spans is None or kind is None:
        return raw, BROKEN
    if not _holds_fields_only(spans):
        return raw, COMMENTED
    lines = [
        f"{field_head(field.name.lower())}{_value(raw[field.value : field.end])},\n"
        for field in sorted(spans.fields, key=lambda field: rank(field.name))
    ]
    return f"@{kind[1].lower()}{{{spans.key},\n{''.join(lines)}}}", ""


def _holds_fields_only(spans: EntrySpans) -> bool:
    pos = spans.key_start + len(spans.key)
    for field in spans.fields:
        if not _ONLY_COMMAS.fullmatch(spans.text, pos, field.start):
            return False
        head = spans.text[field.start + len(field.name) : field.value]
        if head.strip() != "=":
            return False
        pos = field.end
    return _ONLY_COMMAS.fullmatch(spans.text, pos, len(spans.text) - 1) is not None


def _value(expression: str) -> str:
    """Write a value in braces; macros stay bare, and of joined pieces each as it was."""
    found: list[str] = []
    pos, size = 0, len(expression)
    while pos < size:
        mark = expression[pos]
        if mark in '{"':
            stop = (closing_brace if mark == "{" else closing_quote)(expression, pos)
            found.append(f"{mark}{_folded(expression[pos + 1 : stop])}{expression[stop]}")
            pos = stop + 1
        else:
            word = _WORD.match(expression, pos)
            found.append(word[0] if word else "")
            pos = word.end() if word else size
        joint = _HASH.match(expression, pos)
        pos = joint.end() if joint else size
    if len(found) > 1:
        return " # ".join(found)
    only = found[0] if found else "{}"
    if only.startswith(("{", '"')):
        return f"{{{only[1:-1].strip()}}}"
    return f"{{{only}}}" if only.isdecimal() else only


def _folded(text: str) -> str:
    """Runs of white space as one space; an empty line between paragraphs stays."""
    if "\n" not in text:
        return _SPACES.sub(" ", text)
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(_BLANKS):
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    joined = [_SPACES.sub(" ", " ".join(lines)).strip(" ") for lines in paragraphs if lines]
    # A piece of several may begin or end in a space that counts.
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return before + "\n\n".join(joined) + after
