"""Papers of our own invention, hostile ones among them, and the golden files' one door."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.reading_list import reading_list
from ldn_bib.entry import Annotation, Entry, Reason, Tag
from ldn_bib.values.condition import Condition
from ldn_bib.values.evidence import Evidence

GOLDEN = Path(__file__).with_name("golden")

ITALIC = frozenset({Mark.ITALIC})
BOLD = frozenset({Mark.BOLD})
CONDITION = Condition(
    "winter-itch",
    "Winter itch",
    description="Itching of dry skin in the cold months.",
)
OWN = Tag("winter-itch", "Winter itch")
LONG_TITLE = " ".join(["A very long title that goes on"] * 13) + " and ends."
HOSTILE_TITLE = (
    '1. <script>alert("x")</script> *stars* _lines_ [a](b) `code` | a < b & c &amp; \'; # no'
)

CITATIONS: dict[str, RichText] = {
    "berg2021": RichText.of(
        (
            Run("1. van der Berg A, "),
            Run("Okafor N", frozenset({Mark.SMALL_CAPS})),
            Run(". Ointment with H"),
            Run("2", frozenset({Mark.SUBSCRIPT})),
            Run("O and Ca"),
            Run("2+", frozenset({Mark.SUPERSCRIPT})),
            Run(" against winter itch. "),
            Run("J Cold Skin", ITALIC),
            Run(" 2021;"),
            Run("7", BOLD),
            Run("(2):11–9. "),
            Run("doi:10.5555/cold(7)2", link="https://doi.org/10.5555/cold(7)2"),
        )
    ),
    "a<b>:c&d": RichText.of(
        (
            Run("2. Mallory E. "),
            Run(HOSTILE_TITLE, ITALIC),
            Run(". "),
            Run("Full text", link="javascript:alert(1)"),
        )
    ),
    "levi2019": RichText.of(
        (
            Run("3. לוי ד. "),
            Run("גרד חורף: סקירה \u202eabc", ITALIC),
            Run(". 2019."),
        )
    ),
    "long2020": RichText.plain(f"4. Endless P. {LONG_TITLE} 2020."),
}

ENTRIES = (
    Entry(
        {
            "id": "a<b>:c&d",
            "type": "article-journal",
            "title": HOSTILE_TITLE,
            "URL": "javascript:alert(1)",
            "issued": {"date-parts": [[2022, 5]]},
        },
        tags=(
            Tag("winter-itch", "Winter itch", True, (Reason("title", "<itch> of *winter*"),)),
            Tag("dry-skin", "Dry | skin", True, (Reason("abstract", 'skin "that" is dry'),)),
        ),
        unverified=("author",),
    ),
    Entry(
        {"id": "long2020", "title": LONG_TITLE, "issued": {"date-parts": [[2020]]}},
        tags=(OWN,),
        annotation=Annotation(design="other", summary="A summary with <b>tags</b> & 2 * 2 = 4."),
    ),
    Entry(
        {
            "id": "levi2019",
            "title": "גרד חורף: סקירה",
            "PMID": "123",
            "URL": "https://example.org/levi?a=1&copy=2",
            "issued": {"date-parts": [[2019]]},
        },
        tags=(OWN,),
        annotation=Annotation(
            design="narrative-review",
            evidence=Evidence("OCEBM 2011", "5", "A narrative review."),
            finding="Describes what was known.",
            summary="סקירה של מה שידוע.",
            reviewed=dt.date(2025, 11, 2),
        ),
    ),
    Entry(
        {
            "id": "berg2021",
            "title": "Ointment with H<sub>2</sub>O",
            "DOI": "10.5555/cold(7)2",
            "PMID": "456",
            "PMCID": "PMC789",
            "URL": "https://pmc.ncbi.nlm.nih.gov/articles/PMC789/",
            "issued": {"date-parts": [[2021, 3]]},
        },
        tags=(OWN, Tag("dry-skin", "Dry | skin")),
        annotation=Annotation(
            design="crossover-rct",
            participants="31 adults",
            dose="2 g of ointment a day",
            duration="8 weeks",
            comparator="ointment without the salt",
            evidence=Evidence("OCEBM 2011", "2", "A small randomised trial."),
            finding="Less itching in both groups, and no clear difference between them.",
            summary=(
                "Thirty-one adults whose skin itched each winter used two ointments in turn, eight "
                "weeks each, without knowing which was which. They itched less with both. The "
                "trial was too small to tell whether one was better."
            ),
            reviewed=dt.date(2026, 2, 3),
        ),
    ),
)


@pytest.fixture
def condition() -> Condition:
    """The condition that the papers are about."""
    return CONDITION


@pytest.fixture
def entries() -> tuple[Entry, ...]:
    """Four papers, in no order."""
    return ENTRIES


@pytest.fixture
def citations() -> dict[str, RichText]:
    """Their citations, in the order of a numbered style."""
    return CITATIONS


@pytest.fixture
def bibliography() -> Document:
    """The four citations as a bare bibliography."""
    return bibliography_document([FormattedEntry(*pair) for pair in CITATIONS.items()])


@pytest.fixture
def listed() -> Document:
    """The reading list of the four papers."""
    return reading_list(CONDITION, ENTRIES, CITATIONS, generated=dt.date(2026, 3, 1))


HOSTILE_TEXTS = (
    '<script>alert("x")</script> & \'quotes\' | \\"pipes\\"',
    "[go](javascript:alert(1)) `code` *stars* _lines_ :: ..",
    "גרד \u202eabc\u2067 \x1b[31m",
    "1. - # > + = ~~~ {braces} $x$ % \\par \\end{document} }",
    LONG_TITLE,
    'See https://example.org/a(b)?c="d"&e=<f>. javascript:alert(2)',
)


def hostile_document(audience: Audience) -> Document:
    """A document with every hostile text in every place that the model has."""
    papers = tuple(
        ListedPaper(
            key=f"k{number} {text}",
            citation=RichText.of((Run(f"{number}. "), Run(text, ITALIC, link=text))),
            summary=text,
            facts=(Fact(text, text),),
            links=(Link(text, text), Link(text, "https://example.org/?q=\"'<x>|")),
            tags=(Tag("t", text, True, (Reason(text, text),)),),
            notices=(text,),
            alerts=(text,),
            row=tuple(Fact(label, text) for label in HOSTILE_TEXTS[:3])
            if audience is Audience.CLINICIANS
            else (),
        )
        for number, text in enumerate(HOSTILE_TEXTS, 1)
    )
    return Document(
        title=HOSTILE_TEXTS[0],
        sections=(
            *(Section(text, papers[:1], text) for text in HOSTILE_TEXTS),
            Section("", papers),
            Section("Alone", (ListedPaper("a", RichText.plain("A."), alerts=HOSTILE_TEXTS),)),
        ),
        scope=HOSTILE_TEXTS[1],
        generated=dt.date(2026, 3, 1),
        counts=tuple((text, 2) for text in HOSTILE_TEXTS),
        notes=HOSTILE_TEXTS,
        tags_label=HOSTILE_TEXTS[3],
        audience=audience,
        about=tuple(Fact(text, text) for text in HOSTILE_TEXTS),
        warnings=HOSTILE_TEXTS,
        remarks=HOSTILE_TEXTS,
    )


@pytest.fixture(params=list(Audience))
def hostile(request: pytest.FixtureRequest) -> Document:
    """Hostile texts in every place of the model, for each audience."""
    return hostile_document(request.param)


@pytest.fixture
def hostile_texts() -> tuple[str, ...]:
    """What stands in every place of :func:`hostile`, as writers clean it, without any space."""
    return tuple("".join(clean(text).split()) for text in HOSTILE_TEXTS)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare text with a golden file; ``UPDATE_GOLDEN=1`` in the environment writes it."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return check
