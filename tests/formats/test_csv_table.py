from __future__ import annotations

import csv
import io
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.awkward import AWKWARD

from ldn_bib.entry import Entry
from ldn_bib.formats import paper_table
from ldn_bib.formats.csv_table import FORMAT, write
from ldn_bib.opening import open_library


def written(*entries: Entry) -> str:
    return "".join(write(entries))


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_papers(golden: Callable[[str, str], None]) -> None:
    golden("csv/papers.csv", written(*open_library()))


def test_awkward(golden: Callable[[str, str], None]) -> None:
    golden("csv/awkward.csv", written(*AWKWARD))


def test_excel_is_told_the_encoding_and_rfc_4180_the_line_ends() -> None:
    text = written(*AWKWARD)
    assert text.encode().startswith(b"\xef\xbb\xbfkey,type,title")
    assert text.count("\r\n") == text.count("\n") == len(AWKWARD) + 1


def test_one_row_a_paper_in_order() -> None:
    table = rows(written(*AWKWARD))
    assert table[0] == paper_table.header()
    assert [row[0] for row in table[1:]] == [entry.key for entry in AWKWARD]
    assert {len(row) for row in table} == {len(paper_table.COLUMNS)}


def test_nothing_is_a_heading() -> None:
    assert rows(written()) == [paper_table.header()]


def test_a_formula_becomes_text() -> None:
    entry = Entry(
        {
            "id": "=key",
            "type": "book",
            "title": '=HYPERLINK("http://evil.example";"x")',
            "publisher": "-2+3",
            "container-title": "+1",
            "edition": "@SUM(A1)",
            "note": "\t=1",
        }
    )
    row = dict(zip(paper_table.header(), rows(written(entry))[1], strict=True))
    assert row["key"] == "'=key"
    assert row["title"] == '\'=HYPERLINK("http://evil.example";"x")'
    assert (row["publisher"], row["journal"], row["edition"]) == ("'-2+3", "'+1", "'@SUM(A1)")
    assert row["note"] == "'=1"


@given(st.text(), st.text(alphabet="=+-@,;\"\t\r\n' a"))
def test_no_cell_begins_as_a_formula(title: str, note: str) -> None:
    entry = Entry({"id": "a", "type": "book", "title": title, "note": note})
    (_, row) = rows(written(entry))
    assert len(row) == len(paper_table.COLUMNS)
    assert not any(map(paper_table.is_formula, row))


def test_the_format_is_complete() -> None:
    assert (FORMAT.name, FORMAT.extension, FORMAT.media_type) == ("csv", ".csv", "text/csv")
    assert FORMAT.write is write
    assert FORMAT.read is None
