"""An entry: a CSL-JSON item, what we add to it, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import datetime as dt

    from ldn_bib.values.evidence import Evidence
    from ldn_bib.values.status import Status

CslItem: TypeAlias = Mapping[str, Any]
"""A CSL-JSON item, version 1.0.2 of the schema; treated as read only.

Variables have their CSL names (``container-title``, ``DOI``, ``PMID`` …). Text may
hold CSL's markup (``<i> <b> <sub> <sup> <span class="nocase">``). The abbreviated
journal is ``container-title-short``. ``ISSN`` may hold several numbers, joined with
``", "``. What has no CSL variable stands in ``custom`` under its own name.
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a tag was proposed: the words that matched and the CSL variable they stand in."""

    variable: str
    words: str

    def __str__(self) -> str:
        return f"{self.variable}: “{self.words}”"


@dataclass(frozen=True, slots=True)
class Tag:
    """A condition on an entry.

    Attributes:
        slug: the condition's slug in the vocabulary.
        label: its name for people.
        derived: True where the tagger proposed it, False where a person set it.
        reasons: why it was proposed; empty for curated tags.
    """

    slug: str
    label: str
    derived: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person wrote about a paper in its note.

    Attributes:
        design: slug of :data:`ldn_bib.values.design.DESIGNS`.
        participants: who and how many, as words; empty where not on record.
        dose: dose as words, with its unit; empty where not on record.
        duration: length as words, with its unit; empty where not on record.
        comparator: what it was compared with; empty where nothing is on record.
        evidence: level of evidence and its scheme.
        finding: the finding in one line.
        summary: plain-language summary, one paragraph.
        reviewed: day on which a person last reviewed the note.
    """

    design: str | None = None
    participants: str = ""
    dose: str = ""
    duration: str = ""
    comparator: str = ""
    evidence: Evidence | None = None
    finding: str = ""
    summary: str = ""
    reviewed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry was read from.

    Attributes:
        file: name as the person gave it, ``-`` for standard input.
        line: line of its first character, from 1.
        raw: its text in the file, for BibTeX.
    """

    file: str | None = None
    line: int | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper: the CSL-JSON item, its tags, its annotation, its origin.

    Attributes:
        item: the CSL-JSON item; ``item["id"]`` is the citation key.
        tags: conditions, curated ones before derived ones.
        annotation: the note; None where the paper has none.
        origin: where it was read.
        unverified: field names, as the file spells them, whose values nobody has confirmed.
        status: what has happened to the publication since; None where nobody has looked.
    """

    item: CslItem
    tags: tuple[Tag, ...] = ()
    annotation: Annotation | None = None
    origin: Origin = field(default_factory=Origin)
    unverified: tuple[str, ...] = ()
    status: Status | None = None

    @property
    def key(self) -> str:
        """Citation key."""
        return str(self.item["id"])

    @property
    def title(self) -> str:
        """Title with CSL's markup; empty where there is none."""
        return str(self.item.get("title") or "")

    @property
    def year(self) -> int | None:
        """Year of ``issued``; None where there is no date with parts."""
        issued = self.item.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        try:
            return int(parts[0][0]) if parts else None
        except (IndexError, TypeError, ValueError):
            return None

    @property
    def conditions(self) -> tuple[str, ...]:
        """Slugs of the tags, in order."""
        return tuple(tag.slug for tag in self.tags)

    def with_tags(self, tags: tuple[Tag, ...]) -> Entry:
        """Return a copy with other tags."""
        return Entry(self.item, tags, self.annotation, self.origin, self.unverified, self.status)
