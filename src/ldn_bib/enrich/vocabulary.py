"""The vocabulary of conditions: ``conditions.toml`` to :class:`Condition` objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ldn_bib.enrich.about import ABOUT_KEYS
from ldn_bib.enrich.toml_source import TomlSource, TomlSyntaxError, parse_toml
from ldn_bib.errors import FileError, did_you_mean
from ldn_bib.values.condition import Condition
from ldn_bib.values.finding import Finding, Severity

TEXT_KEYS = (
    "slug",
    "label",
    "description",
    "mesh_name",
    "mesh_id",
    "mondo_id",
    "icd11",
    "broader",
)
"""Keys that hold text; each fills the attribute of :class:`Condition` with its name."""

OTHER_KEYS = ("synonyms", "note")
"""The remaining keys; ``note`` is for people who edit the file and is not read."""

TOP_KEYS = ("condition", *ABOUT_KEYS)
"""Keys at the top: the tables, and what the library says about itself."""

PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    # A slug names files and stands on command lines, so nothing else is let through.
    "slug": (re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "lower-case words joined with hyphens"),
    # Descriptor identifiers: https://www.nlm.nih.gov/mesh/xml_data_elements.html
    "mesh_id": (re.compile(r"D\d{6}(\d{3})?"), "D and six or nine digits"),
    "mondo_id": (re.compile(r"MONDO:\d{7}"), "MONDO: and seven digits"),
}
"""Keys with a form, and the form in words."""


def read_vocabulary(text: str, file: str) -> tuple[dict[str, Condition], list[Finding]]:
    """Read a vocabulary of conditions.

    Args:
        text: TOML with one ``[[condition]]`` table per condition; a byte order mark and
            CRLF are fine.
        file: name of the file for messages.

    Returns:
        The conditions by slug, in the order of the file, and what is wrong with them. A
        condition without a usable slug is left out, of several with the same slug the first
        one stays, and a value of the wrong kind or form is left out.

    Raises:
        FileError: the text is not TOML, or ``condition`` is not an array of tables.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        source = parse_toml(text)
    except TomlSyntaxError as problem:
        raise FileError(_malformed(problem, file)) from problem
    tables = source.data.get("condition", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = source.line("condition")
        raise FileError(
            f"{file}:{line}: 'condition' has to be written as [[condition]] tables, one a condition"
        )
    return _Reader(source, file).read(tables)


def _malformed(problem: TomlSyntaxError, file: str) -> str:
    place = ":".join(str(part) for part in (file, problem.line, problem.column) if part)
    key = f" at the key {problem.key!r}" if problem.key else ""
    return f"{place}: this is not valid TOML{key}: {problem.reason}"


class _Reader:
    """Reads the tables of one file and collects findings on the way."""

    def __init__(self, source: TomlSource, file: str) -> None:
        self._source = source
        self._file = file
        self._findings: list[Finding] = []
        self._index: dict[str, int] = {}

    def read(self, tables: list[dict[str, Any]]) -> tuple[dict[str, Condition], list[Finding]]:
        for key in self._source.data:
            if key not in TOP_KEYS:
                hint = did_you_mean(key, list(TOP_KEYS)) or f"; there are {', '.join(TOP_KEYS)}"
                self._add("condition-unknown-key", f"unknown key {key!r}{hint}", key)
        conditions: dict[str, Condition] = {}
        for index, table in enumerate(tables):
            condition = self._condition(index, table)
            if condition is None:
                continue
            if condition.slug in conditions:
                first = self._source.line("condition", self._index[condition.slug], "slug")
                self._error(
                    "duplicate-condition",
                    f"the slug {condition.slug!r} stands on line {first} too; this one is left out",
                    index,
                    "slug",
                )
                continue
            conditions[condition.slug] = condition
            self._index[condition.slug] = index
        if not conditions:
            self._findings.append(
                Finding("empty-vocabulary", "there are no conditions in this file", file=self._file)
            )
        self._check_broader(conditions)
        return conditions, self._findings

    def _condition(self, index: int, table: Mapping[str, Any]) -> Condition | None:
        values = {
            key: value for key in TEXT_KEYS if (value := self._text(index, table, key)) is not None
        }
        known = [*TEXT_KEYS, *OTHER_KEYS]
        for key in table:
            if key not in known:
                hint = did_you_mean(key, known) or f"; there are {', '.join(known)}"
                self._warning("condition-unknown-key", f"unknown key {key!r}{hint}", index, key)
        if "slug" not in values:
            message = "this condition has no usable slug and is left out"
            self._error("condition-without-slug", message, index, "slug")
            return None
        if "label" not in values:
            message = f"the condition {values['slug']!r} has no label; its slug is shown"
            self._warning("condition-without-label", message, index, "label")
            values["label"] = values["slug"]
        return Condition(synonyms=self._synonyms(index, table), **values)

    def _text(self, index: int, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            message = f"{key!r} has to be text in quotes, not {value!r}"
            self._warning("condition-wrong-kind", message, index, key)
            return None
        value = value.strip()
        if key in PATTERNS and not PATTERNS[key][0].fullmatch(value):
            message = f"{key!r} has to be {PATTERNS[key][1]}, not {value!r}"
            self._warning("condition-wrong-form", message, index, key)
            return None
        return value

    def _synonyms(self, index: int, table: Mapping[str, Any]) -> tuple[str, ...]:
        value = table.get("synonyms", [])
        items = value if isinstance(value, list) else [value]
        good = [item.strip() for item in items if isinstance(item, str) and item.strip()]
        if not isinstance(value, list) or len(good) < len(items):
            message = "'synonyms' has to be a list of texts in quotes"
            self._warning("condition-wrong-kind", message, index, "synonyms")
            good = good if isinstance(value, list) else []
        return tuple(dict.fromkeys(good))

    def _check_broader(self, conditions: dict[str, Condition]) -> None:
        for condition in list(conditions.values()):
            if condition.broader is not None and condition.broader not in conditions:
                choices = did_you_mean(condition.broader, list(conditions))
                self._error(
                    "unknown-broader-condition",
                    f"the condition {condition.broader!r}, broader than {condition.slug!r}, "
                    f"is not in the vocabulary{choices}",
                    self._index[condition.slug],
                    "broader",
                )
                conditions[condition.slug] = replace(condition, broader=None)
        for cycle in _cycles(conditions):
            path = " → ".join([*cycle, cycle[0]])
            self._error(
                "circular-broader-condition",
                f"conditions are each other's broader condition: {path}; these links are left out",
                self._index[cycle[0]],
                "broader",
            )
            for slug in cycle:
                conditions[slug] = replace(conditions[slug], broader=None)

    def _add(
        self, code: str, message: str, *path: str | int, severity: Severity = Severity.WARNING
    ) -> None:
        line = self._source.line(*path)
        fields = (str(path[-1]),) if path else ()
        self._findings.append(
            Finding(code, message, severity, file=self._file, line=line, fields=fields)
        )

    def _warning(self, code: str, message: str, index: int, key: str) -> None:
        self._add(code, message, "condition", index, key)

    def _error(self, code: str, message: str, index: int, key: str) -> None:
        self._add(code, message, "condition", index, key, severity=Severity.ERROR)


def _cycles(conditions: Mapping[str, Condition]) -> list[list[str]]:
    """Return the circles of ``broader``, each once."""
    cycles: list[list[str]] = []
    done: set[str] = set()
    for start in conditions:
        path: list[str] = []
        slug: str | None = start
        while slug is not None and slug not in done and slug not in path:
            path.append(slug)
            slug = conditions[slug].broader
        if slug is not None and slug in path:
            cycles.append(path[path.index(slug) :])
        done.update(path)
    return cycles
