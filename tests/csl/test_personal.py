from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.personal import (
    FULL,
    INITIALS,
    SHORT,
    NameForm,
    initials,
    literal_tokens,
    render_person,
    space_of,
)
from ldn_bib.csl.personname import PersonName, read_names
from ldn_bib.csl.tokens import ITALIC, Tokens, plain


def read(family: str, given_name: str = "", suffix: str = "") -> PersonName:
    (name,) = read_names([{"family": family, "given": given_name, "suffix": suffix}])
    return name


def show(
    name: PersonName,
    form: NameForm | None = None,
    level: int = FULL,
    *,
    inverted: bool = False,
    for_sort: bool = False,
    language: str = "en",
) -> str:
    tokens = render_person(
        name,
        form or NameForm(),
        level,
        inverted=inverted,
        for_sort=for_sort,
        language=language,
    )
    return plain(tokens)


DOE = read("Doe", "Mary Jane")
BERG = read("van der Berg", "Jan")
VON = read("Humboldt", "Alexander von")
ARC = read("d'Arc", "Jeanne")
KING = read("King", "Martin Luther", "Jr.")
KINDI = read("al-Kindi", "Abu")


# citeproc-js prints the same in all rows
@pytest.mark.parametrize(
    ("given_name", "dotted", "bare"),
    [
        ("Mary Jane", "M.J.", "MJ"),
        ("Jean-Luc K.", "J.-L.K.", "J-LK"),
        ("Jean-luc", "J.", "J"),
        ("M.E.", "M.E.", "ME"),
        ("M. E.", "M.E.", "ME"),
        ("Ph. Mary", "Ph.M.", "PhM"),
        ("JP", "J.", "J"),
        ("É.", "É.", "É"),
        ("И. П.", "И.П.", "ИП"),
        ("Lord", "Lord", "Lord"),
        ("泽东", "泽东", "泽东"),
        ("", "", ""),
    ],
)
def test_initials(given_name: str, dotted: str, bare: str) -> None:
    assert initials(given_name, ".", initialize=True, hyphen=True) == dotted
    assert initials(given_name, "", initialize=True, hyphen=True) == bare


@pytest.mark.parametrize(
    ("given_name", "text"),
    [
        ("Mary Jane", "Mary Jane"),
        ("Mary J", "Mary J."),
        ("M.E.", "M. E."),
        ("ME", "ME"),
        ("Jean-Luc K.", "Jean-Luc K."),
        ("Ph. Mary", "Ph. Mary"),
    ],
)
def test_initials_are_set_where_they_are_given(given_name: str, text: str) -> None:
    assert initials(given_name, ". ", initialize=False, hyphen=True) == text


def test_hyphens_of_initials_go_where_the_style_says_so() -> None:
    assert initials("Jean-Luc", ".", initialize=True, hyphen=False) == "J.L."
    assert initials("Jean-Luc", ". ", initialize=True, hyphen=False) == "J. L."


@pytest.mark.parametrize(
    ("name", "text", "inverted", "sort"),
    [
        (DOE, "Mary Jane Doe", "Doe, Mary Jane", "Doe, Mary Jane"),
        (BERG, "Jan van der Berg", "Berg, Jan van der", "Berg, Jan van der"),
        (VON, "Alexander von Humboldt", "Humboldt, Alexander von", "Humboldt, Alexander von"),
        (ARC, "Jeanne d’Arc", "Arc, Jeanne d’", "Arc, Jeanne d"),
        (KINDI, "Abu al-Kindi", "Kindi, Abu al-", "Kindi, Abu al-"),
        (KING, "Martin Luther King Jr.", "King, Martin Luther, Jr.", "King, Martin Luther Jr."),
        (read("毛", "泽东"), "毛泽东", "毛泽东", "毛泽东"),
        (PersonName("Kim", "Yong-il", static_order=True), *["Kim Yong-il"] * 3),
        (PersonName("", "Plato"), "Plato", "Plato", "Plato"),
        (PersonName("Doe"), "Doe", "Doe", "Doe"),
    ],
)
def test_orders(name: PersonName, text: str, inverted: str, sort: str) -> None:
    assert show(name) == text
    assert show(name, inverted=True) == inverted
    assert show(name, for_sort=True, inverted=True) == sort


