from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.personname import PersonName, read_names, split_family, split_given


def read(**parts: Any) -> PersonName:
    (name,) = read_names([parts])
    return name


@pytest.mark.parametrize(
    ("family", "particle", "rest"),
    [
        ("van der Berg", "van der", "Berg"),
        ("von und zu Guttenberg", "von und zu", "Guttenberg"),
        ("de Gaulle", "de", "Gaulle"),
        ("d'Arc", "d'", "Arc"),
        ("d’Arc", "d’", "Arc"),
        ("'t Hooft", "'t", "Hooft"),
        ("al-Kindi", "al-", "Kindi"),
        ("D'Angelo", "", "D'Angelo"),
        ("La Fontaine", "", "La Fontaine"),
        ("Van Dyke", "", "Van Dyke"),
        ("bell hooks", "", "bell hooks"),
        ("hooks", "", "hooks"),
        ("van", "", "van"),
        ("", "", ""),
    ],
)
def test_particles_at_the_head_of_a_family_name(family: str, particle: str, rest: str) -> None:
    assert split_family(family) == (particle, rest)


@pytest.mark.parametrize(
    ("given_name", "rest", "particle", "comma"),
    [
        ("Charles de", "Charles", "de", False),
        ("Jean de la", "Jean", "de la", False),
        ("Lorenzo de'", "Lorenzo", "de'", False),
        ("Jean, de", "Jean", "de", True),
        ("Jean d'", "Jean", "d'", False),
        ("Ahmad al-", "Ahmad", "al-", False),
        ("Mary Jane", "Mary Jane", "", False),
        ("Mary J.", "Mary J.", "", False),
        ("jane", "jane", "", False),
        ("Jean  de la", "Jean", "de la", False),
        ("Jean de  la", "Jean de", "la", False),
        ("X 9a", "X 9a", "", False),
        ("", "", "", False),
    ],
)
def test_particles_at_the_end_of_a_given_name(
    given_name: str, rest: str, particle: str, comma: bool
) -> None:
    assert split_given(given_name) == (rest, particle, comma)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"family": "Doe", "given": "Jane"}, PersonName("Doe", "Jane")),
        ({"family": " Doe ", "given": "Jane\n"}, PersonName("Doe", "Jane")),
        ({"given": "Plato"}, PersonName("", "Plato")),
        ({"family": "bell hooks"}, PersonName("bell hooks")),
        ({"literal": "WHO"}, PersonName(literal="WHO")),
        ({"literal": "WHO", "family": "Doe"}, PersonName("Doe")),
        ({"family": "WHO", "isInstitution": "true"}, PersonName(literal="WHO")),
        (
            {"family": "van Gogh", "given": "Vincent"},
            PersonName("Gogh", "Vincent", non_dropping="van"),
        ),
        (
            {"family": "van Gogh", "given": "Vincent", "parse-names": False},
            PersonName("van Gogh", "Vincent"),
        ),
        ({"family": '"van Gogh"', "given": "Vincent"}, PersonName("van Gogh", "Vincent")),
        (
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            PersonName("Gogh", "Vincent", non_dropping="van"),
        ),
        (
            {"family": "Humboldt", "given": "Alexander von"},
            PersonName("Humboldt", "Alexander", dropping="von"),
        ),
        (
            {"family": "King", "given": "Martin Luther, Jr."},
            PersonName("King", "Martin Luther", "Jr."),
        ),
        (
            {"family": "King", "given": "Martin Luther,! Jr."},
            PersonName("King", "Martin Luther", "Jr.", comma_suffix=True),
        ),
        (
            {"family": "King", "given": "M.", "suffix": "III", "comma-suffix": True},
            PersonName("King", "M.", "III", comma_suffix=True),
        ),
        (
            {"family": "Kim", "given": "Yong-il", "static-ordering": 1},
            PersonName("Kim", "Yong-il", static_order=True),
        ),
        ({"family": "毛", "given": "泽东"}, PersonName("毛", "泽东", latin=False)),
        ({"family": "Иванов", "given": "Иван"}, PersonName("Иванов", "Иван")),
    ],
)
def test_names_as_csl_json_writes_them(parts: dict[str, Any], name: PersonName) -> None:
    assert read(**parts) == name


NO_NAMES: list[Any] = [None, True, 5, 1.5, "", " ", [], {}, [[]], [None], b"Doe"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Doe, Jane", [PersonName(literal="Doe, Jane")]),
        (["Doe", "Roe"], [PersonName(literal="Doe"), PersonName(literal="Roe")]),
        ({"family": "Doe"}, [PersonName("Doe")]),
        (({"family": "Doe"},), [PersonName("Doe")]),
        ([{"family": "Doe"}, None, True, "", {}, 7], [PersonName("Doe"), PersonName(literal="7")]),
        ([{"family": 5, "given": None}], [PersonName("5")]),
        ([{"family": True, "given": "Jane"}], [PersonName("", "Jane")]),
        ([{"family": ["Doe"], "given": {"x": 1}}], [PersonName("Doe")]),
        ([{"literal": math.nan, "family": "Doe"}], [PersonName("Doe")]),
        ([{"family": "Doe", "non-dropping-particle": 3}], [PersonName("Doe", non_dropping="3")]),
        ([{"family": " ", "given": ""}], []),
        ([{"name": "Doe"}], []),
        *((value, []) for value in NO_NAMES),
    ],
)
def test_wrong_kinds_are_read_as_they_are_meant(value: Any, names: list[PersonName]) -> None:
    assert list(read_names(value)) == names


@pytest.mark.parametrize(
    "given_name",
    [
        "X " + "a" * 50_000 + "9a",
        "X " + "a'" * 50_000 + "9a",
        "a b " * 50_000 + "Z b",
        "a" + " " * 100_000 + "b,",
        "a" + " " * 100_000 + "b",
        "Jane" + ", " * 50_000 + "x",
    ],
    ids=lambda text: text[:8],
)
def test_the_work_grows_with_the_length(given_name: str) -> None:
    name = read(family="van " * 50_000 + "Doe", given=given_name)
    assert name.family == "Doe"
    letters = (name.given + name.dropping + name.suffix).replace(" ", "")
    assert sorted(letters.replace(",", "")) == sorted(given_name.replace(" ", "").replace(",", ""))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["family", "given", "literal", "suffix", "dropping-particle", "parse-names"]
            ),
            inner,
            max_size=4,
        )
    ),
)


@given(ANY)
def test_reading_never_fails(value: Any) -> None:
    for name in read_names(value):
        assert name.literal or name.family or name.given


WORD = st.sampled_from(["van", "de", "d'", "al-", "Doe", "Jean", "Ó", "Mc", "la", "'t", "J."])


@given(st.lists(WORD, min_size=1).map(" ".join), st.lists(WORD, min_size=1).map(" ".join))
def test_no_word_of_a_name_is_lost(family: str, given_name: str) -> None:
    name = read(family=family, given=given_name)
    read_words = (name.non_dropping, name.family, name.given, name.dropping)
    assert sorted("".join(read_words).replace(" ", "")) == sorted(
        f"{family}{given_name}".replace(" ", "")
    )
