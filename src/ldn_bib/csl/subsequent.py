"""Names that repeat from one bibliography entry to the next.

CSL 1.0.2, «Reference Grouping»: ``subsequent-author-substitute`` and its rules.
"""

from __future__ import annotations

from collections.abc import Callable

from ldn_bib.csl.context import NamesRecord
from ldn_bib.csl.tokens import Tokens


def author_substituter(
    text: str, rule: str, previous: NamesRecord | None
) -> Callable[[NamesRecord], Tokens] | None:
    """Return what replaces names that equal the ones of the entry before; None for nothing."""
    if previous is None:
        return None

    def substitute(record: NamesRecord) -> Tokens:
        if rule in ("complete-all", "complete-each"):
            if not record.key or record.key != previous.key:
                return record.tokens
            if rule == "complete-all":
                return [text] if text else []
            return _each(record, len(record.each), text)
        same = 0
        for one, other in zip(record.key, previous.key, strict=False):
            if one != other:
                break
            same += 1
        if rule == "partial-first":
            same = min(same, 1)
        return _each(record, same, text)

    return substitute


def _each(record: NamesRecord, count: int, text: str) -> Tokens:
    """Replace the first names of a list one by one; what stands between them stays."""
    tokens = list(record.tokens)
    at = 0
    for one in record.each[:count]:
        size = len(one)
        while at + size <= len(tokens) and tokens[at : at + size] != one:
            at += 1
        tokens[at : at + size] = [text]
        at += 1
    return tokens
