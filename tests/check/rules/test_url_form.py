from __future__ import annotations

import pytest
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rule import Rule
from ldn_bib.check.rules.url_form import RULES

SCHEME, SPACE, MARKUP = RULES


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/pain",
        "http://example.org:8080/?a=1#b",
        "HTTP://EXAMPLE.ORG",
        "ftp://example.org/pub",
        "https://example.org/~ann",
        "urn:nbn:de:101:1-201102033592",
        "https://[2001:db8::1]/",
        "doi:10.1000/182",
    ],
)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_sound_addresses(rule: Rule, url: str) -> None:
    assert messages(rule, f"url = {{{url}}}") == []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("www.example.org/pain", "the address has no “https://”"),
        ("example.org", "the address has no “https://”"),
        ("example.org:8080/pain", "the address has no “https://”"),
        ("see the journal", "“see the journal” is no address"),
        ("file:///home/ann/pain.pdf", "this is a file on one computer"),
        ("C:/Users/ann/pain.pdf", "this is a file on one computer"),
        ("/home/ann/pain.pdf", "this is a file on one computer"),
        ("javascript:alert(1)", "“javascript:” is not the beginning of an address of the web"),
        ("htp://example.org", "“htp:” is misspelled"),
        ("htttps://example.org", "“htttps:” is misspelled"),
        ("https://", "the address names no server"),
        ("https:///", "the address begins with “https:///” instead of “http://” or “https://”"),
    ],
)
def test_other_beginnings_are_named_and_stay(url: str, sentence: str) -> None:
    assert messages(SCHEME, f"url = {{{url}}}") == [f"smith2020: {sentence}"]
    assert f"url = {{{url}}}" in fixed(SCHEME, f"url = {{{url}}}")


@pytest.mark.parametrize(
    ("url", "mended"),
    [
        ("http:/example.org", "http://example.org"),
        ("http//example.org", "http://example.org"),
        ("https;//example.org", "https://example.org"),
        ("https:///example.org", "https://example.org"),
        ("http://https://example.org", "https://example.org"),
        ("http:www.example.org", "http://www.example.org"),
    ],
)
def test_clear_slips_are_mended(url: str, mended: str) -> None:
    assert len(messages(SCHEME, f"url = {{{url}}}")) == 1
    assert f"  url = {{{mended}}},\n" in fixed(SCHEME, f"url = {{{url}}}")


def test_a_space_is_pointed_at() -> None:
    (found,) = findings(SPACE, "url = {https://example.org/a b}")
    assert found.message == "smith2020: a space stands within the address"
    assert found.column == 31
    assert "several addresses" in messages(SPACE, "url = {http://a.org http://b.org}")[0]
    assert (
        len(messages(SPACE, "url = {https://example.org/long-\n   word}".replace("\n", " "))) == 1
    )


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        (r"https://example.org/a\_b\&c", "https://example.org/a_b&c"),
        (r"\url{https://example.org/a}", "https://example.org/a"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("<URL: https://example.org/a>", "https://example.org/a"),
    ],
)
def test_what_stands_around_an_address_is_taken_away(url: str, plain: str) -> None:
    assert len(messages(MARKUP, f"url = {{{url}}}")) == 1
    assert messages(SCHEME, f"url = {{{url}}}") == []
    assert messages(SPACE, f"url = {{{url}}}") == []
    assert f"  url = {{{plain}}},\n" in fixed(MARKUP, f"url = {{{url}}}")
