from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_bib.csl.richtext import FormattedEntry, Mark, RichText, Run
from ldn_bib.documents.bibliography import bibliography_document
from ldn_bib.documents.characters import clean
from ldn_bib.documents.model import Audience, Document, Fact, Link, ListedPaper, Section
from ldn_bib.documents.typst_data import (
    NO_FONT,
    document_data,
    language_tag,
    pieces,
    shortened,
)


def plain(text: dict[str, Any]) -> str:
    return "".join("".join(run["pieces"]) for run in text["runs"])


def paper(**kept: Any) -> ListedPaper:
    return ListedPaper("k", RichText.plain("A citation."), **kept)


def one(listed: ListedPaper, audience: Audience = Audience.EVERYONE) -> dict[str, Any]:
    data = document_data(Document("T", (Section("S", (listed,)),), audience=audience))
    found: dict[str, Any] = data["sections"][0]["papers"][0]
    return found


@given(st.text())
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_long_words_break_behind_their_signs_and_addresses_do_not() -> None:
    assert pieces("doi:10.1002/art.37734") == ["doi:10.1002/art.37734"]
    assert pieces("see 10.1234/some-journal.2020.00613.x now") == [
        "see ",
        "10.1234/",
        "some-",
        "journal.20",
        "20.00613.x now",
    ]
    address = "https://example.org/a/very/long/address/that/goes/on"
    assert pieces(address) == [address]
    assert max(map(len, pieces("A" * 400))) == 10


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ("en", None)),
        ("en-GB", ("en", "GB")),
        ("zh-Hant-TW", ("zh", "TW")),
        ("de-1996", ("de", None)),
        ("FR-ca", ("fr", "CA")),
        ("", ("en", None)),
        ('"); #read("x")', ("en", None)),
        ("english", ("en", None)),
    ],
)
def test_language_and_region_are_what_typst_takes(
    tag: str, expected: tuple[str, str | None]
) -> None:
    assert language_tag(tag) == expected


def test_a_short_title_is_cut_between_words() -> None:
    assert shortened("Short") == "Short"
    cut = shortened("words, " * 40)
    assert cut.endswith("words…")
    assert len(cut) <= 91
    assert shortened("A" * 400) == "A" * 90 + "…"


@given(st.lists(st.builds(Run, st.text(), st.frozensets(st.sampled_from(list(Mark)))), max_size=5))
def test_texts_travel_as_they_are(runs: list[Run]) -> None:
    rich = RichText.of((Run("x "), *runs))
    data = json.loads(json.dumps(document_data(bibliography_document([FormattedEntry("k", rich)]))))
    found = data["sections"][0]["papers"][0]["citation"]
    assert plain(found) == "".join(clean(run.text) for run in rich.runs)


@given(st.text(), st.text())
@settings(max_examples=50)
def test_a_link_is_a_safe_ascii_address_or_text(label: str, address: str) -> None:
    link = one(paper(links=(Link(label, address),)))["links"][0]
    for run in link["label"]["runs"]:
        url = run["url"]
        assert url is None or (url.isascii() and url.startswith(("http://", "https://", "ftp://")))


def test_links_show_their_address_for_those_who_read_on_paper() -> None:
    links = one(
        paper(
            links=(
                Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/1/"),
                Link("Bad", "javascript:alert(1)"),
                Link("", "https://www.example.org/é"),
            )
        )
    )["links"]
    assert [plain(link["label"]) for link in links] == [
        "PubMed",
        "Bad: javascript:alert(1)",
        "example.org/é",
    ]
    assert plain(links[0]["address"]) == "pubmed.ncbi.nlm.nih.gov/1/"
    assert links[1]["label"]["runs"][0]["url"] is None
    assert links[2]["label"]["runs"][0]["url"] == "https://www.example.org/%C3%A9"


def test_labels_of_a_numbered_style_stand_apart_over_all_sections() -> None:
    citations = [RichText.plain(f"{number}. Title {number}.") for number in (1, 2, 3)]
    papers = [ListedPaper(str(rich), rich, summary="s") for rich in citations]
    sections = (Section("A", tuple(papers[:2])), Section("B", tuple(papers[2:])))
    data = document_data(Document("T", sections))
    laid = [paper for section in data["sections"] for paper in section["papers"]]
    assert [paper["label"] for paper in laid] == ["1.", "2.", "3."]
    assert [plain(paper["citation"]) for paper in laid] == ["Title 1.", "Title 2.", "Title 3."]


def test_kinds_of_sections() -> None:
    row = (Fact("Design", "cohort"), Fact("Finding", "long " * 40))
    alerted = paper(alerts=("Retracted.",))

    def kind(audience: Audience, *papers: ListedPaper) -> str:
        document = Document("", (Section("", papers),), audience=audience)
        found: str = document_data(document)["sections"][0]["kind"]
        return found

    assert kind(Audience.EVERYONE, paper(), alerted) == "references"
    assert kind(Audience.EVERYONE, paper(), paper(summary="s")) == "papers"
    assert kind(Audience.PATIENTS, paper(summary="s")) == "papers"
    assert kind(Audience.CLINICIANS, paper(row=row), paper(row=row)) == "table"
    assert kind(Audience.CLINICIANS, paper(summary="s")) == "papers"


def test_columns_are_wide_where_cells_are_long() -> None:
    row = (Fact("n", "12"), Fact("Finding", "long " * 40))
    document = Document("", (Section("", (paper(row=row),)),), audience=Audience.CLINICIANS)
    data = document_data(document)
    assert data["is_wide"] is True
    assert [plain(column["label"]) for column in data["columns"]] == ["n", "Finding"]
    narrow, wide = (column["share"] for column in data["columns"])
    assert narrow < wide


def test_what_is_kept_together_fits_on_a_page() -> None:
    assert one(paper(summary="s " * 100))["is_long"] is False
    assert one(paper(alerts=("s " * 2000,)))["is_long"] is True
    cell = paper(row=(Fact("Dose", "s " * 300),))
    assert one(cell, Audience.CLINICIANS)["is_long"] is True


def test_direction_follows_the_first_letter() -> None:
    assert one(paper(summary="(1) סקירה abc"))["summary"][0]["rtl"] is True
    assert one(paper(summary="abc סקירה"))["summary"][0]["rtl"] is False


def test_metadata() -> None:
    document = Document(
        " A\x00 title ", (), scope="What it\ncovers.", generated=dt.date(2026, 3, 1), language="fr"
    )
    data = document_data(document)
    assert (data["title"], data["description"]) == ("A title", "What it covers.")
    assert (data["date"], data["lang"]) == ([2026, 3, 1], "fr")
    bare = document_data(Document("", ()))
    assert (bare["title"], bare["heading"], bare["date"]) == ("Bibliography", None, None)


def test_addresses_in_what_a_list_says_of_itself_are_links() -> None:
    document = Document("T", (), about=(Fact("Licence", "CC0 (https://example.org/cc0)."),))
    runs = document_data(document)["about"][0]["value"]["runs"]
    assert [run["url"] for run in runs] == [None, "https://example.org/cc0", None]


def test_boxes_are_spoken_of_in_the_last_line() -> None:
    document = Document("T", (), notes=("A note.",))
    assert [plain(note) for note in document_data(document)["notes"]] == ["A note."]
    assert plain(document_data(document, boxes=True)["notes"][-1]) == NO_FONT
