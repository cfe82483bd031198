"""Findings as text, as annotations of GitHub, as JSON and as SARIF."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from ldn_bib.check.registry import by_name, code_of, rules
from ldn_bib.check.rule import Rule
from ldn_bib.check.run import Found
from ldn_bib.values.finding import Finding, Severity

JSON_VERSION = 1
"""Raised when a key of the JSON output changes its meaning or goes; new keys may come."""

STDIN = "-"

# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
_GITHUB_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
# as @actions/core writes them, packages/core/src/command.ts
_GITHUB_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})

# SARIF 2.1.0, section 3.27.10
_SARIF_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class Report(NamedTuple):
    """What an output is written of.

    Attributes:
        found: the findings, in order.
        source: name of the library, as the person gave it.
        version: version of the program.
    """

    found: Sequence[Found]
    source: str | None
    version: str


def line_of(finding: Finding) -> str:
    """A finding as a line: ``file:line:column: CODE message [name]``."""
    place = f"{finding.place}: " if finding.place else ""
    message = " ".join(finding.message.split())
    return f"{place}{code_of(finding.code)} {message} [{finding.code}]"


def as_text(report: Report) -> Iterator[str]:
    """Findings one a line."""
    for one in report.found:
        yield f"{line_of(one.finding)}\n"


def as_github(report: Report) -> Iterator[str]:
    """Findings as workflow commands, which GitHub shows beside the lines of a change."""
    for one in report.found:
        finding = one.finding
        properties = {
            "file": finding.file if finding.file != STDIN else None,
            "line": finding.line,
            "col": finding.column if finding.line is not None else None,
            "title": f"{code_of(finding.code)} {finding.code}",
        }
        shown = ",".join(
            f"{name}={str(value).translate(_GITHUB_VALUE)}"
            for name, value in properties.items()
            if value is not None
        )
        level = _GITHUB_LEVELS[finding.severity]
        yield f"::{level} {shown}::{finding.message.translate(_GITHUB_TEXT)}\n"


def as_json(report: Report) -> Iterator[str]:
    """Findings as one JSON object; docs/rules.md describes it."""
    document = {
        "version": JSON_VERSION,
        "library": report.source,
        "findings": [_record(one) for one in report.found],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _record(found: Found) -> dict[str, Any]:
    finding, problem = found.finding, found.problem
    fix = problem.fix if problem else None
    return {
        "code": code_of(finding.code),
        "name": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "key": finding.key,
        "fields": list(finding.fields),
        "related": list(problem.related) if problem else [],
        "fix": {"field": fix.field, "value": fix.value, "new_name": fix.new_name} if fix else None,
    }


def as_sarif(report: Report) -> Iterator[str]:
    """Findings as SARIF 2.1.0, which code scanning and editors read."""
    listed = rules()
    numbers = {rule.name: number for number, rule in enumerate(listed)}
    run = {
        "tool": {
            "driver": {
                "name": "ldnbib",
                "version": report.version,
                "rules": [_sarif_rule(rule) for rule in listed],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one.finding, numbers) for one in report.found],
    }
    document = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.summary}."},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(finding: Finding, numbers: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": code_of(finding.code),
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
    }
    if finding.code in numbers:
        result["ruleIndex"] = numbers[finding.code]
    place: dict[str, Any] = {}
    if finding.file and finding.file != STDIN:
        place["artifactLocation"] = {"uri": _uri(finding.file)}
        if finding.line is not None:
            region = {"startLine": finding.line}
            if finding.column is not None:
                region["startColumn"] = finding.column
            place["region"] = region
    if place:
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


OUTPUTS: Mapping[str, Callable[[Report], Iterable[str]]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
"""Names of ``--output-format``, and what writes each."""


def statistics(found: Sequence[Found]) -> Iterator[str]:
    """How many findings each rule has, the most first; one a line."""
    counts = Counter(one.finding.code for one in found)
    width = len(str(max(counts.values(), default=0)))
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], code_of(pair[0]))):
        rule = by_name().get(name)
        mends = " (--fix mends some)" if rule and rule.fixes else ""
        yield f"{count:>{width}}  {code_of(name)}  {name}{mends}\n"


def listing(chosen: Sequence[Rule]) -> Iterator[str]:
    """The rules as a table; one a line."""
    codes = max((len(rule.code) for rule in chosen), default=0)
    names = max((len(rule.name) for rule in chosen), default=0)
    for rule in chosen:
        mends = " (--fix mends it)" if rule.fixes else ""
        yield (
            f"{rule.code:<{codes}}  {rule.severity:<7}  {rule.name:<{names}}  "
            f"{rule.summary}{mends}\n"
        )


def explanation(rule: Rule) -> str:
    """What the documentation says of a rule, for a terminal."""
    mends = ", --fix mends some of it" if rule.fixes else ""
    said = f"{rule.summary[:1].upper()}{rule.summary[1:]}. {rule.why}"
    lines = [
        f"{rule.code} {rule.name} ({rule.severity}{mends})",
        "",
        *textwrap.wrap(said, 79, break_on_hyphens=False),
    ]
    example = rule.example
    for head, text in (("Found:", example.bad), ("Fine:", example.good)) if example else ():
        if text:
            lines += ["", head, "", *(f"    {line}".rstrip() for line in text.splitlines())]
    return "\n".join(lines) + "\n"
