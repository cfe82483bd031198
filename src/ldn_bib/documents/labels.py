"""The labels of numbered styles, taken off so that they can stand in a column of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ldn_bib.csl.richtext import RichText, Run
from ldn_bib.documents.characters import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL = re.compile(r"\s*([\[(]?(\d+)[\])]?[.)]?)\s+")


def labelled(citations: Sequence[RichText]) -> list[tuple[str, RichText]]:
    """Return each citation as its label and the rest.

    Labels are empty unless the citations are numbered from 1 to the last; one that happens to
    begin with a number, such as a year, keeps it.
    """
    parts: list[tuple[str, RichText]] = []
    for number, citation in enumerate(citations, 1):
        first = citation.runs[0] if citation.runs else Run("")
        text = clean(first.text)
        match = _LABEL.match(text)
        if match is None or match[2] != str(number):
            return [("", citation) for citation in citations]
        rest = Run(text[match.end() :], first.marks, first.link)
        parts.append((match[1], RichText.of((rest, *citation.runs[1:]))))
    return parts
