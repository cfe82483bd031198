from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.unbraced_body import RULE


def test_a_body_alone_is_put_in_braces() -> None:
    text = "author = {World Health Organization}"
    (found,) = findings(RULE, text)
    assert found.message == (
        "smith2020: “World Health Organization” is taken for a person with the family name "
        "“Organization”"
    )
    assert "author = {{World Health Organization}}," in fixed(RULE, text)


def test_several_words_tell_a_body_too() -> None:
    text = "author = {International Task Force on Pain}"
    assert "author = {{International Task Force on Pain}}," in fixed(RULE, text)


@pytest.mark.parametrize(
    "author",
    [
        "Cochrane Collaboration and Smith, Ann",
        "Department of Health and Human Services",
        "Organization, World Health",
        "{World Health} Organization",
        "{NSPN Consortium}, the NSPN",
        "Deutsche Gesellschaft für Schmerzmedizin, Berlin",
    ],
)
def test_among_others_and_in_pieces_a_person_has_to_look(author: str) -> None:
    text = f"author = {{{author}}}"
    assert len(messages(RULE, text)) == 1
    if "{World" not in author:
        assert text in fixed(RULE, text)


@pytest.mark.parametrize(
    "author",
    [
        "{World Health Organization}",
        "{Cochrane Collaboration} and Smith, Ann",
        "Group, A.",
        "B. Center",
        "Church, Ann and Hall, Bo and Bank, C. and Board, D. and Council, Eve",
        "Smith, Ann (Pain Research Center)",
        "Groupe, Ann",
        "Smith, Ann University-Jones",
    ],
)
def test_braces_and_people_are_left_alone(author: str) -> None:
    assert messages(RULE, f"author = {{{author}}}") == []


def test_items_of_csl_json() -> None:
    name = '{"family": "Organization", "given": "World Health"}'
    item = f'[{{"id": "a", "type": "book", "author": [{name}, {{"literal": "Study Group X"}}]}}]'
    assert len(messages(RULE, item)) == 1
