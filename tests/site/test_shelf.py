"""Papers as all places of a site have them in common."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Annotation, Entry, Tag
from ldn_bib.site.shelf import (
    CHUNK,
    LONGEST_TITLE,
    NO_TITLE,
    authors_of,
    clip,
    shelve,
    title_html,
)
from ldn_bib.values.evidence import Evidence
from ldn_bib.values.status import Status, StatusKind


def entry(key: str, **item: Any) -> Entry:
    return Entry({"id": key, "type": "article-journal", **item})


def person(family: str, given: str = "") -> dict[str, str]:
    return {"family": family, "given": given}


def test_papers_stand_newest_first_and_those_without_a_date_last() -> None:
    dates: dict[str, Any] = {"old": [1999], "new": [2024, 5], "newer": [2024, 5, 9], "none": None}
    entries = [
        entry(key, **({"issued": {"date-parts": [parts]}} if parts else {}))
        for key, parts in dates.items()
    ]
    assert [paper.entry.key for paper in shelve(entries)] == ["newer", "new", "old", "none"]


def test_addresses_do_not_depend_on_the_order_of_the_file() -> None:
    entries = [entry(key) for key in ("Smith2020", "smith2020", "a/b", "a b", "山田", "index")]
    there = {paper.entry.key: paper.file for paper in shelve(entries)}
    back = {paper.entry.key: paper.file for paper in shelve(entries[::-1])}
    assert there == back
    assert len(set(there.values())) == len(entries)


@pytest.mark.parametrize("newcomer", ["SMITH2020", "Smith2020", "smith 2020!", "ſmith2020"])
def test_a_new_key_takes_no_address_of_one_that_is_a_file_name(newcomer: str) -> None:
    files = {paper.entry.key: paper.file for paper in shelve([entry("smith2020"), entry(newcomer)])}
    assert files["smith2020"] == "smith2020"
    assert files[newcomer] != "smith2020"


def test_of_two_papers_with_a_key_the_first_stays() -> None:
    papers = shelve([entry("a", title="First"), entry("a", title="Second")])
    assert [paper.title for paper in papers] == ["First"]


def test_records_of_papers_stand_in_files_of_a_size() -> None:
    papers = shelve([entry(f"k{number}") for number in range(CHUNK * 2 + 1)])
    assert [paper.chunk for paper in papers] == [0] * CHUNK + [1] * CHUNK + [2]


@pytest.mark.parametrize(
    ("authors", "byline"),
    [
        ([], ""),
        ([person("Berg", "Anna")], "Berg"),
        ([person("A"), person("B"), person("C")], "A, B, C"),
        ([person("A"), person("B"), person("C"), person("D")], "A, B, C et al."),
        ([person("Berg"), {"literal": "others"}], "Berg"),
        ([{"literal": "LDN Study Group"}], "LDN Study Group"),
        ([{"family": "Berg", "non-dropping-particle": "van der"}], "van der Berg"),
        (["no name", None, {}], ""),
        ("no list", ""),
    ],
)
def test_bylines(authors: object, byline: str) -> None:
    assert shelve([entry("a", author=authors)])[0].byline == byline


def test_editors_stand_in_where_nobody_is_the_author() -> None:
    paper = shelve([entry("a", editor=[person("Berg")])])[0]
    assert (paper.byline, paper.authors) == ("Berg", ())


def test_spellings_of_a_name_that_differ_in_accents_case_and_stops_are_one_author() -> None:
    spellings = [("Müller", "J. K."), ("Muller", "J K"), ("MÜLLER", "J. K.")]
    entries = [entry(f"k{n}", author=[person(*name)]) for n, name in enumerate(spellings)]
    entries.append(entry("other", author=[person("Müller", "Jo")]))
    groups = authors_of(shelve(entries))
    assert sorted(len(papers) for papers in groups.values()) == [1, 3]


def test_an_author_stands_once_with_a_paper_and_authors_stand_by_name() -> None:
    papers = shelve(
        [entry("a", author=[person("Öz", "B"), person("Berg", "A"), person("Öz", "B")])]
    )
    assert [author.sort_name for author in papers[0].authors] == ["Öz, B", "Berg, A"]
    assert [author.sort_name for author in authors_of(papers)] == ["Berg, A", "Öz, B"]


def test_a_note_says_the_kind_of_study() -> None:
    note = Annotation(design="rct", evidence=Evidence("OCEBM 2011", "2"))
    paper = shelve([Entry({"id": "a"}, annotation=note)])[0]
    assert paper.kind == "randomised controlled trial · Level 2 (OCEBM 2011)"
    assert shelve([entry("b")])[0].kind == ""


@pytest.mark.parametrize(
    ("item", "note", "is_free"),
    [
        ({"PMCID": "PMC123456"}, None, True),
        ({"URL": "https://example.org/a"}, None, False),
        ({"URL": "https://example.org/a"}, Annotation(), True),
        ({"DOI": "10.1000/1"}, Annotation(), False),
    ],
)
def test_free_full_text(item: dict[str, str], note: Annotation | None, is_free: bool) -> None:
    assert shelve([Entry({"id": "a", **item}, annotation=note)])[0].is_free is is_free


def test_alerts_and_quiet_notices() -> None:
    retracted = Entry({"id": "a"}, status=Status(StatusKind.RETRACTED, ("10.1000/2",)))
    corrected = Entry({"id": "b"}, status=Status(StatusKind.CORRECTED))
    papers = {paper.entry.key: paper for paper in shelve([retracted, corrected, entry("c")])}
    assert papers["a"].alerts == ("Retracted. Notice: 10.1000/2.",)
    assert papers["a"].links[0].url == "https://doi.org/10.1000/2"
    assert (papers["b"].alerts, papers["b"].notices) == ((), ("Corrected.",))
    assert (papers["c"].alerts, papers["c"].notices) == ((), ())


def test_titles_keep_the_marks_of_csl_and_escape_all_else() -> None:
    assert title_html("Ca<sup>2+</sup> in <i>E. coli</i>") == "Ca<sup>2+</sup> in <i>E. coli</i>"
    hostile = title_html('<script>alert(1)</script> <i onclick=x>a</i> & "b"')
    assert hostile.count("<") == 0
    assert "&lt;script&gt;" in hostile
    assert title_html("<i>a</i>", markup=False) == "&lt;i&gt;a&lt;/i&gt;"


def test_a_title_of_extreme_length_is_shortened_in_lists_only() -> None:
    paper = shelve([entry("a", title=f"<b>{'word ' * 400}</b>")])[0]
    assert len(paper.short_title) <= LONGEST_TITLE
    assert paper.short_title.endswith("word…")
    assert paper.title_html.startswith("<b>word")


@pytest.mark.parametrize("title", ["", "   ", "\x00"])
def test_a_paper_without_a_title_says_so(title: str) -> None:
    assert shelve([entry("a", title=title)])[0].title == NO_TITLE
    assert shelve([entry("a", title=title)])[0].title_html == NO_TITLE


@given(st.text(max_size=300), st.integers(10, 100))
def test_clipped_text_is_short_and_begins_like_the_whole(text: str, longest: int) -> None:
    clipped = clip(text, longest)
    assert len(clipped) <= longest
    assert clipped == text or text.startswith(clipped.removesuffix("…"))


def test_clipping_ends_at_a_word() -> None:
    assert clip("One sentence, and more of it.", 18) == "One sentence, and…"
    assert clip("One sentence, and more", 15) == "One sentence…"
    assert clip("x" * 30, 10) == f"{'x' * 9}…"


def test_conditions_of_tags_stay() -> None:
    paper = shelve([Entry({"id": "a"}, tags=(Tag("pain", "Pain"),))])[0]
    assert paper.entry.conditions == ("pain",)
