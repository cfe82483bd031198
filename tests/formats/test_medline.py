from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.items import dates, lines, names

from ldn_bib.formats import medline
from ldn_bib.formats.medline_lines import INDENT, WIDTH, split_records, tagged
from ldn_bib.formats.medline_names import (
    GENERATIONS,
    author,
    from_full,
    full,
    generation,
    initials,
    short,
    split_authors,
)
from ldn_bib.values.date import Date
from ldn_bib.values.name import SUFFIXES


@settings(deadline=None)
@given(dates())
def test_dates_come_back(value: dict[str, Any]) -> None:
    read = medline.read_date(medline.date_words(Date.from_csl(value)))
    assert read == {name: part for name, part in value.items() if name != "circa"}


@settings(deadline=None)
@given(names())
def test_names_come_back(value: dict[str, Any]) -> None:
    if "literal" in value:
        assert full(value) == short(value) == value["literal"]
    else:
        assert from_full(full(value)) == value


_shown = st.tuples(
    st.sampled_from(("Berg", "van der Berg", "O'Neill", "Garcia Lopez", "Ünlü-Åström", "d’Or")),
    st.text("ABCÉZ", min_size=1, max_size=4),
    st.sampled_from(("", "", " Jr", " 3rd", "(1)(2)")),
).map(lambda made: f"{made[0]} {made[1]}{made[2]}")


@settings(deadline=None)
@given(st.lists(_shown, min_size=1, max_size=6), st.sampled_from((". ", ": ")))
def test_a_list_of_short_names(people: list[str], end: str) -> None:
    found, rest = split_authors(f"{', '.join(people)}{end}A title, or not. More")
    assert rest == "A title, or not. More"
    assert found == [author(text) for text in people]
    assert all(name["family"] and name["given"] for name in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("King ML Jr", {"family": "King", "given": "M. L.", "suffix": "Jr."}),
        ("King ML 3rd", {"family": "King", "given": "M. L.", "suffix": "III"}),
        ("van der Berg A", {"family": "Berg", "given": "A.", "non-dropping-particle": "van der"}),
        ("O'Neill S", {"family": "O'Neill", "given": "S."}),
        ("Ünlü-Åström Ž", {"family": "Ünlü-Åström", "given": "Ž."}),
        ("Ivanov IuA", {"family": "Ivanov", "given": "Iu. A."}),
        ("Garcia Lopez M", {"family": "Garcia Lopez", "given": "M."}),
        ("Li Wei", {}),
        ("Use of LDN", {}),
        ("Berg", {}),
        ("2009 A", {}),
        ("", {}),
    ],
)
def test_names_with_initials(text: str, name: dict[str, str]) -> None:
    assert author(text) == name


def test_generations() -> None:
    assert all(generation(nlm) == suffix for suffix, nlm in GENERATIONS.items())
    assert {suffix.rstrip(".").lower() for suffix in GENERATIONS} <= SUFFIXES
    assert generation("MD") == "MD"


@pytest.mark.parametrize(
    ("given_names", "letters"),
    [("Martin Luther", "ML"), ("J. R.", "JR"), ("J.R.", "JR"), ("Jean-Luc", "JL"), ("", "")],
)
def test_initials(given_names: str, letters: str) -> None:
    assert initials(given_names) == letters


@pytest.mark.parametrize(
    ("code", "tag"), [("eng", "en"), ("ger", "de"), ("fre", "fr"), ("dut", "nl"), ("jpn", "ja")]
)
def test_languages(code: str, tag: str) -> None:
    assert medline.language([code, "nor"]) == tag
    assert medline.language_code(tag) == code
    assert medline.language_code(f"{tag}-XX") == code


def test_languages_that_are_not_known() -> None:
    assert medline.language(["und"]) == "und"
    assert medline.language([]) == medline.language_code("") == ""
    assert medline.language_code("tlh") == "tlh"


@pytest.mark.parametrize(
    ("found", "issns"),
    [
        ([("2049-3630", "Electronic"), ("1234-5679", "Print")], "1234-5679, 2049-3630"),
        ([("1234-5679", "Linking"), ("2049-3630", "Print")], "2049-3630, 1234-5679"),
        ([("12345679", ""), ("1234-5679", "Linking")], "1234-5679"),
        ([("what", "")], "what"),
        ([], ""),
    ],
)
def test_issns(found: list[tuple[str, str]], issns: str) -> None:
    assert medline.join_issns(found) == issns


@settings(deadline=None)
@given(lines())
def test_wrapped_lines_come_back(text: str) -> None:
    words = " ".join([text] * 9)
    written = tagged("AB", words)
    assert written.endswith("\n")
    first, *others = written.rstrip("\n").split("\n")
    assert first.startswith("AB  - ")
    assert all(line.startswith(INDENT) for line in others)
    assert all(len(line) <= WIDTH or " " not in line[6:] for line in (first, *others))
    (record,), findings = split_records(f"PMID- 1\n{written}", "a", ())
    assert " ".join(record.fields[1].text.split()) == " ".join(words.split())
    assert findings == []
