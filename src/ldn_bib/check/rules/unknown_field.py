"""Fields that no program knows, most of them misspelled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ldn_bib.check.context import Context
from ldn_bib.check.fieldnames import KNOWN, MEANT, SPELLINGS, is_known
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

_LEAST = 5
"""Letters from which one wrong letter is clearly a slip; ``rate`` need not mean ``date``."""

_PREFERRED = {"journal": "journaltitle", "annote": "annotation"}


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for each field that nobody knows."""
    del context
    for field in subject.fields:
        if field.name in KNOWN or is_known(field.name):
            continue
        meant, is_slip = _meant(field.name)
        if meant is None:
            yield Problem(
                f"no program is known that reads the field {field.spelled}",
                field=field.name,
                severity=Severity.INFO,
            )
            continue
        is_free = not any(map(subject.field, _alike(meant)))
        yield Problem(
            f"the field {field.spelled} is not known; did you mean {meant}?",
            field=field.name,
            fix=Fix.rename(field.name, meant) if is_slip and is_free else None,
        )


def _alike(name: str) -> tuple[str, ...]:
    """A name and those that mean the same."""
    pairs = [pair for pair in _PREFERRED.items() if name in pair]
    return tuple({name, *(other for pair in pairs for other in pair)})


@lru_cache(maxsize=1024)
def _meant(name: str) -> tuple[str | None, bool]:
    """What a name is meant for, and whether it is so surely a slip that it can be mended."""
    from rapidfuzz.distance import OSA

    if name in MEANT:
        return MEANT[name], OSA.distance(name, MEANT[name]) == 1
    if len(name) < 3 or not any(map(str.isalpha, name)):
        return None, False
    near: dict[int, list[str]] = {}
    for known in sorted(SPELLINGS):
        distance = OSA.distance(name, known, score_cutoff=2)
        if distance <= 2:
            near.setdefault(distance, []).append(known)
    one = near.get(1, [])
    if one:
        is_certain = len(one) == 1 and _is_slip(name, one[0])
        return (one[0], is_certain) if is_certain or len(name) >= _LEAST else _swapped(name, one)
    two = near.get(2, [])
    return (two[0] if len(two) == 1 and len(name) > _LEAST + 1 else None), False


def _is_slip(name: str, known: str) -> bool:
    """Whether nothing else can be meant: letters only, and long enough or just swapped."""
    if not (name.isascii() and name.replace("_", "").replace("-", "").isalpha()):
        return False
    return len(name) >= _LEAST or sorted(name) == sorted(known)


def _swapped(name: str, choices: list[str]) -> tuple[str | None, bool]:
    """Of a short name only one with the same letters is surely meant."""
    same = [choice for choice in choices if sorted(choice) == sorted(name)]
    return (same[0] if len(same) == 1 else None), False


RULE = Rule(
    code="FIELD002",
    name="unknown-field",
    severity=Severity.WARNING,
    summary="no program is known that reads a field",
    why="What stands in it is printed nowhere, and a misspelled name looks like a missing field.",
    example=Example(bad="pubisher = {Example Press}", good="publisher = {Example Press}"),
    check=check,
    fixes=True,
)
