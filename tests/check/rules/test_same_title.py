from __future__ import annotations

from typing import Any

import pytest
from rapidfuzz import fuzz
from tests.check.tools import all_found, findings, messages

from ldn_bib.check.context import Context
from ldn_bib.check.rules.same_title import MOST_IN_BLOCK, RARE_WORDS, RULE, check_all
from ldn_bib.check.subject import Subject
from ldn_bib.entry import Entry

BASE = {
    "author": "Smith, Ann and Jones, Bo",
    "title": "Low-dose naltrexone for pain after surgery of the knee",
    "year": "2020",
}


def pair(kind: str = "article", first: dict[str, str] | None = None, **second: str) -> str:
    entries = []
    for key, changes in (("one", first or {}), ("two", second)):
        fields = {**BASE, **changes}
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        entries.append(f"@{kind}{{{key},\n{body}}}\n")
    return "\n".join(entries)


@pytest.mark.parametrize(
    "title",
    [
        "Low-dose naltrexone for pain after surgery of the knee",
        "{Low-Dose Naltrexone} for Pain after Surgery of the Knee.",
        "Low dose naltrexone for pain after surgery of the knees",
        "Low-dose naltrexon for pain after a surgery of the knee",
    ],
)
def test_a_paper_that_is_there_twice_is_found(title: str) -> None:
    (found,) = all_found(RULE, pair(title=title))
    assert found.finding.message.startswith("two: probably 'one' in line 1 again: the title is ")
    assert found.finding.key == "two"
    assert found.problem is not None
    assert found.problem.related == ("one",)


@pytest.mark.parametrize(
    "second",
    [
        {"title": "Low-dose naltrexone for pain after surgery of the knee: reply"},
        {"title": "Erratum: Low-dose naltrexone for pain after surgery of the knee"},
        {"title": "Low-dose naltrexone for pain after surgery of the knee: part 2"},
        {"title": "Low-dose naltrexone for pain after surgery of the knee II"},
        {"title": "High-dose naltrexone for sleep after surgery of the hip"},
        {"author": "Brown, Cy"},
        {"year": "2023"},
    ],
)
def test_what_tells_two_papers_apart(second: dict[str, str]) -> None:
    assert findings(RULE, pair("article", {}, **second)) == []


@pytest.mark.parametrize("name", ["volume", "pages", "doi", "pmid", "edition", "chapter", "part"])
def test_a_number_that_differs_tells_papers_apart(name: str) -> None:
    values = {"doi": ("10.1000/1", "10.1000/2"), "pages": ("1--5", "7--9")}
    one, two = values.get(name, ("1", "2"))
    assert findings(RULE, pair("incollection", {name: one}, **{name: two})) == []
    assert len(findings(RULE, pair("incollection", {name: one}))) == 1


def test_one_identifier_is_left_to_its_own_rule() -> None:
    assert findings(RULE, pair(first={"doi": "10.1000/1"}, doi="10.1000/1")) == []


def test_two_dois_on_one_page_of_one_volume_are_one_paper() -> None:
    place = {"journal": "Pain", "volume": "3", "pages": "5--9"}
    text = pair(first={**place, "doi": "10.1000/1"}, **place, doi="10.1000/l")
    assert len(findings(RULE, text)) == 1


def test_an_issn_alone_says_nothing() -> None:
    text = pair(first={"issn": "0028-4793"}, issn="0028-4793", title="Sleep and pain in children")
    assert findings(RULE, text) == []


def test_short_titles_say_nothing() -> None:
    assert findings(RULE, pair(first={"title": "Editorial"}, title="Editorial")) == []


def test_chapters_of_one_title_in_two_books_are_two() -> None:
    chapter = "@incollection{{{}, author={{Doe, Ann}}, title={{Introduction}}, booktitle={{{}}}}}\n"
    two = chapter.format("one", "Book of cold") + chapter.format("two", "The physiology of heat")
    again = chapter.format("one", "Book of cold") + chapter.format("two", "Book of colds")
    assert messages(RULE, two) == []
    assert len(messages(RULE, again)) == 1


def test_a_chapter_of_the_title_of_its_book_is_no_second_book() -> None:
    text = pair("book").replace("@book{two", "@inbook{two")
    assert findings(RULE, text) == []


@pytest.mark.parametrize("words", [2000, 8])
def test_the_work_does_not_grow_with_the_square(
    words: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 2000
    titles = (
        " ".join(f"word{(number * step * 7919) % words}x" for step in range(1, 9))
        for number in range(count)
    )
    context = Context(
        tuple(
            Subject(Entry({"id": f"k{number}", "title": title, "volume": number}))
            for number, title in enumerate(titles)
        )
    )
    compared: list[str] = []
    ratio = fuzz.ratio

    def counted(one: str, other: str, **options: Any) -> float:
        compared.append(one)
        return ratio(one, other, **options)

    monkeypatch.setattr(fuzz, "ratio", counted)
    list(check_all(context))
    assert 0 < len(compared) <= count * (RARE_WORDS + 1) * MOST_IN_BLOCK
