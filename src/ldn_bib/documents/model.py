"""The document model: sections of listed papers, which writers turn into text, HTML, Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ldn_bib.csl.richtext import RichText
from ldn_bib.entry import Tag


class Audience(StrEnum):
    """For whom a document is laid out."""

    EVERYONE = "everyone"
    PATIENTS = "patients"
    CLINICIANS = "clinicians"


@dataclass(frozen=True, slots=True)
class Link:
    """A link for people: its label and its address (``http`` or ``https``)."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact in one line, such as ``Dose`` · ``2 mg a day``."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper as it stands in a document.

    Attributes:
        key: citation key.
        citation: the formatted citation.
        summary: plain-language summary; empty where there is none.
        facts: labelled facts, in the order to print.
        links: links, in the order to print.
        tags: conditions to show.
        notices: sentences that must be seen, such as a missing note.
        alerts: sentences that must be seen first and strongly, such as a retraction.
        row: facts as cells of the clinicians' table, with the same labels in the same order for
            every paper of a document; a value is never empty. Empty for other audiences.
    """

    key: str
    citation: RichText
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    notices: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    row: tuple[Fact, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but the citation."""
        around = (self.summary, self.facts, self.links, self.tags, self.notices, self.alerts)
        return not (any(around) or self.row)


@dataclass(frozen=True, slots=True)
class Section:
    """Papers under a heading; an empty heading prints none."""

    heading: str
    papers: tuple[ListedPaper, ...]
    note: str = ""

    @property
    def is_bare(self) -> bool:
        """Whether every paper is a citation alone, as in a bibliography."""
        return all(paper.is_bare for paper in self.papers)


@dataclass(frozen=True, slots=True)
class Document:
    """A bibliography or a reading list.

    Attributes:
        title: heading of the whole; empty for a bare bibliography.
        sections: the papers.
        scope: what the list covers, one or more sentences.
        generated: day of generation; None prints none.
        counts: counts by study design: label in singular or plural as the number asks, number.
        notes: closing lines, such as the one on medical advice.
        language: BCP 47 tag of the text.
        tags_label: what stands before the tags of a paper.
        audience: for whom it is laid out. Patients read the summary first and the citation
            small; clinicians the citation first, then ``row`` as a row of a table.
        about: what the list says of itself, in the order to print: what is in and what is out,
            day of the search, last review, licence, how to report an error.
        warnings: sentences that must be seen before the papers, such as an old review.
        remarks: sentences to read before the papers that are no alarm, such as an off-label use.
    """

    title: str
    sections: tuple[Section, ...]
    scope: str = ""
    generated: dt.date | None = None
    counts: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "en"
    tags_label: str = "Conditions"
    audience: Audience = Audience.EVERYONE
    about: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def papers(self) -> tuple[ListedPaper, ...]:
        """All papers in order."""
        return tuple(paper for section in self.sections for paper in section.papers)


@dataclass(frozen=True, slots=True)
class DocumentWriter:
    r"""A writer of documents.

    Attributes:
        name: what ``--format`` takes.
        title: name for people.
        extension: usual ending of a file, with the dot.
        media_type: IANA media type.
        write: document in; out comes text, with ``\n`` at the ends of lines, or the bytes of a
            binary file.
        inline: rich text in, the same in this markup out, without a document around it; None
            where the format has no such thing.
        is_binary: whether ``write`` gives bytes.
        is_whole: whether a file holds one document only, so that two cannot stand one behind
            the other.
    """

    name: str
    title: str
    extension: str
    media_type: str
    write: Callable[[Document], str | bytes]
    inline: Callable[[RichText], str] | None = None
    is_binary: bool = False
    is_whole: bool = False
