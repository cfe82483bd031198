from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.empty_words import RULES

NOTHING, LATER = RULES


@pytest.mark.parametrize(
    "value", ["None", "null", "undefined", "N/A", "-", "--", "{NaN}", " n.a. "]
)
def test_words_for_nothing_go(value: str) -> None:
    text = f"volume = {{{value}}}"
    (found,) = findings(NOTHING, text)
    assert found.message.startswith("smith2020: volume says “")
    assert "volume" not in fixed(NOTHING, text)


def test_a_field_that_is_needed_stays_and_is_told() -> None:
    text = "journal = {undefined}"
    assert len(messages(NOTHING, text)) == 1
    assert text in fixed(NOTHING, text)


@pytest.mark.parametrize(
    "field",
    ["title = {None}", "author = {Null, Ann}", "author = {Null}", "note = {none of them}"],
)
def test_titles_and_people_of_that_name_are_left_alone(field: str) -> None:
    assert messages(NOTHING, field) == []


@pytest.mark.parametrize(
    "field",
    [
        "publisher = {TODO}",
        "journal = {{???}}",
        "note = {Insert note here}",
        "title = {No title available}",
        "doi = {xxxx}",
        "author = {Your Name}",
        "pages = {tbd}",
    ],
)
def test_placeholders(field: str) -> None:
    (message,) = messages(LATER, field)
    assert " says “" in message


@pytest.mark.parametrize(
    "field",
    [
        "volume = {XXXX}",
        "pages = {xxx}",
        "note = {XXX}",
        "title = {What to do?}",
        "title = {Untitled}",
        "note = {?}",
    ],
)
def test_numbers_and_sentences_are_left_alone(field: str) -> None:
    assert messages(LATER, field) == []


def test_items_of_csl_json() -> None:
    item = '[{"id": "a", "type": "book", "title": "Pain", "volume": "None", "note": "TBD"}]'
    assert messages(NOTHING, item) == ["a: volume says “None”"]
    assert messages(LATER, item) == ["a: note says “TBD”"]
