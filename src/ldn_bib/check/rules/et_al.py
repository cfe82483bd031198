"""«et al.» within a list of names, where BibTeX has «and others»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.people import names_of
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity

_ET_AL = re.compile(
    r"(?<![^\W_])(?:et(?:\\ |[\s~.])+(?:al\b|alii\b|aliae\b|coll\b)|(?:\\?&|\+) *(?:al|others)\b)",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(
    r"(?P<before>[\s,;~]*(?:(?<=[\s,;~])(?:and|\\?&)[\s,;~]+)?)"
    r"\{?(?:et(?:\\ |[\s~.])+(?:al|alii|aliae|coll)|(?:\\?&|\+) *(?:al|others))\.?\\?\}?[\s.,;]*\Z",
    re.IGNORECASE,
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for the first of each list."""
    del context
    for names in names_of(subject, _ET_AL.search):
        found = _ET_AL.search(names.value)
        if not found:
            continue
        better = _mended(names.value) if names.field else None
        yield Problem(
            f"“{found[0]}” stands in the list of names, where BibTeX has “and others”"
            if names.field
            else f"“{found[0]}” stands in the list of names",
            field=names.name,
            offset=found.start(),
            fix=Fix(names.name, better) if better else None,
        )


def _mended(value: str) -> str | None:
    """The list with «and others» at its end; None where more than that is to be mended."""
    space = value[len(value.rstrip()) :]
    rest = value
    while end := _AT_THE_END.search(rest):
        rest = rest[: end.start()]
    if rest == value or not rest.strip() or _ET_AL.search(rest):
        return None
    return f"{rest} and others{space}"


RULE = Rule(
    code="NAME002",
    name="et-al",
    severity=Severity.WARNING,
    summary="“et al.” stands in a list of names",
    why="It is read as the name of a person; styles shorten long lists by themselves.",
    example=Example(
        bad="author = {Smith, Ann and Jones, Bo and et al.}",
        good="author = {Smith, Ann and Jones, Bo and others}",
    ),
    check=check,
    fixes=True,
)
