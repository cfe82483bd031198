from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.check.subject import Field, Given, Subject
from ldn_bib.entry import Entry

DOI = Field("doi", "DOI", " 10.1000/1\n ", "{ 10.1000/1\n }", 3, 8, True)


def test_a_field_is_found_in_any_case_of_letters() -> None:
    subject = Subject(Entry({"id": "a"}), "article", (DOI,))
    assert subject.field("Doi") is DOI
    assert subject.field("pmid") is None
    assert subject.given("DOI", "pmid", "doi") == Given("10.1000/1", "doi", DOI)


def test_an_empty_field_gives_nothing() -> None:
    empty = DOI._replace(value=" ")
    assert Subject(Entry({"id": "a"}), "article", (empty,)).given("DOI", "doi") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [("10.1000/1", "10.1000/1"), (12, "12"), (True, None), ([], None), (" ", None)],
)
def test_without_fields_the_variable_counts(value: object, text: str | None) -> None:
    given_ = Subject(Entry({"id": "a", "DOI": value})).given("DOI", "doi")
    assert given_ == (Given(text, "DOI", None) if text else None)


def test_an_entry_of_a_bib_file_is_not_looked_up_among_the_variables() -> None:
    assert Subject(Entry({"id": "a", "DOI": "10.1000/1"}), "article").given("DOI", "doi") is None


@given(st.text(alphabet="ab\n\r", max_size=12), st.data())
def test_places_in_a_value_are_those_of_the_file(value: str, data: st.DataObject) -> None:
    before = "x\r\n  y = {"
    offset = data.draw(st.integers(0, len(value)))
    if value[offset - 1 : offset + 1] == "\r\n":
        return
    field = Field("y", "y", value, f"{{{value}}}", 2, 8, True)
    lines = f"{before}{value[:offset]}|".replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert field.place(offset) == (len(lines), len(lines[-1]))
