from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.issn import check_digit, normalise_issn, split_issns

ISSNS = st.integers(0, 9_999_999).map(
    lambda number: f"{number:07d}"[:4] + "-" + f"{number:07d}"[4:] + check_digit(f"{number:07d}")
)


@pytest.mark.parametrize(
    ("text", "issn"),
    [
        ("0004-3591", "0004-3591"),
        ("00043591", "0004-3591"),
        (" 0004–3591 ", "0004-3591"),
        ("ISSN 0004-3591", "0004-3591"),
        ("eISSN: 1529-0131", "1529-0131"),
        ("2434-561x", "2434-561X"),
        ("0004-3592", None),
        ("0004-359", None),
        ("0004-35911", None),
        ("X004-3591", None),
        ("", None),
    ],
)
def test_normalise(text: str, issn: str | None) -> None:
    assert normalise_issn(text) == issn


@pytest.mark.parametrize(
    ("text", "issns"),
    [
        ("0004-3591, 1529-0131", ["0004-3591", "1529-0131"]),
        ("0004-3591 1529-0131;0004-3591", ["0004-3591", "1529-0131"]),
        ("ISSN 0004-3591 (print), 15290131 (online)", ["0004-3591", "1529-0131"]),
        ("0004-3592", ["0004-3592"]),
        ("", []),
    ],
)
def test_split(text: str, issns: list[str]) -> None:
    assert split_issns(text) == issns


@given(ISSNS)
def test_one_check_digit_is_right(issn: str) -> None:
    assert normalise_issn(issn) == issn
    others = set("0123456789X") - {issn[-1]}
    assert all(normalise_issn(issn[:-1] + digit) is None for digit in others)


@given(st.lists(ISSNS, unique=True), st.sampled_from([", ", " ", ";", " / "]))
def test_split_finds_what_was_joined(issns: list[str], separator: str) -> None:
    assert split_issns(separator.join(issns)) == issns


@given(st.text())
def test_splitting_is_stable(text: str) -> None:
    issns = split_issns(text)
    assert len(issns) == len(set(issns))
