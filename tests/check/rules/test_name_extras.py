from __future__ import annotations

import pytest
from tests.check.tools import findings, messages

from ldn_bib.check.rules.name_extras import DEGREE_RULE, DIGIT_RULE


@pytest.mark.parametrize(
    ("author", "degree"),
    [
        ("Smith, Ann, MD", "MD"),
        ("Smith, Ann MD", "MD"),
        ("Ann Smith MD", "MD"),
        ("Ann Smith, PhD", "PhD"),
        ("Smith, Ann, M.D.", "M.D."),
        ("Dr. Ann Smith", "Dr."),
        ("Smith, Prof. Ann", "Prof."),
        ("Jones, Bo and Smith, Ann Ph.D.", "Ph.D."),
    ],
)
def test_degrees_are_named(author: str, degree: str) -> None:
    (message,) = messages(DEGREE_RULE, f"author = {{{author}}}")
    assert f"“{degree}”" in message


@pytest.mark.parametrize(
    "author",
    [
        "Smith, MD",
        "García López, MA",
        "Smith, M. D.",
        "Smith, Jr, MD",
        "Ma, Ann",
        "Do, Ann and Pa, Bo",
        "{Ann Smith, MD}",
        "Drăgan, Ann",
        "Baumrucker, Steven J",
    ],
)
def test_initials_and_families_are_left_alone(author: str) -> None:
    assert messages(DEGREE_RULE, f"author = {{{author}}}") == []


@pytest.mark.parametrize(
    "author",
    ["Smith1, Ann", "Smith, Ann$^{1}$", "Smith, Ann\\textsuperscript{2}", "Ann Smith 3"],
)
def test_digits(author: str) -> None:
    (message,) = messages(DIGIT_RULE, f"author = {{{author}}}")
    assert message.startswith("smith2020: there is a digit in the name “")


def test_addresses_are_pointed_at() -> None:
    (found,) = findings(DIGIT_RULE, "author = {Smith, Ann ann.smith@example.org}")
    assert found.message.endswith(
        "the e-mail address “ann.smith@example.org” stands among the names"
    )
    assert found.column == 24


@pytest.mark.parametrize(
    "author",
    [
        "Smith, 3rd, Ann",
        "{23andMe Research Team}",
        "COVID-19 Study Group",
        "M&#252;ller, Ann",
        "SQLite4",
        "{\\char233}",
    ],
)
def test_numbers_of_bodies_and_of_letters_are_left_alone(author: str) -> None:
    assert messages(DIGIT_RULE, f"author = {{{author}}}") == []
