from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.check.name_shapes import apart, with_initials
from ldn_bib.check.people import folded, people, plain

WORDS = st.sampled_from(
    ["Smith", "and", "AND", "others", "{", "}", ",", " ", "\n", "Jr", "\\'e", "="]
)


@given(st.lists(WORDS, max_size=12).map("".join))
def test_names_stand_where_they_say(value: str) -> None:
    end = 0
    for person in people(value):
        assert value[person.offset :].startswith(person.text)
        assert person.offset >= end
        end = person.offset + len(person.text)
        assert person.text == person.text.strip() != ""
        assert person.parts


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Smith, Ann B.", "Smith", "Ann B."),
        ("Ann B. Smith", "Smith", "Ann B."),
        ("Smith, Jr, Ann", "Smith", "Ann"),
        ("de la Cruz, Ann", "de la Cruz", "Ann"),
        ('M{\\"u}ller, J{\\o}rgen', "Muller", "Jorgen"),
        ("{Smith, Ann}", "Smith, Ann", ""),
        ("{Smith} Ann", "Ann", "Smith"),
        ("Smith", "Smith", ""),
        ("{A} and B", "A", ""),
    ],
)
def test_parts_of_a_name(text: str, family: str, given: str) -> None:
    person = people(text)[0]
    assert (person.family, person.given) == (family, given)


def test_braces_hold_and_commas_together() -> None:
    assert [person.text for person in people("{A and B} and C{, }D and others")] == [
        "{A and B}",
        "C{, }D",
    ]
    assert people("C{, }D")[0].parts == ("C, D",)


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "Muller"), ("O’Brien", "O'brien"), ("Sørensen", "Sorensen")]
)
def test_folded(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text(max_size=30))
def test_any_text_is_looked_at(text: str) -> None:
    names = apart(text)
    assert names is None or all(name.strip() for name in names)
    turned = with_initials(text)
    assert turned is None or turned.replace(", ", " ") == " ".join(text.split())
    assert "{" not in plain(text)
