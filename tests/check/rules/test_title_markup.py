from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.title_markup import RULE


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("On <i>E. coli</i>", "On \\textit{E. coli}"),
        ("CO<sub>2</sub> and <SUP>13</SUP>C", "CO\\textsubscript{2} and \\textsuperscript{13}C"),
        ("<b>On <i>E. coli</i></b>", "\\textbf{On <i>E. coli</i>}"),
        ("R&amp;D", "R\\&D"),
        ("R{\\&}amp;D", "R\\&D"),
        ("R\\&amp;D", "R\\&D"),
        ("1990&#x2013;2000", "1990–2000"),
        ("M&uuml;ller&rsquo;s", "Müller’s"),
        ("p &lt; 0.05", "p < 0.05"),
        ("5&#37; of &amp;#233;", "5\\% of é"),
        ("On &lt;i&gt;E. coli&lt;/i&gt;", "On \\textit{E. coli}"),
    ],
)
def test_html_becomes_latex(title: str, better: str) -> None:
    text = f"title = {{{title}}}"
    assert len(messages(RULE, text)) == 1
    if "\\textbf" not in better:
        assert f"title = {{{better}}}," in fixed(RULE, text)


def test_tags_within_tags_are_mended_from_within() -> None:
    title = "<b>On <i>E. coli</i></b> and more"
    assert "title = {\\textbf{On \\textit{E. coli}} and more}," in fixed(
        RULE, f"title = {{{title}}}"
    )


@pytest.mark.parametrize(
    "title", ["On <i>E. coli", "<mml:math>x</mml:math>", "A&lbrace;B", "A <span class='x'>B</span>"]
)
def test_what_is_not_safe_is_told_alone(title: str) -> None:
    text = f"title = {{{title}}}"
    (found,) = findings(RULE, text)
    assert found.message.startswith("smith2020: HTML is left in the title: “")
    assert text in fixed(RULE, text)


@pytest.mark.parametrize(
    "title", ["p<0.05 and q>0.1", "A < B > C", "R\\&D; more", "AT&T; x", "<x>"]
)
def test_signs_of_mathematics_are_left_alone(title: str) -> None:
    assert messages(RULE, f"title = {{{title}}}") == []


def test_marks_of_csl_json_belong_there() -> None:
    item = '[{{"id": "a", "type": "book", "title": "On <i>E. coli</i>{}"}}]'
    assert messages(RULE, item.format("")) == []
    assert len(messages(RULE, item.format(" &amp; <em>B</em>"))) == 1
