from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.missing_and import RULE


@pytest.mark.parametrize(
    ("author", "better"),
    [
        ("Smith J, Jones A, Miller B", "Smith, J and Jones, A and Miller, B"),
        ("Smith J, Jones AB", "Smith, J and Jones, AB"),
        ("van der Berg JH, Kim YH, Li J", "van der Berg, JH and Kim, YH and Li, J"),
        ("Smith, J.; Jones, A.", "Smith, J. and Jones, A."),
        ("Smith, J.; Jones, A.;", "Smith, J. and Jones, A."),
        ("Smith, John; Jones, Ann; and Li, Bo", "Smith, John and Jones, Ann and Li, Bo"),
        ("Smith J; Jones A", "Smith, J and Jones, A"),
        ("Holland J; Anderson A", "Holland, J and Anderson, A"),
        ("Rand, J.; Sand, A., Land, B.", "Rand, J. and Sand, A. and Land, B."),
        ("M&uuml;ller, K; And, A", "M&uuml;ller, K and And, A"),
        ("Smith, J., Jones, A., Miller, B. D.", "Smith, J. and Jones, A. and Miller, B. D."),
        ("Smith, J., Jones, A., & Miller, B.", "Smith, J. and Jones, A. and Miller, B."),
        ("Smith, J. \\& Jones, A.", "Smith, J. and Jones, A."),
        ("Smith, J., Jones, A. and Li, B.", "Smith, J. and Jones, A. and Li, B."),
        ("John Smith, Ann B. Jones, Bo van Li", "John Smith and Ann B. Jones and Bo van Li"),
        ("Ann Smith \\& Bo Jones", "Ann Smith and Bo Jones"),
        ("J. Smith, A. B. Jones", "J. Smith and A. B. Jones"),
        ("M{\\\"u}ller J, O'Brien A-B, Li C", "M{\\\"u}ller, J and O'Brien, A-B and Li, C"),
        ("Smith, J.;\n    Jones, A.", "Smith, J. and Jones, A."),
    ],
)
def test_lists_of_many_habits_are_mended(author: str, better: str) -> None:
    text = f"@misc{{a,\n  author = {{{author}}},\n  title = {{Pain}},\n}}\n"
    assert len(messages(RULE, text)) == 1
    assert f"author = {{{better}}}," in fixed(RULE, text)


@pytest.mark.parametrize(
    "author",
    [
        "Smith, J. and Jones, A.",
        "Smith, Jr, Ann and Smith, III, J.",
        "García Márquez, Gabriel José",
        "García Márquez, Gabriel José, MD",
        "Smith, Ann, MD, PhD",
        "Marks \\& Spencer",
        "Ernst \\& Young and Smith, Ann",
        "{Smith, J.; Jones, A.}",
        "M&uuml;ller, Ann",
        "Kim, YH and Li, J",
        "Ram{\\'o}n y Cajal, S",
        "Department of Pain, University of Oslo, Norway",
        "von Berg, A and de la Cruz, B C",
        "Smith J",
    ],
)
def test_single_names_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []


def test_halves_of_a_name_are_found_and_not_mended() -> None:
    text = "author = {Bo Li and Vicky; Coon}"
    (found,) = findings(RULE, text)
    assert found.message == (
        "smith2020: “Vicky; Coon” looks like 2 names, and BibTeX wants “and” between names"
    )
    assert found.column == 23
    assert text in fixed(RULE, text)


def test_a_long_list_is_shown_in_part() -> None:
    author = ", ".join(f"Smith{letter * 3} J" for letter in "abcdefghijklmnop")
    (message,) = messages(RULE, f"author = {{{author}}}")
    assert "…” looks like 16 names" in message


def test_items_of_csl_json() -> None:
    name = '{"family": "Smith J", "given": "Jones A"}'
    assert len(messages(RULE, f'[{{"id": "a", "type": "book", "author": [{name}]}}]')) == 1
