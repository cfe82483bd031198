"""TOML with line numbers: what ``tomllib`` reads, and where each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys from the top of the document; tables of an array are numbered from 0."""

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY_PART = re.compile(r"""\s*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')\s*""")
_KEY_AT_START = re.compile(r"""\s*((?:[A-Za-z0-9_.-]+|"[^"\n]*"|'[^'\n]*')+)\s*=""")
_SKIPPED = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|'
    + r"'''.*?'{3,5}|"
    + r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*)""",
    re.DOTALL,
)
_SPECIAL = re.compile(r"""["'#\[\]{}\n]""")


class TomlSyntaxError(ValueError):
    """Text that is not TOML.

    Attributes:
        reason: what is wrong, one clause without the place.
        line: line in the text, from 1; None where it is not known.
        column: column in the line, from 1; None where it is not known.
        key: the key whose value is at fault; None where it is not known.
    """

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        column: int | None = None,
        key: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column
        self.key = key


@dataclass(frozen=True, slots=True)
class TomlSource:
    """A TOML document and the lines of its keys.

    Attributes:
        data: what the document says.
        lines: path of each key and table to its line, from 1.
    """

    data: dict[str, Any]
    lines: Mapping[Path, int]

    def line(self, *path: str | int) -> int | None:
        """Line of a key, or of the nearest table around it; None for what is not there."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return None


def parse_toml(text: str) -> TomlSource:
    """Read TOML 1.0.

    Args:
        text: the document, its lines ended by line feeds alone.

    Raises:
        TomlSyntaxError: the text is not TOML.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _problem(str(error), text) from error
    except RecursionError as error:
        raise TomlSyntaxError("values are nested too deeply") from error
    except ValueError as error:  # Python turns no number of over 4,300 digits into an int
        raise TomlSyntaxError("a number has too many digits") from error
    return TomlSource(data, _key_lines(text))


def _problem(message: str, text: str) -> TomlSyntaxError:
    place = _PLACE.search(message)
    reason = message[: place.start()] if place else message
    reason = reason[:1].lower() + reason[1:]
    rows = text.split("\n")
    line = len(rows)
    column: int | None = None
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    key = _KEY_AT_START.match(rows[line - 1])
    return TomlSyntaxError(reason, line, column, key[1] if key else None)


def _key_lines(text: str) -> dict[Path, int]:
    """Walk over a document that is known to be TOML and note the line of each key."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    at, line, counted = 0, 1, 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        if text[at] == "#":
            at = _line_end(text, at)
            continue
        line += text.count("\n", counted, at)
        counted = at
        if text[at] == "[":
            is_array = text.startswith("[[", at)
            keys, at = _read_key(text, at + 1 + is_array)
            table = _resolve(keys, counts)
            if is_array:
                counts[table] = counts.get(table, -1) + 1
                lines.setdefault(table, line)
                table = (*table, counts[table])
            lines.setdefault(table, line)
            at = _line_end(text, at)
        else:
            keys, at = _read_key(text, at)
            for end in range(1, len(keys) + 1):
                lines.setdefault((*table, *keys[:end]), line)
            at = _value_end(text, at + 1)
    return lines


def _resolve(keys: tuple[str, ...], counts: Mapping[Path, int]) -> Path:
    """Put the number of the current table behind each array of tables on the way."""
    path: Path = ()
    for index, key in enumerate(keys):
        path = (*path, key)
        if index < len(keys) - 1 and path in counts:
            path = (*path, counts[path])
    return path


def _read_key(text: str, at: int) -> tuple[tuple[str, ...], int]:
    keys: list[str] = []
    while part := _KEY_PART.match(text, at):
        keys.append(_unquote(part[1]))
        at = part.end()
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(keys), at


def _unquote(part: str) -> str:
    return next(iter(tomllib.loads(f"{part}=0"))) if part[0] in "\"'" else part


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _value_end(text: str, at: int) -> int:
    """Return where the line ends on which a value ends; strings and arrays may span lines."""
    depth = 0
    while found := _SPECIAL.search(text, at):
        at = found.start()
        skipped = _SKIPPED.match(text, at)
        if skipped:
            at = skipped.end()
            continue
        char = text[at]
        if char == "\n" and depth == 0:
            return at
        depth += (char in "[{") - (char in "]}")
        at += 1
    return len(text)
