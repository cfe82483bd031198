from __future__ import annotations

import pytest
from tests.check.tools import all_found, findings

from ldn_bib.check.rules.same_identifier import RULES

DOI, PMID = RULES


def two(first: str, second: str, kind: str = "article") -> str:
    return f"@{kind}{{one,\n  {first},\n}}\n@{kind}{{two,\n  {second},\n}}\n"


@pytest.mark.parametrize(
    "second",
    ["10.1000/ABC", "https://doi.org/10.1000/abc", "doi:10.1000/abc", "10.1000/abc"],
)
def test_a_doi_is_the_same_in_every_form(second: str) -> None:
    text = two("title = {T}, doi = {10.1000/abc}", f"title = {{U}},\n  doi = {{{second}}}")
    (found,) = all_found(DOI, text)
    assert found.finding.message.startswith("two: 'one' in line 1 has the same DOI 10.1000/")
    assert (found.finding.key, found.finding.line, found.finding.column) == ("two", 6, 10)
    assert found.problem is not None
    assert found.problem.related == ("one",)


def test_a_third_one_is_told_of_the_first() -> None:
    entries = [f"@misc{{{key}, title = {{T}}, pmid = {{1234}}}}" for key in "abc"]
    assert [
        (found.key, "'a' in line 1" in found.message)
        for found in findings(PMID, "\n".join(entries))
    ] == [("b", True), ("c", True)]


def test_chapters_may_give_the_doi_of_their_book() -> None:
    text = two(
        "title = {Pain}, doi = {10.1000/b}", "title = {Sleep}, doi = {10.1000/b}", "incollection"
    )
    assert findings(DOI, text) == []
    same = text.replace("Sleep", "Pain")
    assert [found.key for found in findings(DOI, same)] == ["two"]


def test_a_chapter_and_its_book_may_share_a_doi() -> None:
    book, chapter = "@book{b, title = {Pain}", "@inbook{c, title = {Sleep}"
    text = f"{book}, doi = {{10.1000/b}}}}\n{chapter}, doi = {{10.1000/b}}}}"
    assert findings(DOI, text) == []


def test_what_is_no_identifier_is_not_compared() -> None:
    text = two("title = {T}, doi = {none}, pmid = {x}", "title = {U}, doi = {none}, pmid = {x}")
    assert findings(DOI, text) + findings(PMID, text) == []


def test_csl_json_is_compared_as_well() -> None:
    text = '[{"id": "a", "DOI": "10.1000/x"}, {"id": "b", "DOI": "10.1000/X"}]'
    assert [found.key for found in findings(DOI, text)] == ["b"]
