"""The report of a comparison, in Markdown."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.oracle.compare import KINDS, Comparison, Difference
from tests.oracle.work import POPULAR

VERDICTS: Final = Path(__file__).with_name("verdicts.toml")
NOT_JUDGED: Final = "not judged yet"
_CHANGES_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is right about a class of differences.

    Attributes:
        kind: the kind.
        change: the change in short; empty for all others of the kind.
        says: the verdict, with the section of the specification.
    """

    kind: str
    change: str
    says: str


def read_verdicts() -> list[Verdict]:
    """The verdicts that have been written."""
    tables = tomllib.loads(VERDICTS.read_text(encoding="utf-8")).get("verdict", [])
    return [Verdict(table["kind"], table.get("change", ""), table["says"]) for table in tables]


def share(comparisons: Iterable[Comparison]) -> tuple[int, int]:
    """How many strings are equal, of how many."""
    equal = entries = 0
    for one in comparisons:
        equal += sum(one.equal.values())
        entries += sum(one.entries.values())
    return equal, entries


def percent(equal: int, entries: int) -> str:
    """A share in per cent, rounded down so that it promises nothing."""
    return f"{int(10_000 * equal / entries) / 100:.2f} %" if entries else "–"


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


def _kinds(differences: Sequence[Difference], verdicts: Sequence[Verdict]) -> list[str]:
    lines: list[str] = []
    by_kind: dict[str, list[Difference]] = defaultdict(list)
    for one in differences:
        by_kind[one.kind].append(one)
    lines += ["| kind | differences | styles |", "|---|---:|---:|"]
    for kind in KINDS:
        if found := by_kind.get(kind):
            lines.append(_row(kind, len(found), len({one.style for one in found})))
    for kind in KINDS:
        if found := by_kind.get(kind):
            lines += ["", f"### {kind.capitalize()}", "", *_changes(kind, found, verdicts)]
    return lines


def _changes(kind: str, found: Sequence[Difference], verdicts: Sequence[Verdict]) -> list[str]:
    said = {one.change: one.says for one in verdicts if one.kind == kind}
    lines = [said[""], ""] if "" in said else []
    by_change: dict[str, list[Difference]] = defaultdict(list)
    for one in found:
        by_change[one.change].append(one)
    ranked = sorted(by_change.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines += [
        "| theirs → ours | count | styles | first seen in | verdict |",
        "|---|---:|---:|---|---|",
    ]
    for change, group in ranked[:_CHANGES_SHOWN]:
        first = group[0]
        verdict = said.get(change) or ("as above" if "" in said else NOT_JUDGED)
        where = f"{first.style}, {first.place} {first.item}"
        styles = len({one.style for one in group})
        lines.append(_row(_cell(change), len(group), styles, _cell(where), _cell(verdict, 400)))
    rest = ranked[_CHANGES_SHOWN:]
    if rest:
        count = sum(len(group) for _, group in rest)
        lines.append(_row(f"{len(rest)} others", count, "", "", ""))
    first = found[0]
    lines += ["", f"theirs: {_cell(first.theirs, 400)}  ", f"ours: {_cell(first.ours, 400)}"]
    return lines


def markdown(comparisons: Sequence[Comparison], facts: Sequence[str]) -> str:
    """Write the report.

    Args:
        comparisons: what came of each style.
        facts: lines on what was compared with what.
    """
    differences = [one for comparison in comparisons for one in comparison.differences]
    crashed = [one for one in comparisons if one.error]
    silent = [one for one in comparisons if one.oracle_error]
    lines = ["# Fidelity: our engine against citeproc-js", "", *facts, "", *_shares(comparisons)]
    lines += ["", f"Our engine failed on {len(crashed)} styles."]
    lines += [f"- {one.style}: {_cell(one.error)}" for one in crashed]
    reasons = Counter(one.oracle_error for one in silent)
    lines += ["", f"citeproc-js failed on {len(silent)} styles, which are not compared."]
    lines += [f"- {count} × {_cell(reason)}" for reason, count in reasons.most_common(10)]
    lines += ["", "## Differences", "", *_kinds(differences, read_verdicts())]
    worst = sorted(comparisons, key=lambda one: -len(one.differences))[:20]
    lines += ["", "## Styles with most differences", "", "| style | differences | equal |"]
    lines.append("|---|---:|---:|")
    for one in worst:
        if one.differences:
            lines.append(_row(one.style, len(one.differences), percent(*share([one]))))
    return "\n".join(lines) + "\n"
