from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.tools import findings, fixed, messages

from ldn_bib.check.rules.url_tracking import NAMES, RULE, without_tracking


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.org/?utm_source=x", "https://a.org/"),
        ("https://a.org/?id=7&utm_source=x&utm_medium=y", "https://a.org/?id=7"),
        ("https://a.org/?fbclid=x&id=7#part", "https://a.org/?id=7#part"),
        ("https://a.org/?a=1&gclid=x&b=2", "https://a.org/?a=1&b=2"),
        ("https://a.org/?a=1&amp;gclid=x&amp;b=2", "https://a.org/?a=1&amp;b=2"),
        ("https://a.org/pii/S01?via%3Dihub", "https://a.org/pii/S01"),
        ("https://a.org/x;jsessionid=0F2?id=7", "https://a.org/x?id=7"),
        ("https://a.org/x#utm_source=rss", "https://a.org/x"),
        ("https://a.org/x?UTM_Source=rss", "https://a.org/x"),
    ],
)
def test_what_follows_readers_is_taken_out(url: str, clean: str) -> None:
    assert len(messages(RULE, f"url = {{{url}}}")) == 1
    assert f"  url = {{{clean}}},\n" in fixed(RULE, f"url = {{{url}}}")


@pytest.mark.parametrize(
    "url",
    [
        "https://a.org/?id=7&source=x",
        "https://a.org/utm_source=x",
        "https://a.org/?",
        "https://a.org/?q=utm_source",
        "https://a.org/#part",
        "https://a.org/?a&&b",
        "https://a.org/x;v=1",
    ],
)
def test_other_parameters_stay(url: str) -> None:
    assert messages(RULE, f"url = {{{url}}}") == []
    assert without_tracking(url) == (url, [])


def test_the_parameter_is_named_and_pointed_at() -> None:
    (found,) = findings(RULE, "url = {https://a.org/?id=7&utm_source=x}")
    assert found.message == "smith2020: the address follows its readers: utm_source"
    assert found.column == 30


def test_an_address_with_escapes_is_named_but_not_cut() -> None:
    text = r"url = {https://a.org/?id=7\&utm\_source=x}"
    assert "utm_source" in messages(RULE, text)[0]
    assert text in fixed(RULE, text)


_PARAMETER = st.one_of(
    st.sampled_from(sorted(NAMES)).map("{}=1".format),
    st.text(st.characters(exclude_characters="?#"), max_size=5),
)


@given(st.lists(_PARAMETER, max_size=5), st.sampled_from(["&", "&amp;"]), st.text(max_size=5))
def test_what_is_clean_stays_so(parameters: list[str], joint: str, end: str) -> None:
    clean, gone = without_tracking(f"https://a.org/?{joint.join(parameters)}{end}")
    assert without_tracking(clean) == (clean, [])
    assert bool(gone) >= any(name in NAMES for name in parameters)
