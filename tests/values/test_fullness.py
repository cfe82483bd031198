"""Two values that say the same, as one that says all of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.fullness import JOINS, joined
from ldn_bib.values.likeness import alike

OTHERS = {"literal": "others"}


def person(family: str, given_name: str = "", **more: str) -> dict[str, str]:
    return {"family": family, **({"given": given_name} if given_name else {}), **more}


def date(*parts: list[int], **more: Any) -> dict[str, Any]:
    return {"date-parts": list(parts), **more}


@pytest.mark.parametrize(
    ("variable", "ours", "theirs", "whole"),
    [
        ("author", [person("Lee", "B.")], [person("Lee", "Bob K")], [person("Lee", "Bob K")]),
        ("author", [person("Lee", "Bob")], [person("Lee", "BK")], [person("Lee", "Bob K.")]),
        ("author", [person("Lee", "Yoon H")], [person("Lee", "Y. Hang")],
         [person("Lee", "Yoon Hang")]),
        ("author", [person("Lee", "Bob")], [person("Lee", "B", suffix="Jr.")],
         [person("Lee", "Bob", suffix="Jr.")]),
        ("author", [{"literal": "Lee"}], [person("Lee", "Bob")], [person("Lee", "Bob")]),
        ("author", [person("Lee"), OTHERS], [person("Lee"), person("Ost")],
         [person("Lee"), person("Ost")]),
        ("author", [person("Lee")], [person("Lee"), OTHERS], [person("Lee"), OTHERS]),
        ("author", [person("Lee"), OTHERS], [person("Lee")], [person("Lee")]),
        ("author", [person("Lee"), person("Ost", "C")],
         [person("Lee", "Bob"), OTHERS], [person("Lee", "Bob"), person("Ost", "C")]),
        ("issued", date([2010]), date([2010, 3, 5]), date([2010, 3, 5])),
        ("issued", date([2010, 3]), date([2010], [2011]), date([2010, 3], [2011])),
        ("issued", date([2010]), date([2010], season=2), date([2010], season=2)),
        ("issued", date([2010], season=2), date([2010, 6]), date([2010, 6], season=2)),
        ("issued", date([2010], circa=True), date([2010]), date([2010])),
        ("page", "177", "177-80", "177-80"),
        ("ISSN", "1476-4687, 2049-3630", "1234-5679, 2049-3630",
         "1476-4687, 2049-3630, 1234-5679"),
        ("ISBN", "3-16-148410-X", "316148410X, 9783161484100", "3-16-148410-X, 9783161484100"),
        ("keyword", "pain; cold", "Cold, wool, Pain", "pain; cold; wool"),
        ("keyword", "pain, cold", "cold; pain; wool, dry", "pain; cold; wool, dry"),
        ("keyword", "pain, mild;", "pain - mild, cold", "pain, mild; cold"),
        ("publisher", "Springer", "Springer Nature", "Springer Nature"),
        ("language", "en", "en-GB", "en-GB"),
        ("title", "Warm socks", "RETRACTED: Warm socks", "RETRACTED: Warm socks"),
    ],
)  # fmt: skip
def test_what_theirs_says_more(variable: str, ours: Any, theirs: Any, whole: Any) -> None:
    assert alike(variable, ours, theirs)
    assert joined(variable, ours, theirs) == whole
    assert joined(variable, whole, theirs) == whole


@pytest.mark.parametrize(
    ("variable", "ours", "theirs"),
    [
        ("author", [person("Lee", "Bob Karl")], [person("Lee", "B. K.")]),
        ("author", [person("Lee", "B. K.")], [person("Lee", "BK")]),
        ("author", [person("Müller", "Yoonhang")], [person("Mueller", "Yoon-Hang")]),
        ("author", [person("Lee"), person("Ost")], [person("Lee"), OTHERS]),
        ("author", [person("Lee", "Bob")], [{"literal": "Lee"}]),
        ("issued", date([2010, 3, 5]), date([2010])),
        ("issued", date([2010, 3], [2010, 4]), date([2010, 3])),
        ("issued", date([2010, 3]), date([2010], season=1)),
        ("issued", date([2010]), {"date-parts": [["2010"]], "literal": "2010"}),
        ("page", "177-180", "177–80"),
        ("ISSN", "1476-4687, 2049-3630", "2049-3630, 1476-4687"),
        ("ISBN", "3-16-148410-X, 978-3-16-148410-0", "9783161484100"),
        ("keyword", "pain, cold", "Cold; pain"),
        ("publisher", "Springer", "Springer Ltd."),
        ("language", "en", "eng"),
        ("title", "TNF-α", "TNF-alpha."),
        ("container-title", "Pain Medicine", "Pain medicine (Malden, Mass.)"),
        ("DOI", "10.5555/A", "10.5555/a"),
    ],
)
def test_another_spelling_and_less_add_nothing(variable: str, ours: Any, theirs: Any) -> None:
    assert alike(variable, ours, theirs)
    assert joined(variable, ours, theirs) == ours


def test_other_people_are_taken_as_they_are() -> None:
    ours = [person("Lee", "Bob"), person("Ost"), person("West")]
    theirs = [person("Lee", "B. K."), person("Nord")]
    assert joined("author", ours, theirs) == [person("Lee", "Bob K."), person("Nord")]


words = st.text(st.sampled_from("aBé ,;-1"), min_size=1)


@given(st.sampled_from(["note", *JOINS]), words, words)
def test_of_texts_the_whole_stays_as_it_is(variable: str, ours: str, theirs: str) -> None:
    assert joined(variable, ours, ours) == ours
    if alike(variable, ours, theirs):
        whole = joined(variable, ours, theirs)
        assert joined(variable, whole, theirs) == whole


names = st.lists(
    st.builds(person, st.sampled_from(("Lee", "Ost")), st.text(st.sampled_from("ABab. -"))),
    max_size=3,
)


@given(names, names)
def test_of_names_the_whole_stays_as_it_is(ours: Any, theirs: Any) -> None:
    assert joined("author", ours, ours) == ours
    whole = joined("author", ours, theirs)
    assert len(whole) == len(theirs)
    assert joined("author", whole, theirs) == whole
