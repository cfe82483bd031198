"""``ldnbib.toml``: which library, vocabulary, notes, styles and style a folder works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ldn_bib.check.settings import CheckSettings, read_settings
from ldn_bib.enrich.toml_source import TomlSyntaxError, parse_toml
from ldn_bib.errors import FileError, UsageError, did_you_mean
from ldn_bib.sources.settings import OnlineTable, read_table

NAME = "ldnbib.toml"
KEYS = ("library", "conditions", "notes", "styles", "default-style", "check", "online")
TABLES = ("check", "online")
"""Keys that are tables with keys of their own."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a folder; paths are absolute or relative to the current folder.

    Attributes:
        path: the file they were read from; None where there is none.
        library: the library file.
        conditions: the vocabulary file.
        notes: the folder of notes.
        styles: the folder looked in for styles first.
        default_style: style used where none is asked for.
        check: settings of ``ldnbib check``.
        online: whom the services of the network may write to, and the saved query.
    """

    path: Path | None = None
    library: Path | None = None
    conditions: Path | None = None
    notes: Path | None = None
    styles: Path | None = None
    default_style: str | None = None
    check: CheckSettings = field(default_factory=CheckSettings)
    online: OnlineTable = field(default_factory=OnlineTable)


def find_config(start: Path | None = None) -> Path | None:
    """Return the nearest ``ldnbib.toml`` in a folder or the folders above it."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        candidate = folder / NAME
        if candidate.is_file():
            return candidate
    return None


def read_config(path: Path | None) -> Config:
    """Read a settings file; None gives the empty settings.

    Raises:
        FileError: the file cannot be read.
        UsageError: it is not TOML, or a key or value is wrong; the line and the key are named.
    """
    if path is None:
        return Config()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise FileError(f"cannot read {path}: {reason}") from error
    try:
        source = parse_toml(text.replace("\r\n", "\n"))
    except TomlSyntaxError as error:
        place = f"{path}:{error.line or 1}" + (f", key {error.key!r}" if error.key else "")
        raise UsageError(f"{place}: not valid TOML: {error.reason}") from error
    settings = source.data
    for key, value in settings.items():
        _check(f"{path}:{source.line(key) or 1}", key, value)
    base = path.parent

    def located(key: str) -> Path | None:
        return base / Path(settings[key]).expanduser() if key in settings else None

    return Config(
        path=path,
        library=located("library"),
        conditions=located("conditions"),
        notes=located("notes"),
        styles=located("styles"),
        default_style=settings.get("default-style"),
        check=read_settings(
            settings.get("check", {}),
            lambda key: f"{path}:{source.line('check', key) or 1}",
        ),
        online=read_table(
            settings.get("online", {}),
            lambda key: f"{path}:{source.line('online', key) or 1}",
        ),
    )


def _check(place: str, key: str, value: Any) -> None:
    if key not in KEYS:
        hint = did_you_mean(key, list(KEYS)) or f"; there are {', '.join(KEYS)}"
        raise UsageError(f"{place}: unknown key {key!r}{hint}")
    if key in TABLES:
        if not isinstance(value, dict):
            raise UsageError(f"{place}: {key!r} has to be a table, as under [{key}]")
        return
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{place}: key {key!r} wants text in quotes, not {value!r}")
