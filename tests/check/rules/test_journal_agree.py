from __future__ import annotations

import pytest
from tests.check.tools import all_found, messages

from ldn_bib.check.rules.journal_agree import RULES

NAMES, ISSN = RULES


def paper(key: str, journal: str, more: str, kind: str = "article") -> str:
    return (
        f"@{kind}{{{key},\n  author = {{Smith, Ann}},\n  title = {{In {key}}},\n"
        f"  journal = {{{journal}}},\n  {more},\n  year = {{2020}},\n}}\n"
    )


def library(more: str, *journals: str) -> str:
    return "".join(paper(f"p{number}", name, more) for number, name in enumerate(journals))


def test_the_rarer_name_is_pointed_at() -> None:
    text = library(
        "shortjournal = {Pain Med}", "Pain Medicine", "Pain Medications", "Pain Medicine"
    )
    (found,) = all_found(NAMES, text)
    assert found.finding.message == (
        "p1: “Pain Med” stands for “Pain Medications” here, and for “Pain Medicine” in 'p0'"
    )
    assert found.problem
    assert found.problem.related == ("p0",)
    assert found.finding.line == 11


@pytest.mark.parametrize(
    "pair",
    [
        ("The Journal of Pain", "Journal of Pain"),
        ("Pain and Therapy", "Pain \\& Therapy"),
        ("Eur Pain", "eur. pain"),
        ("European Journal of Pain (London, England)", "European Journal of Pain"),
        ("BMJ (Clinical research ed.)", "BMJ"),
        ("Pain Practice: The Official Journal", "Pain Practice"),
    ],
)
def test_articles_places_and_subtitles_do_not_matter(pair: tuple[str, str]) -> None:
    assert messages(NAMES, library("shortjournal = {X Y Z}", *pair)) == []
    assert messages(ISSN, library("issn = {1526-2375}", *pair)) == []


def test_one_issn_with_two_journals() -> None:
    text = library("issn = {1526-2375, 1526-4637}", "Pain Medicine", "Pain Medicine", "Sleep")
    assert messages(ISSN, text) == [
        "p2: the ISSN 1526-2375 stands with “Sleep” here, and with “Pain Medicine” in 'p0'"
    ]


@pytest.mark.parametrize(
    "pair",
    [
        ("Pain Medicine", "Pain Med"),
        ("Pain Medicine", "Pain Med."),
        ("Journal of the American Medical Association", "JAMA"),
        ("Proceedings of the National Academy of Sciences", "Proc Natl Acad Sci"),
        (
            "Proceedings of the National Academy of Sciences",
            "Proceedings of the National Academy of Sciences of the United States of America",
        ),
    ],
)
def test_abbreviations_and_long_forms_agree(pair: tuple[str, str]) -> None:
    assert messages(ISSN, library("issn = {1526-2375}", *pair)) == []


def test_books_of_a_series_share_a_number() -> None:
    text = paper("a", "One", "issn = {1526-2375}", "book") + paper(
        "b", "Two", "issn = {1526-2375}", "book"
    )
    assert messages(ISSN, text) == []
