"""The status of a publication in records of formats that have no field of their own for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ldn_bib.entry import Entry


def marked(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries whose items say it where a publication is retracted or of concern.

    The variable ``status`` gets the word (CSL 1.0.2, appendix IV, has ``retracted`` among its
    examples), and the first line of ``note``, which all formats carry, the sentence.
    """
    for entry in entries:
        status = entry.status
        if status is None or not status.is_alert:
            yield entry
            continue
        own = entry.item.get("note")
        note = f"{status.sentence}\n{own}" if own else status.sentence
        item = {**entry.item, "status": status.kind.label.lower(), "note": note}
        yield replace(entry, item=item)
