from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.name import Name, is_usual, usual_list

WORD = st.from_regex(r"[A-ZÀÖŁ][a-zé]{1,8}", fullmatch=True)
PARTICLE = st.sampled_from(["", "de", "van der", "von", "'t", "dos"])
NAMES = st.builds(
    Name,
    family=st.lists(WORD, min_size=1, max_size=2).map(" ".join),
    given=st.lists(WORD, min_size=1, max_size=3).map(" ".join),
    dropping_particle=st.sampled_from(["", "van", "de la"]),
    non_dropping_particle=PARTICLE,
    suffix=st.sampled_from(["", "Jr.", "III"]),
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Younger, Jarred", Name("Younger", "Jarred")),
        ("Jarred Younger", Name("Younger", "Jarred")),
        ("Plato", Name("Plato")),
        ("", Name()),
        ("van der Berg, Anna", Name("Berg", "Anna", non_dropping_particle="van der")),
        ("Anna van der Berg", Name("Berg", "Anna", non_dropping_particle="van der")),
        ("Beethoven, Ludwig van", Name("Beethoven", "Ludwig", dropping_particle="van")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Jr.", Name("King", suffix="Jr.")),
        ("bell hooks", Name("hooks", "bell")),
        ("d'Alembert, Jean", Name("d'Alembert", "Jean")),
        ("  Curie ,\n Marie  ", Name("Curie", "Marie")),
        ("World Health Organization,", Name(literal="World Health Organization")),
        (
            "Pain, Sleep, Health, and Society Group",
            Name(literal="Pain, Sleep, Health, and Society Group"),
        ),
    ],
)
def test_parse(text: str, name: Name) -> None:
    assert Name.parse(text) == name


@pytest.mark.parametrize(
    ("name", "natural", "inverted", "short"),
    [
        (
            Name("Berg", "Anna", non_dropping_particle="van der"),
            "Anna van der Berg",
            "van der Berg, Anna",
            "van der Berg",
        ),
        (
            Name("King", "Martin Luther", suffix="Jr."),
            "Martin Luther King, Jr.",
            "King, Martin Luther, Jr.",
            "King",
        ),
        (
            Name("Gates", "William", suffix="III"),
            "William Gates III",
            "Gates, William, III",
            "Gates",
        ),
        (
            Name("Gates", "William", suffix="III", comma_suffix=True),
            "William Gates, III",
            "Gates, William, III",
            "Gates",
        ),
        (
            Name("Alembert", "Jean", non_dropping_particle="d'"),
            "Jean d'Alembert",
            "d'Alembert, Jean",
            "d'Alembert",
        ),
        (
            Name("Beethoven", "Ludwig", dropping_particle="van"),
            "Ludwig van Beethoven",
            "Beethoven, Ludwig van",
            "Beethoven",
        ),
        (Name(literal="WHO, Geneva"), "WHO, Geneva", "WHO, Geneva", "WHO, Geneva"),
        (Name(given="Voltaire"), "Voltaire", "Voltaire", "Voltaire"),
        (Name(), "", "", ""),
    ],
)
def test_print(name: Name, natural: str, inverted: str, short: str) -> None:
    assert (str(name), name.inverted(), name.short) == (natural, inverted, short)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({"family": 3, "given": None}, Name("3")),
        ({"family": True, "given": {"x": 1}}, Name()),
        ({"family": ["de", " la Cruz"], "comma-suffix": "false"}, Name("de la Cruz")),
        ({"family": " A ", "comma-suffix": 1}, Name("A", comma_suffix=True)),
        ({"family": 10**5000}, Name()),
        ({"unknown": "x"}, Name()),
    ],
)
def test_values_of_a_wrong_kind_become_text(value: dict[str, Any], name: Name) -> None:
    assert Name.from_csl(value) == name


def test_csl_holds_only_what_is_there() -> None:
    assert Name("Curie").to_csl() == {"family": "Curie"}
    assert Name("King", suffix="Jr.", comma_suffix=True).to_csl() == {
        "family": "King",
        "suffix": "Jr.",
        "comma-suffix": True,
    }


@given(NAMES)
def test_csl_round_trip(name: Name) -> None:
    assert Name.from_csl(name.to_csl()) == name


@given(NAMES)
def test_inverted_round_trip(name: Name) -> None:
    assert Name.parse(name.inverted()) == name


@given(st.text())
def test_any_text_parses_and_prints(text: str) -> None:
    name = Name.parse(text)
    assert bool(str(name)) == any(part.strip() for part in text.split(","))


@given(
    st.dictionaries(
        st.sampled_from(["family", "given", "suffix", "literal", "comma-suffix"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
    )
)
def test_any_csl_value_gives_text(value: dict[str, Any]) -> None:
    written = Name.from_csl(value).to_csl()
    assert all(isinstance(part, str | bool) and part for part in written.values())


WORDS = st.text(st.sampled_from("abÉé-’'. ,A"), min_size=1, max_size=6)


@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.sampled_from([" and ", " AND "])
)
def test_a_usual_list_holds_usual_names_alone(names: list[tuple[str, str]], joint: str) -> None:
    text = joint.join(f"{family}, {given}" for family, given in names)
    found = usual_list(text)
    if found is not None:
        assert all(is_usual(family, given) for family, given in found)
        assert " and ".join(f"{family}, {given}" for family, given in found) == text
    elif all(is_usual(*name) for name in names) and joint == " and ":
        assert any("and" in given.lower().split() for _, given in names)


@pytest.mark.parametrize(
    "text",
    [
        "Kim, Y AND Lee, A",
        "Kim, and Lee, A",
        "Kim, Y and others",
        "Kim",
        "Kim, Y and",
        "Kim, Y And B",
        "{Kim}, Y",
        "",
    ],
)
def test_other_lists_are_not_usual(text: str) -> None:
    assert usual_list(text) is None


def test_a_usual_list_is_taken_apart() -> None:
    assert usual_list("Kim, Yoon H. and O’Hara-Fishman, Ada") == [
        ("Kim", "Yoon H."),
        ("O’Hara-Fishman", "Ada"),
    ]
