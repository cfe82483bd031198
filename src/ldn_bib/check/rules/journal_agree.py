"""Journals that two entries of a library name in different ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.journal_names import Named, all_named, essence, is_short_of
from ldn_bib.check.journals import folded
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.values.finding import Severity
from ldn_bib.values.issn import split_issns


def by_abbreviation(context: Context) -> Iterator[Problem]:
    """Yield a problem for each entry whose name of a journal is not the usual one."""
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for one in all_named(context.subjects):
        if one.short and folded(one.short) != folded(one.full):
            groups[folded(one.short)].append(one)
    for group in groups.values():
        for one, usual in _unusual(group):
            yield _problem(one, usual, f"“{one.short}” stands for", "for")


def by_issn(context: Context) -> Iterator[Problem]:
    """Yield a problem for each entry whose ISSN stands with another journal elsewhere."""
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for one in all_named(context.subjects):
        for number in split_issns(str(one.subject.entry.item.get("ISSN") or "")):
            groups[number].append(one)
    told: set[str] = set()
    for number, group in groups.items():
        for one, usual in _unusual(group):
            # the numbers of print and online mostly disagree together
            if one.subject.key not in told:
                told.add(one.subject.key)
                yield _problem(one, usual, f"the ISSN {number} stands with", "with")


def _problem(one: Named, usual: Named, begins: str, word: str) -> Problem:
    other = usual.subject.key
    return Problem(
        f"{begins} “{one.full}” here, and {word} “{usual.full}” in {other!r}",
        field=one.field,
        subject=one.subject,
        related=(other,),
    )


def _unusual(group: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Entries whose name of the journal is not the usual one of their group, each with that."""
    if len(group) < 2:
        return
    names = Counter(essence(one.full) for one in group)
    if len(names) < 2:
        return
    usual = _first(group, names.most_common(1)[0][0])
    for one in group:
        if essence(one.full) != essence(usual.full) and not _is_one(one, usual):
            yield one, usual


def _first(group: Iterable[Named], name: str) -> Named:
    return next(one for one in group if essence(one.full) == name)


def _is_one(one: Named, other: Named) -> bool:
    """Whether one name is the abbreviation of the other, or begins it."""
    names = essence(one.full), essence(other.full)
    short, full = sorted(names, key=len)
    return (
        full.startswith(f"{short} ")
        or is_short_of(short, full)
        or any(is_short_of(name.full, own.full) for name, own in ((one, other), (other, one)))
    )


def _entry(key: str, journal: str, more: str) -> str:
    return (
        f"@article{{{key},\n  author = {{Smith, Ann}},\n  title = {{Pain in {key}}},\n"
        f"  journal = {{{journal}}},\n  {more},\n  year = {{2020}},\n}}\n"
    )


_SHORT, _ISSN = "shortjournal = {Pain Med}", "issn = {1526-2375}"

RULES = (
    Rule(
        code="JOURNAL003",
        name="journal-names",
        severity=Severity.INFO,
        summary="one abbreviation stands for two journals",
        why="One of the two names is probably wrong, and lists by journal show the paper in two "
        "places.",
        example=Example(
            bad=_entry("smith2020", "Pain Medicine", _SHORT)
            + _entry("smith2021", "Pain Medications", _SHORT),
            good=_entry("smith2020", "Pain Medicine", _SHORT)
            + _entry("smith2021", "The Pain Medicine", _SHORT),
        ),
        check_all=by_abbreviation,
    ),
    Rule(
        code="JOURNAL004",
        name="journal-issn",
        severity=Severity.INFO,
        summary="one ISSN stands with two journals",
        why="One of the two was probably copied from another paper. A journal that changed its "
        "name may have kept its number.",
        example=Example(
            bad=_entry("smith2020", "Pain Medicine", _ISSN) + _entry("smith2021", "Sleep", _ISSN),
            good=_entry("smith2020", "Pain Medicine", _ISSN)
            + _entry("smith2021", "Pain Med", _ISSN),
        ),
        check_all=by_issn,
    ),
)
