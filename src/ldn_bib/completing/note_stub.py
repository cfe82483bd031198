"""The note of a new paper: conditions that its words propose, and everything else to be filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ldn_bib.enrich.notes import FENCE
from ldn_bib.entry import Tag
from ldn_bib.values.evidence import SCHEMES

_EMPTY_KEYS: Final = ("design", "participants", "dose", "duration", "comparator")
_EVIDENCE: Final = (
    ("evidence.scheme", next(iter(SCHEMES))),
    ("evidence.level", ""),
    ("evidence.note", ""),
)
_LONGEST: Final = 120


def note_stub(tags: Sequence[Tag], types: Sequence[str] = ()) -> str:
    """Return the text of a note that says nothing yet but the proposed conditions.

    Args:
        tags: the conditions that were proposed.
        types: publication types of PubMed, which help to name the design.
    """
    slugs = ", ".join(f'"{tag.slug}"' for tag in tags)
    lines = [FENCE]
    lines += [_comment(f"proposed, {tag.slug}: {_why(tag)}") for tag in tags]
    lines.append(f"conditions = [{slugs}]")
    if types:
        lines.append(_comment(f"PubMed says: {', '.join(types)}"))
    lines += [f'{key} = ""' for key in _EMPTY_KEYS]
    lines += [f'{key} = "{value}"' for key, value in _EVIDENCE]
    lines += ['finding = ""', "# reviewed = 2000-12-31", FENCE, ""]
    return "\n".join(lines)


def _why(tag: Tag) -> str:
    return "; ".join(map(str, tag.reasons))


def _comment(text: str) -> str:
    """A comment of TOML, which may hold no control characters (TOML 1.0.0, "Comment")."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"# {shown if len(shown) <= _LONGEST else f'{shown[:_LONGEST]}…'}"
