"""Text that was read in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ldn_bib.check.context import Context
from ldn_bib.check.mojibake import damages, mended
from ldn_bib.check.rule import Example, Fix, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.check.texts import is_ascii, texts_of
from ldn_bib.values.finding import Severity

SHOWN = 3
"""Damaged places that a message shows."""

_NEEDED = re.compile("[ÂÃÄÅÎÏÐÑâïð]")


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield one problem per field; its fix mends all of the field."""
    del context
    if is_ascii(subject):
        return
    for text in texts_of(subject):
        if text.value.isascii() or not _NEEDED.search(text.value):
            continue
        found = damages(text.value)
        if not found:
            continue
        pairs = dict.fromkeys(f"“{one.text}” for “{mended(one.text)}”" for one in found)
        shown = ", ".join(list(pairs)[:SHOWN])
        yield Problem(
            f"{text.name} was read in a wrong encoding once: {shown}",
            field=text.name,
            offset=found[0].start if text.field else 0,
            fix=Fix(text.name, mended(text.value)) if text.field else None,
        )


RULE = Rule(
    code="TEXT001",
    name="mojibake",
    severity=Severity.ERROR,
    summary="text was read in a wrong encoding",
    why="UTF-8 that a program takes for Latin-1 or Windows-1252 shows two or three signs for "
    "every letter with an accent. It is mended where the way back is exact.",
    example=Example(bad="author = {MÃ¼ller, Ann}", good="author = {Müller, Ann}"),
    check=check,
    fixes=True,
)
