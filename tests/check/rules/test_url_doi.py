from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.url_doi import RULE


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1000/ABC",
        "http://dx.doi.org/10.1000/abc",
        "https://doi.org/10.1000%2Fabc",
    ],
)
def test_an_address_that_repeats_the_doi_goes(url: str) -> None:
    text = f"doi = {{10.1000/abc}}\nurl = {{{url}}}"
    (found,) = findings(RULE, text)
    assert found.severity == "info"
    assert found.fields == ("url", "doi")
    mended = fixed(RULE, text)
    assert "url" not in mended
    assert "doi = {10.1000/abc}" in mended


def test_a_doi_without_its_own_field_is_named() -> None:
    text = "url = {https://doi.org/10.1000/182}"
    (found,) = findings(RULE, text)
    assert found.message.endswith("which belongs into the field doi: 10.1000/182")
    assert text in fixed(RULE, text)


def test_another_doi_is_named() -> None:
    text = "doi = {10.1000/182}\nurl = {https://doi.org/10.1000/183}"
    assert "another DOI, 10.1000/183, than 10.1000/182" in messages(RULE, text)[0]
    assert "url = {" in fixed(RULE, text)
    odd = "doi = {unknown}\nurl = {https://doi.org/10.1000/183}"
    assert "unlike doi" in messages(RULE, odd)[0]
    assert "url = {" in fixed(RULE, odd)


def test_addresses_of_publishers_stay() -> None:
    assert messages(RULE, "url = {https://link.example.org/article/10.1000/182}") == []
