from __future__ import annotations

import pytest
from tests.check.tools import findings, messages

from ldn_bib.check.rules.journal_short import RULES

ABBREVIATED, NOT_ABBREVIATED = RULES


def paper(key: str, journal: str, short: str = "") -> str:
    more = f"  shortjournal = {{{short}}},\n" if short else ""
    return (
        f"@article{{{key},\n  author = {{Smith, Ann}},\n  title = {{In {key}}},\n"
        f"  journal = {{{journal}}},\n{more}  year = {{2020}},\n}}\n"
    )


@pytest.mark.parametrize(
    "journal",
    ["J Pain Res", "J. Pain Res.", "Clin. Rheumatol.", "Int J Pain", "PLoS Comput. Biol."],
)
def test_abbreviations(journal: str) -> None:
    assert messages(ABBREVIATED, f"journal = {{{journal}}}") == [
        f"smith2020: “{journal}” looks like an abbreviation"
    ]


@pytest.mark.parametrize(
    "journal",
    [
        "Journal of Pain Research",
        "Pain",
        "JAMA",
        "BMJ Open",
        "The Lancet",
        "Med",
        "Ann Arbor Review of Medicine",
        "Biomedicines",
        "A\\&A Practice",
        "PLoS ONE",
    ],
)
def test_names(journal: str) -> None:
    assert messages(ABBREVIATED, f"journal = {{{journal}}}") == []


def test_the_library_may_know_the_name() -> None:
    text = paper("a", "Pain Physician Quarterly", "Pain Phys Q") + paper("b", "Pain Phys Q") * 1
    text += paper("c", "Pain Phys Q")
    (found,) = findings(ABBREVIATED, text)
    assert found.message == (
        "b: “Pain Phys Q” is the abbreviation of “Pain Physician Quarterly”; 1 more papers have it"
    )


def test_an_abbreviation_beside_the_name_is_right() -> None:
    assert messages(ABBREVIATED, paper("a", "Journal of Pain Research", "J Pain Res")) == []


@pytest.mark.parametrize(
    ("journal", "short", "says"),
    [
        ("Journal of Pain", "Journal of Pain", "“Journal” is shortened in abbreviations"),
        ("Pain Medicine", "Pain Medicine", "“Medicine” is shortened in abbreviations"),
        ("J Pain Res", "Journal of Pain Research", "seem exchanged"),
    ],
)
def test_abbreviations_that_are_none(journal: str, short: str, says: str) -> None:
    (found,) = findings(NOT_ABBREVIATED, paper("a", journal, short))
    assert found.message.endswith(says)
    assert found.fields == ("shortjournal",)


@pytest.mark.parametrize(
    ("journal", "short"),
    [
        ("Pain Physician", "Pain Physician"),
        ("Biomedicines", "Biomedicines"),
        ("Medicine", "Medicine"),
        ("The BMJ", "BMJ"),
        ("PNAS", "Proc Natl Acad Sci U S A"),
        ("Molecular Psychiatry", "Mol Psychiatry"),
    ],
)
def test_names_without_an_abbreviation(journal: str, short: str) -> None:
    assert messages(NOT_ABBREVIATED, paper("a", journal, short)) == []
