"""Names of journals seen in a library: which abbreviation goes with which full name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ldn_bib.check.subject import Subject

_NOT_WORD = re.compile(r"[^\w]+")


def folded(name: str) -> str:
    """The name of a journal for comparison: no case, no full stops, single spaces."""
    return _NOT_WORD.sub(" ", name.casefold().replace("&", " and ")).strip()


@dataclass(frozen=True, slots=True)
class Journals:
    """Pairs seen, with how often.

    Attributes:
        fulls: folded abbreviation to the full names given with it.
    """

    fulls: Mapping[str, Counter[str]] = field(default_factory=dict)

    def full_of(self, short: str) -> str | None:
        """The full name most often given with an abbreviation; None where none was seen."""
        return _usual(self.fulls.get(folded(short)))


def _usual(seen: Counter[str] | None) -> str | None:
    return seen.most_common(1)[0][0] if seen else None


def journals_of(subjects: Iterable[Subject]) -> Journals:
    """Collect the pairs of the entries that give both names."""
    fulls: dict[str, Counter[str]] = {}
    for subject in subjects:
        item = subject.entry.item
        full, short = item.get("container-title"), item.get("container-title-short")
        if not (isinstance(full, str) and isinstance(short, str) and full and short):
            continue
        if folded(short) != folded(full):
            fulls.setdefault(folded(short), Counter())[full] += 1
    return Journals(fulls)
