"""Addresses: safe, unique, relative."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.site.paths import (
    OWN,
    RESERVED,
    Names,
    link,
    page_address,
    plain_name,
    root_of,
)

NAME = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?")


@given(st.lists(st.text(max_size=80)))
def test_names_are_safe_and_given_once(texts: list[str]) -> None:
    names = Names()
    given_out = [names.of(text) for text in texts]
    assert len(set(given_out)) == len(texts)
    for name in given_out:
        assert NAME.fullmatch(name)
        assert len(name) < 200
        assert name not in RESERVED | OWN
        assert not re.fullmatch(r"page-\d+", name)


@given(st.lists(st.text(max_size=20), unique=True))
def test_the_same_texts_get_the_same_names(texts: list[str]) -> None:
    first, second = Names(), Names()
    assert [first.of(text) for text in texts] == [second.of(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Younger2013", "younger2013"),
        ("Müller, Jörg", "muller-jorg"),
        ("Łukasz Ørsted-Weiß", "lukasz-orsted-weiss"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>", "script"),
        ("__proto__", "proto"),
        ("doi:10.1000/1", "doi-10-1000-1"),
        ("山田", ""),
    ],
)
def test_plain_names(text: str, name: str) -> None:
    assert plain_name(text) == name


@pytest.mark.parametrize("text", ["con", "NUL", "Com1", "index", "Index", "page-2"])
def test_names_of_systems_and_of_our_own_pages_get_digits(text: str) -> None:
    name = Names().of(text)
    assert name.startswith(f"{text.lower()}-")
    assert len(name) > len(text) + 6


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    names = Names()
    assert names.of("Smith2020") == "smith2020"
    assert names.of("smith2020").startswith("smith2020-")


def test_names_in_other_scripts_have_a_name_of_their_own() -> None:
    names = Names()
    assert names.of("山田") != names.of("鈴木")


@given(st.text(max_size=40))
def test_links_hold_nothing_that_an_attribute_or_a_url_minds(text: str) -> None:
    made = link(text)
    assert re.fullmatch(r"[A-Za-z0-9/#\-._~%]*", made)
    assert unquote(made) == text


@pytest.mark.parametrize(
    ("base", "number", "address"),
    [
        ("papers/index.html", 1, "papers/index.html"),
        ("papers/index.html", 2, "papers/page-2.html"),
        ("conditions/pain.html", 3, "conditions/pain.3.html"),
    ],
)
def test_addresses_of_pages(base: str, number: int, address: str) -> None:
    assert page_address(base, number) == address


def test_the_way_to_the_root() -> None:
    assert (root_of("index.html"), root_of("papers/a.html")) == ("", "../")
