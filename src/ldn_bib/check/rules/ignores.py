"""What is to be ignored but is not there, or cannot be meant; :mod:`ldn_bib.check.run` finds it."""

from __future__ import annotations

from ldn_bib.check.rule import Example, Rule
from ldn_bib.values.finding import Severity

_ENTRY = "@article{smith2020,\n  author = {Smith, Ann},\n  title = {Pain},\n  year = {2020},\n}\n"

RULES: tuple[Rule, ...] = (
    Rule(
        code="CHECK001",
        name="unused-ignore",
        severity=Severity.INFO,
        summary="a rule is ignored for an entry in which it finds nothing",
        why="Left there, it would hide a fault that comes later.",
        example=Example(bad=f"% ldnbib: ignore FACT001\n{_ENTRY}", good=_ENTRY),
    ),
    Rule(
        code="CHECK002",
        name="unknown-ignore",
        severity=Severity.WARNING,
        summary="an `ldnbib: ignore` names a rule that does not exist",
        why="Nothing is ignored then; often the code is misspelled.",
        example=Example(bad=f"% ldnbib: ignore CHEKC001\n{_ENTRY}", good=_ENTRY),
    ),
)
