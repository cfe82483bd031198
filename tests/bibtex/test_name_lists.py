from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.bibtex.escaping import escaper
from ldn_bib.bibtex.name_lists import write_names
from ldn_bib.bibtex.names import parse_names


def person(family: str, given: str = "", **more: str) -> dict[str, str]:
    return {"family": family, **({"given": given} if given else {}), **more}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (person("Roe", "Ann"), "Roe, Ann"),
        (person("Plato"), "Plato"),
        (person("Berg", "A. B.", **{"non-dropping-particle": "van der"}), "van der Berg, A. B."),
        (person("King", "M. L.", suffix="Jr."), "King, Jr., M. L."),
        (person("King", suffix="Jr."), "King, Jr., "),
        (person("de la Cruz", "Pia"), "{de la Cruz}, Pia"),
        (person("Garcia y Vega", "P"), "{Garcia y Vega}, P"),
        (person("Lopez Garcia", "P"), "Lopez Garcia, P"),
        (person("Lopez Garcia"), "Lopez Garcia,"),
        (person("Smith, Jones", "A and B"), "{Smith, Jones}, {A and B}"),
        (person("And", "And"), "{And}, {And}"),
        (person("Alembert", "J", **{"non-dropping-particle": "d'"}), "d' Alembert, J"),
        (person("family=x", "y"), "{family=x}, y"),
        (person("A_B", "C & D"), "A\\_B, C \\& D"),
        ({"literal": "World Health Organization"}, "{World Health Organization}"),
        ({"literal": "Skin, Cold, and Sleep"}, "{Skin, Cold, and Sleep}"),
        ({"literal": "{x} & y"}, "{{\\textbraceleft}x{\\textbraceright} \\& y}"),
    ],
)
def test_names_are_written_and_read_back(name: dict[str, str], written: str) -> None:
    assert write_names([name], escaper()) == written
    for escaped in (escaper(), escaper(ascii_only=True)):
        text = write_names([name, person("Doe", "B")], escaped)
        assert parse_names(text).names == [name, person("Doe", "B")]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (person("Beethoven", "L", **{"dropping-particle": "van"}),
         person("Beethoven", "L", **{"non-dropping-particle": "van"})),
        (person("Gaulle", "C", **{"non-dropping-particle": "De"}), person("De Gaulle", "C")),
        (person("<i>Roe</i>\n", "A\u00a0 B"), person("Roe", "A B")),
        ({"given": "Ann"}, {"literal": "Ann"}),
        ("Roe, Ann", person("Roe", "Ann")),
    ],
)  # fmt: skip
def test_what_bibtex_cannot_say_is_written_as_near_as_it_can(name: Any, read: Any) -> None:
    assert parse_names(write_names([name], escaper())).names == [read]


def test_a_list_that_is_not_complete_and_what_is_no_name() -> None:
    others = {"literal": "others"}
    assert write_names([person("Roe", "A"), others], escaper()) == "Roe, A and others"
    assert write_names([others, person("Roe", "A")], escaper()) == "{others} and Roe, A"
    assert write_names([others], escaper()) == ""
    assert write_names([None, 3, {}, {"family": ""}, []], escaper()) == ""


_WORDS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=6).filter(
    lambda word: "<" not in word
)
_PARTS = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.builds(person, _PARTS, _PARTS), min_size=1, max_size=3))
@settings(deadline=None)
def test_any_words_come_back(names: list[dict[str, str]]) -> None:
    assert parse_names(write_names(names, escaper())).names == names
