"""``ldnbib.toml``: which library, vocabulary, notes, styles and style a folder works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ldn_bib.enrich.toml_source import TomlSource, TomlSyntaxError, parse_toml
from ldn_bib.errors import FileError, UsageError, did_you_mean

if TYPE_CHECKING:
    from ldn_bib.check.settings import CheckSettings
    from ldn_bib.sources.settings import OnlineTable

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
        check_table: settings of ``ldnbib check``; None where the file has no such table, or an
            empty one.
        online_table: whom the services of the network may write to, and the saved query; None
            likewise.
    """

    path: Path | None = None
    library: Path | None = None
    conditions: Path | None = None
    notes: Path | None = None
    styles: Path | None = None
    default_style: str | None = None
    check_table: CheckSettings | None = None
    online_table: OnlineTable | None = None

    @property
    def check(self) -> CheckSettings:
        """Settings of ``ldnbib check``, the usual ones where the file has none."""
        from ldn_bib.check.settings import CheckSettings

        return self.check_table or CheckSettings()

    @property
    def online(self) -> OnlineTable:
        """The table ``[online]``, an empty one where the file has none."""
        from ldn_bib.sources.settings import OnlineTable

        return self.online_table or OnlineTable()


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
        check_table=_check_table(path, source) if settings.get("check") else None,
        online_table=_online_table(path, source) if settings.get("online") else None,
    )


# The rooms of the tables are entered only where there is one: most commands need neither


def _check_table(path: Path, source: TomlSource) -> CheckSettings:
    from ldn_bib.check.settings import read_settings

    return read_settings(
        source.data["check"], lambda key: f"{path}:{source.line('check', key) or 1}"
    )


def _online_table(path: Path, source: TomlSource) -> OnlineTable:
    from ldn_bib.sources.settings import read_table

    return read_table(
        source.data["online"], lambda key: f"{path}:{source.line('online', key) or 1}"
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
