from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.unprotected_capitals import RULE


def library(*titles: str, more: str = "") -> str:
    return "".join(
        f"@misc{{paper{number},\n  title = {{{title}}},\n{more}}}\n"
        for number, title in enumerate(titles)
    )


def test_all_words_of_a_title_are_named_and_mended_at_once() -> None:
    text = "title = {Effects of LDN on mRNA in IL-6: a study of TNFα, CRP and MRI}"
    (found,) = findings(RULE, text)
    assert found.message == (
        "smith2020: no braces keep the capitals of “LDN”, “mRNA”, “IL”, “TNFα” and 2 more in the "
        "title"
    )
    assert found.column == 23
    better = "Effects of {LDN} on {mRNA} in {IL}-6: a study of {TNFα}, {CRP} and {MRI}"
    assert f"title = {{{better}}}," in fixed(RULE, text)


def test_names_are_learnt_from_braces_of_other_titles() -> None:
    text = library(
        "Pain in {Crohn}'s disease", "Surgery in {Crohn}'s disease", "The Course of Crohn's Disease"
    )
    assert "title = {The Course of {Crohn}'s Disease}," in fixed(RULE, text)


def test_names_are_learnt_from_sentences() -> None:
    abstract = "  abstract = {We treated people with Parkinson disease.},\n"
    text = library("The course of Parkinson disease and pain", more=abstract)
    assert "title = {The course of {Parkinson} disease and pain}," in fixed(RULE, text)


def test_names_with_a_hyphen_stay_together() -> None:
    text = library("A long history of Guillain-Barré syndrome after infections")
    assert "of {Guillain-Barré} syndrome" in fixed(RULE, text)


@pytest.mark.parametrize(
    "title",
    [
        "Effects of {LDN} in adults",
        "{Effects of LDN in adults}",
        "The Use of Low-Dose Naltrexone for Chronic Pain: Update and Review",
        "Effects of \\textsc{LDN} in adults",
        "Effects of $ABC$ in adults",
        "A Case Report",
        "THE USE OF LDN",
        "Rotation Tests",
        "Paracetamol for pain: Results of a trial. Second report",
    ],
)
def test_what_is_held_already_and_headlines_are_left_alone(title: str) -> None:
    assert messages(RULE, f"title = {{{title}}}") == []


def test_words_that_some_title_holds_by_the_way_are_no_names() -> None:
    text = library("A {Trial} of Pain Relief", "Another Trial of Pain Relief", "One Trial More Now")
    assert messages(RULE, text) == []


def test_other_languages_have_capitals_of_their_own() -> None:
    text = library("Die Behandlung mit LDN bei Schmerzen", more="  langid = {german},\n")
    assert messages(RULE, text) == []
