"""HTML that was left in titles."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.html import ENTITY, TAG, character, without_entities, without_tags
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Given, Subject
from ldn_bib.check.titles import source, titles_of
from ldn_bib.values.finding import Severity

CSL_TAGS = frozenset(("i", "b", "sub", "sup", "sc", "span"))
"""Tags that belong into the text of CSL-JSON."""


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per title; its fix mends all that is safe."""
    del context
    for title in titles_of(subject):
        if "<" not in title.text and "&" not in title.text:
            continue
        value = source(title)
        found = sorted(_pieces(title, value))
        if not found:
            continue
        offset, shown = found[0]
        more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
        better = without_tags(without_entities(value, latex=True)) if title.field else value
        yield Problem(
            f"HTML is left in the title: “{shown}”{more}",
            field=title.name,
            offset=offset if title.field else 0,
            fix=Fix(title.name, better) if better != value else None,
        )


def _pieces(title: Given, value: str) -> Iterator[tuple[int, str]]:
    """The places of HTML, each with what stands there."""
    for match in ENTITY.finditer(value):
        if character(match):
            yield match.start(), match[0]
    for match in TAG.finditer(value):
        if title.field or match["name"].lower() not in CSL_TAGS:
            yield match.start(), match[0]


RULE = Rule(
    code="TITLE004",
    name="title-html",
    severity=Severity.WARNING,
    summary="HTML is left in a title",
    why="LaTeX prints the signs as they stand there.",
    example=Example(
        bad="title = {Effects of <i>Echinacea</i> &amp; rest}",
        good=r"title = {Effects of \textit{Echinacea} \& rest}",
    ),
    check=check,
    fixes=True,
)
