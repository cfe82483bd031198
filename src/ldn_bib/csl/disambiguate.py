"""Disambiguation: cites of different items that look the same are expanded until they differ.

CSL 1.0.2, «Disambiguation». Items are put in buckets by what their cites look like, so that the
cost grows with the number of items and not with its square. Within a bucket one step follows
another, as in citeproc-js: one given name further, one name more, the next list of names. A step
counts only where it sets cites apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ldn_bib.csl.citing import CitationWriter
from ldn_bib.csl.context import SUBSEQUENT, CiteState, Disambiguation, SeenNames
from ldn_bib.csl.personal import FULL, INITIALS, initials
from ldn_bib.csl.personname import PersonName
from ldn_bib.csl.registry import Registered, Registry
from ldn_bib.csl.tokens import plain

_LETTERS: Final = 26
_MOST_IN_VAIN: Final = 100  # looks that set no cites apart; names that no reader tells apart


def year_suffix(index: int) -> str:
    """Letters of a year suffix: a … z, aa, ab …, from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(97 + rest) + letters
    return letters


@dataclass(slots=True)
class _Trial:
    """Numbers of names and levels of given names that are tried on a bucket."""

    names: list[int] = field(default_factory=list)
    givens: list[list[int]] = field(default_factory=list)

    def copy(self) -> _Trial:
        return _Trial(list(self.names), [list(levels) for levels in self.givens])


