"""Pages of a paper: ranges, single pages, article numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONG_DASH = re.compile(r"\s*(?:-{2,}|[‒–—―]|‐‐+)\s*")
_SHORT_DASH = re.compile(r"\s*[-‐‑−]\s*")
_PIECES = re.compile(r"\s*[,;]\s*")
_LABELS = re.compile(
    r"(?:(?:pp?\.\s*|pp?\s+|pages?\s+)(?=[0-9A-Za-z])|pp(?=[0-9]))+", re.IGNORECASE
)
_DANGLING = " -‐‑−‒–—―"
_LOCATOR = re.compile(r"([A-Za-z]*)([0-9]+)(.*)", re.DOTALL)
# e123 and n71 (BMJ), CD001234 (Cochrane), 101886 (Elsevier)
_ARTICLE_NUMBER = re.compile(r"[a-zE][0-9]+(?:\.[0-9]+)?|[A-Za-z]{2,4}[0-9]{4,}|[0-9]{5,}")


def _split(piece: str) -> tuple[str, str | None]:
    """Split one piece at its dash; a piece with several short dashes is one locator."""
    sides = _LONG_DASH.split(piece)
    if len(sides) != 2:
        sides = _SHORT_DASH.split(_LONG_DASH.sub("-", piece))
        # Pages of a chapter: 12-1-12-8 runs from 12-1 to 12-8.
        if len(sides) == 4 and sides[0] == sides[2]:
            sides = ["-".join(sides[:2]), "-".join(sides[2:])]
    if len(sides) != 2:
        return "-".join(filter(None, sides)), None
    # The dashes that are left in a side are part of the locator.
    first, last = (_SHORT_DASH.sub("-", side).strip(" -") for side in sides)
    if not first:
        return last, None
    return first, last or None


def _expand(first: str, last: str) -> str:
    """Give a shortened last page the digits and letters that it shares with the first."""
    start, end = _LOCATOR.fullmatch(first), _LOCATOR.fullmatch(last)
    if not start or not end or start[3] or end[1] not in ("", start[1]):
        return last
    digits = end[2]
    missing = len(start[2]) - len(digits)
    if missing > 0:
        digits = start[2][:missing] + digits
        if digits < start[2]:
            return last
    return f"{start[1]}{digits}{end[3]}"


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a paper stands in its volume.

    Attributes:
        ranges: first and last locator of each stretch; last is None for a single one.
    """

    ranges: tuple[tuple[str, str | None], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Pages:
        """Build from any text; dashes of every kind make ranges, commas separate stretches."""
        found: list[tuple[str, str | None]] = []
        for piece in _PIECES.split(" ".join(text.split())):
            label = _LABELS.match(piece := piece.strip(_DANGLING))
            first, last = _split(piece[label.end() :] if label else piece)
            if first:
                found.append((first, last))
        return cls(tuple(found))

    @property
    def first(self) -> str | None:
        """First page; None where there are no pages."""
        return self.ranges[0][0] if self.ranges else None

    @property
    def last(self) -> str | None:
        """Last page of the last stretch; None for a single page or article number."""
        if not self.ranges:
            return None
        first, last = self.ranges[-1]
        if last is None and len(self.ranges) > 1:
            return first
        return last

    @property
    def is_article_number(self) -> bool:
        """Whether this is one locator that names the article rather than a page."""
        return (
            len(self.ranges) == 1
            and self.ranges[0][1] is None
            and _ARTICLE_NUMBER.fullmatch(self.ranges[0][0]) is not None
        )

    def expanded(self) -> Pages:
        """Return pages with shortened last pages written out: 529-38 becomes 529-538."""
        return Pages(
            tuple(
                (first, last if last is None else _expand(first, last))
                for first, last in self.ranges
            )
        )

    def __str__(self) -> str:
        """Return the value of CSL's ``page``: single hyphens, stretches joined with a comma."""
        return ", ".join(
            first if last is None else f"{first}-{last}" for first, last in self.ranges
        )
