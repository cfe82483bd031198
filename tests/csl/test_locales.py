from __future__ import annotations

import pytest

from ldn_bib.csl.errors import UnknownLocaleError
from ldn_bib.csl.locales import installed_locales, resolve_locale
from ldn_bib.csl.package import locales_folder


def test_every_locale_has_a_file() -> None:
    names = installed_locales().names
    assert "en-US" in names
    assert [n for n in names if not (locales_folder() / f"locales-{n}.xml").is_file()] == []
    assert set(installed_locales().primary.values()) <= set(names)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("de-AT", "de-AT"),
        ("DE_at", "de-AT"),
        ("de", "de-DE"),
        ("de-LU", "de-DE"),
        (" en-gb ", "en-GB"),
        ("la", "la"),
    ],
)
def test_names_of_locales(given: str, found: str) -> None:
    assert resolve_locale(given) == found


def test_near_names() -> None:
    with pytest.raises(UnknownLocaleError) as caught:
        resolve_locale("enn-GB")
    assert caught.value.suggestions[0] == "en-GB"
    assert str(caught.value).startswith("unknown locale 'enn-GB'; did you mean 'en-GB'")


def test_a_name_like_none() -> None:
    with pytest.raises(UnknownLocaleError, match="give a language tag such as 'en-GB'"):
        resolve_locale("????")
