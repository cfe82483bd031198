"""Papers that are probably there twice: nearly the same title, and nothing that tells them apart.

Only titles that share rare words are compared, so that the work grows with the library and not
with its square.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ldn_bib.check.context import Context
from ldn_bib.check.rule import Example, Problem, Rule
from ldn_bib.check.subject import Subject
from ldn_bib.values.finding import Severity
from ldn_bib.values.sameness import first_author, folded, identifiers

SIMILAR = 92.0
"""Least likeness of two titles, 0 to 100."""

MOST_IN_BLOCK = 40
"""Papers that share a rare word and are compared with each other; further ones are not."""

RARE_WORDS = 4
"""Rare words of a title that it is looked up by."""

LEAST_LETTERS = 12
"""Letters that a title needs to say something: many papers are called «Editorial»."""

YEARS_APART = 1
"""A paper is often online a year before it is in print."""

ANSWERS = frozenset((
    "abstract", "addendum", "answer", "authors", "clarification", "comment", "commentary",
    "comments", "corrected", "correction", "corrections", "corrigenda", "corrigendum",
    "editorial", "errata", "erratum", "expression", "letter", "note", "notice", "protocol",
    "rejoinder", "reply", "response", "retracted", "retraction", "supplement", "supplementary",
    "update", "updated", "withdrawn",
))  # fmt: skip
"""Words that make another paper of the same title."""

_NUMBER = re.compile(
    r"\d+\w?|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})|[b-h]|first|second|third|one|two|three|four|five"
)
_DIFFERING = (
    "volume",
    "page-first",
    "number-of-volumes",
    "part-number",
    "edition",
    "chapter-number",
)


@dataclass(frozen=True, slots=True)
class _Paper:
    subject: Subject
    title: str
    words: frozenset[str]
    author: str
    year: int | None
    ids: Mapping[str, str]


def check_all(context: Context) -> Iterator[Problem]:
    """Yield a problem for each paper that one before it is probably the same as."""
    papers = [paper for subject in context.subjects if (paper := _paper(subject))]
    told: set[str] = set()
    for first, second, score in _similar(papers):
        if second.subject.key in told or not _may_be_one(first, second):
            continue
        told.add(second.subject.key)
        like = "the same" if first.title == second.title else f"nearly the same ({score:.0f} %)"
        line = first.subject.entry.origin.line
        place = f" in line {line}" if line is not None else ""
        yield Problem(
            f"probably {first.subject.key!r}{place} again: the title is {like}",
            field="title",
            subject=second.subject,
            related=(first.subject.key,),
        )


def _paper(subject: Subject) -> _Paper | None:
    title = folded(subject.entry.title)
    if len(title) < LEAST_LETTERS:
        return None
    item = subject.entry.item
    words = frozenset(title.split())
    return _Paper(subject, title, words, first_author(item), subject.entry.year, identifiers(item))


def _similar(papers: list[_Paper]) -> Iterator[tuple[_Paper, _Paper, float]]:
    """Pairs with like titles, the one that stands first in the file first."""
    from rapidfuzz import fuzz

    often = Counter(word for paper in papers for word in paper.words)
    blocks: dict[object, list[int]] = {}
    for number, paper in enumerate(papers):
        for key in _keys(paper, often):
            blocks.setdefault(key, []).append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        # the papers of a full block that come late are compared with those just before them
        for place, number in enumerate(members):
            for other in members[max(0, place - MOST_IN_BLOCK) : place]:
                if (other, number) in seen:
                    continue
                seen.add((other, number))
                first, second = papers[other], papers[number]
                score = fuzz.ratio(first.title, second.title, score_cutoff=SIMILAR)
                if score:
                    yield first, second, score


def _keys(paper: _Paper, often: Mapping[str, int]) -> Iterable[object]:
    """What a title is looked up by: itself, and its rarest words that other titles have too."""
    yield paper.title, True
    shared = sorted((often[word], word) for word in paper.words if often[word] > 1)
    yield from (word for _, word in shared[:RARE_WORDS])


def _may_be_one(one: _Paper, other: _Paper) -> bool:
    """Whether nothing tells two papers with like titles apart."""
    if one.author and other.author and one.author != other.author:
        return False
    if one.year and other.year and abs(one.year - other.year) > YEARS_APART:
        return False
    items = one.subject.entry.item, other.subject.entry.item
    types = {item.get("type") for item in items}
    if types == {"book", "chapter"} or (types == {"chapter"} and _other_book(*items)):
        return False
    if any(one.ids.get(name) == value for name, value in other.ids.items()):
        return False  # told by the rules for identifiers
    odd = one.words ^ other.words
    if any(word in ANSWERS or _NUMBER.fullmatch(word) for word in odd):
        return False
    if _same_place(*items):
        return True
    if any(one.ids.get(name, value) != value for name, value in other.ids.items()):
        return False
    return not any(_differ(name, *items) for name in _DIFFERING)


def _same_place(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both begin on one page of one volume of one journal."""
    return bool(
        one.get("volume")
        and _first_page(one)
        and one.get("volume") == other.get("volume")
        and _first_page(one) == _first_page(other)
        and folded(str(one.get("container-title", "")))
        == folded(str(other.get("container-title", "")))
    )


def _other_book(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two chapters stand in books of other titles: many are called «Introduction»."""
    from rapidfuzz import fuzz

    books = [folded(str(item.get("container-title") or "")) for item in (one, other)]
    return all(books) and fuzz.ratio(*books) < SIMILAR


def _differ(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if name == "page-first":
        values = _first_page(one), _first_page(other)
    else:
        values = str(one.get(name) or ""), str(other.get(name) or "")
    return bool(values[0] and values[1]) and values[0] != values[1]


def _first_page(item: Mapping[str, Any]) -> str:
    return re.split(r"[-–—,]", str(item.get("page") or ""), maxsplit=1)[0].strip()


def _entry(key: str, title: str, more: str = "") -> str:
    return (
        f"@article{{{key},\n  author = {{Smith, Ann}},\n  title = {{{title}}},\n"
        f"  year = {{2020}},{more}\n}}\n"
    )


RULE = Rule(
    code="DUP004",
    name="similar-title",
    severity=Severity.WARNING,
    summary="a paper is probably there twice: its title is nearly that of another one",
    why="A paper that is there twice is counted and read twice. Other authors, years, volumes, "
    "pages, parts, DOIs or PMIDs tell two papers apart, and so do replies and errata.",
    example=Example(
        bad=_entry("smith2020", "Pain after surgery of the knee")
        + _entry("smith2020a", "Pain after surgery of the kne"),
        good=_entry("smith2020", "Pain after surgery of the knee")
        + _entry("smith2020a", "Pain after surgery of the knee: a reply"),
    ),
    check_all=check_all,
)
