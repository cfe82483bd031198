"""The paragraphs of a plain text, and which of them are titles, authors or identifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ldn_bib.formats.citation_source import Source, find_sources
from ldn_bib.formats.medline_lines import lines_of
from ldn_bib.formats.medline_names import split_authors
from ldn_bib.formats.text import fold

_NUMBER = re.compile(
    r"(?:(\d{1,4})[.:)](?=\s|[A-ZÀ-Þ])|\[(\d{1,4})\][.:]?(?=\s)|\((\d{1,4})\)[.:]?(?=\s))\s*(?=\S)"
)
_BULLET = re.compile(r"([•●▪◦‣·*–—-])\s+(?=\S)")
_WRAPPED_HYPHEN = re.compile(r"\w-$")
_SENTENCES = re.compile(r"\.\s+[A-ZÀ-Þ]")
_INVITATION = re.compile(r"(?:click|read|download|view|see|go to|back to|full text|free)\b", re.I)
_IDENTIFIER = re.compile(r"(?:DOI|PMID|PMCID)\s*:", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:DOI|PMID|PMCID|Author information|Copyright|©|Conflict of interest|https?://|Comment|"
    r"Abstract\b|Keywords?:)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 500
_FEWEST_WORDS = 2


@dataclass(slots=True)
class Part:
    """A paragraph, or an element of a list.

    Attributes:
        text: its text on one line, without the number or bullet.
        line: line on which it begins.
        number: its number in a list; None where it has none.
        starts: where lines begin in the text, and their numbers.
        breaks: those beginnings where the line before was not full.
        sources: the source lines in it.
    """

    text: str
    line: int
    number: int | None = None
    starts: list[tuple[int, int]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def line_at(self, place: int) -> int:
        """Line of the file on which a place of the text stands."""
        return max((line for start, line in self.starts if start <= place), default=self.line)

    @property
    def lines(self) -> str:
        """The text with a line end where one was meant."""
        ends = [0, *self.breaks, len(self.text)]
        return "\n".join(self.text[start:end].strip() for start, end in pairwise(ends))

    @property
    def is_identifiers(self) -> bool:
        """Whether it is the block of identifiers that ends a record of PubMed."""
        return not self.sources and _IDENTIFIER.match(self.text) is not None

    @property
    def is_authors(self) -> bool:
        """Whether it is a list of authors and nothing else."""
        authors, rest = split_authors(self.text)
        return bool(authors) and not rest and not self.sources


def split_parts(text: str) -> list[Part]:
    """Return the parts of a text in order."""
    parts: list[Part] = []
    block: list[tuple[int, str]] = []
    last: int | None = None
    for number, line in enumerate([*lines_of(text), ""], 1):
        words = fold(line)
        if words:
            block.append((number, words))
            continue
        for lines, listed in _split_block(block, last):
            last = listed if listed is not None else last
            parts.append(_part(lines, listed))
        block = []
    return parts


def _split_block(
    block: Sequence[tuple[int, str]], last: int | None
) -> Iterator[tuple[list[tuple[int, str]], int | None]]:
    """Yield the elements of the lists in a block, with their numbers."""
    lines: list[tuple[int, str]] = []
    listed: int | None = None
    bullet = ""
    for place, (line, words) in enumerate(block):
        number = _NUMBER.match(words)
        mark = _BULLET.match(words)
        if number:
            value = int(number[1] or number[2] or number[3])
            # In the middle of a paragraph it must be the next number of the list.
            if place == 0 or value == (listed if listed is not None else last or 0) + 1:
                if lines:
                    yield lines, listed
                lines, listed, words = [], value, words[number.end() :]
        elif mark and (place == 0 or mark[1] == bullet):
            if lines:
                yield lines, listed
            lines, listed, bullet, words = [], None, mark[1], words[mark.end() :]
        lines.append((line, words))
    if lines:
        yield lines, listed


def _part(lines: Sequence[tuple[int, str]], number: int | None) -> Part:
    text = lines[0][1]
    starts = [(0, lines[0][0])]
    breaks: list[int] = []
    width = max(len(words) for _, words in lines)
    for (_, before), (line, words) in pairwise(lines):
        text += "" if _WRAPPED_HYPHEN.search(before) else " "
        starts.append((len(text), line))
        # A wrapped line is one that had no room for the next word.
        if len(before) + 1 + len(words.split(" ", 1)[0]) <= width:
            breaks.append(len(text))
        text += words
    return Part(text, lines[0][0], number, starts, breaks, find_sources(text, breaks))


class Titles:
    """Tells which parts may be titles: one sentence that does not come back in the text."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._times = Counter(part.text for part in parts)

    def at(self, place: int) -> bool:
        """Tell whether the part at a place may be a title."""
        if not 0 <= place < len(self._parts):
            return False
        part = self._parts[place]
        text = part.text
        return not (
            part.sources
            or self._times[text] > 1
            or not _FEWEST_WORDS <= len(text.split()) <= _LONGEST_TITLE
            or len(text) > _LONGEST_TITLE
            or _SENTENCES.search(text)
            or _INVITATION.match(text)
            or _NO_TITLE.match(text)
            or part.is_authors
        )

    def beside(self, place: int, step: int) -> int | None:
        """Return the place of the title before or behind a citation; None where there is none.

        Before it authors may stand between title and citation.
        """
        beside = place + step
        if step < 0 and 0 <= beside < len(self._parts) and self._parts[beside].is_authors:
            beside += step
        return beside if self.at(beside) else None
