from __future__ import annotations

import pytest

from ldn_bib.bibtex.capitals import protect_capitals
from ldn_bib.bibtex.escaping import escaper
from ldn_bib.values.markup import split_markup


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Low-dose naltrexone (LDN) in mRNA", "Low-dose naltrexone ({LDN}) in {mRNA}"),
        ("The Role of IL-6 in McArdle Disease", "The Role of {IL}-6 in {McArdle} Disease"),
        ("Pain in Crohn’s disease and Gulf War illness: a study",
         "Pain in {Crohn’s} disease and {Gulf} {War} illness: a study"),
        ("Vitamin D in winter: A trial. What now?", "Vitamin {D} in winter: A trial. What now?"),
        ("“Pain” in “Norway” for nearly everybody", "“Pain” in “{Norway}” for nearly everybody"),
        ("The Use of Low-Dose Naltrexone for Chronic Pain",
         "The Use of Low-Dose Naltrexone for Chronic Pain"),
        ("A STUDY OF PAIN", "A STUDY OF PAIN"),
        ("all in lower case", "all in lower case"),
        ("Growth of <i>Escherichia coli</i> in vitro",
         "Growth of \\emph{{Escherichia} coli} in vitro"),
        ('In <span class="nocase">Old Norse</span> and Danish words only',
         "In {Old Norse} and {Danish} words only"),
        ("Pain maps into ℝ with mRNA", "Pain maps into {ℝ} with {mRNA}"),
        ("日本の冬", "日本の冬"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_that_must_keep_their_capitals_get_braces(title: str, latex: str) -> None:
    assert escaper().title(title) == latex


def test_where_nobody_writes_headlines_every_capital_stays() -> None:
    title = "Die Behandlung der Schmerzen"
    assert escaper().title(title) == title
    assert escaper().title(title, headlines=False) == "Die {Behandlung} der {Schmerzen}"


def test_a_second_time_marks_nothing_more() -> None:
    pieces = protect_capitals(split_markup("LDN in <i>Homo sapiens</i> of Norway, mostly"))
    assert protect_capitals(pieces) == pieces
