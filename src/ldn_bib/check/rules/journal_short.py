"""Abbreviations where names belong, and names where abbreviations belong."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.journal_names import Named, all_named, looks_short, named, shortenable, words
from ldn_bib.check.journals import folded
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity


def abbreviated(context: Context) -> Iterator[Problem]:
    """Yield a problem for each abbreviated journal that no field calls an abbreviation.

    It stands at the first of its papers.
    """
    groups: dict[str, list[Named]] = {}
    for journal in all_named(context.subjects):
        if not journal.short or folded(journal.short) == folded(journal.full):
            groups.setdefault(journal.full, []).append(journal)
    for name, group in groups.items():
        full = context.journals.full_of(name)
        if full and len(full) > len(name) and folded(full) != folded(name):
            message = f"“{name}” is the abbreviation of “{full}”"
        elif looks_short(name):
            message = f"“{name}” looks like an abbreviation"
        else:
            continue
        more = f"; {len(group) - 1} more papers have it" if len(group) > 1 else ""
        yield Problem(f"{message}{more}", field=group[0].field, subject=group[0].subject)


def not_abbreviated(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an abbreviation that is none."""
    del context
    journal = named(subject)
    if journal is None or not journal.short:
        return
    field = "shortjournal" if subject.is_bibtex else "container-title-short"
    if len(journal.short) > len(journal.full) and _is_exchanged(journal):
        yield Problem(
            f"the name “{journal.full}” and the abbreviation “{journal.short}” seem exchanged",
            field=field,
        )
        return
    word = shortenable(journal.short)
    if word and folded(journal.short) == folded(journal.full):
        yield Problem(
            f"the abbreviation “{journal.short}” is the name itself: “{word}” is shortened in "
            "abbreviations",
            field=field,
        )


def _is_exchanged(journal: Named) -> bool:
    """Whether the name looks abbreviated, and the abbreviation does not."""
    return (
        looks_short(journal.full)
        and not looks_short(journal.short)
        and len(words(journal.short)) > 1
    )


RULES = (
    Rule(
        code="JOURNAL001",
        name="journal-abbreviated",
        severity=Severity.INFO,
        summary="a journal is abbreviated where its name belongs",
        why="Styles that print names in full cannot know it. The abbreviation belongs into "
        "shortjournal.",
        example=Example(bad="journal = {J Pain Res}", good="journal = {Journal of Pain Research}"),
        check_all=abbreviated,
    ),
    Rule(
        code="JOURNAL002",
        name="journal-not-abbreviated",
        severity=Severity.INFO,
        summary="the abbreviation of a journal is no abbreviation",
        why="Styles of medicine print the abbreviation as it stands there.",
        example=Example(
            bad="journal = {Journal of Pain Research}\nshortjournal = {Journal of Pain Research}",
            good="journal = {Journal of Pain Research}\nshortjournal = {J Pain Res}",
        ),
        check=not_abbreviated,
    ),
)
