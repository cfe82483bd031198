"""Which of several names is a journal's own, and which its abbreviation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Journal(NamedTuple):
    """Names of a journal.

    Attributes:
        title: name in full; empty where none is known.
        short: abbreviation; empty where none is known.
        issue_title: title of a special issue.
        rest: other names.
    """

    title: str = ""
    short: str = ""
    issue_title: str = ""
    rest: tuple[str, ...] = ()


def is_abbreviation(short: str, full: str) -> bool:
    """Tell whether a name may abbreviate another: its letters stand there in the same order."""
    letters = [sign for sign in short.casefold() if sign.isalnum()]
    others = iter(sign for sign in full.casefold() if sign.isalnum())
    return bool(letters) and len(short) < len(full) and all(sign in others for sign in letters)


def _shortens(short: str, full: str) -> bool:
    """Tell whether the words of a name begin words of another, in the same order."""
    words = iter(full.casefold().split())
    starts = [word.rstrip(".") for word in short.casefold().split()]
    return len(short) < len(full) and all(
        any(word.startswith(start) for word in words) for start in starts
    )


def choose(full: Sequence[str], either: Sequence[str], short: Sequence[str]) -> Journal:
    """Sort the names of a journal.

    Args:
        full: names from fields that hold it in full, the surest first.
        either: names from fields that hold it in full or abbreviated.
        short: names from fields that hold the abbreviation.
    """
    longs = _unique(full)
    mixed = [name for name in _unique(either) if name.casefold() not in _folded(longs)]
    shorts = _unique(short)  # where both are the same, the record says so
    if not longs:
        names = _unique([*mixed, *shorts])
        if not mixed:
            return Journal(short=shorts[0], rest=tuple(shorts[1:])) if shorts else Journal()
        title = max(mixed, key=len)
        rest = [name for name in names if name != title]
        return Journal(title, rest[0] if rest else "", "", tuple(rest[1:]))
    title = longs[0]
    extra = longs[1:]
    if mixed and not is_abbreviation(mixed[0], title):
        # The full name stands in JO, and the field for it holds the title of a special issue;
        # unless that field has the abbreviation.
        extra = [title, *extra]
        title = mixed.pop(0)
    issue_title = ""
    for name in extra:
        if is_abbreviation(name, title):
            shorts.append(name)
        elif is_abbreviation(title, name):
            shorts.append(title)
            title = name
        elif not issue_title:
            issue_title = name
        else:
            shorts.append(name)
    for place, name in enumerate(shorts):
        # EndNote has from PubMed the abbreviation where others have the full name.
        if _shortens(title, name):
            title, shorts[place] = name, title
    names = _unique([*shorts, *mixed])
    return Journal(title, names[0] if names else "", issue_title, tuple(names[1:]))


def _folded(names: Sequence[str]) -> set[str]:
    return {name.casefold() for name in names}


def _unique(names: Sequence[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        if name:
            kept.setdefault(name.casefold(), name)
    return list(kept.values())
