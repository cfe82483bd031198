"""The notes as the rules see them: their summaries and days, and the lines of both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ldn_bib.check.context import NoteText
from ldn_bib.enrich.notes import FENCE, read_notes

_REVIEWED = re.compile(r"^[ \t]*reviewed[ \t]*=", re.MULTILINE)


def note_texts(files: Sequence[tuple[str, str, str]]) -> Mapping[str, NoteText]:
    """Read notes.

    Args:
        files: citation key, file name and text of each.
    """
    texts = {key: text.replace("\r\n", "\n") for key, _, text in files}
    notes = read_notes(files)[0]
    return {
        key: NoteText(
            key=key,
            file=note.file or "",
            summary=note.annotation.summary,
            summary_line=_summary_line(texts[key]),
            reviewed=note.annotation.reviewed,
            reviewed_line=_reviewed_line(texts[key]),
        )
        for key, note in notes.items()
    }


def _summary_line(text: str) -> int | None:
    rows = text.split("\n")
    fences = [number for number, row in enumerate(rows) if row.rstrip() == FENCE][:2]
    if len(fences) < 2:
        return None
    return next((n + 1 for n, row in enumerate(rows) if n > fences[1] and row.strip()), None)


def _reviewed_line(text: str) -> int | None:
    match = _REVIEWED.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else None
