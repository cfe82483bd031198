from __future__ import annotations

import re
from typing import Any

import pytest

from ldn_bib.check.settings import CheckSettings, read_settings
from ldn_bib.errors import UsageError
from ldn_bib.values.finding import Severity


def place(key: str) -> str:
    return f"ldnbib.toml:{len(key)}"


def test_every_key_is_read() -> None:
    table = {
        "select": ["ID"],
        "ignore": ["DUP004", "unverified"],
        "fail-on": "error",
        "key-pattern": "[a-z]+",
    }
    assert read_settings(table, place) == CheckSettings(
        ("ID",), ("DUP004", "unverified"), Severity.ERROR, re.compile("[a-z]+")
    )
    assert read_settings({}, place) == CheckSettings()


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"selct": []}, "ldnbib.toml:5: unknown key 'selct' in [check]; did you mean 'select'?"),
        ({"x": 1}, "ldnbib.toml:1: unknown key 'x' in [check]; there are select, ignore, "),
        ({"select": "ID"}, "ldnbib.toml:6: 'select' wants a list"),
        ({"ignore": [1]}, "ldnbib.toml:6: 'ignore' wants a list"),
        ({"fail-on": "eror"}, "unknown severity 'eror'; did you mean 'error'?"),
        ({"fail-on": 3}, "ldnbib.toml:7: unknown severity '3'; there are error, warning, info"),
        ({"key-pattern": "["}, "'key-pattern' is no regular expression"),
        ({"key-pattern": 1}, "ldnbib.toml:11: 'key-pattern' wants text, not 1"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(table: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError, match=re.escape(sentence)):
        read_settings(table, place)
