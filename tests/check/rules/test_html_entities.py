from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.html_entities import RULE


@pytest.mark.parametrize(
    ("field", "better"),
    [
        ("journal = {Diabetes &amp; Metabolism}", "journal = {Diabetes \\& Metabolism}"),
        ("author = {M&uuml;ller, Ann}", "author = {Müller, Ann}"),
        ("publisher = {Elsevier {\\&}amp; Co}", "publisher = {Elsevier \\& Co}"),
        (
            "abstract = {p &lt; 5&#37; &ndash; and 3&nbsp;mg}",
            "abstract = {p < 5\\% – and 3\u00a0mg}",
        ),
    ],
)
def test_entities_become_their_characters(field: str, better: str) -> None:
    assert len(messages(RULE, field)) == 1
    assert f"{better}," in fixed(RULE, field)


def test_the_first_is_pointed_at() -> None:
    (found,) = findings(RULE, "note = {One &amp; two &ouml;}")
    assert (found.message, found.column) == (
        "smith2020: “&amp;” in note is HTML, and 1 more there",
        15,
    )


@pytest.mark.parametrize(
    "field",
    [
        "note = {AT&T; Marks \\& Spencer; R&D;}",
        "note = {&nosuch; &#0; & amp;}",
        "url = {https://example.org/?a=1&amp;b=2}",
        "title = {Pain &amp; surgery}",
    ],
)
def test_other_signs_addresses_and_titles_are_left_alone(field: str) -> None:
    assert messages(RULE, field) == []


def test_what_latex_could_misread_is_told_alone() -> None:
    text = "note = {&lbrace;x&rbrace;}"
    assert len(messages(RULE, text)) == 1
    assert text in fixed(RULE, text)