@pytest.mark.parametrize(
    ("demote", "inverted", "sort"),
    [
        ("never", "van der Berg, Jan", "van der Berg, Jan"),
        ("sort-only", "van der Berg, Jan", "Berg, Jan van der"),
        ("display-and-sort", "Berg, Jan van der", "Berg, Jan van der"),
    ],
)
def test_non_dropping_particles_are_demoted(demote: str, inverted: str, sort: str) -> None:
    form = NameForm(demote=demote)
    assert show(BERG, form, inverted=True) == inverted
    assert show(BERG, form, inverted=True, for_sort=True) == sort
    assert show(BERG, form) == "Jan van der Berg"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (DOE, "Doe"),
        (BERG, "van der Berg"),
        (VON, "Humboldt"),
        (KING, "King"),
        (ARC, "d’Arc"),
    ],
)
def test_the_short_form_has_the_family_name(name: PersonName, short: str) -> None:
    assert show(name, level=SHORT) == short


def test_initials_stand_in_for_given_names() -> None:
    form = NameForm(initialize_with=". ", sort_separator=" ")
    assert show(DOE, form, INITIALS) == "M. J. Doe"
    assert show(DOE, form, INITIALS, inverted=True) == "Doe M. J."
    assert show(DOE, form, FULL, inverted=True) == "Doe Mary Jane"
    assert show(PersonName("", "Plato"), form, INITIALS) == "Plato"


def test_suffixes() -> None:
    with_comma = KING._replace(comma_suffix=True)
    assert show(with_comma) == "Martin Luther King, Jr."
    form = NameForm(initialize_with="", sort_separator=" ")
    assert show(KING, form, INITIALS, inverted=True) == "King ML Jr"
    assert show(KING, form, SHORT) == "King"


def test_parts_are_decorated_and_affixed() -> None:
    def slanted(tokens: Tokens) -> Tokens:
        return [ITALIC, *tokens, -ITALIC]

    form = NameForm(family=slanted, family_affixes=("<", ">"), given_affixes=("(", ")"))
    tokens = render_person(DOE, form, FULL, inverted=True, for_sort=False, language="en")
    assert plain(tokens) == "<Doe>, (Mary Jane)"
    assert tokens[:4] == ["<", ITALIC, "Doe", -ITALIC]
    assert show(DOE, form) == "(Mary Jane) <Doe>"
    assert show(PersonName("Doe"), form) == "<Doe>"


def test_names_in_chinese_and_japanese_stand_in_their_order() -> None:
    assert show(PersonName("Mao", "Zedong"), language="zh-CN", inverted=True) == "Mao Zedong"
    assert show(PersonName("Mao", "Zedong"), language="en", inverted=True) == "Mao, Zedong"


@pytest.mark.parametrize(
    ("lang", "space"), [("fr-FR", "\u00a0"), ("ru-RU", "\u00a0"), ("en-US", " "), ("", " ")]
)
def test_some_languages_keep_names_together(lang: str, space: str) -> None:
    assert space_of(lang) == space
    assert show(BERG, NameForm(space=space_of(lang))) == f"Jan van der{space}Berg"


def test_a_literal_name_is_printed_as_it_is() -> None:
    (name,) = read_names([{"literal": "World <i>Health</i> Org."}])
    assert plain(list(literal_tokens(name))) == "World Health Org."


TEXT = st.text(st.sampled_from("abJKLé毛. -'’,<i>\n\ud800"), max_size=12)


@given(TEXT, TEXT, TEXT, st.integers(SHORT, FULL), st.booleans(), st.booleans())
def test_any_name_is_printed(
    family: str, given_name: str, suffix: str, level: int, inverted: bool, initialize: bool
) -> None:
    value = [{"family": family, "given": given_name, "suffix": suffix}]
    form = NameForm(initialize_with=".", initialize=initialize)
    for name in read_names(value):
        text = show(name, form, level, inverted=inverted)
        assert "\ud800" not in text
        if level == FULL:
            letters = [char for char in name.family + name.given if char.isalpha()]
            assert not (set(letters) - set(text) - set("i"))
