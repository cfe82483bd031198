from __future__ import annotations

import pytest
from hypothesis import given
from tests.formats.items import lines, paragraphs

from ldn_bib.formats.markdown_text import from_markdown, to_markdown

NOCASE = '<span class="nocase">iCOLD</span>'
SMALL = '<span style="font-variant:small-caps">sc</span>'


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("A plain title: 1-2, a_b", "A plain title: 1-2, a_b"),
        ("H<sub>2</sub>O m<sup>2</sup>", "H~2~O m^2^"),
        ("x<sub>a b</sub>", r"x~a\ b~"),
        ("<i>E. coli</i> and <b>b</b>", "*E. coli* and **b**"),
        (NOCASE, "[iCOLD]{.nocase}"),
        (SMALL, "[sc]{.smallcaps}"),
        ("<b><i>x</i> y</b>", "**<!-- -->*x* y**"),
        ("<i>a</i><b>b</b>", "*a*<!-- -->**b**"),
        ("a<sub>1</sub><sub>2</sub>", "a~1~<!-- -->~2~"),
        ("p < .05 & 5 * 4 [x] $5 @me ~ ^", r"p \< .05 & 5 \* 4 \[x\] \$5 \@me \~ \^"),
        ("a -- b --- c ...", r"a \-\- b \-\-\- c \.\.\."),
        ("x &amp; _y_ back\\slash", r"x \&amp; \_y\_ back\\slash"),
        ("> quoted", r"\> quoted"),
        ("one\ntwo", "one\\\ntwo"),
        ("one\n\n1. two\n- x\nA: y", "one\n\n1\\. two\\\n\\- x\\\nA: y"),
    ],
)
def test_text_there_and_back(text: str, markdown: str) -> None:
    assert to_markdown(text) == markdown
    assert from_markdown(markdown) == text


def test_what_markdown_cannot_say() -> None:
    assert to_markdown("a<i> b </i>c<b></b><i>x <i>y</i></i>") == "a *b* c*x y*"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("***x***", "<b><i>x</i></b>"),
        ("__x__ _y_ z_a_b", "<b>x</b> <i>y</i> z_a_b"),
        ("*a **b** c*", "<i>a <b>b</b> c</i>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*open", "*open"),
        ("**open* x", "**open* x"),
        ("CO~2 x~y", "CO~2 x~y"),
        ("~~struck~~", "~~struck~~"),
        ("a [b] c](d)", "a [b] c](d)"),
        ("[*x*]{.nocase}", '<span class="nocase"><i>x</i></span>'),
        ("x]{.nocase}", "x]{.nocase}"),
        ("R&amp;D &#945;", "R&D α"),
        ("p.\\ 3", "p.\u00a03"),
        ("", ""),
    ],
)
def test_what_others_write(markdown: str, text: str) -> None:
    assert from_markdown(markdown) == text


@given(lines(markup=True))
def test_a_line_comes_back(text: str) -> None:
    assert from_markdown(to_markdown(text)) == text


@given(paragraphs())
def test_paragraphs_come_back(text: str) -> None:
    assert from_markdown(to_markdown(text)) == text
