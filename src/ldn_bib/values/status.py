"""The status of a publication after it came out: retracted, of concern, corrected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class StatusKind(StrEnum):
    """What has happened to a publication; the order of definition is the order of weight."""

    RETRACTED = "retracted"
    PARTLY_RETRACTED = "partly-retracted"
    CONCERN = "expression-of-concern"
    CORRECTED = "corrected"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words a person reads, such as ``Expression of concern``."""
        return _LABELS[self]


_ALERTS = frozenset((StatusKind.RETRACTED, StatusKind.PARTLY_RETRACTED, StatusKind.CONCERN))

_LABELS = {
    StatusKind.RETRACTED: "Retracted",
    StatusKind.PARTLY_RETRACTED: "Retracted in part",
    StatusKind.CONCERN: "Expression of concern",
    StatusKind.CORRECTED: "Corrected",
    StatusKind.NONE: "No notice known",
}


@dataclass(frozen=True, slots=True)
class Status:
    """What is known about a publication's status.

    Attributes:
        kind: the gravest thing that has happened to it.
        notices: DOIs or PMIDs (``PMID 123``) of the notices, in the order given.
        checked: day on which somebody last looked; None where that is not on record.
    """

    kind: StatusKind
    notices: tuple[str, ...] = ()
    checked: dt.date | None = None

    @property
    def is_alert(self) -> bool:
        """Whether every output has to say it: a retraction, also in part, or a concern."""
        return self.kind in _ALERTS

    @property
    def sentence(self) -> str:
        """The status for people, such as ``Retracted. Notice: 10.1000/1.``."""
        parts = [f"{self.kind.label}."]
        if self.notices:
            parts.append(f"Notice: {', '.join(self.notices)}.")
        return " ".join(parts)
