"""The ``date`` element: parts in the order of the style or the locale, ranges, seasons, eras.

CSL 1.0.2, «Date» and «Localized Dates», «Date Ranges».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ldn_bib.csl.context import Context, Render
from ldn_bib.csl.datevalue import DateValue, Parts
from ldn_bib.csl.fieldtext import parse_field
from ldn_bib.csl.locale import Locale
from ldn_bib.csl.tokens import YEAR_SUFFIX, Tokens

Decorate = Callable[[Tokens], Tokens]

YEAR: Final = 0
MONTH: Final = 1
DAY: Final = 2
PART_INDEX: Final = {"year": YEAR, "month": MONTH, "day": DAY}


@dataclass(frozen=True, slots=True)
class DatePart:
    """A ``date-part``: which, in what form, how decorated, with which affixes.

    Attributes:
        part: YEAR, MONTH or DAY.
        form: ``long``, ``short``, ``numeric``, ``numeric-leading-zeros`` or ``ordinal``.
        prefix, suffix: affixes.
        decorate: formatting without affixes, or None.
        range_delimiter: what stands between two dates that differ in this part.
    """

    part: int
    form: str
    prefix: str = ""
    suffix: str = ""
    decorate: Decorate | None = None
    range_delimiter: str = "–"


@dataclass(frozen=True, slots=True)
class DatePlan:
    """A ``date`` element with its parts settled.

    Attributes:
        variable: the date variable.
        parts: the parts, in order.
        delimiter: between parts.
        decorate: decoration of the whole, affixes included, or None.
        implicit_suffix: whether a year suffix follows the year by itself.
    """

    variable: str
    parts: tuple[DatePart, ...]
    delimiter: str = ""
    decorate: Decorate | None = None
    implicit_suffix: bool = True


def compile_date(plan: DatePlan, locale: Locale) -> Render:
    """Return the function that renders a ``date`` element."""
    variable = plan.variable

    def render(ctx: Context) -> Tokens | None:
        ctx.called += 1
        if ctx.done is not None and variable in ctx.done:
            return None
        value = ctx.item.date(variable)
        if value is None or (ctx.seen_names is not None and variable == "accessed"):
            return None  # the day of access tells no cites apart
        tokens = _sortable(plan, value) if ctx.sorting else _tokens(plan, locale, ctx, value)
        if not tokens:
            return None
        ctx.filled += 1
        if ctx.taken is not None:
            ctx.taken.append(variable)
        return plan.decorate(tokens) if plan.decorate is not None else tokens

    return render


def _sortable(plan: DatePlan, value: DateValue) -> Tokens:
    """Digits that sort as the date does, of the parts that the element prints.

    They are always as many, so that keys that are read as numbers compare too.
    """
    if value.start is None:
        return []
    shown = {part.part for part in plan.parts}
    digits = ""
    for year, month, day in (value.start, value.end or (0, 0, 0)):
        digits += f"{10_000 + (year if YEAR in shown else 0):05d}"
        # a season has no month: it stands before the months of its year
        digits += f"{month if MONTH in shown and month <= 12 else 0:02d}"
        digits += f"{day if DAY in shown else 0:02d}"
    return [digits]


def _tokens(plan: DatePlan, locale: Locale, ctx: Context, value: DateValue) -> Tokens:
    if value.start is None:
        year = next((part for part in plan.parts if part.part == YEAR), None)
        return _literal(year, value.literal) if year is not None else []
    if value.end is not None:
        return _range(plan, locale, ctx, value.start, value.end)
    tokens = _join(plan, [_part(part, locale, ctx, value.start, plan) for part in plan.parts])
    if tokens and value.open_end:
        tokens.append("–")
    return tokens


def _join(plan: DatePlan, rendered: Sequence[Tokens]) -> Tokens:
    tokens: Tokens = []
    for one in rendered:
        if one:
            if tokens and plan.delimiter:
                tokens.append(plan.delimiter)
            tokens += one
    return tokens


def _range(plan: DatePlan, locale: Locale, ctx: Context, start: Parts, end: Parts) -> Tokens:
    shown = [part for part in plan.parts if start[part.part] or end[part.part]]
    differing = {part.part for part in shown if start[part.part] != end[part.part]}
    if not differing:
        return _join(plan, [_part(part, locale, ctx, start, plan) for part in plan.parts])
    largest = min(differing)
    # everything from the largest part that differs downward is printed twice
    twice = {part.part for part in shown if part.part >= largest}
    first = next(number for number, part in enumerate(shown) if part.part in twice)
    last = len(shown) - next(
        number for number, part in enumerate(reversed(shown)) if part.part in twice
    )
    head, middle, tail = shown[:first], shown[first:last], shown[last:]
    delimiter = next(part.range_delimiter for part in shown if part.part == largest)
    left = [
        _part(part, locale, ctx, start, plan, no_suffix=number == len(middle) - 1)
        for number, part in enumerate(middle)
    ]
    right = [
        _part(part, locale, ctx, end, plan, no_prefix=number == 0)
        for number, part in enumerate(middle)
    ]
    tokens = _join(plan, [_part(part, locale, ctx, start, plan) for part in head])
    middle_tokens = [*_stripped(_join(plan, left)), delimiter, *_join(plan, right)]
    after = _join(plan, [_part(part, locale, ctx, end, plan) for part in tail])
    return _join(plan, [tokens, middle_tokens, after])


def _stripped(tokens: Tokens) -> Tokens:
    """Drop a space that is left at the end when the parts after it are missing."""
    while tokens and isinstance(tokens[-1], str) and not tokens[-1].strip():
        tokens = tokens[:-1]
    return tokens


def _part(
    part: DatePart,
    locale: Locale,
    ctx: Context,
    parts: Parts,
    plan: DatePlan,
    *,
    no_prefix: bool = False,
    no_suffix: bool = False,
) -> Tokens:
    value = parts[part.part]
    if not value:
        return []
    if part.part == YEAR:
        text = _year(value, part.form, locale)
    elif part.part == MONTH:
        text = _month(value, part.form, locale)
    else:
        if not 1 <= parts[MONTH] <= 12:
            return []
        text = _day(value, part.form, locale, parts[MONTH])
    if not text:
        return []
    tokens: Tokens = [text]
    if part.decorate is not None:
        tokens = part.decorate(tokens)
    if part.part == YEAR and plan.implicit_suffix and ctx.year_suffix and not ctx.suffix_done:
        ctx.suffix_done = True
        tokens = [*tokens, YEAR_SUFFIX, ctx.year_suffix, -YEAR_SUFFIX]
    if part.prefix and not no_prefix:
        tokens.insert(0, part.prefix)
    if part.suffix and not no_suffix:
        tokens.append(part.suffix)
    return tokens


def _literal(part: DatePart, text: str) -> Tokens:
    """A text in place of a date, printed where and as the year would be."""
    tokens: Tokens = list(parse_field(text))
    if part.decorate is not None:
        tokens = part.decorate(tokens)
    if part.prefix:
        tokens.insert(0, part.prefix)
    if part.suffix:
        tokens.append(part.suffix)
    return tokens


def _year(year: int, form: str, locale: Locale) -> str:
    if form == "short":
        return f"{abs(year) % 100:02d}"
    if year < 0:
        return f"{-year}{locale.term('bc') or ''}"
    if year < 1000:
        return f"{year}{locale.term('ad') or ''}"
    return str(year)


def _month(month: int, form: str, locale: Locale) -> str:
    if month > 12:
        return locale.term(f"season-{month - 12:02d}") or ""
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02d}"
    return locale.term(f"month-{month:02d}", "short" if form == "short" else "long") or ""


def _day(day: int, form: str, locale: Locale, month: int) -> str:
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal" and not (locale.limit_day_ordinals and day != 1):
        gender = locale.gender_of(f"month-{month:02d}")
        return f"{day}{locale.ordinal_suffix(day, gender)}"
    return str(day)
