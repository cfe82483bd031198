"""A library of any size, always the same: papers with notes, tags, links and a few retractions."""

from __future__ import annotations

import datetime as dt
import random
from typing import Final

from benchmarks.items import generate

from ldn_bib import resources
from ldn_bib.enrich.vocabulary import read_vocabulary
from ldn_bib.entry import Annotation, Entry, Reason, Tag
from ldn_bib.library import Library
from ldn_bib.values.about import About
from ldn_bib.values.design import DESIGNS
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind

_SENTENCES: Final = (
    "People in this invented study took a tablet once a day.",
    "Chance decided who took which, and nobody knew it until the end.",
    "Those who took it slept a little longer than the others.",
    "The study was small, and a larger one could come to another result.",
    "How many people left the study early is not on record.",
    "Unwanted effects were headaches and vivid dreams.",
)


def generated_library(count: int, seed: int = 1) -> Library:
    """Make a library of papers that nobody has written."""
    random_ = random.Random(seed)
    text = (resources.folder("references") / "conditions.toml").read_text(encoding="utf-8")
    conditions, _ = read_vocabulary(text, "conditions.toml")
    labels = {slug: condition.label for slug, condition in conditions.items()}
    entries = []
    for number, item in enumerate(generate(count, seed)):
        if random_.random() < 0.5:
            item["PMID"] = str(10_000_000 + number)
        if random_.random() < 0.3:
            item["PMCID"] = f"PMC{5_000_000 + number}"
        slugs = random_.sample(sorted(labels), random_.choice((0, 1, 1, 2, 3)))
        has_note = random_.random() < 0.6
        reason = () if has_note else (Reason("title", "pain"),)
        entries.append(
            Entry(
                item,
                tags=tuple(Tag(slug, labels[slug], not has_note, reason) for slug in slugs),
                annotation=_note(random_) if has_note else None,
                status=_status(random_),
            )
        )
    about = About(
        subject="sleep and pain",
        scope="Papers of a generator.",
        searched=dt.date(2026, 1, 5),
        caution="Nothing here was ever studied.",
        licence="CC0 1.0",
        licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
        report="Write to errors@example.org.",
    )
    return Library(
        entries=tuple(entries),
        conditions=conditions,
        source="generated",
        style_folders=(resources.folder("styles"),),
        about=about,
    )


def _note(random_: random.Random) -> Annotation:
    return Annotation(
        design=random_.choice([*DESIGNS, None]),
        participants=f"{random_.randint(8, 400)} adults",
        dose=f"{random_.randint(1, 9)} mg a day",
        duration=f"{random_.randint(2, 24)} weeks",
        comparator=random_.choice(("placebo", "")),
        evidence=Evidence("OCEBM 2011", str(random_.randint(1, 5)), "From the kind of study."),
        finding=random_.choice(_SENTENCES),
        summary=" ".join(random_.choices(_SENTENCES, k=random_.randint(4, 12))),
        reviewed=dt.date(2025, random_.randint(1, 12), random_.randint(1, 28)),
    )


def _status(random_: random.Random) -> Status | None:
    chance = random_.random()
    if chance < 0.01:
        return Status(StatusKind.RETRACTED, ("10.5555/notice",), dt.date(2026, 1, 5))
    if chance < 0.015:
        return Status(StatusKind.CONCERN)
    if chance < 0.03:
        return Status(StatusKind.CORRECTED, ("PMID 123",))
    return None
