from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.sources.marked_text import abstract_text, plain_text, title_text
from ldn_bib.values.markup import parse_markup, strip_markup


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A  title\n  on lines", "A title on lines"),
        ("In <i>vivo</i> H<sub>2</sub>O", "In <i>vivo</i> H<sub>2</sub>O"),
        ("In <em>vivo</em> and <strong>more</strong>", "In <i>vivo</i> and <b>more</b>"),
        ("In <jats:italic toggle='yes'>vivo</jats:italic>", "In <i>vivo</i>"),
        ("In &lt;i&gt;vivo&lt;/i&gt;", "In <i>vivo</i>"),
        ("Pain &amp;amp; sleep &amp; more", "Pain & sleep & more"),
        ("Caf&#233; &#x3B1; &alpha;", "Café α α"),
        ("AT&T; &nosuch; &", "AT&T; &nosuch; &"),
        ("p < .05 and a<b>c", "p < .05 and ac"),
        ("p &lt; .05", "p < .05"),
        ("<scp>D</scp>-serine", '<span style="font-variant: small-caps;">D</span>-serine'),
        ("<i>never closed", "never closed"),
        ("<i><b>crossed</i></b>", "<b>crossed</b>"),
        ("empty <i></i> marks", "empty marks"),
        ("one<br/>two", "one two"),
        (
            '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>x</mml:mi></mml:math>',
            "x",
        ),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_titles(written: str, read: str) -> None:
    assert title_text(written) == read


@settings(deadline=None)
@given(st.text(alphabet="ab<>/ipsub&;lt #1", max_size=60))
def test_marks_of_a_title_always_come_in_pairs(text: str) -> None:
    bare = "".join(run for run, _ in parse_markup(title_text(text)))
    assert not re.search(r"</?(?:b|i|sub|sup)>", bare) or "&" in text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A &amp; B", "A & B"),
        ("The <i>Lancet</i>", "The Lancet"),
        ("&lt;b&gt;Bold&lt;/b&gt; name", "Bold name"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_plain_text(written: str, read: str) -> None:
    assert plain_text(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\nTwo."),
        ("<jats:title>ABSTRACT</jats:title><jats:p>One.</jats:p>", "One."),
        ("<jats:sec><jats:title>Aim.</jats:title><jats:p>One.</jats:p></jats:sec>", "Aim: One."),
        ("<p>One with <italic>marks</italic> &amp; signs.</p>", "One with <i>marks</i> & signs."),
        ("No marks at all, p < .05.", "No marks at all, p < .05."),
        ("<jats:title>Only a heading</jats:title>", ""),
        ("<jats:p>Broken off <jats:sup>2", "Broken off 2"),
        ("<jats:list><jats:list-item><jats:p>a</jats:p></jats:list-item></jats:list>", "a"),
        ("", ""),
    ],
)
def test_abstracts(written: str, read: str) -> None:
    assert abstract_text(written) == read


@settings(deadline=None)
@given(st.text())
def test_a_text_without_signs_of_markup_stays(text: str) -> None:
    if "<" not in text and "&" not in text:
        line = " ".join(text.split())
        assert title_text(text) == plain_text(text) == abstract_text(text) == line
        assert strip_markup(title_text(text)) == line
