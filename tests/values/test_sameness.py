from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.sameness import first_author, folded, identifiers


def test_forms_for_comparing() -> None:
    assert folded("Über <sup>2</sup>H–Bindungen!") == "uber 2h bindungen"
    assert first_author({"author": [{"literal": "Pain Trust"}]}) == "pain trust"
    assert first_author({"editor": [{"family": "Ibañez"}]}) == "ibanez"
    assert first_author({}) == ""
    assert identifiers({"DOI": "doi:10.5555/A", "PMCID": "pmc12", "PMID": ""}) == {
        "DOI": "10.5555/a",
        "PMCID": "pmc12",
    }


@given(st.text())
def test_a_folded_text_has_no_capitals_no_marks_and_single_spaces(text: str) -> None:
    bare = folded(text)
    assert bare == " ".join(bare.split())
    assert all(letter.isalnum() or letter == " " for letter in bare)


@given(st.text(alphabet="abcÄöü –.,"))
def test_capitals_and_spaces_make_no_difference(text: str) -> None:
    assert folded(text) == folded(text.upper()) == folded(f"  {text}. ")
