"""What a reading list says about itself: its limits, its search, its reviews, its warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.documents.designs import SCHEME_NOTES
from ldn_bib.documents.grouping import Grouping, Layout
from ldn_bib.documents.model import Audience, Fact
from ldn_bib.documents.words import counted, long_date
from ldn_bib.values.status import StatusKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from ldn_bib.entry import Entry, Tag
    from ldn_bib.values.about import About
    from ldn_bib.values.condition import Condition

NOT_ADVICE = (
    "This list describes published research. It is not medical advice: it knows nothing of your "
    "own health, and a paper that stands here is no recommendation of a treatment. Please talk "
    "to a doctor or pharmacist before you start, change or stop a medicine."
)
NO_SEARCH_DATE = "No search date is on record."
OLD_AFTER_YEARS = 2
"""Age of a review in years beyond which a list warns."""

_MARKED = "They are marked, and the counts include them."
_ALERTS = {
    StatusKind.RETRACTED: ("has been retracted", "have been retracted"),
    StatusKind.PARTLY_RETRACTED: ("has been retracted in part", "have been retracted in part"),
    StatusKind.CONCERN: (
        "carries an expression of concern",
        "carry an expression of concern",
    ),
}


def scope_sentences(condition: Condition, papers: Sequence[Entry], about: About) -> str:
    """Return what a list covers, and how its papers came to their tags."""
    sentences = [condition.description, about.scope, _tag_sentence(condition, papers)]
    return " ".join(filter(None, sentences))


def about_facts(papers: Sequence[Entry], about: About, layout: Layout) -> tuple[Fact, ...]:
    """Return what a list says of itself, in the order to print."""
    searched = f"Last searched on {long_date(about.searched)}." if about.searched else ""
    licence = " ".join(filter(None, (about.licence, _in_brackets(about.licence_url))))
    facts = (
        ("What is in", about.included),
        ("What is left out", about.excluded),
        ("Search", " ".join(filter(None, (about.search, searched or NO_SEARCH_DATE)))),
        ("Last reviewed", _review(papers)),
        ("Levels of evidence", _schemes(papers, layout)),
        (
            "Licence",
            f"{licence}; the papers themselves have terms of their own." if licence else "",
        ),
        ("Report an error", about.report),
        ("Web site", about.site_url),
    )
    return tuple(Fact(label, value) for label, value in facts if value)


def warnings(papers: Sequence[Entry], generated: dt.date | None) -> tuple[str, ...]:
    """Return what must be seen before the papers.

    These are retracted papers and expressions of concern, and reviews that were old on the day of
    generation.
    """
    return tuple(_warnings(papers, generated))


def remarks(about: About, layout: Layout) -> tuple[str, ...]:
    """Return what is to be read before the papers: for patients, that a use is off-label."""
    is_above = layout.audience is Audience.PATIENTS
    return (about.caution,) if is_above and about.caution else ()


def closing_notes(about: About, layout: Layout) -> tuple[str, ...]:
    """Return the lines at the end: that a use is off-label, and that a list is no advice."""
    is_above = layout.audience is Audience.PATIENTS
    return tuple(filter(None, ("" if is_above else about.caution, NOT_ADVICE)))


def _warnings(papers: Sequence[Entry], generated: dt.date | None) -> Iterator[str]:
    for kind, (singular, plural) in _ALERTS.items():
        number = sum(entry.status is not None and entry.status.kind is kind for entry in papers)
        if number:
            verb = singular if number == 1 else plural
            marked = "It is marked, and the counts include it." if number == 1 else _MARKED
            of_all = (
                "The only paper" if len(papers) == 1 else f"{number} of the {len(papers)} papers"
            )
            yield f"{of_all} in this list {verb}. {marked}"
    days = _days(papers)
    old = [day for day in days if generated and _is_old(day, generated)]
    if old:
        oldest = long_date(min(old))
        yield (
            f"What this list says about 1 paper was last reviewed on {oldest}, more than two years "
            "before the list was made. Newer research may say otherwise."
            if len(old) == 1
            else f"What this list says about {len(old)} papers was last reviewed more than two "
            f"years before the list was made; the oldest of these reviews is of {oldest}. Newer "
            "research may say otherwise."
        )


def _is_old(day: dt.date, generated: dt.date) -> bool:
    limit = (generated.year - OLD_AFTER_YEARS, generated.month, generated.day)
    return (day.year, day.month, day.day) < limit


def _days(papers: Iterable[Entry]) -> list[dt.date]:
    notes = (entry.annotation for entry in papers)
    return sorted(note.reviewed for note in notes if note and note.reviewed)


def _review(papers: Sequence[Entry]) -> str:
    """Return the days between which a person went over the notes; empty without papers."""
    if not papers:
        return ""
    days = _days(papers)
    if not days:
        return "No day of review is on record."
    oldest, newest = long_date(days[0]), long_date(days[-1])
    line = oldest if oldest == newest else f"Between {oldest} and {newest}"
    undated = len(papers) - len(days)
    if undated:
        line += f"; for {counted(undated, 'paper', 'papers')} no day of review is on record"
    return f"{line}."


def _schemes(papers: Iterable[Entry], layout: Layout) -> str:
    """Return what explains the levels, where no heading does."""
    if layout.group_by is Grouping.EVIDENCE or layout.audience is Audience.PATIENTS:
        return ""
    notes = (entry.annotation for entry in papers)
    schemes = {note.evidence.scheme for note in notes if note and note.evidence}
    return " ".join(words for scheme, words in SCHEME_NOTES.items() if scheme in schemes)


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def own_tag(entry: Entry, condition: Condition) -> Tag:
    """Return the tag that puts a paper into the list of a condition."""
    return next(tag for tag in entry.tags if tag.slug == condition.slug)


def _tag_sentence(condition: Condition, papers: Sequence[Entry]) -> str:
    if not papers:
        return f"No paper in this library is tagged “{condition.label}”."
    proposed = sum(own_tag(entry, condition).derived for entry in papers)
    set_by_hand = len(papers) - proposed
    number = counted(len(papers), "paper", "papers")
    lists = f"This list holds {number} tagged “{condition.label}”"
    if not proposed:
        return f"{lists}; a person set the {'tag' if set_by_hand == 1 else 'tags'}."
    if not set_by_hand:
        tags = "the tag was" if proposed == 1 else "all tags were"
        return f"{lists}; {tags} proposed automatically and not checked by a person."
    of_proposed = counted(proposed, "tag was", "tags were")
    of_set = counted(set_by_hand, "tag was", "tags were")
    return (
        f"{lists}: {of_set} set by a person, {of_proposed} proposed automatically and not checked."
    )
