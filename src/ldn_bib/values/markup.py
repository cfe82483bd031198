"""The markup that CSL-JSON text may hold, and nothing else that looks like it."""

from __future__ import annotations

import re
from collections import Counter

_TAG = re.compile(r"<(?:(/)(i|b|sub|sup|sc|span)|(i|b|sub|sup|sc)|span(?:\s[^<>]*)?)>")
_NOCASE = re.compile(r"""<span\s+class\s*=\s*(["'])nocase\1\s*>""")
_SMALL_CAPS = re.compile(
    r"""<span\s+style\s*=\s*(["'])\s*font-variant\s*:\s*small-caps\s*;?\s*\1\s*>"""
)

# a pair of tags with nothing but text in it
_ALONE = re.compile(r"<(i|b|sub|sup|sc)>([^<>]*)</\1>")

PLAIN: frozenset[str] = frozenset()
"""Marks of a run without any."""


def _mark(tag: re.Match[str]) -> str | None:
    """Return the mark that an opening tag sets; None for a span of another kind."""
    if tag[3]:
        return tag[3]
    if _NOCASE.fullmatch(tag[0]):
        return "nocase"
    return "sc" if _SMALL_CAPS.fullmatch(tag[0]) else None


def _paired(tags: list[re.Match[str]]) -> dict[int, tuple[str, int]]:
    """Return mark and +1 or -1 of each tag that has its partner, by its place in the text."""
    pairs: dict[int, tuple[str, int]] = {}
    open_tags: list[tuple[str, str | None, int]] = []
    depth: Counter[str] = Counter()
    for tag in tags:
        if not tag[1]:
            name = tag[3] or "span"
            open_tags.append((name, _mark(tag), tag.start()))
            depth[name] += 1
        elif depth[tag[2]]:
            while True:
                name, mark, start = open_tags.pop()
                depth[name] -= 1
                if name == tag[2]:
                    break
            if mark:
                pairs[start] = (mark, 1)
                pairs[tag.start()] = (mark, -1)
    return pairs


def split_markup(text: str) -> list[str | tuple[str, bool]]:
    """Split text into pieces of text and its tags, each a mark and whether it opens it.

    Marks and what is no tag are those of :func:`parse_markup`; the tags nest.
    """
    tags = list(_TAG.finditer(text)) if "<" in text else []
    pairs = _paired(tags)
    pieces: list[str | tuple[str, bool]] = []
    done = 0
    for tag in tags:
        pair = pairs.get(tag.start())
        if pair is None:
            continue
        if tag.start() > done:
            pieces.append(text[done : tag.start()])
        pieces.append((pair[0], pair[1] > 0))
        done = tag.end()
    if done < len(text):
        pieces.append(text[done:])
    return pieces


def parse_markup(text: str) -> list[tuple[str, frozenset[str]]]:
    """Split text into runs with the marks on them.

    Marks are ``i``, ``b``, ``sub``, ``sup``, ``sc`` (small capitals) and ``nocase``. A tag
    without its partner, a crossed tag and every other tag are text.
    """
    if "<" not in text:
        return [(text, PLAIN)] if text else []
    tags = list(_TAG.finditer(text))
    pairs = _paired(tags)
    runs: list[tuple[str, frozenset[str]]] = []
    active: Counter[str] = Counter()
    marks = PLAIN
    done = 0
    for tag in tags:
        pair = pairs.get(tag.start())
        if pair is None:
            continue
        _add(runs, text[done : tag.start()], marks)
        done = tag.end()
        active[pair[0]] += pair[1]
        marks = frozenset(name for name, count in active.items() if count)
    _add(runs, text[done:], marks)
    return runs


def _add(runs: list[tuple[str, frozenset[str]]], text: str, marks: frozenset[str]) -> None:
    if not text:
        return
    if runs and runs[-1][1] == marks:
        runs[-1] = (runs[-1][0] + text, marks)
    else:
        runs.append((text, marks))


def strip_markup(text: str) -> str:
    """Return the text without CSL's tags; ``p < .05`` and ``<script>`` stay."""
    if "<" not in text:
        return text
    bare = _ALONE.sub(r"\2", text)
    if "<" not in bare:
        return bare
    return "".join(run for run, _ in parse_markup(text))
