"""What a library holds, counted, and what it lacks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ldn_bib.entry import Entry
from ldn_bib.keeping.kinds import kind_words
from ldn_bib.library import Library
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import SCHEMES

TRIALS = frozenset(("rct", "crossover-rct", "crossover-trial", "clinical-trial"))
"""Designs that count as a trial."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers are of one kind.

    Attributes:
        slug: the kind, as files name it; empty for papers of which it is not on record.
        label: the kind for people.
        papers: number of papers.
    """

    slug: str
    label: str
    papers: int


@dataclass(frozen=True, slots=True)
class ConditionCount:
    """How many papers are on one condition.

    Attributes:
        slug: the condition.
        label: its name for people.
        papers: papers tagged with it; a paper may be tagged with several conditions.
        proposed: those of them whose tag is proposed, and nobody's.
        trials: those of them that a note calls a trial.
    """

    slug: str
    label: str
    papers: int
    proposed: int
    trials: int


@dataclass(frozen=True, slots=True)
class Lack:
    """A paper or a condition that lacks something.

    Attributes:
        name: citation key or slug.
        detail: what is lacking, where that differs; empty where it does not.
    """

    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.detail})" if self.detail else self.name


@dataclass(frozen=True, slots=True)
class Gap:
    """What several papers or conditions lack.

    Attributes:
        name: stable name, lower case with hyphens.
        title: the gap for people, such as ``Papers without a note``.
        lacks: the papers or conditions; empty where nothing is lacking.
    """

    name: str
    title: str
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A paper that has been retracted, or is of concern.

    Attributes:
        key: its citation key.
        title: its title, with CSL's markup.
        sentence: what has happened to it.
    """

    key: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Stats:
    """A library in numbers.

    Attributes:
        source: name of the library, as the person gave it.
        papers: number of papers.
        alerts: papers that are retracted or of concern.
        conditions: papers by condition, in the vocabulary's order.
        designs: papers by study design, in the order of the closed list.
        evidence: papers by level of evidence, the strongest first.
        kinds: papers by kind of publication, the most first.
        years: papers by year, in order, years without a paper among them.
        undated: papers without a year.
        oldest_review: key of the note that has gone longest without a review, and its day.
        gaps: what is lacking.
    """

    source: str | None
    papers: int
    alerts: tuple[Alert, ...]
    conditions: tuple[ConditionCount, ...]
    designs: tuple[Count, ...]
    evidence: tuple[Count, ...]
    kinds: tuple[Count, ...]
    years: tuple[tuple[int, int], ...]
    undated: int
    oldest_review: tuple[str, dt.date] | None
    gaps: tuple[Gap, ...]


def library_stats(library: Library) -> Stats:
    """Count what a library holds."""
    entries = library.entries
    conditions = tuple(_conditions(library))
    years = Counter(entry.year for entry in entries if entry.year is not None)
    first, last = (min(years), max(years)) if years else (1, 0)
    # a year like 20114 is a slip that must not fill the screen
    span = range(first, last + 1) if last - first < 500 else sorted(years)
    reviewed = [
        (entry.annotation.reviewed, entry.key)
        for entry in entries
        if entry.annotation and entry.annotation.reviewed
    ]
    oldest = min(reviewed, default=None)
    return Stats(
        source=library.source,
        papers=len(entries),
        alerts=tuple(_alerts(entries)),
        conditions=conditions,
        designs=tuple(_designs(entries)),
        evidence=tuple(_evidence(entries)),
        kinds=tuple(_kinds(entries)),
        years=tuple((year, years[year]) for year in span),
        undated=sum(entry.year is None for entry in entries),
        oldest_review=(oldest[1], oldest[0]) if oldest else None,
        gaps=(
            *(
                Gap(name, title, tuple(Lack(one.slug) for one in conditions if lacks(one)))
                for name, title, lacks in _CONDITION_GAPS
            ),
            *(
                Gap(name, title, tuple(_lacking(entries, detail)))
                for name, title, detail in _PAPER_GAPS
            ),
        ),
    )


