from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.name import Name, is_usual

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


@given(WORDS, WORDS)
def test_a_usual_name_is_read_back_as_it_is(family: str, given_name: str) -> None:
    if is_usual(family, given_name):
        name = Name.parse(f"{family}, {given_name}")
        assert name == Name(family, given_name) or given_name.split()[-1].islower()


@pytest.mark.parametrize(
    ("family", "given_name"),
    [("Kim", "and"), ("Kim", "Y And B"), ("Kim", ""), ("van Kim", "Y"), ("{Kim}", "Y"), ("", "Y")],
)
def test_other_names_are_not_usual(family: str, given_name: str) -> None:
    assert not is_usual(family, given_name)


@pytest.mark.parametrize(
    ("family", "given_name"), [("Kim", "Yoon H."), ("O’Hara-Fishman", "Ada"), ("Ĉ", "É.")]
)
def test_names_of_words_and_initials_are_usual(family: str, given_name: str) -> None:
    assert is_usual(family, given_name)
