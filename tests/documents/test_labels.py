from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.csl.richtext import Mark, RichText, Run
from ldn_bib.documents.labels import labelled

BOLD = frozenset({Mark.BOLD})


def texts(*citations: str) -> list[tuple[str, str]]:
    found = labelled([RichText.plain(citation) for citation in citations])
    return [(label, str(rest)) for label, rest in found]


@pytest.mark.parametrize(
    ("first", "second"), [("1.", "2."), ("[1]", "[2]"), ("(1)", "(2)"), ("1", "2")]
)
def test_labels_of_numbered_styles_come_off(first: str, second: str) -> None:
    assert texts(f"{first} Abel A.", f"{second}  Berg B.") == [
        (first, "Abel A."),
        (second, "Berg B."),
    ]


@pytest.mark.parametrize(
    "citations",
    [
        ("Abel A. 2020.",),
        ("2. Abel A.",),
        ("1. Abel A.", "1. Berg B."),
        ("1. Abel A.", "Berg B."),
        ("2020. A year.",),
        ("",),
    ],
)
def test_a_citation_that_is_not_numbered_keeps_all_it_has(citations: tuple[str, ...]) -> None:
    assert texts(*citations) == [("", citation) for citation in citations]


def test_marks_behind_the_label_stay() -> None:
    rich = RichText.of((Run("1. "), Run("Abel", BOLD), Run(" 2020.")))
    assert labelled([rich]) == [("1.", RichText.of((Run("Abel", BOLD), Run(" 2020."))))]


@given(st.lists(st.text(min_size=1).filter(lambda text: not text[0].isspace())))
def test_what_stands_behind_a_label_is_not_changed(citations: list[str]) -> None:
    numbered = [
        RichText.of((Run(f"{number}. "), Run(text, BOLD)))
        for number, text in enumerate(citations, 1)
    ]
    assert labelled(numbered) == [
        (f"{number}.", RichText.of((Run(text, BOLD),))) for number, text in enumerate(citations, 1)
    ]
