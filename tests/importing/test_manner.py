"""What is added to a file is written as the file writes it."""

from __future__ import annotations

import pytest

from ldn_bib.entry import Entry
from ldn_bib.importing.apply import entry_text
from ldn_bib.importing.manner import dialect_of, manner_of

PAPER = Entry(
    {
        "id": "a",
        "type": "article-journal",
        "title": "Cold",
        "language": "de",
        "ISSN": "1234-5679, 2049-3630",
    }
)


@pytest.mark.parametrize(
    ("text", "language", "issns"),
    [
        ("", "de", ["issn = 1234-5679, 2049-3630"]),
        ("  language = {en},\n", "de", ["issn = 1234-5679, 2049-3630"]),
        ("  language = {eng},\n", "ger", ["issn = 1234-5679, 2049-3630"]),
        ('  Language = "eng",\n  eissn={1234-5679}', "ger",
         ["issn = 1234-5679", "eissn = 2049-3630"]),
    ],
)  # fmt: skip
def test_languages_and_issns(text: str, language: str, issns: list[str]) -> None:
    fields = manner_of(text).fields(PAPER, ["2049-3630"])
    assert dict(fields)["language"] == language
    assert [f"{name} = {value}" for name, value in fields if "issn" in name] == issns


def test_where_nobody_knows_which_is_electronic_both_stay_together() -> None:
    assert "  issn         = {1234-5679, 2049-3630},\n" in entry_text(
        manner_of("  eissn = {1234-5679},"), PAPER
    )


def test_only_the_electronic_one() -> None:
    fields = dict(manner_of("eissn = {}").fields(PAPER, ["1234-5679", "2049-3630"]))
    assert "issn" not in fields
    assert fields["eissn"] == "1234-5679, 2049-3630"


def test_the_dialect_is_that_of_most_fields() -> None:
    newer = "  date = {2020},\n  journaltitle = {J},\n  year = {2019},\n"
    assert dialect_of(newer) is manner_of(newer).writer.dialect
    book = Entry({"id": "a", "type": "book", "issued": {"date-parts": [[2020]]}})
    assert dict(manner_of(newer).fields(book)) == {"date": "2020"}
    assert dialect_of("") is dialect_of("year = {2020}")
