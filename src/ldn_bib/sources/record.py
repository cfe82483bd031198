"""What a source says about a paper, the same shape for every source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from ldn_bib.entry import CslItem
from ldn_bib.values.status import Status, StatusKind

_WEIGHT = {kind: weight for weight, kind in enumerate(StatusKind)}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that was published about a paper.

    Attributes:
        kind: what it does to the paper; ``NONE`` for one that takes nothing back, such as an
            update.
        name: how the source calls it, such as ``RetractionIn`` or ``expression_of_concern``.
        identifier: its DOI, or ``PMID 123``; empty where it has none.
        words: how the source cites or labels it.
        issued: day it came out; None where that is not known to the day.
        source: who says so: ``PubMed``, ``Crossref`` or ``Retraction Watch``.
        doi: its DOI where the identifier is a PMID and the source has both.
    """

    kind: StatusKind
    name: str
    identifier: str = ""
    words: str = ""
    issued: dt.date | None = None
    source: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a source has about one paper.

    Attributes:
        source: ``PubMed`` or ``Crossref``.
        identifier: PMID or DOI in the source.
        item: the CSL-JSON item; its ``id`` means nothing.
        notices: notices about the paper.
        notice_of: identifiers of the papers that this one is a notice about: it is itself a
            retraction, a correction or the like.
        retrieved: when the source said so, with a time zone.
        electronic: ISSNs of electronic editions.
        score: how well it fits what was searched for, on the source's own scale.
    """

    source: str
    identifier: str
    item: CslItem
    retrieved: dt.datetime
    notices: tuple[Notice, ...] = ()
    notice_of: tuple[str, ...] = ()
    electronic: tuple[str, ...] = ()
    score: float = field(default=0.0, compare=False)

    @property
    def status(self) -> Status:
        """What the notices amount to, with the day of the answer."""
        return status_of(self.notices, self.retrieved.date())


def status_of(notices: Iterable[Notice], checked: dt.date | None) -> Status:
    """Return the status that notices amount to: the gravest, with the notices that changed it.

    A notice that two sources have stands there once, by its DOI.

    Args:
        notices: the notices of one or more sources.
        checked: day on which the sources were asked.
    """
    counting = [notice for notice in notices if notice.kind is not StatusKind.NONE]
    if not counting:
        return Status(StatusKind.NONE, checked=checked)
    # the gravest first: people read the first and may stop there
    counting.sort(key=lambda notice: _WEIGHT[notice.kind])
    named: dict[str, str] = {}
    dois = {notice.identifier.casefold() for notice in counting}
    for notice in counting:
        if notice.identifier and notice.doi.casefold() not in dois - {""}:
            named.setdefault(notice.identifier.casefold(), notice.identifier)
    return Status(counting[0].kind, tuple(named.values()), checked)
