"""The note of a new paper: conditions that its words propose, and everything else to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ldn_bib.enrich.notes import EVIDENCE_KEYS, FENCE, KEYS
from ldn_bib.entry import Tag
from ldn_bib.values.evidence import DEFAULT_SCHEME

_LONGEST: Final = 120


def note_stub(tags: Sequence[Tag], types: Sequence[str] = ()) -> str:
    """Return the text of a note that says nothing yet but the proposed conditions.

    Args:
        tags: the conditions that were proposed.
        types: publication types of PubMed, which help to name the design.
    """
    lines = [line for key in KEYS for line in _lines(key, tags, types)]
    return "\n".join([FENCE, *lines, FENCE, ""])


def _lines(key: str, tags: Sequence[Tag], types: Sequence[str]) -> Iterator[str]:
    """The lines of one key, with what is known before anybody has read the paper."""
    if key == "conditions":
        for tag in tags:
            yield _comment(f"proposed, {tag.slug}: {'; '.join(map(str, tag.reasons))}")
        slugs = ", ".join(f'"{tag.slug}"' for tag in tags)
        yield f"conditions = [{slugs}]"
    elif key == "evidence":
        for part in EVIDENCE_KEYS:
            yield f'evidence.{part} = "{DEFAULT_SCHEME if part == "scheme" else ""}"'
    elif key == "reviewed":
        yield "# reviewed = 2000-12-31"
    else:
        if key == "design" and types:
            yield _comment(f"PubMed says: {', '.join(types)}")
        yield f'{key} = ""'


def _comment(text: str) -> str:
    """A comment of TOML, which may hold no control characters (TOML 1.0.0, "Comment")."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"# {shown if len(shown) <= _LONGEST else f'{shown[:_LONGEST]}…'}"
