"""Titles that end with a full stop, which the style puts there itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.titles import bare, source
from ldn_bib.values.finding import Severity

ABBREVIATIONS = frozenset((
    "al", "approx", "ca", "cf", "cv", "Co", "Corp", "dept", "ed", "eds", "etc", "fig", "ff",
    "Inc", "Jr", "Ltd", "max", "min", "no", "nos", "nov", "p", "pp", "pt", "resp", "Sr", "sp",
    "spp", "ssp", "St", "subsp", "var", "vol", "vols", "vs",
))  # fmt: skip
"""Words whose full stop is their own, without it."""

_STOP = re.compile(r"(?<![.\\])\.(?=[}\s]*\Z)")
_LAST_WORD = re.compile(r"[^\s(\[]*\Z")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield a problem for a title with one full stop at its end that is not a word's own."""
    del context
    title = subject.given("title", "title")
    if title is None or "." not in title.text[-8:]:
        return
    value = source(title)
    stop = _STOP.search(value)
    if stop is None or not value[: stop.start()].strip(" {"):
        return
    word = bare(_LAST_WORD.findall(value[: stop.start()])[0])
    # U.S., e.g., J.
    if "." in word or len(word) < 2 or word in ABBREVIATIONS:
        return
    better = value[: stop.start()] + value[stop.end() :]
    yield Problem(
        "the title ends with a full stop",
        field=title.name,
        offset=stop.start() if title.field else 0,
        fix=Fix(title.name, better) if title.field else None,
    )


RULE = Rule(
    code="TITLE001",
    name="title-full-stop",
    severity=Severity.WARNING,
    summary="a title ends with a full stop",
    why="Styles put their own sign behind a title, so that two would stand there.",
    example=Example(bad="title = {Pain.}", good="title = {Pain}"),
    check=check,
    fixes=True,
)
