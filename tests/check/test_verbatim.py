from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.bibtex.latex import decode_verbatim
from ldn_bib.check.verbatim import without_latex

WRITTEN = [
    (r"https://example.org/a\_b", "https://example.org/a_b"),
    (r"https://example.org/?a=1\&b=2\%20\#c", "https://example.org/?a=1&b=2%20#c"),
    (r"\url{https://example.org/a}", "https://example.org/a"),
    (r"https://example.org/\~{}ann", "https://example.org/~ann"),
    (r"https://example.org/{\textasciitilde}ann", "https://example.org/~ann"),
    (r"https://example.org/\textasciitilde ann", "https://example.org/~ ann"),
    (r"10.1007/978{\_}3", "10.1007/978_3"),
    (r"10.1007/978{\textunderscore}3", "10.1007/978_3"),
]


@pytest.mark.parametrize(("written", "meant"), WRITTEN)
def test_latex_goes(written: str, meant: str) -> None:
    assert without_latex(written) == meant


@pytest.mark.parametrize("written", [written for written, _ in WRITTEN])
def test_it_reads_what_the_reader_of_bibtex_reads(written: str) -> None:
    assert without_latex(written) == decode_verbatim(written)


@given(st.text())
def test_what_has_no_backslash_stays(text: str) -> None:
    plain = text.replace("\\", "")
    assert without_latex(plain) == plain
