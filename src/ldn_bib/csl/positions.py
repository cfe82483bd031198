"""Positions: which cites come again, and how near to the one before.

CSL 1.0.2, «Citation-specific Options», «Note Distance», and «Choose», ``position``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ldn_bib.csl.cites import AUTHOR_ONLY, Cite, Cluster
from ldn_bib.csl.context import IBID, IBID_WITH_LOCATOR, SUBSEQUENT, CiteState


def cite_states(clusters: Sequence[Cluster], near_distance: int) -> Iterator[list[CiteState]]:
    """Work out position, note distance and first note of every cite, in order.

    Names alone are no citation: what follows does not refer back to them.

    Args:
        clusters: the citations of a document.
        near_distance: notes between two cites that are still near each other.
    """
    first_note: dict[str, int] = {}
    last_note: dict[str, int] = {}
    everywhere: dict[bool, set[str]] = {True: set(), False: set()}
    latest: dict[bool, Cluster] = {}
    in_note: dict[int, int] = {}
    for cluster in clusters:
        states: list[CiteState] = []
        previous: Cite | None = None
        note = cluster.note_number
        names_alone = cluster.mode == AUTHOR_ONLY
        # running text and notes are read apart, and so are their positions
        seen = everywhere[note > 0]
        before = latest.get(note > 0)
        if before is not None and before.note_number != note:
            # «ibid.» would be unclear behind a note with several citations
            before = before if in_note.get(before.note_number, 1) == 1 or not note else None
        if not names_alone:
            in_note[note] = in_note.get(note, 0) + 1
        for cite in cluster.cites:
            state = CiteState(cite.locator, cite.label or "page")
            state.suppress_author = cite.suppress_author
            states.append(state)
            if cite.position is not None:
                state.position = cite.position
            elif cite.author_only or names_alone:
                continue
            elif cite.id in seen:
                state.position = _position(cite, previous, before)
            if cite.near_note is not None:
                state.near_note = cite.near_note
            elif cite.id in last_note and cite.position is None:
                state.near_note = note - last_note[cite.id] <= near_distance
            if cite.id in seen or (cite.position or 0) > 0:
                state.first_note = first_note.get(cite.id, 0)
            if cite.position is None:
                seen.add(cite.id)
                first_note.setdefault(cite.id, note)
                last_note[cite.id] = note
            previous = cite
        if not names_alone:
            latest[note > 0] = cluster
        yield states


def _position(cite: Cite, previous: Cite | None, before: Cluster | None) -> int:
    same: Cite | None = None
    if previous is not None:
        same = previous if previous.id == cite.id else None
    elif before is not None:
        counted = [one for one in before.cites if not one.author_only]
        same = counted[0] if len(counted) == 1 and counted[0].id == cite.id else None
    if same is None:
        return SUBSEQUENT
    if same.locator:
        if not cite.locator:
            return SUBSEQUENT
        if cite.locator == same.locator and cite.label == same.label:
            return IBID
        return IBID_WITH_LOCATOR
    return IBID_WITH_LOCATOR if cite.locator else IBID
