"""Words and lines that all writers print alike: dates, counts, tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import RichText, Run
from ldn_bib.documents.model import Audience, Fact

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ldn_bib.documents.model import Document, ListedPaper, Section
    from ldn_bib.entry import Reason, Tag

ABOUT_HEADING = "About this list"
PAPER_HEADING = "Paper"
WARNING = "Warning"
PLEASE_NOTE = "Please note"

# A full stop or bracket behind an address belongs to the sentence.
_ADDRESS = re.compile(r"""https?://[^\s<>"']*[^\s<>"'.,;:!?)\]}]""")

# strftime would follow the locale of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: dt.date) -> str:
    """Return a day for people, ``3 March 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun, ``1 paper`` or ``2 papers``."""
    return f"{number} {singular if number == 1 else plural}"


def reason_words(reasons: Sequence[Reason]) -> str:
    """Return where a proposed tag comes from, ``from title: “…”``; empty without reasons."""
    return f"from {'; '.join(map(str, reasons))}" if reasons else ""


def tag_words(tag: Tag) -> str:
    """Return a tag's label; a derived one says so, and why it was proposed."""
    if not tag.derived:
        return tag.label
    why = ", ".join(filter(None, ("proposed automatically", reason_words(tag.reasons))))
    return f"{tag.label} ({why})"


def fact_rows(document: Document, paper: ListedPaper) -> tuple[Fact, ...]:
    """Return the facts of a paper, its tags after them."""
    if not paper.tags:
        return paper.facts
    tags = Fact(document.tags_label, "; ".join(map(tag_words, paper.tags)))
    return (*paper.facts, tags)


def all_rows(document: Document, paper: ListedPaper) -> tuple[Fact, ...]:
    """Return the facts of a paper that stands in no table."""
    return (*paper.row, *fact_rows(document, paper))


def front_notes(document: Document) -> tuple[tuple[str, str], ...]:
    """Return what must be seen before the papers: a label and a sentence, the gravest first."""
    return (
        *((WARNING, text) for text in document.warnings),
        *((PLEASE_NOTE, text) for text in document.remarks),
    )


def front_lines(document: Document) -> tuple[str, ...]:
    """Return what stands between title and sections: scope, counts, day of generation."""
    lines = [document.scope] if document.scope else []
    if document.counts:
        counts = "; ".join(f"{number} {label}" for label, number in document.counts)
        lines.append(f"By study design: {counts}.")
    if document.generated:
        lines.append(f"Generated on {long_date(document.generated)}.")
    return tuple(lines)


def linked(text: str) -> RichText:
    """Return a text with links where it holds addresses."""
    runs: list[Run] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        runs += [Run(text[end : found.start()]), Run(found[0], link=found[0])]
        end = found.end()
    return RichText.of((*runs, Run(text[end:])))


def is_citations_alone(section: Section) -> bool:
    """Whether papers have nothing but citations, and what must be said first of a few."""
    return not any(
        paper.summary or paper.facts or paper.links or paper.tags or paper.notices or paper.row
        for paper in section.papers
    )


def has_summary_first(document: Document) -> bool:
    """Whether the summary of a paper stands before its citation."""
    return document.audience is Audience.PATIENTS


def table_labels(section: Section) -> tuple[str, ...]:
    """Return the headings of a section's table of facts; none where its papers make no table."""
    labels = {tuple(cell.label for cell in paper.row) for paper in section.papers}
    return labels.pop() if len(labels) == 1 else ()
