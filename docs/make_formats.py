"""Write docs/formats.md from the mapping tables of the formats.

    python docs/make_formats.py

Each module of a format says in ``FIELDS`` what becomes of each variable; the columns of the
spreadsheets are those of :mod:`ldn_bib.formats.paper_table`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from ldn_bib.formats.base import Format
from ldn_bib.formats.csl_items import OLD_NAMES
from ldn_bib.formats.paper_table import COLUMNS
from ldn_bib.formats.rows import VARIABLES

PAGE = Path(__file__).with_name("formats.md")

OURS = "ldn_bib."
"""Beginning of the modules whose formats are ours; plug-ins of others are not described here."""

EXTRAS: Mapping[str, str] = {"csl-yaml": "`yaml`, for reading", "xlsx": "`xlsx`"}
"""Extras that a format needs."""

GENERAL: Mapping[str, str] = {
    "id": "the citation key",
    "type": "the type of CSL",
    "tags": "conditions, set by a person or proposed",
    "summary": "the plain-language summary",
    "suffix": "Jr., III",
    "particles": "van der, de",
    "corporate names": "names of bodies, also with commas",
    "markup in titles": "italics, sub- and superscripts",
    "date ranges": "from one day, month or year to another",
    "article number": "e01475 in the place of pages",
    "collections": "one collection or group for each condition",
}
"""What is no variable of CSL but must survive, and what it is."""

LAST = ("categories", "custom")
"""What is in the schema of CSL-JSON beside the variables; below them where a format tells of it."""

OPTIONAL = frozenset(("id", "type", *LAST, *OLD_NAMES))
"""What a format may say nothing about."""

MARKS = {"kept": "✓", "changed": "≈", "lost": "–", "": ""}

HEAD = """\
# Exchange formats

This page is written by `docs/make_formats.py` from the tables that the formats themselves work
with; a test checks that it is up to date. Write with `ldnbib export --format NAME`, read with
`ldnbib import FILE`.
"""

KEY = """\
✓ kept, ≈ changed (how, stands below the table), – lost, empty: nothing to say. For a format that
is only read, the table says what is taken from a file. The names of the variables are those of
[CSL 1.0.2](https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables).
"""

COLUMNS_HEAD = """\
`csv` and `xlsx` hold one paper a row and these columns, in this order. New columns are added at
the end; none is renamed. Lists in a cell are divided by semicolons. `csv` is UTF-8 with a byte
order mark and CR LF line ends. What a spreadsheet would take for a formula is text: in `csv` with
an apostrophe before it, in `xlsx` as a cell of the kind text.
"""


@dataclass(frozen=True, slots=True)
class Described:
    """A format and what becomes of each variable in it."""

    format: Format
    fields: Mapping[str, str]

    @property
    def name(self) -> str:
        """What ``--format`` takes."""
        return self.format.name

    def fate(self, variable: str) -> tuple[str, str]:
        """``kept``, ``changed`` or ``lost``, and how it is changed; empty where nothing is said."""
        word, _, how = self.fields.get(variable, "").partition(": ")
        return word, how

    @property
    def direction(self) -> str:
        """Whether it is read, written or both."""
        words = (
            "read" if self.format.read else "",
            "written" if self.format.is_written else "",
        )
        return ", ".join(filter(None, words))


def formats() -> list[Described]:
    """Return the formats of this package that are registered, by name.

    Raises:
        ValueError: a format does not say what becomes of a variable, or says it in other words.
    """
    points = entry_points(group="ldn_bib.formats")
    ours = sorted((point for point in points if point.value.startswith(OURS)), key=_name)
    return [_described(point) for point in ours]


def _name(point: EntryPoint) -> str:
    return point.name


def _described(point: EntryPoint) -> Described:
    fields = getattr(import_module(point.module), "FIELDS", None)
    if fields is None:
        raise ValueError(f"{point.module} has no FIELDS")
    known = {*VARIABLES, *GENERAL, *OPTIONAL}
    missing = sorted({*VARIABLES, *GENERAL} - OPTIONAL - fields.keys())
    unknown = sorted(fields.keys() - known)
    wrong = [fate for fate in fields.values() if not _is_fate(fate)]
    for problem, names in (("says nothing of", missing), ("names unknown", unknown), ("", wrong)):
        if names:
            raise ValueError(f"FIELDS of {point.module} {problem} {', '.join(names)}")
    return Described(point.load(), fields)


def _is_fate(text: str) -> bool:
    return text in ("kept", "lost") or (
        len(text) > len("changed: ") and text.startswith("changed: ")
    )


def rows(described: list[Described]) -> list[str]:
    """Return the names of the rows: what is no variable first, then the variables."""
    said = {name for one in described for name in one.fields}
    general = [name for name in GENERAL if name in said]
    return [*general, *VARIABLES, *(name for name in LAST if name in said)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _table(head: list[str], body: list[list[str]], align: str = "---") -> Iterator[str]:
    yield _line(head)
    yield _line(["---", *[align] * (len(head) - 1)])
    yield from map(_line, body)


def _changes(one: Described, names: list[str]) -> Iterator[str]:
    """What is changed in a format; variables that are changed in the same way stand together."""
    by_way: dict[str, list[str]] = {}
    for name in names:
        word, how = one.fate(name)
        if word == "changed":
            by_way.setdefault(how, []).append(name)
    if by_way:
        yield from ("", f"### {one.name}", "")
        for how, changed in by_way.items():
            yield f"- {', '.join(f'`{name}`' for name in changed)}: {how}"


def render() -> str:
    """Return the page."""
    described = formats()
    names = rows(described)
    lines = [HEAD]
    overview = [
        [
            f"`{one.name}`",
            one.format.title,
            f"`{one.format.extension}`",
            one.direction,
            ", ".join(f"`{profile}`" for profile in one.format.profiles),
            EXTRAS.get(one.name, ""),
        ]
        for one in described
    ]
    lines += _table(["name", "title", "ending", "is", "profiles", "needs the extra"], overview)
    lines += ["", "## What survives", "", KEY]
    body = [
        [
            f"{name} ({GENERAL[name]})" if name in GENERAL else f"`{name}`",
            *(MARKS[one.fate(name)[0]] for one in described),
        ]
        for name in names
    ]
    lines += _table(["field", *(one.name for one in described)], body, ":-:")
    lines += ["", "## What is changed, and how"]
    for one in described:
        lines += _changes(one, names)
    lines += ["", "## Columns of the spreadsheets", "", COLUMNS_HEAD]
    columns = [[f"`{column.name}`", column.meaning] for column in COLUMNS]
    lines += _table(["column", "holds"], columns)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")


if __name__ == "__main__":
    main()
