from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rule import Rule
from ldn_bib.check.rules.doi import RULES

SYNTAX, FORM, CAPITALS = RULES


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/182",
        "10.1000.10/x",
        "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        "10.1016/s0140-6736(20)30183-5",
    ],
)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_sound_dois(rule: Rule, doi: str) -> None:
    assert messages(rule, f"doi = {{{doi}}}") == []


@pytest.mark.parametrize(
    ("doi", "reason"),
    [
        ("not known", "does not begin with 10."),
        ("https://example.org/pain", "is an address, not a DOI"),
        ("10.1000", "has no suffix behind its prefix"),
        ("10.1000/", "has no suffix behind its prefix"),
        ("10.1000-182", "has no “/” behind its prefix"),
        ("10.1/182", "has a prefix with one digit behind 10."),
        ("10.1000x/182", "has a prefix that is not 10. and digits"),
        ("10.1000/18 2", "has a space in it"),
        ("see 10.1000/182", "has something before the DOI"),
        ("10/aabbe", "is a short DOI; give the whole one"),
        ("https://doi.org/10/aabbe", "is a short DOI; give the whole one"),
        ("10.1000/182, 10.1000/183", "holds several DOIs"),
    ],
)
def test_what_is_wrong_is_said(doi: str, reason: str) -> None:
    assert messages(SYNTAX, f"doi = {{{doi}}}") == [f"smith2020: “{doi}” {reason}"]


def test_a_full_stop_behind_a_doi_is_only_a_warning() -> None:
    (found,) = findings(SYNTAX, "doi = {10.1000/182.}")
    assert found.severity == "warning"
    assert "end of a sentence" in found.message


@pytest.mark.parametrize("doi", ["10.21/zs3zd25r8p", "10.100/182"])
def test_a_short_prefix_is_only_a_warning(doi: str) -> None:
    (found,) = findings(SYNTAX, f"doi = {{{doi}}}")
    assert found.severity == "warning"
    assert "fewer than four digits" in found.message


@pytest.mark.parametrize(
    ("doi", "bare"),
    [
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("DOI: 10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/a%3Cb%3E", "10.1000/a<b>"),
        (r"10.1007/978-3\_5", "10.1007/978-3_5"),
    ],
)
def test_what_stands_around_a_doi_is_taken_away(doi: str, bare: str) -> None:
    text = f"doi = {{{doi}}}"
    assert messages(FORM, text) == [f"smith2020: only the DOI itself belongs here: {bare}"]
    assert messages(SYNTAX, text) == []
    assert f"  doi = {{{bare}}},\n" in fixed(FORM, text)


def test_percent_encoding_is_only_named() -> None:
    text = "doi = {10.1000/a%2Fb}"
    assert len(messages(FORM, text)) == 1
    assert text in fixed(FORM, text)


def test_capitals_are_pointed_at_and_become_small() -> None:
    (found,) = findings(CAPITALS, "doi = {10.4140/TCP.n.2019.43}")
    assert found.severity == "info"
    assert (found.line, found.column) == (6, 18)
    assert "{10.4140/tcp.n.2019.43}" in fixed(CAPITALS, "doi = {10.4140/TCP.n.2019.43}")


def test_letters_beyond_ascii_keep_their_case() -> None:
    # the DOI Handbook folds ASCII letters only
    assert messages(CAPITALS, "doi = {10.1000/Ä}") == []
    assert "{10.1000/bÄ}" in fixed(CAPITALS, "doi = {10.1000/BÄ}")


def test_a_csl_json_library_is_looked_at_too() -> None:
    text = '[{"id": "a", "type": "book", "title": "x", "DOI": "10.1000"}]'
    assert messages(SYNTAX, text) == ["a: “10.1000” has no suffix behind its prefix"]
