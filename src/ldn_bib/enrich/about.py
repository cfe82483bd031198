"""What a library says about itself: the keys at the top of ``conditions.toml``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from ldn_bib.enrich.toml_source import TomlSource, parse_toml
from ldn_bib.values.about import About
from ldn_bib.values.finding import Finding, Severity

TEXT_KEYS = (
    "subject",
    "scope",
    "included",
    "excluded",
    "search",
    "caution",
    "licence",
    "report",
)
"""Keys that hold sentences; line breaks in them count as spaces."""

ADDRESS_KEYS = ("licence_url", "site_url")
"""Keys that hold an address, with ``http`` or ``https``."""

DATE_KEY = "searched"
"""The key that holds a day."""

ABOUT_KEYS = (*TEXT_KEYS, *ADDRESS_KEYS, DATE_KEY)
"""Every key; each fills the attribute of :class:`About` with its name."""

# RFC 3986: a host, and none of the characters that no address may hold.
_ADDRESS = re.compile(r"""https?://[^\s/?#"<>\\^`{|}]+(?:[/?#][^\s"<>\\^`{|}]*)?""")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def read_about(text: str, file: str) -> tuple[About, list[Finding]]:
    """Read what stands at the top of a vocabulary.

    Args:
        text: the file's text, one that the vocabulary's reader has read without an error.
        file: name of the file for messages.

    Returns:
        The statements, and what is wrong with them; a value of the wrong kind is left out. Keys
        that are not known are for the vocabulary's reader to find.
    """
    source = parse_toml(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for key in ABOUT_KEYS:
        if key not in source.data:
            continue
        value, wanted = _value(key, source.data[key])
        if value is None:
            findings.append(_wrong(source, file, key, wanted))
        else:
            values[key] = value
    return About(**values), findings


def _value(key: str, raw: object) -> tuple[object, str]:
    """The value of a key, None for one of the wrong kind, and the right kind in words."""
    if key == DATE_KEY:
        # A date with a time is a date to Python as well.
        is_day = isinstance(raw, dt.date) and not isinstance(raw, dt.datetime)
        return (raw if is_day else None), "a date without quotes, such as 2026-11-22"
    text = " ".join(raw.split()) if isinstance(raw, str) else ""
    if key in TEXT_KEYS:
        return (text or None), "text in quotes"
    if not _ADDRESS.fullmatch(text) or _CONTROL.search(text):
        return None, "an address that starts with http:// or https://, in quotes"
    if key != "site_url":
        return text, ""
    if "?" in text or "#" in text:
        return None, "the address of a folder, without ? and #"
    return f"{text.rstrip('/')}/", ""


def _wrong(source: TomlSource, file: str, key: str, wanted: str) -> Finding:
    shown = repr(source.data[key])
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    return Finding(
        "about-wrong-kind",
        f"{key!r} has to be {wanted}, not {shown}",
        Severity.WARNING,
        file=file,
        line=source.line(key),
        fields=(key,),
    )
