from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_bib.values.orcid import check_digit, normalise_orcid, orcid_url

DIGITS = st.integers(0, 10**15 - 1).map(lambda number: f"{number:015d}")


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        # the two examples of ORCID's own page on the structure of the identifier
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("http://www.orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
        ("ORCID iD: 0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-1825", None),
        ("", None),
    ],
)
def test_normalise(text: str, orcid: str | None) -> None:
    assert normalise_orcid(text) == orcid


@given(DIGITS)
def test_one_check_digit_is_right(digits: str) -> None:
    right = check_digit(digits)
    valid = normalise_orcid(digits + right)
    assert valid is not None
    assert valid.replace("-", "") == digits + right
    others = set("0123456789X") - {right}
    assert all(normalise_orcid(digits + digit) is None for digit in others)


@given(DIGITS)
def test_address_round_trip(digits: str) -> None:
    orcid = normalise_orcid(digits + check_digit(digits))
    assert orcid is not None
    assert normalise_orcid(orcid_url(orcid)) == orcid
