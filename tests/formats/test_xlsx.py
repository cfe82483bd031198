from __future__ import annotations

import builtins
import io
from typing import Any

import pytest
from tests.formats.awkward import AWKWARD

from ldn_bib.entry import Entry
from ldn_bib.errors import UsageError
from ldn_bib.formats import paper_table, xlsx
from ldn_bib.formats.base import WriteOptions
from ldn_bib.formats.xlsx import FORMAT, LONGEST_TEXT, cut, write

pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
openpyxl: Any = pytest.importorskip("openpyxl", reason="openpyxl is not installed")


def book(*entries: Entry, **options: Any) -> Any:
    data = b"".join(write(entries, WriteOptions(**options)))
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(*entries: Entry) -> list[dict[str, Any]]:
    rows = list(book(*entries)["papers"].iter_rows())
    names = [cell.value for cell in rows[0]]
    assert names == paper_table.header()
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def one(**variables: Any) -> dict[str, Any]:
    item = {key.replace("_", "-"): value for key, value in variables.items()}
    (row,) = cells(Entry({"id": "a", "type": "book", **item}))
    return row


def test_the_cells_are_those_of_the_table() -> None:
    for row, entry in zip(cells(*AWKWARD), AWKWARD, strict=True):
        for name, text in zip(paper_table.header(), paper_table.row(entry), strict=True):
            assert str(row[name].value or "") == text
            assert row[name].data_type == ("n" if name == "year" or not text else "s")


def test_the_sheet_can_be_worked_with() -> None:
    sheet = book(*AWKWARD, title="Itch")["papers"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:AO{len(AWKWARD) + 1}"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["C"].width > 50
    assert book(*AWKWARD, title="Itch").properties.title == "Itch"


def test_nothing_is_a_heading() -> None:
    assert cells() == []


def test_the_same_entries_give_the_same_bytes() -> None:
    assert b"".join(write(AWKWARD)) == b"".join(write(AWKWARD))


@pytest.mark.parametrize("text", ['=HYPERLINK("http://evil.example")', "+1", "-2+3", "@SUM(A1)"])
def test_a_formula_is_text_and_stays_text(text: str) -> None:
    row = one(title=text, publisher="plain")
    assert (row["title"].value, row["title"].data_type) == (text, "s")
    assert row["title"].quotePrefix
    assert not row["publisher"].quotePrefix


def test_identifiers_are_links() -> None:
    row = one(
        DOI="10.1000/a<b", PMID="12", PMCID="PMC3", URL="https://example.org/", title="http://x.org"
    )
    links = {name: cell.hyperlink.target for name, cell in row.items() if cell.hyperlink}
    assert links == {
        "DOI": "https://doi.org/10.1000/a%3Cb",
        "PMID": "https://pubmed.ncbi.nlm.nih.gov/12/",
        "PMCID": "https://pmc.ncbi.nlm.nih.gov/articles/PMC3/",
        "URL": "https://example.org/",
    }
    assert row["DOI"].value == "10.1000/a<b"


def test_what_is_no_identifier_is_no_link() -> None:
    row = one(DOI="unknown", URL="internal:Sheet!A1", PMID="=1")
    assert not any(cell.hyperlink for cell in row.values())
    assert row["URL"].value == "internal:Sheet!A1"
    assert row["PMID"].quotePrefix


def test_there_are_no_more_links_than_a_sheet_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_LINKS", 1)
    row = one(PMID="12", DOI="10.1000/a")
    assert [name for name, cell in row.items() if cell.hyperlink] == ["DOI"]
    assert row["PMID"].value == "12"


def test_a_long_address_is_no_link() -> None:
    assert one(URL="https://example.org/" + "a" * 2_100)["URL"].hyperlink is None


def test_more_papers_than_rows_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    left: list[tuple[str, str]] = []
    entries = [Entry({"id": key, "type": "book"}) for key in "ab"]
    sheet = book(*entries, skip=lambda entry, why: left.append((entry.key, why)))["papers"]
    assert sheet.max_row == 2
    assert left == [("b", "a sheet ends at row 2")]


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    row = one(title="a\x00b\uffffc\ud800", publisher="_x0041_")
    assert row["title"].value == "abc\ufffd"
    assert row["publisher"].value in ("_x0041_", "_x005F_x0041_")


@pytest.mark.parametrize("sign", ["a", "ä", "𝛼"])
def test_a_long_text_is_cut(sign: str) -> None:
    text = sign * LONGEST_TEXT
    shown = cut(text)
    assert len(shown.encode("utf-16-le")) <= LONGEST_TEXT * 2
    assert shown == text if sign != "𝛼" else shown.endswith("𝛼…")
    assert cut(text + sign).endswith(f"{sign}…")
    assert one(abstract=text + sign)["abstract"].value == cut(text + sign)


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == "xlsxwriter":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'ldn-bib\[xlsx\]'"):
        list(write([]))


def test_the_format_is_complete() -> None:
    assert (FORMAT.name, FORMAT.extension) == ("xlsx", ".xlsx")
    assert FORMAT.write is None
    assert FORMAT.write_bytes is write
