"""How an entry writes its fields, so that an added one looks like the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ldn_bib.bibtex.expression import MONTH_MACROS, closing_quote
from ldn_bib.bibtex.field_order import NAME_WIDTH, rank
from ldn_bib.bibtex.spans import EntrySpans, FieldSpan

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_BRACE = re.compile(r"[{}]")


class Style(NamedTuple):
    """How fields are written.

    Attributes:
        lead: what stands between a comma and the next name.
        trail: what stands between a value and its comma.
        equals: column of ``=`` counted from the name; 0 where it is not aligned.
        value: column of the value counted from the name; 0 where it is not aligned.
        gap: white space before ``=`` that is not aligned, and the least of one that is.
        after: white space behind ``=`` of a value that is not aligned.
        quoted: whether values stand in quotes and not in braces.
        bare_numbers: whether numbers stand without delimiters.
        comma: whether a comma follows the last field.
        case: how names are spelled: ``lower``, ``upper`` or ``title``.
    """

    lead: str
    trail: str
    equals: int
    value: int
    gap: str
    after: str
    quoted: bool
    bare_numbers: bool
    comma: bool
    case: str


def default_style(line_end: str) -> Style:
    """Style of a file that has no field to learn from: that of :mod:`ldn_bib.bibtex.layout`."""
    return Style(f"{line_end}  ", "", NAME_WIDTH + 1, 0, " ", " ", False, False, True, "lower")


def style_of(spans: EntrySpans, line_end: str) -> Style | None:
    """Learn from the fields of an entry; None where it has none."""
    fields, text = spans.fields, spans.text
    if not fields:
        return None
    leads = [_lead(text, start, field.start) for start, field in _with_starts(spans)]
    gaps: list[str] = []
    afters: list[str] = []
    for field in fields:
        before, _, after = text[field.start + len(field.name) : field.value].partition("=")
        gaps.append(_on_one_line(before))
        afters.append(_on_one_line(after))
    ends = [text[field.end : field.comma] for field in fields if field.comma >= 0]
    trails = [_lead(end, 0, len(end)) for end in ends if "%" not in end]
    lengths = [len(field.name) for field in fields]
    signs = [length + len(gap) for length, gap in zip(lengths, gaps, strict=True)]
    equals = _aligned(lengths, signs, 1)
    value = 0
    if not equals:
        columns = [sign + 1 + len(after) for sign, after in zip(signs, afters, strict=True)]
        value = _aligned(lengths, columns, len(gaps[0]) + 2)
    values = [text[field.value : field.end] for field in fields]
    opened = Counter(value[:1] for value in values)
    numbers = [value for value in values if value.strip('{}"').isdecimal()]
    bare = sum(value.isdecimal() for value in numbers)
    least = min(gaps, key=len)
    return Style(
        lead=_usual(leads).replace("\n", line_end),
        trail=_usual(trails).replace("\n", line_end) if trails else "",
        equals=equals,
        value=value,
        gap=least[:1] if equals else _usual(gaps),
        after=min(afters, key=len) if value else _usual(afters),
        quoted=opened['"'] > opened["{"],
        bare_numbers=2 * bare > len(numbers),
        comma=fields[-1].comma >= 0,
        case=_case([field.name for field in fields]),
    )


def _with_starts(spans: EntrySpans) -> Iterable[tuple[int, FieldSpan]]:
    start = spans.body
    for field in spans.fields:
        yield start, field
        start = (field.comma if field.comma >= 0 else field.end) + 1


def _lead(text: str, start: int, end: int) -> str:
    between = text[start:end]
    lines = _LINE_END.split(between)
    return between if len(lines) == 1 else f"\n{lines[-1]}"


def _on_one_line(gap: str) -> str:
    return gap if not _LINE_END.search(gap) else " "


def _usual(texts: list[str]) -> str:
    """The most frequent text, the last one of several."""
    counts = Counter(texts)
    return max(reversed(texts), key=counts.__getitem__)


def _aligned(lengths: list[int], columns: list[int], usual: int) -> int:
    """Column that names of different lengths share; 0 where there is none.

    A single name tells only where it stands further from its column than is usual.
    """
    column, count = Counter(columns).most_common(1)[0]
    if len(columns) == 1:
        return column if column > lengths[0] + usual else 0
    sharing = {length for length, at in zip(lengths, columns, strict=True) if at == column}
    return column if len(sharing) > 1 and 2 * count > len(columns) else 0


def _case(names: list[str]) -> str:
    for case in ("lower", "upper", "title"):
        if all(name == getattr(name, case)() for name in names):
            return case
    return "lower"


def written_field(style: Style, name: str, expression: str) -> str:
    """A field in a style, without what stands before the name and behind the value."""
    if style.case != "lower":
        name = name.upper() if style.case == "upper" else name.title()
    gap = style.gap
    if style.equals:
        gap = " " * max(style.equals - len(name), len(gap))
    head = f"{name}{gap}="
    after = style.after
    if style.value:
        after = " " * max(style.value - len(head), len(after))
    return f"{head}{after}{expression}"


def place_of(spans: EntrySpans, name: str) -> int:
    """Number of the field before which an added one stands.

    In an entry whose fields are in canonical order it is the place in that order, else the end.
    """
    ranks = [rank(field.name) for field in spans.fields]
    if ranks != sorted(ranks):
        return len(ranks)
    own = rank(name)
    return sum(other <= own for other in ranks)


def one_line(value: str) -> str:
    """The text of a value as BibTeX reads it: each run of white space is one space."""
    return _SPACES.sub(" ", value).strip(" ")


def is_balanced(value: str) -> bool:
    """Whether the braces of a text close each other; a backslash hides none."""
    depth = 0
    for match in _BRACE.finditer(value):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def delimited(name: str, value: str, like: str, style: Style) -> str:
    """Write a value with the delimiters of another expression.

    Args:
        name: the field.
        value: text with its braces in balance, on one line.
        like: the expression that it replaces; empty for an added field.
        style: what decides where ``like`` does not.
    """
    mark = like[:1]
    if name.lower() == "month" and value.lower() in MONTH_MACROS and mark not in ("{", '"'):
        return value
    bare = like.isdecimal() if like else style.bare_numbers
    if bare and value.isdecimal() and value.isascii():
        return value
    quoted = mark == '"' if mark and mark in '{"' else style.quoted
    if quoted and closing_quote(f'"{value}"', 0) == len(value) + 1:
        return f'"{value}"'
    return f"{{{value}}}"
