"""Validation of styles against the RELAX NG schema of CSL 1.0.2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ldn_bib.csl.stylefile import NAMESPACE, parse_style, read_style

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED: Final = re.compile(r"\belement ([\w-]+)")


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """A place where a style breaks the schema.

    Attributes:
        line: line, from 1; 0 where it is not known.
        column: column, from 1; 0 where it is not known.
        message: what is wrong.
    """

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


@cache
def _schema() -> Any:
    from lxml import etree

    from ldn_bib.csl.package import schema_path

    return etree.RelaxNG(etree.parse(schema_path()))


def validate_style(style: str | Path | bytes) -> list[SchemaProblem]:
    """Check a style against the schema.

    Args:
        style: path of the file, or its bytes.

    Returns:
        The problems in the order of their lines; empty for a valid style.

    Raises:
        StyleFileError: the file cannot be read or is not a CSL 1.0 style at all.
    """
    if isinstance(style, bytes):
        data, name = style, "<style>"
    else:
        data, name = read_style(Path(style)), str(style)
    root = parse_style(data, name)
    schema = _schema()
    if schema.validate(root.getroottree()):
        return []
    problems = {
        SchemaProblem(entry.line or _line_of(entry.message, root), entry.column, entry.message)
        for entry in schema.error_log
    }
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.message))


def _line_of(message: str, root: _Element) -> int:
    """Line of the first element that a message names; libxml2 knows no place for some."""
    named = _NAMED.search(message)
    found = root.find(f".//{{{NAMESPACE}}}{named[1]}") if named else None
    return found.sourceline or 0 if found is not None else 0
