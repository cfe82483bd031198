"""Rich text: runs of characters with marks. Writers escape and mark up; the engine never does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What a run can be, after CSL 1.0.2, «Formatting»."""

    ITALIC = "italic"
    BOLD = "bold"
    UNDERLINE = "underline"
    SMALL_CAPS = "small-caps"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share their marks and link.

    Attributes:
        text: the characters, unescaped.
        marks: the marks on them.
        link: address that they link to; None for none.
    """

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """A sequence of runs; ``str()`` gives the characters alone."""

    runs: tuple[Run, ...] = ()

    @classmethod
    def of(cls, runs: Iterable[Run]) -> RichText:
        """Build from runs: empty ones go, neighbours with the same marks and link merge."""
        merged: list[Run] = []
        for run in runs:
            if not run.text:
                continue
            if merged and merged[-1].marks == run.marks and merged[-1].link == run.link:
                merged[-1] = Run(merged[-1].text + run.text, run.marks, run.link)
            else:
                merged.append(run)
        return cls(tuple(merged))

    @classmethod
    def plain(cls, text: str) -> RichText:
        """Build from characters without marks."""
        return cls.of((Run(text),))

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """An item as a style prints it in the bibliography.

    Attributes:
        id: the item's ``id``.
        content: the formatted citation.
    """

    id: str
    content: RichText

    def __str__(self) -> str:
        return str(self.content)