def _alerts(entries: Iterable[Entry]) -> Iterator[Alert]:
    for entry in entries:
        if entry.status and entry.status.is_alert:
            yield Alert(entry.key, entry.title, entry.status.sentence)


def _design(entry: Entry) -> str:
    return (entry.annotation.design if entry.annotation else None) or ""


def _conditions(library: Library) -> Iterator[ConditionCount]:
    known = library.conditions or {}
    for slug, entries in library.by_condition().items():
        proposed = sum(
            any(tag.slug == slug and tag.derived for tag in entry.tags) for entry in entries
        )
        trials = sum(_design(entry) in TRIALS for entry in entries)
        label = known[slug].label if slug in known else slug
        yield ConditionCount(slug, label, len(entries), proposed, trials)


def _designs(entries: Sequence[Entry]) -> Iterator[Count]:
    counts = Counter(map(_design, entries))
    for slug in (*DESIGNS, *sorted(set(counts) - set(DESIGNS) - {""})):
        if counts[slug]:
            yield Count(slug, DESIGNS.get(slug, slug), counts[slug])
    if counts[""]:
        yield Count("", "no study design on record", counts[""])


def _evidence(entries: Sequence[Entry]) -> Iterator[Count]:
    levels = [entry.annotation.evidence for entry in entries if entry.annotation]
    counts = Counter((one.scheme, one.level) for one in levels if one)
    labels = {(one.scheme, one.level): one.label for one in levels if one}
    listed = [(scheme, level) for scheme, known in SCHEMES.items() for level in known]
    for pair in (*listed, *sorted(set(counts) - set(listed))):
        if counts[pair]:
            yield Count(" ".join(pair), labels[pair], counts[pair])
    without = len(entries) - counts.total()
    if without:
        yield Count("", "no level of evidence on record", without)


def _kinds(entries: Sequence[Entry]) -> Iterator[Count]:
    counts = Counter(str(entry.item.get("type") or "") for entry in entries)
    for slug, papers in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Count(slug, kind_words(slug) or "no kind on record", papers)


def _lacking(entries: Iterable[Entry], detail: Callable[[Entry], str | None]) -> Iterator[Lack]:
    for entry in entries:
        words = detail(entry)
        if words is not None:
            yield Lack(entry.key, words)


def _if(lacks: Callable[[Entry], bool]) -> Callable[[Entry], str | None]:
    return lambda entry: "" if lacks(entry) else None


def _unverified(entry: Entry) -> str | None:
    return ", ".join(entry.unverified) or None


def _unlooked(entry: Entry) -> bool:
    return entry.status is None or entry.status.checked is None


_CONDITION_GAPS: tuple[tuple[str, str, Callable[[ConditionCount], bool]], ...] = (
    ("conditions-without-paper", "Conditions without a paper", lambda one: not one.papers),
    (
        "conditions-without-trial",
        "Conditions without a trial on record",
        lambda one: bool(one.papers) and not one.trials,
    ),
    (
        "conditions-proposed-only",
        "Conditions with proposed tags only",
        lambda one: bool(one.papers) and one.proposed == one.papers,
    ),
)

_PAPER_GAPS: tuple[tuple[str, str, Callable[[Entry], str | None]], ...] = (
    ("papers-without-condition", "Papers without a condition", _if(lambda one: not one.tags)),
    ("papers-without-note", "Papers without a note", _if(lambda one: one.annotation is None)),
    (
        "notes-without-review",
        "Notes without the day of a review",
        _if(lambda one: one.annotation is not None and one.annotation.reviewed is None),
    ),
    ("papers-without-doi", "Papers without a DOI", _if(lambda one: not one.item.get("DOI"))),
    ("papers-without-pmid", "Papers without a PMID", _if(lambda one: not one.item.get("PMID"))),
    (
        "papers-without-identifier",
        "Papers with neither DOI nor PMID",
        _if(lambda one: not one.item.get("DOI") and not one.item.get("PMID")),
    ),
    ("facts-unverified", "Papers with facts that nobody has confirmed", _unverified),
    (
        "status-not-looked-up",
        "Papers of which nobody has looked up whether they are retracted",
        _if(_unlooked),
    ),
)
