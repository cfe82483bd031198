"""A finding: something seen in a library that a person should know, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; the order of definition is the order of weight."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about a file, an entry or a field.

    Attributes:
        code: stable rule name, lower case with hyphens, such as ``duplicate-field``.
        message: one sentence for a person, without the place.
        severity: how bad it is.
        file: name of the file as the person gave it; ``-`` for standard input.
        line: line in the file, from 1.
        column: column in the line, from 1, in code points.
        key: citation key of the entry concerned.
        fields: field names as the file spells them.
        loses_entry: True where the entry could not be kept at all.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None
    fields: tuple[str, ...] = ()
    loses_entry: bool = False

    @property
    def place(self) -> str:
        """``file:line:column`` as far as known; empty where nothing is."""
        parts = [self.file or ""]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts) if parts != [""] else ""

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.code}: {self.message}"
