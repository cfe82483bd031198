"""Study designs and levels of evidence as lists name, count and explain them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.values.design import DESIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ldn_bib.entry import Entry
    from ldn_bib.values.evidence import Evidence

NOUNS: dict[str, tuple[str, str]] = {
    "systematic-review": ("systematic review", "systematic reviews"),
    "rct": ("randomised controlled trial", "randomised controlled trials"),
    "crossover-rct": ("randomised crossover trial", "randomised crossover trials"),
    "crossover-trial": (
        "crossover trial, not shown to be randomised",
        "crossover trials, not shown to be randomised",
    ),
    "clinical-trial": (
        "clinical trial without a control group on record",
        "clinical trials without a control group on record",
    ),
    "cohort": ("cohort study", "cohort studies"),
    "case-control": ("case-control study", "case-control studies"),
    "case-series": ("case series", "case series"),
    "case-report": ("case report", "case reports"),
    "narrative-review": ("narrative review", "narrative reviews"),
    "guideline": ("guideline", "guidelines"),
    "laboratory": ("laboratory study", "laboratory studies"),
    "other": ("paper of another kind", "papers of another kind"),
}
"""Slug of a design to the nouns for one and for several papers."""

NO_DESIGN = ("paper with no study design on record", "papers with no study design on record")

WITHOUT_PARTICIPANTS = frozenset({"narrative-review", "guideline", "laboratory"})
"""Designs that have no participants of their own, so that none are missed."""

SCHEME_NOTES: dict[str, str] = {
    # Oxford Centre for Evidence-Based Medicine, 2011 Levels of Evidence, treatment benefits.
    "OCEBM 2011": (
        "Levels follow the 2011 table of the Oxford Centre for Evidence-Based Medicine for the "
        "question whether a treatment helps; level 1 is the strongest, level 5 the weakest. A "
        "level says how far this kind of study can be trusted to answer that question. It does "
        "not say how well the treatment worked."
    ),
}
"""Scheme of levels of evidence to the sentences that explain it."""

PLAIN_LEVELS: dict[str, dict[str, str]] = {
    # The table orders kinds of study and gives no names to its levels; these say their order.
    "OCEBM 2011": {
        "1": "Strongest kind of evidence (level 1 of 5)",
        "2": "Second strongest kind of evidence (level 2 of 5)",
        "3": "Middle kind of evidence (level 3 of 5)",
        "4": "Second weakest kind of evidence (level 4 of 5)",
        "5": "Weakest kind of evidence (level 5 of 5)",
    },
}
"""Scheme to its levels in plain words."""

PLAIN_SCHEME_NOTES: dict[str, str] = {
    "OCEBM 2011": (
        "Some kinds of study can show better than others whether a treatment helps. There are five "
        "levels: level 1 is the strongest kind of evidence, level 5 the weakest. A level tells how "
        "far this kind of study can be trusted to answer that question. It does not tell how well "
        "the treatment worked. The levels are those of the Oxford Centre for Evidence-Based "
        "Medicine (OCEBM 2011)."
    ),
}
"""Scheme to the sentences that explain it in plain words."""


def design_words(slug: str) -> str:
    """Return a design for people; a slug that is not in the closed list stands for itself."""
    return DESIGNS.get(slug, slug)


def level_words(evidence: Evidence, *, is_plain: bool) -> str:
    """Return a level of evidence as a heading, in plain words where it has any."""
    plain = PLAIN_LEVELS.get(evidence.scheme, {}).get(evidence.level)
    return plain if is_plain and plain else evidence.label


def scheme_note(scheme: str, *, is_plain: bool) -> str:
    """Return what explains a scheme, perhaps in plain words; empty for one that is not known."""
    return (PLAIN_SCHEME_NOTES if is_plain else SCHEME_NOTES).get(scheme, "")


def design_counts(entries: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    """Count papers by design, in the order of the closed list; those without one come last.

    Returns:
        Noun in the number that the count asks for, and the count.
    """
    counts: dict[str | None, int] = {}
    for entry in entries:
        design = entry.annotation.design if entry.annotation else None
        counts[design] = counts.get(design, 0) + 1
    order = sorted(counts, key=design_order)
    return tuple((design_noun(slug, counts[slug]), counts[slug]) for slug in order)


def design_order(slug: str | None) -> tuple[bool, int, str]:
    """Sort key of a design: the closed list, then other slugs, then papers without one."""
    known = list(NOUNS)
    return (slug is None, known.index(slug) if slug in NOUNS else len(known), slug or "")


def design_noun(slug: str | None, number: int) -> str:
    """Return the noun for a number of papers of a design; None is no design on record."""
    singular, plural = NO_DESIGN if slug is None else NOUNS.get(slug, (slug, slug))
    return singular if number == 1 else plural
