"""The numbers of a library as text with bars, as Markdown and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from ldn_bib.documents.characters import clean
from ldn_bib.documents.markdown import escape
from ldn_bib.documents.words import counted
from ldn_bib.keeping.stats import ConditionCount, Count, Stats
from ldn_bib.values.markup import strip_markup

JSON_VERSION = 1
"""Raised when a key of the JSON output changes its meaning or goes; new keys may come."""

WIDTH = 79
_LONGEST_BAR = 24
_MOST_NAMED = 12
_MOST_YEARS = 40


def as_json(stats: Stats) -> str:
    """The numbers as one JSON object."""
    document = {"version": JSON_VERSION, **asdict(stats)}
    document["years"] = {str(year): papers for year, papers in stats.years}
    oldest = stats.oldest_review
    document["oldest_review"] = (
        {"key": oldest[0], "reviewed": oldest[1].isoformat()} if oldest else None
    )
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_text(stats: Stats) -> str:
    """The numbers as text, with bars of the same scale."""
    parts = [f"{stats.source}: {counted(stats.papers, 'paper', 'papers')}{_years_words(stats)}"]
    parts += (_wrapped(f"! {one.key}: {one.sentence} {_plain(one.title)}") for one in stats.alerts)
    scale = max((row[1] for _, rows in _tables(stats) for row in rows), default=0)
    for title, rows in _tables(stats):
        if rows:
            parts.append("\n".join([title, *_bars(rows, scale)]))
    gaps = [
        _wrapped(f"- {gap.title}: {len(gap.lacks)}: {_some(list(map(str, gap.lacks)))}")
        for gap in stats.gaps
        if gap.lacks
    ]
    if stats.oldest_review:
        key, day = stats.oldest_review
        gaps.append(f"- Oldest review of a note: {day.isoformat()} ({key})")
    if gaps:
        parts.append("\n".join(["Gaps", *gaps]))
    return "\n\n".join(parts) + "\n"


def as_markdown(stats: Stats) -> str:
    """The numbers as tables, and the gaps as a list that names everything."""
    source = escape(stats.source or "The library")
    parts = [f"# {source}", f"{counted(stats.papers, 'paper', 'papers')}{_years_words(stats)}"]
    if stats.alerts:
        parts.append("## Retracted, or of concern")
        parts.append(
            "\n".join(
                f"- `{_code(one.key)}`: {escape(one.sentence)} {escape(_plain(one.title))}"
                for one in stats.alerts
            )
        )
    if stats.conditions:
        parts.append("## By condition")
        parts.append(
            _table(
                ("Condition", "Papers", "Tag proposed", "Trials"),
                [
                    (escape(_plain(one.label)), one.papers, one.proposed, one.trials)
                    for one in stats.conditions
                ],
            )
        )
    for title, rows in _tables(stats)[1:]:
        if rows:
            cells = [(escape(label), papers) for label, papers, _ in rows]
            parts += [
                f"## {title}",
                _table((title.removeprefix("By ").capitalize(), "Papers"), cells),
            ]
    gaps = [
        f"- {gap.title} ({len(gap.lacks)}): "
        + ", ".join(
            f"`{_code(lack.name)}`" + (f" ({escape(lack.detail)})" if lack.detail else "")
            for lack in gap.lacks
        )
        for gap in stats.gaps
        if gap.lacks
    ]
    if stats.oldest_review:
        key, day = stats.oldest_review
        gaps.append(f"- Oldest review of a note: {day.isoformat()} (`{_code(key)}`)")
    if gaps:
        parts += ["## Gaps", "\n".join(gaps)]
    return "\n\n".join(parts) + "\n"


OUTPUTS: Mapping[str, Callable[[Stats], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
"""Names of ``--format``, and what writes each."""


def _tables(stats: Stats) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """Title of each table, and its rows: label, number, remark."""
    return [
        (
            "By condition",
            [(_plain(one.label), one.papers, _remark(one)) for one in stats.conditions],
        ),
        ("By study design", _rows(stats.designs)),
        ("By level of evidence", _rows(stats.evidence)),
        ("By kind of publication", _rows(stats.kinds)),
        ("By year", list(_year_rows(stats))),
    ]


def _rows(counts: Iterable[Count]) -> list[tuple[str, int, str]]:
    return [(one.label, one.papers, "") for one in counts]


def _remark(one: ConditionCount) -> str:
    words = []
    if one.trials:
        words.append(counted(one.trials, "trial", "trials"))
    if one.proposed:
        words.append(f"{one.proposed} proposed")
    return ", ".join(words)


def _year_rows(stats: Stats) -> Iterator[tuple[str, int, str]]:
    if len(stats.years) <= _MOST_YEARS:
        yield from ((str(year), papers, "") for year, papers in stats.years)
    else:
        decades: dict[int, int] = {}
        for year, papers in stats.years:
            decades[year // 10 * 10] = decades.get(year // 10 * 10, 0) + papers
        yield from ((f"{first}–{first + 9}", papers, "") for first, papers in decades.items())
    if stats.undated:
        yield "no year", stats.undated, ""


def _years_words(stats: Stats) -> str:
    if not stats.years:
        return ""
    first, last = stats.years[0][0], stats.years[-1][0]
    return f", {first}" if first == last else f", {first}–{last}"


def _bars(rows: Sequence[tuple[str, int, str]], scale: int) -> Iterator[str]:
    """Lines with a label, a number and a bar; a paper that is there is never an empty bar."""
    labels = max(len(label) for label, _, _ in rows)
    digits = len(str(scale))
    for label, papers, remark in rows:
        length = papers if scale <= _LONGEST_BAR else -(-papers * _LONGEST_BAR // scale)
        tail = f"  ({remark})" if remark else ""
        yield f"  {label:<{labels}}  {papers:>{digits}}  {'█' * length}{tail}".rstrip()


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _plain(text: str) -> str:
    return " ".join(clean(strip_markup(text)).split())


def _code(text: str) -> str:
    """Text that can stand between single backquotes."""
    return " ".join(clean(text).replace("`", "'").split())


def _table(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    marks = ["---", *("---:" for _ in header[1:])]
    lines = [header, marks, *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
