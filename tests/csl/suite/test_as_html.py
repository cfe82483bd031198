from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from tests.csl.suite.as_html import bibliography_html, escape, to_html

from ldn_bib.csl import tokens as t


def test_each_operator_opens_and_closes_its_own_tag() -> None:
    assert to_html([t.ITALIC, "a", t.NORMAL_STYLE, "b", -t.NORMAL_STYLE, -t.ITALIC]) == (
        '<i>a<span style="font-style:normal;">b</span></i>'
    )
    assert to_html(["H", t.SUBSCRIPT, "2", -t.SUBSCRIPT, "O"]) == "H<sub>2</sub>O"
    assert to_html([t.SMALL_CAPS, "x", -t.SMALL_CAPS]) == (
        '<span style="font-variant:small-caps;">x</span>'
    )


def test_operators_without_a_form_print_nothing() -> None:
    assert to_html([t.LIGHT, "a", -t.LIGHT, t.LINK, "b", -t.LINK]) == "ab"


def test_parts_of_an_entry_stand_in_divisions() -> None:
    tokens: t.Tokens = [t.LEFT_MARGIN, "1. ", -t.LEFT_MARGIN, t.RIGHT_INLINE, "A", -t.RIGHT_INLINE]
    assert bibliography_html([to_html(tokens)]) == (
        '<div class="csl-bib-body">\n'
        '  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">1. </div><div class="csl-right-inline">A</div>\n'
        "  </div>\n"
        "</div>"
    )
    assert to_html([t.BLOCK, "A", -t.BLOCK]) == '\n\n    <div class="csl-block">A</div>\n'
    assert to_html([t.INDENT, "A", -t.INDENT]) == '<div class="csl-indent">A</div>\n  '


def test_escapes() -> None:
    assert escape("a & b <c>") == "a &#38; b &#60;c&#62;"
    assert escape("a  b   c") == "a\u00a0 b\u00a0  c"
    assert escape("m² n™") == "m<sup>2</sup> n<sup>TM</sup>"
    assert escape("plain “text” 1₂") == "plain “text” 1₂"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_escaped_text_holds_no_markup_but_raised_letters(text: str) -> None:
    bare = re.sub(r"</?sup>|&#(38|60|62);", "", escape(text))
    assert not set(bare) & set("<>&")
