"""Settings of the check: the table ``[check]`` of ``ldnbib.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ldn_bib.errors import UsageError, did_you_mean
from ldn_bib.values.finding import Severity

KEYS = ("select", "ignore", "fail-on", "key-pattern")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What ``[check]`` says; the command line goes before it.

    Attributes:
        select: codes, families or names of the rules that run; empty for all.
        ignore: codes, families or names of the rules that do not run.
        fail_on: the exit code is 1 for findings of this severity and worse.
        key_pattern: what a citation key has to match as a whole.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = None
    key_pattern: re.Pattern[str] | None = None


def read_settings(table: Mapping[str, Any], place: Callable[[str], str]) -> CheckSettings:
    """Read the table.

    Args:
        table: what it holds.
        place: gives file and line of a key, for messages.

    Raises:
        UsageError: a key or a value is wrong.
    """
    for key in table:
        if key not in KEYS:
            hint = did_you_mean(key, list(KEYS)) or f"; there are {', '.join(KEYS)}"
            raise UsageError(f"{place(key)}: unknown key {key!r} in [check]{hint}")
    return CheckSettings(
        select=_words(table, "select", place),
        ignore=_words(table, "ignore", place),
        fail_on=_severity(table, place),
        key_pattern=_pattern(table, place),
    )


def severity_named(word: str) -> Severity:
    """The severity of a name.

    Raises:
        UsageError: there is none of that name.
    """
    try:
        return Severity(word.strip().lower())
    except ValueError:
        names = [str(one) for one in Severity]
        hint = did_you_mean(word, names) or f"; there are {', '.join(names)}"
        raise UsageError(f"unknown severity {word!r}{hint}") from None


def _words(table: Mapping[str, Any], key: str, place: Callable[[str], str]) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise UsageError(
            f"{place(key)}: {key!r} wants a list of codes or names in quotes, not {value!r}"
        )
    return tuple(value)


def _severity(table: Mapping[str, Any], place: Callable[[str], str]) -> Severity | None:
    value = table.get("fail-on")
    if value is None:
        return None
    try:
        return severity_named(str(value))
    except UsageError as error:
        raise UsageError(f"{place('fail-on')}: {error}") from None


def _pattern(table: Mapping[str, Any], place: Callable[[str], str]) -> re.Pattern[str] | None:
    value = table.get("key-pattern")
    if value is None:
        return None
    if not isinstance(value, str):
        raise UsageError(f"{place('key-pattern')}: 'key-pattern' wants text, not {value!r}")
    try:
        return re.compile(value)
    except re.error as error:
        raise UsageError(
            f"{place('key-pattern')}: 'key-pattern' is no regular expression: {error}"
        ) from None
