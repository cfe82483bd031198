from __future__ import annotations

import pytest
from tests.check.tools import findings, messages

from ldn_bib.check.rules.name_spellings import RULE


def library(*authors: str) -> str:
    return "".join(
        f"@misc{{paper{number},\n  author = {{{author}}},\n  title = {{No. {number}}},\n}}\n"
        for number, author in enumerate(authors)
    )


def test_the_rarer_spelling_is_pointed_at() -> None:
    text = library("Smith, J. D.", "Jones, Bo and Smith, JD", "Smith, J D")
    (found,) = findings(RULE, text)
    assert found.message == "paper1: “Smith, JD” is spelled “Smith, J. D.” in 'paper0'"
    assert (found.line, found.column) == (6, 27)


@pytest.mark.parametrize(
    "pair",
    [
        ("Müller, Jürgen", "Muller, Jurgen"),
        ("Kim, Yoon-Hang", "Kim, Yoon Hang"),
        ("McLean, Ann", "Mclean, Ann"),
        ("Sørensen, Bo", "Sorensen, Bo"),
    ],
)
def test_hyphens_accents_and_capitals(pair: tuple[str, str]) -> None:
    assert len(messages(RULE, library(*pair))) == 1


@pytest.mark.parametrize(
    "pair",
    [
        ("Smith, J.", "Smith, J"),
        ("Smith, J.D.", "Smith, J. D."),
        ("Smith, Ann B.", "Smith, Ann B"),
        ("Li, Na", "Li, N. A."),
        ("Smith, Ann", "Smith, Anna"),
        ('M{\\"u}ller, Ann', "Müller, Ann"),
        ("Kim, YH", "Kim, YJ"),
    ],
)
def test_full_stops_other_people_and_latex_are_left_alone(pair: tuple[str, str]) -> None:
    assert messages(RULE, library(*pair)) == []


def test_in_one_list() -> None:
    assert messages(RULE, library("Kim, Yoon Hang and Kim, Yoon-Hang")) == [
        "paper0: “Kim, Yoon-Hang” is spelled “Kim, Yoon Hang” here too"
    ]
