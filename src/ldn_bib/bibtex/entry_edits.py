"""Edits within the text of one entry; everything that they do not name stays as it is."""

from __future__ import annotations

import re

from ldn_bib.bibtex.edits import RemoveField, RenameField, RenameKey, SetField
from ldn_bib.bibtex.expression import well_formed
from ldn_bib.bibtex.field_style import (
    Style,
    delimited,
    is_balanced,
    one_line,
    place_of,
    style_of,
    written_field,
)
from ldn_bib.bibtex.fieldscan import NAME
from ldn_bib.bibtex.spans import EntrySpans, FieldSpan, entry_spans
from ldn_bib.errors import UsageError

_NAME = re.compile(NAME)
_KEY = re.compile(r"""[^\s"#%'(),={}@\\~][^\s"#%(),={}@\\~]*""")
_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"[ \t]*")


def edit_entry(
    spans: EntrySpans,
    edit: SetField | RemoveField | RenameField | RenameKey,
    fallback: Style,
    line_end: str,
) -> str:
    """Return the text of an entry after an edit.

    Args:
        spans: the entry.
        edit: what is asked for; its ``key`` is the entry's.
        fallback: how a field is written in an entry that has none.
        line_end: line end of the file.

    Raises:
        UsageError: a name, a key or a value that BibTeX could not read.
    """
    if isinstance(edit, RenameKey):
        check_key(edit.new)
        end = spans.key_start + len(spans.key)
        return spans.text[: spans.key_start] + edit.new + spans.text[end:]
    places = [
        number
        for number, field in enumerate(spans.fields)
        if field.name.lower() == edit.name.lower()
    ]
    if isinstance(edit, RemoveField):
        return _without(spans, places)
    style = style_of(spans, line_end) or fallback
    if isinstance(edit, RenameField):
        return _renamed(spans, spans.fields[places[0]], edit, style)
    if places:
        return _replaced(spans, spans.fields[places[0]], edit, style)
    return _with(spans, edit, style, line_end)


def check_key(key: str) -> None:
    """Raise an error for a key that BibTeX could not read.

    Raises:
        UsageError: the key is empty or holds a sign that ends a key somewhere.
    """
    if not _KEY.fullmatch(key):
        raise UsageError(
            f"{key!r} cannot be a citation key: it must be one word without "
            'any of " # % ( ) , = { } @ \\ ~'
        )


def _expression(edit: SetField, like: str, style: Style) -> str:
    if edit.expression:
        value = edit.value.strip()
        if not well_formed(value):
            raise UsageError(
                f"{edit.value!r} is no value of BibTeX: it wants braces, quotes, a number or a "
                "macro, joined with #"
            )
        return value
    value = one_line(edit.value)
    if not is_balanced(value):
        raise UsageError(
            f"the value of {edit.name!r} for {edit.key!r} has a brace without its partner"
        )
    return delimited(edit.name, value, like, style)


def _replaced(spans: EntrySpans, field: FieldSpan, edit: SetField, style: Style) -> str:
    text = spans.text
    expression = _expression(edit, text[field.value : field.end], style)
    return text[: field.value] + expression + text[field.end :]


def _renamed(spans: EntrySpans, field: FieldSpan, edit: RenameField, style: Style) -> str:
    """Give a field another name; an aligned sign of equality stays in its column."""
    if not _NAME.fullmatch(edit.new):
        raise UsageError(f"{edit.new!r} cannot be the name of a field")
    if any(other.name.lower() == edit.new.lower() for other in spans.fields):
        raise UsageError(f"the entry {edit.key!r} has a field {edit.new!r} already")
    text = spans.text
    at = field.start + len(field.name)
    gap = _BLANK.match(text, at)
    end = gap.end() if gap else at
    blank = text[at:end]
    if style.equals and text[end : end + 1] == "=":
        blank = " " * max(style.equals - len(edit.new), 1)
    return f"{text[: field.start]}{edit.new}{blank}{text[end:]}"


def _with(spans: EntrySpans, edit: SetField, style: Style, line_end: str) -> str:
    """Add a field."""
    if not _NAME.fullmatch(edit.name):
        raise UsageError(f"{edit.name!r} cannot be the name of a field")
    written = written_field(style, edit.name, _expression(edit, "", style))
    text, fields = spans.text, spans.fields
    place = place_of(spans, edit.name)
    before = fields[place - 1] if place else None
    comma = before.comma if before else spans.comma
    if comma < 0 and before:
        at = _behind_comment(text, before.end)
        return (
            f"{text[: before.end]}{style.trail},{text[before.end : at]}"
            f"{style.lead}{written}{text[at:]}"
        )
    # What follows the last field keeps its comma or its want of one.
    tail = f"{style.trail}," if style.comma or place < len(fields) else ""
    if comma >= 0:
        at = _behind_comment(text, comma + 1)
        head, rest = text[:at], text[at:]
    else:
        at = spans.key_start + len(spans.key)
        head, rest = f"{text[:at]},", text[at:]
    bare = rest.lstrip(" \t")
    if not fields and _LINE_END.match(style.lead) and not _LINE_END.match(bare):
        rest = line_end + bare
    return f"{head}{style.lead}{written}{tail}{rest}"


def _behind_comment(text: str, pos: int) -> int:
    """Offset behind a comment on the same line; ``pos`` where there is none."""
    blank = _BLANK.match(text, pos)
    at = blank.end() if blank else pos
    if text[at : at + 1] != "%":
        return pos
    end = _LINE_END.search(text, at)
    return end.start() if end else len(text)


def _without(spans: EntrySpans, places: list[int]) -> str:
    """Take fields out."""
    text, fields = spans.text, spans.fields
    cuts = [cut for place in places for cut in _cuts(spans, fields[place])]
    kept = [number for number in range(len(fields)) if number not in places]
    if places and places[-1] == len(fields) - 1 and fields[-1].comma < 0 and kept:
        comma = fields[kept[-1]].comma
        # What was the last field had no comma, so the one that now is has none.
        if not any(start <= comma < end for start, end in cuts):
            cuts.append((comma, comma + 1))
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    return text


def _cuts(spans: EntrySpans, field: FieldSpan) -> list[tuple[int, int]]:
    """Stretches that go with a field: its lines, unless something else stands on them."""
    text = spans.text
    start, end = field.start, field.end
    comma: list[tuple[int, int]] = []
    if field.comma >= 0:
        if text[end : field.comma].strip():
            comma = [(field.comma, field.comma + 1)]
        else:
            end = field.comma + 1
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    alone = line_start > 0 and not text[line_start:start].strip(" \t")
    blank = _BLANK.match(text, end)
    after = blank.end() if blank else end
    newline = _LINE_END.match(text, after)
    if alone and newline:
        return [(line_start, newline.end()), *comma]
    if not newline and after < len(text) - 1:
        return [(start, after), *comma]
    # The field ends its line, or the closing delimiter does.
    before = line_start if alone else start
    return [(len(text[:before].rstrip()), end), *comma]


def parts(text: str, key: str) -> EntrySpans:
    """Take an entry apart that is to be edited.

    Raises:
        UsageError: it is broken, so that an edit could hit the wrong place.
    """
    spans = entry_spans(text)
    if spans is None:
        raise UsageError(
            f"the entry {key!r} is broken and cannot be changed safely; "
            "ldnbib check says what is wrong with it"
        )
    return spans
