from __future__ import annotations

import pytest

from ldn_bib.errors import UsageError
from ldn_bib.sources.service import CROSSREF, PMC_IDS, PUBMED
from ldn_bib.sources.settings import Settings, read_settings


def test_without_an_address_the_reason_and_the_way_are_told() -> None:
    with pytest.raises(UsageError) as caught:
        read_settings(None, None, {}, where="refs/ldnbib.toml")
    assert str(caught.value) == (
        "PubMed and Crossref ask for an e-mail address with every request, so that they can "
        'write to you before they block a program; put [online] contact = "you@example.org" '
        "into refs/ldnbib.toml or set LDNBIB_CONTACT"
    )


def test_the_environment_goes_before_the_file() -> None:
    environ = {"LDNBIB_CONTACT": "b@example.org", "NCBI_API_KEY": "b" * 36}
    assert read_settings("a@example.org", "a" * 36, {}) == Settings("a@example.org", "a" * 36)
    assert read_settings("a@example.org", "a" * 36, environ) == Settings("b@example.org", "b" * 36)
    assert read_settings(" a@example.org ", None, {}) == Settings("a@example.org", "")


@pytest.mark.parametrize(
    "address",
    [
        "me",
        "me@",
        "me@home",
        "a b@example.org",
        "a@example.org\r\nX: y",
        "ä@example.org",
        "a@b@c.d",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is not an e-mail address"):
        read_settings(address, None, {})


@pytest.mark.parametrize("key", ["short", "has a space in the middle", "k" * 129, "ключ-ключ-ключ"])
def test_a_key_that_is_none_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(UsageError, match="the API key of NCBI") as caught:
        read_settings("a@example.org", key, {})
    assert key not in str(caught.value)


def test_secrets_do_not_show() -> None:
    assert repr(Settings("a@example.org", "k" * 36)) == "Settings()"


def test_each_service_is_told_what_it_asks_for() -> None:
    settings = Settings("a@example.org", "k" * 36)
    assert PUBMED.identity(settings) == {
        "tool": "ldn-bib",
        "email": "a@example.org",
        "api_key": "k" * 36,
    }
    assert PMC_IDS.identity(settings) == {"tool": "ldn-bib", "email": "a@example.org"}
    assert CROSSREF.identity(settings) == {"mailto": "a@example.org"}
    assert [one.pace(settings) for one in (PUBMED, PMC_IDS, CROSSREF)] == [10.0, 3.0, 3.0]
    assert PUBMED.pace(Settings("a@example.org")) == 3.0


def test_the_services_are_asked_over_https_only() -> None:
    for service in (PUBMED, PMC_IDS, CROSSREF):
        assert service.address("x") == f"{service.root}x"
        assert service.root.startswith("https://")
        assert not service.may_go_to("http", "127.0.0.1")
