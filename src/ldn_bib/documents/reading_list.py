"""The reading list of a condition: its papers by level of evidence, with what notes say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ldn_bib.documents.designs import (
    SCHEME_NOTES,
    WITHOUT_PARTICIPANTS,
    design_counts,
    design_words,
)
from ldn_bib.documents.links import paper_links
from ldn_bib.documents.model import Document, Fact, ListedPaper, Section
from ldn_bib.documents.words import counted, long_date, reason_words
from ldn_bib.values.date import Date

if TYPE_CHECKING:
    import datetime as dt

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.entry import Annotation, Entry, Tag
    from ldn_bib.values.condition import Condition

UNKNOWN = "not on record"
NO_LEVEL = "Level of evidence not recorded"
NO_LEVEL_NOTE = (
    "Nobody has recorded a level of evidence for these papers; that they stand last says nothing "
    "about their quality."
)
NO_SUMMARY = "No summary has been written for this paper yet."
NOT_ADVICE = (
    "This list describes published research. It is not medical advice: it knows nothing of your "
    "own health, and a paper that stands here is no recommendation of a treatment. Please talk "
    "to a doctor or pharmacist before you start, change or stop a medicine."
)
TAGS_LABEL = "Also in"

_NOT_IN_NAME = re.compile(r"[^\w-]+")
_LONGEST_SLUG = 50  # 200 bytes at most, with room for the rest in the 255 of a file name


def reading_list(
    condition: Condition,
    entries: Sequence[Entry],
    citations: Mapping[str, RichText],
    *,
    generated: dt.date | None,
    url_is_free: bool = False,
    subject: str = "",
) -> Document:
    """Build the reading list of a condition.

    Papers stand by level of evidence, those without one last; within a level newest first,
    then by key.

    Args:
        condition: what the list is about.
        entries: papers; those without the condition's tag are left out.
        citations: citation key to formatted citation, at least for the papers that stay.
        generated: day to print as the day of generation; None prints none.
        url_is_free: whether ``URL`` of entries without a note is known to be the free full
            text; of entries with a note it is, by the rules of curated libraries.
        subject: what the library is about, for the title; empty for any library.

    Raises:
        KeyError: a paper has no citation.
    """
    papers = reading_order(entry for entry in entries if condition.slug in entry.conditions)
    about = f"Reading list on {subject}" if subject else "Reading list"
    return Document(
        title=f"{about}: {condition.label}",
        sections=tuple(_sections(papers, condition, citations, url_is_free=url_is_free)),
        scope=_scope(condition, papers),
        generated=generated,
        counts=design_counts(papers),
        notes=(*_review_notes(papers), NOT_ADVICE),
        tags_label=TAGS_LABEL,
    )


def reading_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order of a reading list, so that numbered styles count along it."""
    return sorted(entries, key=lambda entry: (_level_order(entry), _newest(entry), entry.key))


def reading_list_filename(slug: str, extension: str) -> str:
    """Return the name of a reading list's file, ``reading-list-fibromyalgia.html``.

    Whatever the slug, the name has no separator of folders, no dot but the extension's, and
    fits into the 255 bytes that file systems allow.
    """
    folded = unicodedata.normalize("NFKC", slug).casefold()
    name = _NOT_IN_NAME.sub("-", folded).strip("-")[:_LONGEST_SLUG]
    return f"reading-list-{name}{extension}" if name else f"reading-list{extension}"


def _level_order(entry: Entry) -> tuple[bool, int, str, str]:
    evidence = entry.annotation.evidence if entry.annotation else None
    if evidence is None:
        return (True, 0, "", "")
    return (False, evidence.rank, evidence.scheme, evidence.level)


def _newest(entry: Entry) -> tuple[bool, int, int, int]:
    issued = entry.item.get("issued")
    start = Date.from_csl(issued).start if isinstance(issued, Mapping) else None
    if start is None:
        return (True, 0, 0, 0)
    return (False, -start.year, -(start.month or 0), -(start.day or 0))


