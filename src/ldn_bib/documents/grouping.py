"""Groups of a reading list: by level of evidence, study design, year or condition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.documents.designs import design_noun, design_order, level_words, scheme_note
from ldn_bib.documents.model import Audience
from ldn_bib.errors import UsageError, did_you_mean
from ldn_bib.values.evidence import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ldn_bib.entry import Entry, Tag
    from ldn_bib.values.condition import Condition
    from ldn_bib.values.evidence import Evidence

NO_LEVEL = "Level of evidence not recorded"
NO_LEVEL_NOTE = "Nobody has recorded a level of evidence for these papers."
LAST_NOTE = "That they stand last says nothing about their quality."
NO_DESIGN = "Study design not on record"
NO_YEAR = "Year not on record"
SEVERAL_NOTE = (
    "A paper on several other conditions stands once, under the first of them; with each paper "
    "stand all of them."
)


class Grouping(StrEnum):
    """What the papers of a list are grouped by."""

    EVIDENCE = "evidence"
    DESIGN = "design"
    YEAR = "year"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a reading list is laid out.

    Attributes:
        group_by: what makes the groups.
        audience: for whom it is.
        summaries: whether summaries are printed; None for what suits the audience: clinicians
            get a row of facts in their place.
        oldest_first: whether groups of years begin with the oldest.
    """

    group_by: Grouping = Grouping.EVIDENCE
    audience: Audience = Audience.EVERYONE
    summaries: bool | None = None
    oldest_first: bool = False

    @property
    def has_summaries(self) -> bool:
        """Whether summaries are printed."""
        if self.summaries is None:
            return self.audience is not Audience.CLINICIANS
        return self.summaries


def layout_of(
    group_by: str = Grouping.EVIDENCE,
    audience: str = Audience.EVERYONE,
    *,
    summaries: bool | None = None,
) -> Layout:
    """Return a layout from the words that a person gave.

    Raises:
        UsageError: unknown grouping or audience; the choices are named.
    """
    return Layout(
        Grouping(_chosen("grouping", group_by, [one.value for one in Grouping])),
        Audience(_chosen("audience", audience, [one.value for one in Audience])),
        summaries,
    )


def _chosen(kind: str, name: str, choices: Sequence[str]) -> str:
    if name in choices:
        return name
    hint = did_you_mean(name, list(choices)) or f"; there are {', '.join(choices)}"
    raise UsageError(f"unknown {kind} {name!r}{hint}")


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that stand together, and the sentence that explains why."""

    heading: str
    entries: tuple[Entry, ...]
    note: str = ""


def grouped(
    entries: Iterable[Entry],
    condition: Condition,
    layout: Layout,
    vocabulary: Iterable[str] = (),
) -> tuple[Group, ...]:
    """Put papers into groups, in which they keep their order; each paper stands in one.

    Levels of evidence begin with the strongest, designs follow their closed list, years begin
    with the newest. In the list of one condition, groups of conditions are the other conditions
    of its papers, papers on this one alone first. What is not on record comes last.

    Args:
        entries: papers of the condition.
        condition: what the list is about.
        layout: what makes the groups.
        vocabulary: slugs of the conditions in their order; others follow in alphabetical order.
    """
    if layout.group_by is Grouping.DESIGN:
        groups = _by_design(entries)
    elif layout.group_by is Grouping.YEAR:
        groups = _by_year(entries, oldest_first=layout.oldest_first)
    elif layout.group_by is Grouping.CONDITION:
        groups = _by_condition(entries, condition, list(vocabulary))
    else:
        groups = _by_level(entries, is_plain=layout.audience is Audience.PATIENTS)
    return tuple(groups)


def _split(
    entries: Iterable[Entry], order: Callable[[Entry], tuple[object, ...]]
) -> Iterator[tuple[Entry, ...]]:
    for _, group in groupby(sorted(entries, key=order), key=order):
        yield tuple(group)


def _by_level(entries: Iterable[Entry], *, is_plain: bool) -> Iterator[Group]:
    explained: set[str] = set()
    is_last = False
    for group in _split(entries, _level_order):
        evidence = _evidence(group[0])
        if evidence is None:
            yield Group(
                NO_LEVEL, group, f"{NO_LEVEL_NOTE} {LAST_NOTE}" if is_last else NO_LEVEL_NOTE
            )
            continue
        is_new = evidence.scheme not in explained
        note = scheme_note(evidence.scheme, is_plain=is_plain) if is_new else ""
        explained.add(evidence.scheme)
        is_last = True
        yield Group(level_words(evidence, is_plain=is_plain), group, note)


def _evidence(entry: Entry) -> Evidence | None:
    return entry.annotation.evidence if entry.annotation else None


def _level_order(entry: Entry) -> tuple[object, ...]:
    evidence = _evidence(entry)
    if evidence is None:
        return (True, False, 0, "", "")
    is_foreign = evidence.scheme not in SCHEMES
    return (False, is_foreign, evidence.rank, evidence.scheme, evidence.level)


def _by_design(entries: Iterable[Entry]) -> Iterator[Group]:
    for group in _split(entries, lambda entry: design_order(_design(entry))):
        slug = _design(group[0])
        heading = NO_DESIGN if slug is None else design_noun(slug, len(group))
        yield Group(f"{heading[:1].upper()}{heading[1:]}", group)


def _design(entry: Entry) -> str | None:
    return entry.annotation.design if entry.annotation else None


def _by_year(entries: Iterable[Entry], *, oldest_first: bool) -> Iterator[Group]:
    sign = 1 if oldest_first else -1
    for group in _split(entries, lambda entry: (entry.year is None, sign * (entry.year or 0))):
        year = group[0].year
        yield Group(NO_YEAR if year is None else str(year), group)


def _by_condition(
    entries: Iterable[Entry], condition: Condition, vocabulary: list[str]
) -> Iterator[Group]:
    def place(tag: Tag) -> tuple[int, str]:
        known = vocabulary.index(tag.slug) if tag.slug in vocabulary else len(vocabulary)
        return known, tag.slug

    def first_other(entry: Entry) -> Tag | None:
        return min(other_tags(entry, condition), key=place, default=None)

    def order(entry: Entry) -> tuple[object, ...]:
        tag = first_other(entry)
        return place(tag) if tag else (-1, "")

    is_explained = False
    for group in _split(entries, order):
        tag = first_other(group[0])
        if tag is None:
            yield Group(f"Only {condition.label}", group)
            continue
        is_needed = any(len(other_tags(entry, condition)) > 1 for entry in group)
        yield Group(
            f"Also {tag.label}", group, SEVERAL_NOTE if is_needed and not is_explained else ""
        )
        is_explained = is_explained or is_needed


def other_tags(entry: Entry, condition: Condition) -> tuple[Tag, ...]:
    """The conditions of a paper beside the one that the list is about."""
    return tuple(tag for tag in entry.tags if tag.slug != condition.slug)
