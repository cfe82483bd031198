"""Papers per year and study design: a small chart as SVG, and the table behind it.

The SVG carries no colours and no ``style``, which a strict Content-Security-Policy would drop:
its parts have classes and ``data-design``, and the style sheet of the site paints them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ldn_bib.documents.words import counted

if TYPE_CHECKING:
    from ldn_bib.entry import Entry

NO_DESIGN = "none"

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "systematic-review": ("Systematic reviews", ("systematic-review",)),
    "rct": ("Randomised trials", ("rct", "crossover-rct")),
    "clinical-trial": ("Other clinical trials", ("crossover-trial", "clinical-trial")),
    "cohort": ("Cohort and case-control studies", ("cohort", "case-control")),
    "case-report": ("Case reports and case series", ("case-series", "case-report")),
    "narrative-review": ("Narrative reviews and guidelines", ("narrative-review", "guideline")),
    "laboratory": ("Laboratory studies and other papers", ("laboratory", "other")),
    NO_DESIGN: ("No study design on record", ()),
}
"""Groups of designs from the bottom of a bar: slug, name for people, the designs in it."""

_GROUP_OF = {design: group for group, (_, designs) in GROUPS.items() for design in designs}
_OTHER = "laboratory"

WIDTH, HEIGHT = 400, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 8, 24, 26
_PLOT_WIDTH, _PLOT_HEIGHT = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM

MOST_BARS = 60
_STEPS = (1, 2, 5)
_MOST_TICKS = 5
_TYPE = 11
_LABEL_WIDTH = 44  # four digits in the largest type of the style sheet, and a gap
_WIDEST_BAR = 48.0
_GAP = 0.22  # of what each bar has


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart and what stands around it; texts are unescaped.

    Attributes:
        svg: the ``<svg>`` element, as it stands in HTML.
        caption: what it shows.
        legend: slug of the group, name, number of papers, of the groups that have any.
        header: headings of the table.
        rows: the table: years, papers without a year, all; numbers as text.
    """

    svg: str = ""
    caption: str = ""
    legend: tuple[tuple[str, str, int], ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show: no paper has a year."""
        return not self.svg


@dataclass(frozen=True, slots=True)
class _Bar:
    """Papers of a year, or of some years where there are many.

    Attributes:
        first: first year.
        last: last year.
        counts: group to number of papers.
    """

    first: int
    last: int
    counts: Counter[str]

    @property
    def name(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def chart(entries: Iterable[Entry], *, name: str = "chart") -> Chart:
    """Return the chart of papers.

    A bar stands for a year; where the years are more than :data:`MOST_BARS`, for 2, 5, 10 and
    so on. Years without papers keep their place.

    Args:
        entries: the papers; those without a year are in the table only.
        name: beginning of the ids in the SVG, one for each chart of a page.
    """
    years: dict[int, Counter[str]] = {}
    undated: Counter[str] = Counter()
    for entry in entries:
        counts = undated if entry.year is None else years.setdefault(entry.year, Counter())
        counts[group_of(entry)] += 1
    if not years:
        return Chart()
    bars = _bars(years)
    total = sum((bar.counts for bar in bars), Counter(undated))
    groups = [group for group in GROUPS if total[group]]
    span = str(min(years)) if len(years) == 1 else f"{min(years)}–{max(years)}"
    return Chart(
        svg=_svg(bars, groups, name, _sentences(bars, span, undated)),
        caption=f"Papers per {_per(bars)} by study design, {span}",
        legend=tuple((group, GROUPS[group][0], total[group]) for group in groups),
        header=("Year", *(GROUPS[group][0] for group in groups), "All"),
        rows=tuple(_rows(bars, undated, groups)),
    )


def group_of(entry: Entry) -> str:
    """Return the group of a paper, a key of :data:`GROUPS`."""
    design = entry.annotation.design if entry.annotation else None
    return _GROUP_OF.get(design, _OTHER) if design else NO_DESIGN


def _round_steps() -> Iterator[int]:
    """Give 1, 2, 5, 10, 20, 50, 100 and so on."""
    power = 1
    while True:
        yield from (step * power for step in _STEPS)
        power *= 10


def _bars(years: Mapping[int, Counter[str]]) -> list[_Bar]:
    first, last = min(years), max(years)
    size = next(size for size in _round_steps() if last // size - first // size < MOST_BARS)
    bars = [
        _Bar(start, start + size - 1, Counter())
        for start in range(first // size * size, last + 1, size)
    ]
    for year, counts in years.items():
        bars[year // size - first // size].counts.update(counts)
    return bars


def _per(bars: list[_Bar]) -> str:
    size = bars[0].last - bars[0].first + 1
    return "year" if size == 1 else f"{size} years"


def _sentences(bars: list[_Bar], span: str, undated: Counter[str]) -> str:
    papers = counted(sum(bar.counts.total() for bar in bars), "paper", "papers")
    said = f"{papers}, {span}."
    if len(bars) > 1:
        most = max(bars, key=lambda bar: (bar.counts.total(), bar.first))
        said += f" The highest bar, {most.counts.total()}, is that of {most.name}."
    missing = undated.total()
    if missing:
        verb = "is" if missing == 1 else "are"
        said += f" {counted(missing, 'paper', 'papers')} without a year {verb} not shown."
    return f"{said} All numbers stand in the table of this chart."


def _rows(bars: list[_Bar], undated: Counter[str], groups: list[str]) -> Iterator[tuple[str, ...]]:
    named = [(bar.name, bar.counts) for bar in bars if bar.counts]
    if undated:
        named.append(("No year", undated))
    if len(named) > 1:
        named.append(("All", sum((counts for _, counts in named), Counter())))
    for name, counts in named:
        yield (name, *(str(counts[group]) for group in groups), str(counts.total()))


def _svg(bars: list[_Bar], groups: list[str], name: str, description: str) -> str:
    ids = f"{escape(name)}-title", f"{escape(name)}-desc"
    tallest = max(bar.counts.total() for bar in bars)
    step = next(step for step in _round_steps() if tallest <= step * _MOST_TICKS)
    top = -(-tallest // step) * step
    parts = [
        f'<svg class="chart-svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="{_TYPE}" role="img" '
        f'aria-labelledby="{ids[0]} {ids[1]}">',
        f'<title id="{ids[0]}">Papers per {_per(bars)} by study design</title>',
        f'<desc id="{ids[1]}">{escape(description)}</desc>',
        *_counts_axis(step, top),
        *_series(bars, groups, top),
        *_years_axis(bars),
        "</svg>",
    ]
    return "\n".join(parts)


def _counts_axis(step: int, top: int) -> Iterator[str]:
    yield '<text class="axis" x="0" y="12">Papers</text>'
    for tick in range(0, top + 1, step):
        y = _number(_TOP + _PLOT_HEIGHT * (1 - tick / top))
        kind = "grid" if tick else "grid base"
        yield f'<line class="{kind}" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        yield (
            f'<text class="axis" x="{_LEFT - 6}" y="{y}" dy="0.35em" text-anchor="end">'
            f"{tick}</text>"
        )


def _series(bars: list[_Bar], groups: list[str], top: int) -> Iterator[str]:
    slot = _PLOT_WIDTH / len(bars)
    width = min(slot * (1 - _GAP), _WIDEST_BAR)
    below: Counter[int] = Counter()
    for group in groups:
        shown = []
        for place, bar in enumerate(bars):
            count = bar.counts[group]
            if not count:
                continue
            below[place] += count
            x = _number(_LEFT + slot * place + (slot - width) / 2)
            y = _number(_TOP + _PLOT_HEIGHT * (1 - below[place] / top))
            height = _number(_PLOT_HEIGHT * count / top)
            shown.append(
                f'<rect class="bar" x="{x}" y="{y}" width="{_number(width)}" height="{height}"/>'
            )
        yield f'<g data-design="{group}">'
        yield from shown
        yield "</g>"


def _years_axis(bars: list[_Bar]) -> Iterator[str]:
    """Label as many years as have room, at round distances."""
    slot = _PLOT_WIDTH / len(bars)
    size = bars[0].last - bars[0].first + 1
    apart = next(
        step for step in _round_steps() if step >= size and slot * step / size >= _LABEL_WIDTH
    )
    y = HEIGHT - _BOTTOM + 18
    named = [place for place, bar in enumerate(bars) if bar.first % apart == 0] or [0]
    for place in named:
        x = _LEFT + slot * (place + 0.5)
        # the last label may not stand out of the picture
        x = min(x, WIDTH - _LABEL_WIDTH / 2)
        yield (
            f'<text class="axis" x="{_number(x)}" y="{y}" text-anchor="middle">'
            f"{bars[place].first}</text>"
        )


def _number(value: float) -> str:
    """Return a coordinate in thousandths, without zeros at its end."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
