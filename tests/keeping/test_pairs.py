from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.entry import Entry
from ldn_bib.keeping.pairs import pair


def entry(key: str, **item: Any) -> Entry:
    return Entry({"id": key, **item})


def keys(old: list[Entry], new: list[Entry]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    pairs = pair(old, new)
    return (
        [(one.key, other.key) for one, other in pairs.both],
        [one.key for one in pairs.removed],
        [one.key for one in pairs.added],
    )


def test_one_key_is_one_paper_whatever_else_changes() -> None:
    old = [entry("a", title="Cold", DOI="10.1000/x"), entry("b", title="Itch")]
    new = [entry("b", title="Scratch"), entry("a", title="Heat", DOI="10.1000/X")]
    assert keys(old, new) == ([("b", "b"), ("a", "a")], [], [])


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("DOI", "10.1000/x", "https://doi.org/10.1000/X"),
        ("PMID", "12", "PMID: 12"),
        ("PMCID", "PMC3", "pmc3"),
    ],
)
def test_an_identifier_finds_a_renamed_paper(name: str, one: str, other: str) -> None:
    assert keys([entry("a", **{name: one})], [entry("b", **{name: other})]) == (
        [("a", "b")],
        [],
        [],
    )


def test_a_key_that_another_paper_took_over_does_not_mislead() -> None:
    old = [entry("kim2020", DOI="10.1000/first")]
    new = [entry("kim2020", DOI="10.1000/second"), entry("kim2020a", DOI="10.1000/first")]
    assert keys(old, new) == ([("kim2020", "kim2020a")], [], ["kim2020"])


def test_two_papers_may_change_their_keys_with_each_other() -> None:
    old = [entry("a", DOI="10.1000/1"), entry("b", DOI="10.1000/2")]
    new = [entry("a", DOI="10.1000/2"), entry("b", DOI="10.1000/1")]
    assert keys(old, new) == ([("b", "a"), ("a", "b")], [], [])


def test_a_corrected_doi_leaves_the_paper_what_it_is() -> None:
    assert keys([entry("a", DOI="10.1000/1")], [entry("a", DOI="10.1000/2")]) == (
        [("a", "a")],
        [],
        [],
    )


def test_without_identifiers_title_year_and_author_find_a_renamed_paper() -> None:
    facts = {
        "title": "On <i>Itch</i>",
        "author": [{"family": "Doe"}],
        "issued": {"date-parts": [[2020]]},
    }
    later = {**facts, "issued": {"date-parts": [[2021]]}}
    assert keys([entry("a", **facts)], [entry("b", **{**facts, "title": "On itch"})])[0] == (
        [("a", "b")]
    )
    assert keys([entry("a", **facts)], [entry("b", **later)]) == ([], ["a"], ["b"])
    assert keys([entry("a", title="")], [entry("b", title="")]) == ([], ["a"], ["b"])


def test_other_identifiers_part_papers_with_one_title() -> None:
    one, other = entry("a", title="Editorial", DOI="10.1000/1"), entry("b", title="Editorial")
    assert keys([one], [entry("b", title="Editorial", DOI="10.1000/2")]) == ([], ["a"], ["b"])
    assert keys([one], [other]) == ([("a", "b")], [], [])


def test_an_entry_that_stands_twice_is_removed_once() -> None:
    assert keys([entry("a"), entry("a")], [entry("a")]) == ([("a", "a")], ["a"], [])


ENTRIES = st.lists(
    st.builds(
        lambda key, doi, title: entry(
            key, title=title, **({"DOI": f"10.1000/{doi}"} if doi else {})
        ),
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.sampled_from(("", "x", "y")),
    ),
    max_size=6,
)


@given(ENTRIES, ENTRIES)
def test_every_entry_stands_in_one_place(old: list[Entry], new: list[Entry]) -> None:
    pairs = pair(old, new)
    before = [*(one for one, _ in pairs.both), *pairs.removed]
    after = [*(other for _, other in pairs.both), *pairs.added]
    assert sorted(map(id, before)) == sorted(map(id, old))
    assert sorted(map(id, after)) == sorted(map(id, new))


@given(ENTRIES)
def test_a_version_and_itself_have_nothing_added_or_removed(entries: list[Entry]) -> None:
    pairs = pair(entries, list(entries))
    assert (pairs.removed, pairs.added) == ((), ())
