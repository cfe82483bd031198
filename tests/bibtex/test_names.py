"""BibTeX's name lists."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.names import parse_names, split_names


def person(family: str, given: str = "", **more: str) -> dict[str, str]:
    parts = {"family": family, "given": given, **more}
    return {name.replace("_", "-"): value for name, value in parts.items() if value}


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("Smith, John A.", [person("Smith", "John A.")]),
        ("John A. Smith", [person("Smith", "John A.")]),
        ("{Pain Research Group}", [{"literal": "Pain Research Group"}]),
        ("{Barnes and Noble} and {A, B}", [{"literal": "Barnes and Noble"}, {"literal": "A, B"}]),
        (r"M{\"u}ller, Karl", [person("Müller", "Karl")]),
        (r"{\"O}zg{\"u}r, A.", [person("Özgür", "A.")]),
        (r"\'Etienne Dupont", [person("Dupont", "Étienne")]),
        (r"{\O}re, Anne and Anne {\O}re", [person("Øre", "Anne")] * 2),
        ("A B AND C D And E F", [person("B", "A"), person("D", "C"), person("F", "E")]),
        ("A, B and\nC, D", [person("A", "B"), person("C", "D")]),
        ("King, Jr., Martin Luther", [person("King", "Martin Luther", suffix="Jr.")]),
        ("van der Berg, Jan", [person("Berg", "Jan", non_dropping_particle="van der")]),
        ("Jan van der Berg", [person("Berg", "Jan", non_dropping_particle="van der")]),
        ("{van der Berg}, Jan", [person("van der Berg", "Jan")]),
        ("Ludwig van Beethoven", [person("Beethoven", "Ludwig", non_dropping_particle="van")]),
        ("Jean de~la Fontaine", [person("Fontaine", "Jean", non_dropping_particle="de la")]),
        ("Garc{\\'i}a M{\\'a}rquez, Gabriel", [person("García Márquez", "Gabriel")]),
        ("Jean d'Arcy", [person("d'Arcy", "Jean")]),
        ("Al-Rashid, Ahmed", [person("Al-Rashid", "Ahmed")]),
        ("O'Neil, P", [person("O'Neil", "P")]),
        ("Madonna", [person("Madonna")]),
        ("jane doe", [person("doe", "jane")]),
        ("Andy Sandand", [person("Sandand", "Andy")]),
        ("and Smith and", [person("Smith")]),
        (
            "family=Berg, given=Jan, prefix=van der",
            [person("Berg", "Jan", non_dropping_particle="van der")],
        ),
        (
            "family=Berg, given=Jan, prefix=van der, useprefix=false, suffix=Jr.",
            [person("Berg", "Jan", dropping_particle="van der", suffix="Jr.")],
        ),
        ("", []),
    ],
)
def test_names_are_split_first_and_decoded_last(source: str, wanted: list[dict[str, Any]]) -> None:
    read = parse_names(source)
    assert read.names == wanted
    assert read[1:] == (False, (), ())


def test_and_others_is_taken_off_and_reported() -> None:
    assert parse_names("Smith, J. and others") == ([person("Smith", "J.")], True, (), ())
    assert parse_names("Smith, J. and Others, B.").others is False


def test_too_many_commas_are_reported_and_the_name_is_kept_whole() -> None:
    read = parse_names("Smith, J., Doe, A., Foo, B.")
    assert read.names == [{"literal": "Smith, J., Doe, A., Foo, B."}]
    assert read.odd == ("Smith, J., Doe, A., Foo, B.",)


def test_unknown_latex_in_a_name_is_reported() -> None:
    assert parse_names(r"Smith, \foo{J}").unknown == ("foo",)


def test_a_name_list_can_be_changed_without_changing_the_next_one() -> None:
    parse_names("Smith, J").names[0]["family"] = "Doe"
    assert parse_names("Smith, J").names == [person("Smith", "J")]


words = st.text(alphabet="ABCdef", min_size=1, max_size=6).map(str.capitalize)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=6))
def test_family_and_given_come_back(names: list[tuple[str, str]]) -> None:
    source = " and ".join(f"{family}, {given}" for family, given in names)
    assert parse_names(source).names == [person(family, given) for family, given in names]


@given(st.text(alphabet="aB {},~\\'and=", max_size=40))
def test_any_text_is_read_as_names(text: str) -> None:
    read = parse_names(text)
    assert len(read.names) <= len(split_names(text))
    assert all(any(name.values()) for name in read.names)
