"""The report of a comparison, in Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from tests.oracle.compare import KINDS, Comparison, Difference
from tests.oracle.verdicts import SIDES, Judge, Verdict, read_verdicts, settled
from tests.oracle.work import POPULAR

_CHANGES_SHOWN: Final = 5
_AROUND: Final = 40
_SHOWN: Final = 160

_Judged = list[tuple[Difference, list[Verdict | None]]]


def share(comparisons: Iterable[Comparison]) -> tuple[int, int]:
    """How many strings are equal, of how many."""
    equal = entries = 0
    for one in comparisons:
        equal += sum(one.equal.values())
        entries += sum(one.entries.values())
    return equal, entries


def judged(comparisons: Iterable[Comparison]) -> tuple[int, int]:
    """How many differences have a verdict for each of their pieces, of how many."""
    found = _judge(comparisons)
    return sum(settled(classes) for _, classes in found), len(found)


def percent(equal: int, entries: int) -> str:
    """A share in per cent, rounded down so that it promises nothing."""
    return f"{int(10_000 * equal / entries) / 100:.2f} %" if entries else "–"


def _judge(comparisons: Iterable[Comparison]) -> _Judged:
    judge = Judge(read_verdicts())
    return [(one, judge.judge(one)) for found in comparisons for one in found.differences]


def _cell(text: str, limit: int = 160) -> str:
    cut = text if len(text) <= limit else f"{text[:limit]}…"
    return cut.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").strip() or "(nothing)"


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _shares(comparisons: Sequence[Comparison]) -> list[str]:
    chosen = [one for one in comparisons if one.style in POPULAR]
    lines = ["| | styles | strings | equal | share |", "|---|---:|---:|---:|---:|"]
    for name, group in (("all styles", comparisons), ("the most used", chosen)):
        for place in ("bibliography", "citation"):
            entries = sum(one.entries.get(place, 0) for one in group)
            equal = sum(one.equal.get(place, 0) for one in group)
            label = f"{name}, {place}"
            lines.append(_row(label, len(group), entries, equal, percent(equal, entries)))
        equal, entries = share(group)
        lines.append(
            _row(f"**{name}**", len(group), entries, equal, f"**{percent(equal, entries)}**")
        )
    return lines


def _excerpts(one: Difference) -> tuple[str, str]:
    """Both strings from a little before the place where they begin to differ."""
    start = 0
    for a, b in zip(one.theirs, one.ours, strict=False):
        if a != b:
            break
        start += 1
    start = max(0, start - _AROUND)
    while start and one.theirs[start - 1] not in " >":
        start -= 1
    mark = "…" if start else ""
    return mark + _cell(one.theirs[start:], _SHOWN), mark + _cell(one.ours[start:], _SHOWN)


def _example(one: Difference) -> list[str]:
    theirs, ours = _excerpts(one)
    return [f"{one.style}, {one.place}, {one.item}:  ", f"theirs: {theirs}  ", f"ours: {ours}"]


def _classes(found: _Judged) -> list[str]:
    """The classes: a table, and what is to be said about each."""
    groups: dict[str, list[Difference]] = defaultdict(list)
    alone: dict[str, Difference] = {}
    for one, classes in found:
        names = {verdict.name for verdict in classes if verdict is not None}
        for name in names:
            groups[name].append(one)
        if settled(classes) and len(names) == 1:
            alone.setdefault(names.pop(), one)
    verdicts = [verdict for verdict in read_verdicts() if verdict.name in groups]
    verdicts.sort(key=lambda verdict: -len(groups[verdict.name]))
    sides = Counter(verdict.right for verdict in verdicts for _ in groups[verdict.name])
    lines = ["| who is right | classes | differences |", "|---|---:|---:|"]
    for side in SIDES:
        count = sum(verdict.right == side for verdict in verdicts)
        lines.append(_row(side, count, sides[side]))
    lines += ["", "| class | right | differences | styles |", "|---|---|---:|---:|"]
    for verdict in verdicts:
        group = groups[verdict.name]
        styles = len({one.style for one in group})
        lines.append(_row(_cell(verdict.name), verdict.right, len(group), styles))
    for verdict in verdicts:
        group = groups[verdict.name]
        lines += ["", f"### {verdict.name}", ""]
        lines += [f"Right: **{verdict.right}** ({len(group)}). {verdict.says}", ""]
        lines += _example(alone.get(verdict.name, group[0]))
    return lines


def _unjudged(found: _Judged) -> list[str]:
    """What no class fits, or not in every piece, by kind."""
    by_kind: dict[str, list[Difference]] = defaultdict(list)
    for one, classes in found:
        if not settled(classes):
            by_kind[one.kind].append(one)
    lines = ["| kind | differences | styles | most frequent |", "|---|---:|---:|---|"]
    for kind in KINDS:
        if group := by_kind.get(kind):
            changes = Counter(_cell(one.change, 40) for one in group).most_common(_CHANGES_SHOWN)
            shown = "; ".join(f"{change} ({count})" for change, count in changes)
            lines.append(_row(kind, len(group), len({one.style for one in group}), shown))
    return lines


def markdown(comparisons: Sequence[Comparison], facts: Sequence[str]) -> str:
    """Write the report.

    Args:
        comparisons: what came of each style.
        facts: lines on what was compared with what.
    """
    crashed = [one for one in comparisons if one.error]
    silent = [one for one in comparisons if one.oracle_error]
    lines = ["# Fidelity: our engine against citeproc-js", "", *facts, "", *_shares(comparisons)]
    lines += ["", f"Our engine failed on {len(crashed)} styles."]
    lines += [f"- {one.style}: {_cell(one.error)}" for one in crashed]
    reasons = Counter(one.oracle_error for one in silent)
    lines += ["", f"citeproc-js failed on {len(silent)} styles, which are not compared."]
    lines += [f"- {count} × {_cell(reason)}" for reason, count in reasons.most_common(10)]
    found = _judge(comparisons)
    done = sum(settled(classes) for _, classes in found)
    lines += [
        "",
        "## Differences",
        "",
        f"{len(found)} strings differ or stand elsewhere. A difference is taken apart into the "
        f"pieces that changed; {done} differences ({percent(done, len(found))}) have a verdict for "
        "each of their pieces. One with two causes counts in both classes. Sections are those of "
        "CSL 1.0.2.",
        "",
        *_classes(found),
        "",
        "## Not judged",
        "",
        *_unjudged(found),
    ]
    worst = sorted(comparisons, key=lambda one: -len(one.differences))[:20]
    lines += ["", "## Styles with most differences", "", "| style | differences | equal |"]
    lines.append("|---|---:|---:|")
    for one in worst:
        if one.differences:
            lines.append(_row(one.style, len(one.differences), percent(*share([one]))))
    return "\n".join(lines) + "\n"
