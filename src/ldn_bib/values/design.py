"""Study designs: the closed list that notes choose from, in the order lists count them."""

from __future__ import annotations

DESIGNS: dict[str, str] = {
    "systematic-review": "systematic review",
    "rct": "randomised controlled trial",
    "crossover-rct": "randomised crossover trial",
    "crossover-trial": "crossover trial, not shown to be randomised",
    "clinical-trial": "clinical trial without a control group on record",
    "cohort": "cohort study",
    "case-control": "case-control study",
    "case-series": "case series",
    "case-report": "case report",
    "narrative-review": "narrative review",
    "guideline": "guideline",
    "laboratory": "laboratory study",
    "other": "other",
}
"""Slug to the words a person reads; used for counts, lists and checks."""