def _scope(condition: Condition, papers: Sequence[Entry]) -> str:
    sentences = [condition.description] if condition.description else []
    if not papers:
        sentences.append(f"No paper in this library is tagged “{condition.label}”.")
        return " ".join(sentences)
    proposed = sum(_own_tag(entry, condition).derived for entry in papers)
    set_by_hand = len(papers) - proposed
    number = counted(len(papers), "paper", "papers")
    lists = f"This list holds {number} tagged “{condition.label}”"
    if not proposed:
        sentences.append(f"{lists}; a person set the {'tag' if set_by_hand == 1 else 'tags'}.")
    elif not set_by_hand:
        tags = "the tag was" if proposed == 1 else "all tags were"
        sentences.append(f"{lists}; {tags} proposed automatically and not checked by a person.")
    else:
        of_proposed = counted(proposed, "tag was", "tags were")
        of_set = counted(set_by_hand, "tag was", "tags were")
        sentences.append(
            f"{lists}: {of_set} set by a person, {of_proposed} proposed automatically and not "
            "checked."
        )
    return " ".join(sentences)


def _own_tag(entry: Entry, condition: Condition) -> Tag:
    return next(tag for tag in entry.tags if tag.slug == condition.slug)


def _sections(
    papers: Sequence[Entry],
    condition: Condition,
    citations: Mapping[str, RichText],
    *,
    url_is_free: bool,
) -> Iterable[Section]:
    explained: set[str] = set()
    for _, group in groupby(papers, key=_level_order):
        entries = list(group)
        listed = tuple(
            _paper(entry, condition, citations[entry.key], url_is_free=url_is_free)
            for entry in entries
        )
        annotation = entries[0].annotation
        evidence = annotation.evidence if annotation else None
        if evidence is None:
            yield Section(NO_LEVEL, listed, NO_LEVEL_NOTE)
            continue
        note = "" if evidence.scheme in explained else SCHEME_NOTES.get(evidence.scheme, "")
        explained.add(evidence.scheme)
        yield Section(evidence.label, listed, note)


def _paper(
    entry: Entry, condition: Condition, citation: RichText, *, url_is_free: bool
) -> ListedPaper:
    annotation = entry.annotation
    own = _own_tag(entry, condition)
    notices = []
    if annotation is None or not annotation.summary:
        notices.append(NO_SUMMARY)
    if own.derived:
        why = reason_words(own.reasons)
        notices.append(
            f"Listed here because the tag “{own.label}” was proposed automatically"
            f"{f', {why}' if why else ''}; no person has checked it."
        )
    return ListedPaper(
        key=entry.key,
        citation=citation,
        summary=annotation.summary if annotation else "",
        facts=_facts(annotation) if annotation else (),
        links=paper_links(entry.item, url_is_free=url_is_free or annotation is not None),
        tags=tuple(tag for tag in entry.tags if tag.slug != condition.slug),
        notices=tuple(notices),
    )


def _facts(annotation: Annotation) -> tuple[Fact, ...]:
    """Return the facts of a note; a reader is told where participants or dose are not known."""
    has_participants = annotation.design not in WITHOUT_PARTICIPANTS
    facts = (
        ("Design", design_words(annotation.design) if annotation.design else ""),
        ("Participants", annotation.participants or (UNKNOWN if has_participants else "")),
        ("Dose", annotation.dose or UNKNOWN),
        ("Duration", annotation.duration),
        ("Comparator", annotation.comparator),
        ("Finding", annotation.finding),
        ("Why this level", annotation.evidence.note if annotation.evidence else ""),
    )
    return tuple(Fact(label, value) for label, value in facts if value)


def _review_notes(papers: Sequence[Entry]) -> tuple[str, ...]:
    notes = [entry.annotation for entry in papers if entry.annotation and entry.annotation.summary]
    days = sorted(note.reviewed for note in notes if note.reviewed)
    undated = len(notes) - len(days)
    if not notes:
        return ()
    if not days:
        return ("No day of review is on record for the summaries.",)
    oldest, newest = long_date(days[0]), long_date(days[-1])
    line = f"Summaries last reviewed on {oldest}"
    if oldest != newest:
        line = f"Summaries last reviewed between {oldest} and {newest}"
    if undated:
        line += f"; {counted(undated, 'summary has', 'summaries have')} no day of review on record"
    return (f"{line}.",)