class Disambiguator:
    """Works out how far the cites of a document are expanded."""

    def __init__(self, writer: CitationWriter, registry: Registry) -> None:
        options = writer.options
        self.writer = writer
        self.registry = registry
        self.add_names = options.get("disambiguate-add-names") == "true"
        self.add_givens = options.get("disambiguate-add-givenname") == "true"
        self.add_suffix = options.get("disambiguate-add-year-suffix") == "true"
        self.rule = options.get("givenname-disambiguation-rule", "by-cite")
        self.by_cite = self.add_givens and self.rule == "by-cite"

    def run(self, reorder: Callable[[], None] | None = None) -> None:
        """Set the disambiguation and the year suffix of every item.

        Args:
            reorder: puts the items in order anew, called where names have been expanded everywhere.
        """
        rows = self.registry.rows
        if not (self.add_names or self.add_givens or self.add_suffix or self.writer.conditions):
            return
        if self.add_givens and not self.by_cite:
            self._expand_everywhere(rows)
            # names are sorted as they are printed (CSL 1.0.2, «Sorting Macros»)
            if reorder is not None:
                reorder()
                rows = self.registry.rows
        suffixed: list[list[Registered]] = []
        for group in self._buckets(rows, {}):
            if len(group) < 2:
                continue
            left = [group]
            if self.add_names or self.by_cite:
                left = self._names(group)
            for rest in left:
                suffixed += self._conditions(rest)
        if self.add_suffix:
            for group in suffixed:
                for index, row in enumerate(sorted(group, key=lambda row: row.number)):
                    row.year_suffix = year_suffix(index)

    # -- looking -------------------------------------------------------------------------------

    def _look(self, row: Registered, config: Disambiguation | None) -> str:
        state = CiteState(position=SUBSEQUENT, near_note=True)
        tokens, _ = self.writer.cite_tokens(row, state, config, "", looking=True)
        return plain(tokens)

    def _seen(self, row: Registered) -> list[SeenNames]:
        state = CiteState(position=SUBSEQUENT, near_note=True)
        _, ctx = self.writer.cite_tokens(row, state, row.disambiguation, "", looking=True)
        return ctx.seen_names or []

    def _buckets(
        self, rows: Iterable[Registered], configs: Mapping[Registered, Disambiguation]
    ) -> list[list[Registered]]:
        buckets: dict[str, list[Registered]] = {}
        for row in rows:
            config = configs.get(row, row.disambiguation)
            buckets.setdefault(self._look(row, config), []).append(row)
        return list(buckets.values())

    # -- names ---------------------------------------------------------------------------------

    def _names(self, group: list[Registered]) -> list[list[Registered]]:
        """Show more of the names until the cites differ as far as they can; give what does not."""
        seen = [self._seen(row) for row in group]
        sizes = [
            max((len(lists[place].names) for lists in seen if place < len(lists)), default=0)
            for place in range(max(map(len, seen), default=0))
        ]
        first = max(seen, key=len, default=[])
        base = _Trial(
            [lists.shown for lists in first],
            [[lists.level] * size for lists, size in zip(first, sizes, strict=True)],
        )
        left: list[tuple[list[Registered], _Trial]] = [(group, base.copy())]
        trial = base
        found = dict(zip(group, seen, strict=True))
        look_alike = False  # in every part, under the trial before this step
        in_vain = 0
        for place, index in self._steps(trial, sizes, [lists.initials for lists in first]):
            following: list[tuple[list[Registered], _Trial]] = []
            looked = split = False
            for part, better in left:
                if look_alike:
                    buckets = self._told_apart(part, found, trial, place, index)
                else:
                    configs = {row: self._config(row, trial) for row in part}
                    buckets = self._buckets(part, configs)
                looked = looked or buckets[0] is not part
                if len(buckets) == 1:
                    following.append((part, better))
                    continue
                split = True
                improved = better.copy()
                improved.names[place] = trial.names[place]
                if index < len(improved.givens[place]):
                    improved.givens[place][index] = trial.givens[place][index]
                for bucket in buckets:
                    for row in bucket:
                        row.disambiguation = self._config(row, improved)
                    if len(bucket) > 1:
                        following.append((bucket, improved))
            left = following
            look_alike = True
            in_vain += looked and not split
            if not left or in_vain > _MOST_IN_VAIN:
                break
        return [part for part, _ in left]

    def _told_apart(
        self,
        part: list[Registered],
        seen: Mapping[Registered, list[SeenNames]],
        trial: _Trial,
        place: int,
        index: int,
    ) -> list[list[Registered]]:
        """Put rows that looked the same before a step in buckets by what they look like now.

        A step changes one name, so one row is looked at for all that have it; lists of thousands
        of names would take hours otherwise.
        """
        alike: dict[object, list[Registered]] = {}
        for row in part:
            alike.setdefault(self._changed(row, seen[row], trial, place, index), []).append(row)
        if len(alike) == 1:
            return [part]
        buckets: dict[str, list[Registered]] = {}
        for rows in alike.values():
            look = self._look(rows[0], self._config(rows[0], trial))
            buckets.setdefault(look, []).extend(rows)
        return list(buckets.values())

    def _changed(
        self, row: Registered, seen: list[SeenNames], trial: _Trial, place: int, index: int
    ) -> object:
        """All that a step can change in a cite: one name, and what stands behind the last one."""
        if place >= len(seen):
            return None
        lists = seen[place]
        total = len(lists.names)
        shown = max(lists.shown, min(total, trial.names[place]))
        if index >= shown:
            return total - shown
        givens = self._givens(row, trial)
        levels = givens[place] if place < len(givens) else []
        level = levels[index] if index < len(levels) else lists.level
        return min(total - shown, 2), plain(lists.one(index, level))

    def _steps(
        self, trial: _Trial, sizes: list[int], with_initials: list[bool]
    ) -> Iterator[tuple[int, int]]:
        """Push the trial forward step by step; give the list and the name that were pushed."""
        for place, size in enumerate(sizes):
            for index in range(size):
                if self.by_cite:
                    levels = (INITIALS, FULL) if with_initials[place] else (FULL,)
                    for level in levels:
                        if trial.givens[place][index] < level:
                            trial.givens[place][index] = level
                            yield place, index
                if not self.add_names:
                    if index + 1 >= trial.names[place]:
                        break
                elif trial.names[place] < size and index + 1 >= trial.names[place]:
                    trial.names[place] += 1
                    yield place, index + 1

    def _givens(self, row: Registered, trial: _Trial) -> list[list[int]]:
        if self.by_cite:
            return trial.givens
        return row.disambiguation.givens if row.disambiguation is not None else []

    def _config(self, row: Registered, trial: _Trial) -> Disambiguation:
        givens = self._givens(row, trial)
        if self.by_cite:
            givens = [list(levels) for levels in givens]
        return Disambiguation(list(trial.names), givens)

    def _expand_everywhere(self, rows: Iterable[Registered]) -> None:
        """Tell people with the same family name apart in every cite, ambiguous or not."""
        primary = self.rule.startswith("primary-name")
        initials_only = self.rule.endswith("with-initials")
        shown = [(row, self._seen(row)) for row in rows]
        people: dict[str, dict[str, set[str]]] = {}
        for _, seen in shown:
            for lists in seen:
                for name in lists.names[:1] if primary else lists.names:
                    if name.family:
                        given = name.given.replace(".", " ").strip()
                        initial = initials(given, "", initialize=True, hyphen=True)
                        people.setdefault(_family(name), {}).setdefault(initial, set()).add(given)
        for row, seen in shown:
            config = Disambiguation([lists.shown for lists in seen], [])
            for lists in seen:
                levels = [lists.level] * len(lists.names)
                for index, name in enumerate(lists.names[:1] if primary else lists.names):
                    by_initial = people.get(_family(name), {})
                    given = name.given.replace(".", " ").strip()
                    initial = initials(given, "", initialize=True, hyphen=True)
                    level = lists.level
                    if initials_only and not lists.initials:
                        continue  # there are no initials that could be shown
                    if len(by_initial) > 1:
                        level = INITIALS if lists.initials else FULL
                    if not initials_only and len(by_initial.get(initial, ())) > 1:
                        level = FULL
                    levels[index] = max(lists.level, level)
                config.givens.append(levels)
            row.disambiguation = row.expanded = config

    # -- condition -----------------------------------------------------------------------------

    def _conditions(self, group: list[Registered]) -> list[list[Registered]]:
        """Let one ``disambiguate="true"`` after the other hold; give what still looks the same."""
        left = [group]
        for count in range(1, self.writer.conditions + 1):
            following: list[list[Registered]] = []
            for part in left:
                before = self._look(part[0], part[0].disambiguation)
                configs = {row: _with_condition(row, count) for row in part}
                buckets = self._buckets(part, configs)
                if len(buckets) == 1 and self._look(part[0], configs[part[0]]) == before:
                    following.append(part)
                    continue
                for bucket in buckets:
                    for row in bucket:
                        row.disambiguation = configs[row]
                    if len(bucket) > 1:
                        following.append(bucket)
            left = following
        return left


def _family(name: PersonName) -> str:
    return f"{name.non_dropping} {name.family}"


def _with_condition(row: Registered, count: int) -> Disambiguation:
    config = row.disambiguation
    if config is None:
        return Disambiguation(condition=count)
    return Disambiguation(config.names, config.givens, count)
