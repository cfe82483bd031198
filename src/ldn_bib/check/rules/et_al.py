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
    for names in names_of(subject, _ET_AL):
        found = _ET_AL.search(names.value)
        if not found:
            continue
        end = _AT_THE_END.search(names.value)
        fix = None
        if names.field and end and names.value[: end.start()].strip():
            space = names.value[len(names.value.rstrip()) :]
            fix = Fix(names.name, f"{names.value[: end.start()]} and others{space}")
        yield Problem(
            f"“{found[0]}” stands in the list of names, where BibTeX has “and others”"
            if names.field
            else f"“{found[0]}” stands in the list of names",
            field=names.name,
            offset=found.start(),
            fix=fix,
        )


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
