from __future__ import annotations

import pytest
from tests.check.tools import messages

from ldn_bib.check.rules.title_capitals import RULE


@pytest.mark.parametrize(
    "title", ["PAIN AFTER SURGERY", "{PAIN AFTER SURGERY}", "DAS SCHMERZGEDÄCHTNIS DER MÄUSE: 2"]
)
def test_capitals(title: str) -> None:
    found = messages(RULE, f"title = {{{title}}}")
    assert found == ["smith2020: the title is written in capitals"]


@pytest.mark.parametrize(
    "title",
    ["CONSORT", "HIV AND AIDS", "COVID-19", "PAIN AFTER SURGERy", "慢性疼痛 的 治疗 方法", "1984"],
)
def test_acronyms_and_letters_without_case_are_left_alone(title: str) -> None:
    assert messages(RULE, f"title = {{{title}}}") == []


def test_titles_of_books_and_of_csl_json() -> None:
    book = "@incollection{a,\n  title = {Pain},\n  booktitle = {THE TEXTBOOK OF PAIN},\n}\n"
    assert len(messages(RULE, book)) == 1
    item = '[{"id": "a", "type": "chapter", "title": "PAIN AFTER <i>SURGERY</i>"}]'
    assert len(messages(RULE, item)) == 1
