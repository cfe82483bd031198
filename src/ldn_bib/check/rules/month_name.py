"""Months that are written in words instead of BibTeX's macros."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.date import MONTHS
from ldn_bib.values.finding import Severity

_MACROS = {number: name for name, number in MONTHS.items() if len(name) == 3}
_WORD = re.compile(r"[A-Za-z]+")
_BETWEEN = re.compile(r"\.?\s*(?:-{1,3}|[‐‑‒–—]|/|\s(?:and|to)\s|&|\\&)\s*")
_BRACES = re.compile(r"\{([^{}\\]*)\}")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for an English month in braces or quotes."""
    del context
    field = subject.field("month")
    if field is None or not field.is_plain:
        return
    text = _BRACES.sub(r"\1", field.text).strip()
    macros = [_macro(part) for part in _BETWEEN.split(text)]
    known = [macro for macro in macros if macro]
    if macros and len(known) == len(macros) and len(macros) <= 2:
        expression = ' # "--" # '.join(known)
        yield Problem(
            f"the month is written out; the macro is {expression}",
            field="month",
            fix=Fix("month", expression, expression=True),
        )
        return
    named = next((found for word in _WORD.findall(text) if (found := _macro(word))), None)
    if named and any(sign.isdigit() for sign in text):
        yield Problem(
            f"the month holds more than a month, “{text[:60]}”; the macro is {named}",
            field="month",
        )


def _macro(word: str) -> str | None:
    number = MONTHS.get(word.strip().rstrip(".").lower())
    return _MACROS[number] if number else None


RULE = Rule(
    code="DATE001",
    name="month-name",
    severity=Severity.INFO,
    summary="a month is written in words instead of a macro such as jan",
    why="BibTeX prints words as they stand, in one language; of the macro each style makes its "
    "own form.",
    example=Example(bad="month = {January}", good="month = jan"),
    check=check,
    fixes=True,
)
