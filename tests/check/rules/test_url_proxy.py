from __future__ import annotations

import pytest
from tests.check.tools import fixed, messages

from ldn_bib.check.rules.url_proxy import RULE


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/pain",
        "http://127.0.0.1/pain",
        "http://192.168.1.5/pain",
        "http://10.0.0.1/",
        "http://172.20.0.1/",
        "http://[::1]/",
        "http://library/pain",
        "http://files.local/pain",
    ],
)
def test_addresses_of_one_network(url: str) -> None:
    assert "in one network only" in messages(RULE, f"url = {{{url}}}")[0]


@pytest.mark.parametrize(
    "url",
    [
        "https://www-sciencedirect-com.ezproxy.lib.example.edu/science/1",
        "https://www.sciencedirect.com.libproxy.example.ac.uk/science/1",
        "https://doi-org.example.idm.oclc.org/10.1000/182",
        "https://0-www-nature-com.lib.example.edu/articles/1",
        "https://0-pubs-acs-org.lib.example.edu/doi/1",
        "https://0-link.springer.com.lib.example.edu/article/1",
        "https://proxy.library.example.edu/pain",
        "https://ezproxy.example.edu/login?url=broken",
    ],
)
def test_addresses_through_a_proxy(url: str) -> None:
    assert "goes through the proxy" in messages(RULE, f"url = {{{url}}}")[0]
    assert f"url = {{{url}}}" in fixed(RULE, f"url = {{{url}}}")


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://ezproxy.example.edu/login?url=https://a.org/x?b=1", "https://a.org/x?b=1"),
        ("http://login.example.edu/login?qurl=https%3A%2F%2Fa.org%2Fx", "https://a.org/x"),
        ("http://ezproxy.example.edu/login?url=https%3A%2F%2Fa.org%2Fx", "https://a.org/x"),
    ],
)
def test_the_page_behind_a_login_is_kept(url: str, target: str) -> None:
    assert len(messages(RULE, f"url = {{{url}}}")) == 1
    assert f"  url = {{{target}}},\n" in fixed(RULE, f"url = {{{url}}}")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/proxy",
        "https://www.proxy.org/pain",
        "https://proxy.com/",
        "https://8.8.8.8/",
        "https://1-2.example/",
        "https://0-1.example.org/",
        "https://3-d.example.org/",
        "https://100.example.org/",
        "https://localhost.example.org/",
        "https://[2001:db8::1]/",
        "urn:nbn:de:101:1-201102033592",
    ],
)
def test_addresses_for_everybody(url: str) -> None:
    assert messages(RULE, f"url = {{{url}}}") == []
