"""The reading list of a condition: its papers in groups, with what notes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldn_bib.documents.designs import WITHOUT_PARTICIPANTS, design_counts, design_words
from ldn_bib.documents.grouping import Grouping, Layout, grouped, other_tags
from ldn_bib.documents.links import notice_links, paper_links
from ldn_bib.documents.model import Audience, Document, Fact, ListedPaper, Section
from ldn_bib.documents.statements import (
    about_facts,
    closing_notes,
    own_tag,
    remarks,
    scope_sentences,
    warnings,
)
from ldn_bib.documents.words import reason_words
from ldn_bib.entry import Annotation
from ldn_bib.values.about import About
from ldn_bib.values.status import StatusKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ldn_bib.csl.richtext import RichText
    from ldn_bib.entry import Entry
    from ldn_bib.values.condition import Condition

UNKNOWN = "not on record"
NOT_APPLICABLE = "not applicable"
NO_SUMMARY = "No summary has been written for this paper yet."
TAGS_LABEL = "Also in"

_DEFAULT = Layout()
_NOBODY = About()
_NOTHING = Annotation()


def reading_list(
    condition: Condition,
    entries: Iterable[Entry],
    citations: Mapping[str, RichText],
    *,
    generated: dt.date | None,
    url_is_free: bool = False,
    about: About = _NOBODY,
    layout: Layout = _DEFAULT,
    vocabulary: Iterable[str] = (),
) -> Document:
    """Build the reading list of a condition.

    Args:
        condition: what the list is about.
        entries: papers, in the order that they keep within a group; those without the
            condition's tag are left out.
        citations: citation key to formatted citation, at least for the papers that stay.
        generated: day to print as the day of generation; None prints none.
        url_is_free: whether ``URL`` of entries without a note is known to be the free full
            text; of entries with a note it is, by the rules of curated libraries.
        about: what the library says about itself.
        layout: groups and audience.
        vocabulary: slugs of the conditions in their order, for groups of conditions.

    Raises:
        KeyError: a paper has no citation.
    """
    groups = grouped(_of(condition, entries), condition, layout, vocabulary)
    papers = [entry for group in groups for entry in group.entries]
    title = f"Reading list on {about.subject}" if about.subject else "Reading list"
    return Document(
        title=f"{title}: {condition.label}",
        sections=tuple(
            Section(
                group.heading,
                tuple(
                    _paper(
                        entry,
                        condition,
                        citations[entry.key],
                        layout,
                        url_is_free=url_is_free,
                    )
                    for entry in group.entries
                ),
                group.note,
            )
            for group in groups
        ),
        scope=scope_sentences(condition, papers, about),
        generated=generated,
        counts=design_counts(papers),
        notes=closing_notes(about, layout),
        tags_label=TAGS_LABEL,
        audience=layout.audience,
        about=about_facts(papers, about, layout),
        warnings=warnings(papers, generated),
        remarks=remarks(about, layout),
    )


def reading_order(
    condition: Condition,
    entries: Iterable[Entry],
    layout: Layout = _DEFAULT,
    vocabulary: Iterable[str] = (),
) -> list[Entry]:
    """Return papers in the order of a reading list, so that numbered styles count along it.

    The arguments are those of :func:`reading_list`.
    """
    groups = grouped(_of(condition, entries), condition, layout, vocabulary)
    return [entry for group in groups for entry in group.entries]


def paper_facts(entry: Entry) -> tuple[Fact, ...]:
    """Return the facts of a paper that stands by itself, its level of evidence among them."""
    return _facts(entry, Layout(group_by=Grouping.DESIGN), has_summary=True)


def _of(condition: Condition, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if condition.slug in entry.conditions]


def _paper(
    entry: Entry,
    condition: Condition,
    citation: RichText,
    layout: Layout,
    *,
    url_is_free: bool,
) -> ListedPaper:
    annotation = entry.annotation or _NOTHING
    summary = annotation.summary if layout.has_summaries else ""
    is_alert = entry.status is not None and entry.status.is_alert
    return ListedPaper(
        key=entry.key,
        citation=citation,
        summary=summary,
        facts=_facts(entry, layout, has_summary=bool(summary)),
        links=(
            *notice_links(entry.status.notices if entry.status else ()),
            *paper_links(entry.item, url_is_free=url_is_free or entry.annotation is not None),
        ),
        tags=other_tags(entry, condition),
        notices=tuple(_notices(entry, condition, layout)),
        alerts=(entry.status.sentence,) if entry.status and is_alert else (),
        row=_row(annotation) if layout.audience is Audience.CLINICIANS else (),
    )


def _notices(entry: Entry, condition: Condition, layout: Layout) -> Iterator[str]:
    if entry.status and entry.status.kind is StatusKind.CORRECTED:
        yield entry.status.sentence
    if layout.has_summaries and not (entry.annotation and entry.annotation.summary):
        yield NO_SUMMARY
    own = own_tag(entry, condition)
    if own.derived:
        why = reason_words(own.reasons)
        yield (
            f"Listed here because the tag “{own.label}” was proposed automatically"
            f"{f', {why}' if why else ''}; no person has checked it."
        )


def _facts(entry: Entry, layout: Layout, *, has_summary: bool) -> tuple[Fact, ...]:
    """Return the facts of a note; a reader is told where participants or dose are not known.

    For patients those stay that help to place the summary, for clinicians those that are not in
    the row.
    """
    annotation = entry.annotation
    if annotation is None:
        return ()
    evidence = annotation.evidence
    shows_level = evidence is not None and layout.group_by is not Grouping.EVIDENCE
    has_participants = annotation.design not in WITHOUT_PARTICIPANTS
    everyone = {
        "Design": design_words(annotation.design) if annotation.design else "",
        "Participants": annotation.participants or (UNKNOWN if has_participants else ""),
        "Dose": annotation.dose or UNKNOWN,
        "Duration": annotation.duration,
        "Comparator": annotation.comparator,
        "Finding": annotation.finding,
        "Level of evidence": evidence.label if evidence and shows_level else "",
        "Why this level": evidence.note if evidence else "",
    }
    labels: Sequence[str] = list(everyone)
    if layout.audience is Audience.CLINICIANS:
        labels = ("Duration", "Level of evidence", "Why this level")
    elif layout.audience is Audience.PATIENTS:
        labels = (
            ("Design", "Participants") if has_summary else ("Design", "Participants", "Finding")
        )
    return tuple(Fact(label, everyone[label]) for label in labels if everyone[label])


def _row(annotation: Annotation) -> tuple[Fact, ...]:
    """Return the cells of the clinicians' table, all of them for every paper."""
    has_participants = annotation.design not in WITHOUT_PARTICIPANTS
    cells = {
        "Design": design_words(annotation.design) if annotation.design else "",
        "Participants": annotation.participants or ("" if has_participants else NOT_APPLICABLE),
        "Dose": annotation.dose,
        "Comparator": annotation.comparator,
        "Finding": annotation.finding,
    }
    return tuple(Fact(label, value or UNKNOWN) for label, value in cells.items())
